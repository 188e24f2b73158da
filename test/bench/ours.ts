// Our side of a row, in a process of its own: the worker's own run() on the files, from the page cache into its
// memory, while the peers hold their arrays already. A gradient goes into memory with one thread, and with several
// into a file, as each thread writes its own part.
import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ComputeRequest } from '../../src/protocol/compute';
import { distances } from '../../src/worker/algorithms/edt';
import { hasFusedMultiplyAdd } from '../../src/worker/kernels/relaxed';
import { enableRelaxedSimd } from '../../src/worker/kernels/relaxed.node';
import { nodePlatform } from '../../src/worker/platform.node';
import { readNumbers } from '../../src/worker/readers/convert';
import type { Sink } from '../../src/worker/run/sink';
import { run, type Platform } from '../../src/worker/run/run';
import type { Numbers } from '../../src/worker/run/pass';
import { NodeCrew } from '../../src/worker/threads/crew.node';
import { serve, type Answer } from './lineProcess';
import { clearPeak, memoryPeak } from './memoryPeak';

export interface OurRequest {
  readonly prediction: string;
  readonly label: string;
  /** A request; `distanceTransform` of the prediction; `read`: both files, and nothing else. */
  readonly what: ComputeRequest | 'distanceTransform' | 'read';
  readonly gradient: boolean;
  readonly threads: number;
}

enableRelaxedSimd();

const CHUNK = 1 << 18;

/** The gradient of the last run, kept as an array is kept that a training script asked for. */
let kept = new Float32Array(0);

function memorySink(shape: readonly number[]): Sink {
  const length = shape.reduce((a, b) => a * b, 1);
  if (kept.length !== length) kept = new Float32Array(length);
  const values = kept;
  return {
    write: (start: number, numbers: Numbers) => values.set(numbers, start),
    add: (start: number, numbers: Numbers) => numbers.forEach((v, i) => (values[start + i]! += v)),
    close: () => undefined,
    abandon: () => undefined,
  };
}

function sumOfMagnitudes(values: Float32Array): number {
  let sum = 0;
  for (const v of values) sum += Math.abs(v);
  return sum;
}

function readThrough(path: string): void {
  const file = openSync(path, 'r');
  const into = new Uint8Array(CHUNK);
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += CHUNK) readSync(file, into, 0, CHUNK, at);
  closeSync(file);
}

const crews = new Map<number, NodeCrew>();

/** Helpers that run already, as in a worker that has computed before. */
async function crewOf(threads: number): Promise<NodeCrew> {
  let crew = crews.get(threads);
  if (crew === undefined) {
    crew = new NodeCrew(resolve('dist/helper.js'), { count: threads - 1 });
    crews.set(threads, crew);
    await crew.start();
  }
  return crew;
}

async function compute(what: ComputeRequest, request: OurRequest): Promise<Answer> {
  const { prediction, label, gradient, threads } = request;
  const crew = threads > 1 ? { crew: await crewOf(threads) } : {};
  const onDisk: Platform = nodePlatform({ folder: '.', ...crew });
  const inMemory: Platform = { ...onDisk, gradientFile: (_, shape) => memorySink(shape) };
  const context = { signal: new AbortController().signal, progress: (): void => undefined };
  const gradientPath = `${prediction}.gradient.npy`;
  const whole = { ...what, prediction, label, ...(gradient ? { gradient: gradientPath } : {}) };
  // A gradient of a row before is not this row's memory.
  if (!gradient) kept = new Float32Array(0);
  (globalThis as { gc?: () => void }).gc?.();
  clearPeak();
  const start = performance.now();
  const answer = await run(whole, threads > 1 ? onDisk : inMemory, context);
  const seconds = (performance.now() - start) / 1000;
  const memory = memoryPeak();
  if (threads > 1) rmSync(gradientPath, { force: true });
  if (!answer.ok) return { error: answer.error.message };
  return {
    value: Number(answer.results[0]?.value),
    seconds,
    ...(memory === undefined ? {} : { memory }),
    ...(gradient && threads === 1 ? { gradient: sumOfMagnitudes(kept) } : {}),
  };
}

async function answer(request: OurRequest): Promise<Answer> {
  const { what, prediction, label } = request;
  if (typeof what === 'object') return compute(what, request);
  if (what === 'read') {
    const start = performance.now();
    readThrough(prediction);
    readThrough(label);
    return { seconds: (performance.now() - start) / 1000 };
  }
  const source = nodePlatform({ folder: '.' }).open(prediction, 'prediction');
  const mask = Uint8Array.from(readNumbers(source, 0, source.length));
  source.close();
  clearPeak();
  const start = performance.now();
  const found = distances(mask, source.shape, [1, 1, 1]);
  let sum = 0;
  for (let i = 0; i < found.length; i++) sum += found[i] as number;
  const mean = sum / found.length;
  const memory = memoryPeak();
  return {
    value: mean,
    seconds: (performance.now() - start) / 1000,
    ...(memory === undefined ? {} : { memory }),
  };
}

void serve({ Node: process.version, 'fused multiply-add': String(hasFusedMultiplyAdd()) }, (request) =>
  answer(request as OurRequest),
);
