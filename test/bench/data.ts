// Arrays for the benchmark, as .npy files that we and the peers read: made by a seeded generator, kept for the rows
// that use them again. Beyond four million numbers the values repeat, so that 10^9 of them are made in seconds.
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { npyHeaderBytes } from '../../src/worker/readers/npyHeader';
import { ITEM_BYTES, type DType } from '../../src/worker/readers/source';
import type { Input } from './rows';

/** A multiple of every row's columns. */
const DISTINCT = 4_000_000;

/** Classes in a map of class ids. */
const IDS = 10;

/** xorshift32 as numbers in [0, 1). */
function generator(seed: number): () => number {
  let x = seed | 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

function arrayOf(dtype: DType, length: number): Float64Array | Float32Array | BigInt64Array | Uint8Array {
  switch (dtype) {
    case 'int64':
      return new BigInt64Array(length);
    case 'float64':
      return new Float64Array(length);
    case 'uint8':
      return new Uint8Array(length);
    default:
      return new Float32Array(length);
  }
}

/**
 * Little-endian bytes of the input's type.
 * @param count numbers in all @param columns numbers a row; class ids are one a row of so many classes
 * @param shape of a ball
 */
export function makeArray(
  { fill, dtype }: Input,
  count: number,
  columns: number,
  seed: number,
  shape: readonly number[] = [],
): Uint8Array {
  const draw = generator(seed);
  for (let i = 0; i < 16; i++) draw();
  const values = arrayOf(dtype, fill === 'classes' ? count / columns : count);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const one: Record<string, () => number> = {
    probability: () => 0.001 + 0.998 * draw(),
    soft: draw,
    points: draw,
    ids: () => Math.floor(draw() * IDS),
    hard: () => (draw() < 0.3 ? 1 : 0),
    logit: () => 2 * normal(),
    real: normal,
  };
  if (values instanceof BigInt64Array) {
    for (let i = 0; i < values.length; i++)
      values[i] = BigInt(Math.floor(draw() * (fill === 'ids' ? IDS : columns)));
  } else if (fill === 'boxes') {
    for (let i = 0; i < values.length; i += 4) {
      const [x, y] = [100 * draw(), 100 * draw()];
      values.set([x, y, x + 5 + 60 * draw(), y + 5 + 60 * draw()], i);
    }
  } else if (fill === 'distribution' || fill === 'rowProbability') {
    for (let i = 0; i < values.length; i += columns) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += values[i + k] = 0.01 + draw();
      for (let k = 0; k < columns; k++) values[i + k] = (values[i + k] ?? NaN) / sum;
    }
  } else if (fill === 'ball') {
    fillBall(values, shape, draw);
  } else {
    const make = one[fill] ?? normal;
    for (let i = 0; i < values.length; i++) values[i] = make();
  }
  return new Uint8Array(values.buffer);
}

/** A ball of a third of the box, its surface waved, somewhere near the middle: as organs lie in a scan. */
function fillBall(
  values: Exclude<ReturnType<typeof arrayOf>, BigInt64Array>,
  shape: readonly number[],
  draw: () => number,
): void {
  const [depth = 1, height = 1, width = 1] = shape;
  const centre = [depth, height, width].map((n) => n * (0.42 + 0.16 * draw()));
  const waves = Array.from({ length: 3 }, () => 6 + 6 * draw());
  let i = 0;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const offsets = [z, y, x].map((at, axis) => at - (centre[axis] ?? 0));
        const distance = Math.hypot(...offsets);
        const wave = offsets.reduce((sum, d, axis) => sum + Math.sin(d / (waves[axis] ?? 1)), 0);
        values[i++] = distance < width / 5 + 2 * wave ? 1 : 0;
      }
    }
  }
}

export interface ArrayFile {
  readonly path: string;
  readonly shape: readonly number[];
}

/** The file of an input of `count` numbers (a class id for each `columns` of them), made where it is not there yet. */
export function arrayFile(
  folder: string,
  input: Input,
  count: number,
  columns: number,
  seed: number,
  given?: readonly number[],
): ArrayFile {
  const rows = count / columns;
  const shape = given ?? (input.fill === 'classes' || columns === 1 ? [rows] : [rows, columns]);
  const path = join(folder, `${input.fill}-${input.dtype}-${columns}-${shape.join('x')}-${seed}.npy`);
  if (existsSync(path)) return { path, shape };
  const distinct = given === undefined ? Math.min(count, DISTINCT) : count;
  const block = makeArray(input, distinct, columns, seed, shape);
  const total = shape.reduce((a, b) => a * b, 1) * ITEM_BYTES[input.dtype];
  const file = openSync(path, 'w');
  writeSync(file, npyHeaderBytes(input.dtype, shape));
  for (let written = 0; written < total;) {
    written += writeSync(file, block, 0, Math.min(block.length, total - written));
  }
  closeSync(file);
  return { path, shape };
}
