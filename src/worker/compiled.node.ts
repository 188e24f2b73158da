// Loads a bundle together with what V8 compiled of it in earlier runs, kept beside it. What Node keeps by itself (from
// 22.8 on) was compiled before the bundle's first statement: each function that runs later was compiled anew, which
// took a third of a cold start's time.
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Code of one bundle, one use and one V8. */
interface Kept {
  readonly file: string;
  readonly code: Buffer;
  /** How many runs it has served. */
  readonly runs: number;
}

/**
 * Runs a bundle of CommonJS.
 * @param use what for: code is kept for each use, so that none loads what only another one runs
 * @returns keeps what is compiled by then, in the 1st, 2nd, 4th, 8th, … run: so what runs differ in comes together.
 *   Where nothing can be written beside the bundle, Node keeps what it does, among the system's temporary files.
 */
export function loadCompiled(bundle: string, use: string): () => void {
  const prefix = join(
    dirname(bundle),
    'compiled',
    `${use}-${process.version}-${process.arch}-${statSync(bundle).mtimeMs}.`,
  );
  const kept = find(prefix);
  if (kept === undefined && !isWritable(dirname(bundle))) {
    (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
    nodeModule.createRequire(bundle)(bundle);
    return () => undefined;
  }
  // Bundles are ASCII (scripts/build/bundles.mjs): such a text is read at once.
  const script = new Script(nodeModule.Module.wrap(readFileSync(bundle, 'latin1')), {
    filename: bundle,
    ...(kept === undefined ? {} : { cachedData: kept.code }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(module.exports, nodeModule.createRequire(bundle), module, bundle, dirname(bundle));
  return () => {
    const refused = script.cachedDataRejected === true;
    const runs = 1 + (kept === undefined || refused ? 0 : kept.runs);
    try {
      if (isPowerOfTwo(runs)) replace(kept?.file, `${prefix}${runs}`, script.createCachedData());
      else if (kept !== undefined) renameSync(kept.file, `${prefix}${runs}`);
    } catch {
      // Another run was quicker, or the disk is full.
    }
  };
}

function find(prefix: string): Kept | undefined {
  const folder = dirname(prefix);
  try {
    const name = readdirSync(folder).find((each) => join(folder, each).startsWith(prefix));
    if (name === undefined) return undefined;
    const file = join(folder, name);
    return { file, code: readFileSync(file), runs: Number(file.slice(prefix.length)) };
  } catch {
    return undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whole or not at all: V8 believes what it reads. */
function replace(old: string | undefined, file: string, code: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `${process.pid}.part`);
  writeFileSync(unfinished, code);
  if (old !== undefined && old !== file) rmSync(old, { force: true });
  renameSync(unfinished, file);
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}
