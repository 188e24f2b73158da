// Files and requests that several threads share.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComputeRequest, ComputeResult } from '../../../src/protocol/compute';
import type { Failed } from '../../../src/protocol/errors';
import { nodePlatform } from '../../../src/worker/platform.node';
import type { DType } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import { NodeCrew } from '../../../src/worker/threads/crew.node';
import { npyBytes } from '../readers/support';
import { random } from '../run/support';

export const HELPER = './dist/helper.js';

/** Helpers that take part in however short a pass, and are there already. */
export async function startedCrew(threads: number): Promise<NodeCrew> {
  const crew = new NodeCrew(HELPER, { count: threads - 1, worthEngaging: 0, worthStarting: 0 });
  await crew.start();
  return crew;
}

export function scratchFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'lossary-threads-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function compute(
  request: ComputeRequest,
  folder: string,
  crew?: NodeCrew,
  signal = new AbortController().signal,
  progress: (fraction: number) => void = () => undefined,
): Promise<ComputeResult | Failed> {
  const platform = nodePlatform({ folder, ...(crew === undefined ? {} : { crew }) });
  return run(request, { ...platform, kernelsFrom: 0 }, { signal, progress });
}

type Typed = Float32Array | Float64Array | BigInt64Array | Uint8Array;

export function save(
  folder: string,
  name: string,
  dtype: DType,
  shape: readonly number[],
  values: Typed,
): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  writeFileSync(join(folder, name), npyBytes(dtype, shape, bytes));
}

/** Numbers in [0, 1) that are the same everywhere. */
export function uniform(count: number, seed: number): Float32Array {
  const next = random(seed);
  return Float32Array.from({ length: count }, next);
}

export function labels(count: number, classes: number, seed: number): BigInt64Array {
  const next = random(seed);
  return BigInt64Array.from({ length: count }, () => BigInt(Math.floor(classes * next())));
}
