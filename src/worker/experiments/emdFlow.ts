// The least work between two sets of weighted points, by the catalogue's own earth mover's distance.
import { listOf } from '../../catalogue/experiments/experiment';
import { nestedSource } from '../readers/nested';
import { run } from '../run/run';
import type { ArrayInput } from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, mismatch } from './evaluate';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

export const emdFlow: ExperimentComputation = async (params, context) => {
  const [p, q] = [pointsOf(listOf(params, 'p'), 'p'), pointsOf(listOf(params, 'q'), 'q')];
  const request = { compute: [{ id: 'emd' }], label: inputOf(p), prediction: inputOf(q) };
  const answer = await run(request, { open: openNested }, context);
  if (!answer.ok) throw new LossaryError(answer.error);
  const [result] = answer.results;
  const flow = (result?.details['flow'] ?? []) as readonly (readonly number[])[];
  const closed = closedForm(p, q);
  const axis = { en: 'x', zh: 'x' };
  return {
    measures: {
      cost: typeof result?.value === 'number' ? result.value : NaN,
      flow,
      proportional: proportional(p, q),
      ...(closed === undefined ? {} : { closedForm: closed }),
    },
    figures: [
      {
        kind: 'flow',
        id: 'flow',
        title: { en: 'What moves where', zh: '搬运方案' },
        x: { label: axis },
        y: { label: { en: 'y', zh: 'y' } },
        sides: [
          { name: { en: 'heaps P', zh: '土堆 P' }, points: p },
          { name: { en: 'holes Q', zh: '坑 Q' }, points: q },
        ],
        arrows: flow.flatMap((row, from) =>
          row.flatMap((amount, to) => (amount > 0 ? [{ from, to, amount }] : [])),
        ),
      },
      {
        kind: 'heat',
        id: 'matrix',
        title: { en: 'The flow as a matrix', zh: '流的矩阵' },
        x: { label: { en: 'hole', zh: '坑' } },
        y: { label: { en: 'heap', zh: '土堆' } },
        value: { label: { en: 'amount', zh: '搬运量' } },
        columns: q.map((_, i) => i + 1),
        rows: p.map((_, i) => i + 1),
        values: flow.flat(),
      },
    ],
  };
};

function pointsOf(numbers: readonly number[], name: string): Point[] {
  const points = Array.from({ length: numbers.length / 3 }, (_, i) => {
    const [x = 0, y = 0, weight = 0] = numbers.slice(3 * i, 3 * i + 3);
    return { x, y, weight };
  });
  if (points.some(({ weight }) => weight < 0)) {
    throw mismatch(`A weight of ${name} is negative.`, 'Each point is x, y and a weight of 0 or more.');
  }
  return points;
}

function inputOf(points: readonly Point[]): ArrayInput {
  return { points: points.map(({ x, y }) => [x, y]), weights: points.map(({ weight }) => weight) };
}

function openNested(input: ArrayInput, role: string): ReturnType<typeof nestedSource> {
  return nestedSource(input, role);
}

const massOf = (points: readonly Point[]): number => points.reduce((sum, { weight }) => sum + weight, 0);

/** Work for each unit where every heap is shared out over all holes in proportion to their size. */
function proportional(p: readonly Point[], q: readonly Point[]): number {
  const shares = p.flatMap((a) =>
    q.map((b) => (a.weight / massOf(p)) * (b.weight / massOf(q)) * Math.hypot(a.x - b.x, a.y - b.y)),
  );
  return shares.reduce((sum, work) => sum + work, 0);
}

/** W₁ of masses on one line along an axis; undefined where they are not, or their masses differ. */
function closedForm(p: readonly Point[], q: readonly Point[]): number | undefined {
  const all = [...p, ...q];
  const [first] = all;
  const across = (['x', 'y'] as const).find((axis) => all.every((point) => point[axis] === first?.[axis]));
  const mass = massOf(p);
  if (across === undefined || Math.abs(massOf(q) - mass) > 1e-12 * mass) return undefined;
  const along = across === 'x' ? 'y' : 'x';
  const positions = [...new Set(all.map((point) => point[along]))].sort((a, b) => a - b);
  // Cumulative sums over the sorted places, each gap weighed by its length: a case a gap.
  const on = (points: readonly Point[]): number[] =>
    positions.map((at) => massOf(points.filter((point) => point[along] === at)) / mass);
  if (positions.length === 1) return 0;
  const unit = evaluatorOf('wasserstein_1d', {}, { layout: 'distributions', columns: 2 });
  const cumulative = (weights: number[]): number[] => weights.map((_, i) => massSum(weights.slice(0, i + 1)));
  const [upP, upQ] = [cumulative(on(p)), cumulative(on(q))];
  const gaps = positions.slice(1).map((at, i) => at - positions[i]!);
  const split = (up: readonly number[]): Float64Array =>
    Float64Array.from(gaps.flatMap((_, i) => [up[i]!, 1 - up[i]!]));
  const areas = unit.values({ cases: gaps.length, prediction: split(upQ), label: split(upP) });
  return areas.reduce((sum, area, i) => sum + area * gaps[i]!, 0);
}

function massSum(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
