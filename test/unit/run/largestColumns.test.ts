// The first largest column of each row by WebAssembly against a plain loop: every layout, type, and what has no order.
import { expect } from 'chai';
import { run } from '../../../src/worker/run/run';
import { memoryArray } from '../../../src/worker/readers/memoryArray';
import { readNumbers } from '../../../src/worker/readers/convert';
import type { ArraySource } from '../../../src/worker/readers/source';
import type { Arrangement } from '../../../src/worker/run/arrangement';
import { largestColumns } from '../../../src/worker/run/largestColumns';
import { memory, random } from './support';

const idle = { signal: new AbortController().signal, progress: () => undefined };

type Scores = Float32Array | Float64Array | Int8Array;

function sourceOf(scores: Scores): ArraySource {
  const dtype =
    scores instanceof Float32Array ? 'float32' : scores instanceof Float64Array ? 'float64' : 'int8';
  const data = new Uint8Array(scores.buffer);
  return memoryArray({ name: 'scores', dtype, shape: [scores.length], data });
}

/** Few values, so that many are equal, and now and then one that has no order or no end. */
function drawn(count: number, seed: number): number[] {
  const draw = random(seed);
  return Array.from({ length: count }, () => {
    const kind = draw();
    if (kind < 0.02) return NaN;
    if (kind < 0.04) return kind < 0.03 ? Infinity : -Infinity;
    return Math.floor(draw() * 9) - 4;
  });
}

function plainly(scores: Scores, { rows, columns, inner }: Arrangement): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const at = (k: number): number =>
      scores[(Math.floor(row / inner) * columns + k) * inner + (row % inner)] as number;
    let best = 0;
    for (let k = 1; k < columns; k++) if (at(k) > at(best)) best = k;
    return best;
  });
}

const KINDS: readonly (readonly [string, (numbers: number[]) => Scores])[] = [
  ['float32', (numbers) => Float32Array.from(numbers)],
  ['float64', (numbers) => Float64Array.from(numbers)],
  ['int8', (numbers) => Int8Array.from(numbers)],
];

describe('the column that decides', () => {
  for (const [dtype, make] of KINDS) {
    it(`is the first largest of ${dtype} scores, in rows and in planes, read in any pieces`, () => {
      for (const [outer, columns, inner] of [
        [1, 2, 1],
        [5, 3, 1],
        [4097, 10, 1],
        [70, 1000, 1],
        [3, 4, 7],
        [2, 5, 30_001],
      ] as const) {
        const scores = make(drawn(outer * columns * inner, columns));
        const arrangement: Arrangement = {
          ...{ layout: 'classes', labels: 'index', rows: outer * inner, columns, inner },
          shape: inner === 1 ? [outer, columns] : [outer, columns, inner],
        };
        const expected = plainly(scores, arrangement);
        const nonFinite = scores.filter((score: number) => !Number.isFinite(score)).length;
        for (const quick of [true, false]) {
          for (const piece of [arrangement.rows, 1001, 3]) {
            if (arrangement.rows / piece > 2000) continue;
            const ids = largestColumns(sourceOf(scores), arrangement, quick);
            const found: number[] = [];
            for (let start = 0; start < ids.length; start += piece)
              found.push(...readNumbers(ids, start, Math.min(piece, ids.length - start)));
            expect(found, `${outer} × ${columns} × ${inner}, pieces of ${piece}`).to.deep.equal(expected);
            expect(ids.nonFinite).to.equal(nonFinite);
            ids.close();
          }
        }
      }
    });
  }

  it('gives the counts that the interpreter gives, whatever the labels and the ignored class', async () => {
    const [rows, classes] = [500, 4];
    const numbers = drawn(rows * classes, 9);
    const prediction = Array.from({ length: rows }, (_, i) => numbers.slice(i * classes, (i + 1) * classes));
    const draw = random(5);
    const ids = Array.from({ length: rows }, () => Math.floor(draw() * classes));
    const marked = (mark: number): number[] => ids.map((id, i) => (i % 7 === 3 ? mark : id));
    const oneHot = ids.map((id) => Array.from({ length: classes }, (_, k) => (k === id ? 1 : 0)));
    for (const [label, ignoreIndex] of [
      [ids, undefined],
      [oneHot, undefined],
      [ids, 2],
      [marked(255), 255],
      [marked(-100), -100],
      [marked(4), undefined],
      [marked(-1), undefined],
    ] as const) {
      const params: Record<string, number> = ignoreIndex === undefined ? {} : { ignoreIndex };
      const compute = ['accuracy', 'f1', 'mcc'].map((id) => ({ id, params }));
      const [quick, slow] = await Promise.all(
        [0, Infinity].map((kernelsFrom) =>
          run({ compute, prediction, label: label }, { ...memory, kernelsFrom }, idle),
        ),
      );
      expect(told(quick)).to.deep.equal(told(slow));
    }
  });
});

/** What is the same however it is computed: all but the time it took. */
function told(answer: Awaited<ReturnType<typeof run>> | undefined): unknown {
  if (answer?.ok !== true) return answer?.error;
  return answer.results.map(({ value, count, details, notes, nonFinite }) => ({
    ...{ value, count, details, notes, nonFinite },
  }));
}
