// Arrays for the benchmark: the same bytes for us and for the peers, made by a seeded generator.
import type { Input } from './rows';

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

/** @param count numbers in all @param columns numbers a row @returns little-endian bytes of the input's type */
export function makeArray({ fill, dtype }: Input, count: number, columns: number, seed: number): Uint8Array {
  const draw = generator(seed);
  const classes = fill === 'classes';
  const length = classes ? count / columns : count;
  const values =
    dtype === 'int64'
      ? new BigInt64Array(length)
      : dtype === 'float64'
        ? new Float64Array(length)
        : new Float32Array(length);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const one: Record<string, () => number> = {
    probability: () => 0.001 + 0.998 * draw(),
    soft: () => draw(),
    hard: () => (draw() < 0.3 ? 1 : 0),
    logit: () => 2 * normal(),
    real: normal,
  };
  if (values instanceof BigInt64Array) {
    for (let i = 0; i < length; i++) values[i] = BigInt(Math.floor(draw() * columns));
  } else if (fill === 'boxes') {
    for (let i = 0; i < length; i += 4) {
      const [x, y] = [100 * draw(), 100 * draw()];
      values.set([x, y, x + 5 + 60 * draw(), y + 5 + 60 * draw()], i);
    }
  } else if (fill === 'distribution' || fill === 'rowProbability') {
    for (let i = 0; i < length; i += columns) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += values[i + k] = 0.01 + draw();
      for (let k = 0; k < columns; k++) values[i + k] = (values[i + k] ?? NaN) / sum;
    }
  } else {
    const make = one[fill] ?? normal;
    for (let i = 0; i < length; i++) values[i] = make();
  }
  return new Uint8Array(values.buffer);
}
