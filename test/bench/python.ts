// Which Python runs the peers.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return process.env['LOSSARY_CACHE'] ?? join(cache, 'lossary');
}

/** `LOSSARY_PYTHON`, the environment of `npm run golden`, or the system's python3. */
export function pythonPath(): string {
  const own = join(cacheFolder(), 'venv/bin/python');
  return process.env['LOSSARY_PYTHON'] ?? (existsSync(own) ? own : 'python3');
}
