// A class axis in the middle gives what the same numbers give as rows, however short the axes behind it are.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Computation, ComputationResult } from '../../../src/protocol/compute';
import { ChunkGrid } from '../../../src/worker/run/chunkGrid';
import type { NodeCrew } from '../../../src/worker/threads/crew.node';
import { compute, labels, save, scratchFolder, startedCrew, uniform } from './support';

const CLASSES = 3;

/** Chunks have 131,072 numbers: each of these has several, and the last is shorter. */
const NUMBERS = 400_000;

/** The last two are no short planes: one chunk a plane, and several. */
const INNER = [1, 2, 3, 4, 5, 6, 7, 8, 20, 1000, 30_000, 60_001];

const COMPUTATIONS: readonly (readonly [label: string, Computation & { id: string }])[] = [
  ['ignored', { id: 'cross_entropy', params: { input: 'logits', weight: [1, 2, 0.5] } }],
  ['index', { id: 'focal_multiclass', params: { input: 'logits' } }],
  ['index', { id: 'dice', params: { input: 'logits', per: 'class' } }],
  ['soft', { id: 'cross_entropy', params: { input: 'logits' } }],
];

describe('planes', function () {
  this.timeout(120_000);
  const { folder, remove } = scratchFolder();
  let crew: NodeCrew;

  before(async () => {
    crew = await startedCrew(3);
  });
  after(() => {
    crew.dispose();
    remove();
  });

  async function result(
    computation: Computation,
    prediction: string,
    label: string,
    helpers?: NodeCrew,
    gradient?: string,
  ): Promise<ComputationResult> {
    const request = { compute: [computation], prediction, label, ...(gradient ? { gradient } : {}) };
    const answer = await compute(request, folder, helpers);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.results[0] as ComputationResult;
  }

  const numbersOf = (file: string, count: number): Float32Array => {
    const bytes = readFileSync(join(folder, file));
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset + bytes.length - 4 * count));
  };

  for (const inner of INNER) {
    it(`of ${inner} samples are as good as rows`, async () => {
      const outer = Math.max(3, Math.ceil(NUMBERS / CLASSES / inner));
      const rows = outer * inner;
      const planes = uniform(rows * CLASSES, inner);
      const soft = uniform(rows * CLASSES, 77);
      const turned = (from: Float32Array): Float32Array => asRows(from, outer, inner);
      save(folder, 'planes.npy', 'float32', [outer, CLASSES, inner], planes);
      save(folder, 'rows.npy', 'float32', [rows, CLASSES], turned(planes));
      save(folder, 'planes-soft.npy', 'float32', [outer, CLASSES, inner], soft);
      save(folder, 'rows-soft.npy', 'float32', [rows, CLASSES], turned(soft));
      const ids = labels(rows, CLASSES, 5);
      for (const [name, values] of [
        ['index', ids],
        ['ignored', ids.with(70_001, -100n)],
      ] as const) {
        save(folder, `planes-${name}.npy`, 'int64', [outer, inner], values);
        save(folder, `rows-${name}.npy`, 'int64', [rows], values);
      }
      for (const [label, computation] of COMPUTATIONS) {
        const expected = await result(computation, 'rows.npy', `rows-${label}.npy`, undefined, 'rows-g.npy');
        const gradient = numbersOf('rows-g.npy', rows * CLASSES);
        for (const helpers of [undefined, crew]) {
          const found = await result(
            computation,
            'planes.npy',
            `planes-${label}.npy`,
            helpers,
            'planes-g.npy',
          );
          // Terms of float32 are each 6e-8 off at the most, and another loop's are off otherwise.
          expect(found.value).to.be.closeTo(Number(expected.value), 1e-8, computation.id);
          expect(found.count).to.equal(expected.count);
          expect(found.notes).to.deep.equal(expected.notes);
          const written = turned(numbersOf('planes-g.npy', rows * CLASSES));
          let worst = 0;
          for (let i = 0; i < written.length; i++)
            worst = Math.max(worst, Math.abs((written[i] as number) - (gradient[i] as number)));
          const largest = gradient.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
          expect(worst).to.be.at.most(1e-6 * largest, computation.id);
        }
      }
      const accuracy = { id: 'accuracy' };
      const decided = await result(accuracy, 'planes.npy', 'planes-index.npy');
      expect(decided.value).to.equal((await result(accuracy, 'rows.npy', 'rows-index.npy')).value);
    });
  }

  it('name the element that is wrong', async () => {
    const [outer, inner] = [50_000, 3];
    const numbers = new Float32Array(outer * CLASSES * inner).fill(1 / 3);
    numbers[(40_000 * CLASSES + 2) * inner + 1] = 1.5;
    save(folder, 'wrong.npy', 'float32', [outer, CLASSES, inner], numbers);
    save(folder, 'wrong-index.npy', 'int64', [outer, inner], labels(outer * inner, CLASSES, 3));
    for (const helpers of [undefined, crew]) {
      const answer = await compute(
        {
          compute: [{ id: 'cross_entropy', params: { input: 'probabilities' } }],
          prediction: 'wrong.npy',
          label: 'wrong-index.npy',
        },
        folder,
        helpers,
      );
      expect(JSON.stringify(answer)).to.contain('[40000, 2, 1]');
    }
  });
});

describe('the chunks of a range', () => {
  const places = (grid: ChunkGrid): number[][] =>
    Array.from({ length: grid.count }, (_, chunk) => {
      const { start, rows } = grid.place(chunk);
      return [start, rows];
    });

  it('begin and end with the range, and stop at borders', () => {
    expect(places(new ChunkGrid({ start: 5, rows: 14 }, 4, 10, 0))).to.deep.equal([
      [5, 3],
      [8, 2],
      [10, 4],
      [14, 4],
      [18, 1],
    ]);
  });

  it('have no borders where a run is a step', () => {
    expect(places(new ChunkGrid({ start: 3, rows: 9 }, 4, 4, 3))).to.deep.equal([
      [3, 4],
      [7, 4],
      [11, 1],
    ]);
  });

  it('are none of an empty range', () => {
    expect(new ChunkGrid({ start: 3, rows: 0 }, 4, 4, 3).count).to.equal(0);
  });
});

/** [outer, classes, inner] as [outer · inner, classes]. */
function asRows(planes: Float32Array, outer: number, inner: number): Float32Array {
  const out = new Float32Array(planes.length);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < CLASSES; k++) {
      for (let i = 0; i < inner; i++)
        out[(o * inner + i) * CLASSES + k] = planes[(o * CLASSES + k) * inner + i] as number;
    }
  }
  return out;
}
