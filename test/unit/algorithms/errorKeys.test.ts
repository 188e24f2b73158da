// The Lovász extension by WebAssembly against the plain one, and its gradient through the whole of a request.
import { expect } from 'chai';
import fc from 'fast-check';
import { ErrorKeys } from '../../../src/worker/algorithms/errorKeys';
import { lovaszExtension } from '../../../src/worker/algorithms/lovasz';
import { Breather } from '../../../src/worker/run/context';
import type { Numbers } from '../../../src/worker/run/pass';
import { random } from '../run/support';

const idle = { signal: new AbortController().signal, progress: () => undefined };
const breather = (): Breather => new Breather(idle);

const draw = random(11);

function column(
  values: ArrayLike<number>,
  columns: number,
  k: number,
  start: number,
  rows: number,
): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => values[(start + i) * columns + k]!);
}

/** Every column of every group, value and slopes. */
async function expectSame(errors: Numbers, labels: Float32Array, columns: number, groups = 1): Promise<void> {
  const rows = errors.length / columns;
  const each = rows / groups;
  const single = errors instanceof Float32Array;
  for (const sloped of single ? [false, true] : [false]) {
    const keys = ErrorKeys.of(rows, columns, single, sloped);
    if (keys === undefined) throw new Error('there is no room');
    const half = Math.floor(rows / 2) * columns;
    keys.add(errors.subarray(0, half), labels.subarray(0, half));
    keys.add(errors.subarray(half), labels.subarray(half));
    expect(keys.hasNaN).to.equal(false);
    for (let group = 0; group < groups; group++) {
      for (let k = 0; k < columns; k++) {
        const start = group * each;
        const truth = column(labels, columns, k, start, each);
        const wanted = lovaszExtension(
          column(errors, columns, k, start, each),
          truth,
          new Float64Array(each).fill(1),
        );
        const ranking = { column: k, start, rows: each };
        expect(keys.positivesOf(ranking)).to.equal(truth.reduce((a, b) => a + b, 0));
        const value = await keys.extend(ranking, 0.5, breather());
        expect(Math.abs(value - wanted.value)).to.be.at.most(1e-12 * Math.max(1, wanted.value));
        if (!sloped) continue;
        const slopes = column(keys.slopes, columns, k, start, each);
        const far = slopes.findIndex((slope, i) => Math.abs(2 * slope - wanted.gradient[i]!) > 1e-7);
        expect(far, `the slope of ${far}: ${slopes[far]}, not half of ${wanted.gradient[far]}`).to.equal(-1);
      }
    }
  }
}

const labelsOf = (length: number, share = 0.3): Float32Array =>
  Float32Array.from({ length }, () => (draw() < share ? 1 : 0));

/** Errors that make sorting hard, by the index and the number of all. */
const HARD: Readonly<Record<string, (i: number, n: number) => number>> = {
  'all equal': () => 0.25,
  'of two values': (i) => (i % 3 === 0 ? 0.25 : 0),
  'of ten values': () => Math.floor(draw() * 10) / 8,
  ascending: (i, n) => i / n,
  descending: (i, n) => 1 - i / n,
  'of both zeros, subnormals and large numbers': (i) => [0, -0, 1e-45, 2, 1e30, 1e-39][i % 6]!,
  'of any size': () => draw() * 10 ** (draw() * 40 - 38),
  'of probabilities': () => draw(),
};

describe('Lovász extension by WebAssembly', () => {
  for (const [name, make] of Object.entries(HARD)) {
    it(`is that of a plain sort for errors ${name}`, async () => {
      for (const n of [1, 2, 24, 25, 2047, 2048, 2049, 40_000]) {
        await expectSame(
          Float32Array.from({ length: n }, (_, i) => make(i, n)),
          labelsOf(n),
          1,
        );
        await expectSame(
          Float64Array.from({ length: n }, (_, i) => make(i, n)),
          labelsOf(n),
          1,
        );
      }
    });
  }

  it('keeps classes and groups apart', async () => {
    const [columns, groups] = [3, 4];
    const length = 3000 * groups * columns;
    await expectSame(Float32Array.from({ length }, draw), labelsOf(length), columns, groups);
  });

  it('takes one class alone, and none', async () => {
    for (const share of [0, 2]) {
      await expectSame(Float32Array.from({ length: 3000 }, draw), labelsOf(3000, share), 1);
      await expectSame(Float64Array.from({ length: 3000 }, draw), labelsOf(3000, share), 1);
    }
  });

  it('takes any errors', async () => {
    const element = fc.tuple(
      fc.oneof(fc.constantFrom(0, 0.25, 1), fc.double({ min: 0, max: 3, noNaN: true })),
      fc.constantFrom(0, 1),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(element, { minLength: 1, maxLength: 100 }), async (elements) => {
        const labels = Float32Array.from(elements, ([, label]) => label);
        await expectSame(
          Float32Array.from(elements, ([error]) => error),
          labels,
          1,
        );
        await expectSame(
          Float64Array.from(elements, ([error]) => error),
          labels,
          1,
        );
      }),
    );
  });

  it('sees an error that is NaN, in any column', () => {
    for (let place = 0; place < 6; place++) {
      const keys = ErrorKeys.of(2, 3, true, false);
      keys?.add(
        Float32Array.from({ length: 6 }, (_, i) => (i === place ? NaN : 0.5)),
        new Float32Array(6),
      );
      expect(keys?.hasNaN, String(place)).to.equal(true);
    }
  });

  it('has no room for more than a memory holds', () => {
    expect(ErrorKeys.of(2 ** 28, 4, true, true)).to.equal(undefined);
  });
});
