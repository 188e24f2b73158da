// The Python process that runs what a user would run instead.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PeerAnswer {
  readonly value?: number;
  readonly seconds?: number;
  readonly error?: string;
}

export interface Peers {
  readonly versions: Readonly<Record<string, string>>;
  ask(request: object): Promise<PeerAnswer>;
  stop(): void;
}

/** `LOSSARY_PYTHON`, the environment of `npm run golden`, or the system's python3. */
export function pythonPath(): string {
  const cache =
    process.env['LOSSARY_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lossary');
  const own = join(cache, 'venv/bin/python');
  return process.env['LOSSARY_PYTHON'] ?? (existsSync(own) ? own : 'python3');
}

/** @returns undefined where there is no Python with NumPy */
export async function startPeers(): Promise<Peers | undefined> {
  const child: ChildProcess = spawn(pythonPath(), ['test/bench/peers.py'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) return undefined;
  child.on('error', () => undefined);
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    return line.done === true ? undefined : (JSON.parse(line.value) as unknown);
  };
  const hello = (await next()) as { versions: Record<string, string>; python: string } | undefined;
  if (hello === undefined) return undefined;
  return {
    versions: { python: hello.python, ...hello.versions },
    async ask(request) {
      stdin.write(`${JSON.stringify(request)}\n`);
      return ((await next()) as PeerAnswer | undefined) ?? { error: 'the process ended' };
    },
    stop: () => child.kill(),
  };
}
