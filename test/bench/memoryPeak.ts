// The most memory that this process held during a run: Linux counts it anew when asked to.
import { readFileSync, writeFileSync } from 'node:fs';

export function clearPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere the peak stays unknown.
  }
}

/** In MB; undefined where the system does not tell. */
export function memoryPeak(): number | undefined {
  try {
    const found = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
    return found === null ? undefined : Number(found[1]) / 1024;
  } catch {
    return undefined;
  }
}
