// Pairs of class ids counted by WebAssembly against a plain count, for every type of element.
import { expect } from 'chai';
import { run } from '../../../src/worker/run/run';
import { memoryArray, type ArrayBytes } from '../../../src/worker/readers/memoryArray';
import { ITEM_BYTES, type ArraySource, type DType } from '../../../src/worker/readers/source';
import { countPairs, type PairCounts } from '../../../src/worker/run/classPairs';
import { Breather } from '../../../src/worker/run/context';
import { memory, random } from './support';

const idle = { signal: new AbortController().signal, progress: () => undefined };

/** Numbers in the bytes of a type; float16 takes whole numbers up to 2,048 and −1. */
function sourceOf(numbers: readonly number[], dtype: DType): ArraySource {
  const bytes = new DataView(new ArrayBuffer(numbers.length * ITEM_BYTES[dtype]));
  numbers.forEach((number, i) => put(bytes, dtype, i * ITEM_BYTES[dtype], number));
  const data: ArrayBytes = new Uint8Array(bytes.buffer);
  return memoryArray({ name: 'ids', dtype, shape: [numbers.length], data });
}

function put(into: DataView, dtype: DType, at: number, number: number): void {
  switch (dtype) {
    case 'bool':
    case 'int8':
    case 'uint8':
      return into.setUint8(at, number);
    case 'int16':
    case 'uint16':
      return into.setUint16(at, number, true);
    case 'int32':
    case 'uint32':
      return into.setUint32(at, number, true);
    case 'int64':
    case 'uint64':
      return into.setBigInt64(at, BigInt(number), true);
    case 'float16':
      return into.setUint16(at, halfBits(number), true);
    case 'float32':
      return into.setFloat32(at, number, true);
    case 'float64':
      return into.setFloat64(at, number, true);
  }
}

/** A normal number has an exponent with bias 15 and ten bits of a fraction. */
function halfBits(number: number): number {
  if (number === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(number)));
  const fraction = Math.abs(number) / 2 ** exponent - 1;
  return (number < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | (fraction * 1024);
}

function plainly(prediction: readonly number[], label: readonly number[]): PairCounts {
  const classes = 1 + [...prediction, ...label].reduce((a, b) => Math.max(a, b), 0);
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  label.forEach((y, i) => (matrix[y]![prediction[i]!]! += 1));
  return matrix;
}

/** Ids with stretches of one class, as in the map of an image, and single ones. */
function ids(count: number, classes: number, seed: number): number[] {
  const draw = random(seed);
  const out: number[] = [];
  while (out.length < count) {
    const id = Math.floor(draw() * classes);
    const length = draw() < 0.3 ? Math.floor(draw() * 90) : 1;
    for (let i = 0; i < length && out.length < count; i++) out.push(id);
  }
  return out;
}

const count = (p: ArraySource, y: ArraySource): Promise<PairCounts | undefined> =>
  countPairs(p, y, y.length, new Breather(idle));

const TYPES = Object.keys(ITEM_BYTES).filter((dtype) => dtype !== 'bool') as DType[];

describe('pairs of class ids', () => {
  for (const dtype of TYPES) {
    it(`are counted in ${dtype}`, async () => {
      for (const length of [1, 15, 16, 17, 4099, 70_001]) {
        const [p, y] = [ids(length, dtype === 'int8' ? 128 : 256, length), ids(length, 5, 7)];
        expect(await count(sourceOf(p, dtype), sourceOf(y, 'int64'))).to.deep.equal(plainly(p, y));
        expect(await count(sourceOf(y, 'uint8'), sourceOf(p, dtype))).to.deep.equal(plainly(y, p));
      }
    });

    it(`are not counted where a number of ${dtype} is no id below 256`, async () => {
      const floats = dtype.startsWith('float') && dtype !== 'float16' ? [0.5, NaN, Infinity, -Infinity] : [];
      const large = ITEM_BYTES[dtype] === 1 ? [] : [256, 1024];
      const negative = dtype.startsWith('u') ? [] : [-1];
      const long = ITEM_BYTES[dtype] === 8 ? [2 ** 32, 2 ** 40 + 1] : [];
      for (const wrong of [...floats, ...large, ...negative, ...long]) {
        for (const at of [0, 9, 33, 40_000, 40_004]) {
          const p = ids(40_005, 4, 3);
          p[at] = wrong;
          const y = sourceOf(ids(40_005, 4, 5), 'uint8');
          expect(await count(sourceOf(p, dtype), y), `${wrong} at ${at}`).to.equal(undefined);
        }
      }
    });
  }

  it('give what the interpreter gives, ignored class or not, from one class to many', async () => {
    for (const classes of [1, 2, 3, 20, 200, 300]) {
      const [prediction, label] = [ids(3000, classes, 1), ids(3000, classes, 2)];
      for (const ignoreIndex of [undefined, 0, classes - 1, 255]) {
        const params: Record<string, number> = ignoreIndex === undefined ? {} : { ignoreIndex };
        const request = { compute: ['accuracy', 'f1', 'mcc', 'confusion'].map((id) => ({ id, params })) };
        const [quick, slow] = await Promise.all(
          [0, Infinity].map((kernelsFrom) =>
            run({ ...request, prediction, label }, { ...memory, kernelsFrom }, idle),
          ),
        );
        if (quick?.ok !== true || slow?.ok !== true) throw new Error('no results');
        const told = (all: typeof quick.results): unknown[] =>
          all.map(({ value, count: samples, details, notes }) => ({ value, samples, details, notes }));
        expect(told(quick.results)).to.deep.equal(told(slow.results));
      }
    }
  });
});
