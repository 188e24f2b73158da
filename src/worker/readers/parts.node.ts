// The names of files that are being written, and what becomes of those whose writer is gone: a process that was killed
// could not remove its own.
import { readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from './crc32';

/** A folder may be shared by machines, each with processes of its own. */
const machine = (): string => crc32(0, new TextEncoder().encode(hostname())).toString(16).padStart(8, '0');

/** A new name beside `target`, which says which process writes the file. */
export function partName(target: string): string {
  const random = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
  return `${target}.${machine()}-${process.pid}-${random}.part`;
}

/** Removes parts of `target` that processes of this machine have left behind. What cannot be removed stays. */
export function removeLeftParts(target: string): void {
  const start = `${basename(target)}.${machine()}-`;
  const folder = dirname(target);
  try {
    for (const name of readdirSync(folder)) {
      const [, id] = name.startsWith(start) ? (PART.exec(name.slice(start.length)) ?? []) : [];
      if (id !== undefined && !isRunning(Number(id))) rmSync(join(folder, name), { force: true });
    }
  } catch {
    // The folder cannot be listed: what is wrong with it is told when the file is made.
  }
}

const PART = /^(\d+)-[0-9a-z]{6}\.part$/;

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
