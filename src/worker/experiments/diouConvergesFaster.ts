// Regresses all cases under every loss, block by block, so that the curves that are shown early are means of a part of
// the cases, and become those of all.
import { namesOf, numberAt } from '../../catalogue/experiments/experiment';
import type { Figure, HeatFigure } from '../../protocol/figures';
import { Breather } from '../run/context';
import { boxCases, RADIUS, TARGET_CENTRE, type BoxCases, type Start } from './boxCases';
import { BLOCK, BoxSimulation, ITERATIONS } from './boxSimulation';
import type { ExperimentComputation } from './computation';
import { lossName } from './words';

/** Cells of the picture of final errors, across. */
const CELLS = 31;

interface Progress {
  readonly name: string;
  readonly errors: Float64Array;
  readonly last: Float64Array;
  done: number;
}

export const diouConvergesFaster: ExperimentComputation = async (params, context) => {
  const start = String(params['start']) as Start;
  const cases = boxCases(numberAt(params, 'cases'), start, numberAt(params, 'seed'));
  const progress = namesOf(params, 'losses').map((name): Progress => ({
    name,
    errors: new Float64Array(ITERATIONS),
    last: new Float64Array(cases.count),
    done: 0,
  }));
  const simulation = new BoxSimulation();
  const breather = new Breather(context);
  for (let first = 0; first < cases.count; first += BLOCK) {
    const { boxes, targets } = cases.rows(first, Math.min(BLOCK, cases.count - first));
    for (const [k, one] of progress.entries()) {
      const { errors, last } = simulation.regress(one.name, boxes, targets);
      errors.forEach((error, i) => (one.errors[i]! += error));
      one.last.set(last, first);
      one.done += last.length;
      const fraction = (first + ((k + 1) / progress.length) * last.length) / cases.count;
      const text = `${one.done.toLocaleString('en')} of ${cases.count.toLocaleString('en')} cases`;
      await breather.pause(fraction, text, () => [curves(progress)]);
    }
  }
  const measures = Object.fromEntries(progress.flatMap((one) => [...measuresOf(one)]));
  return { measures, figures: [curves(progress), ...progress.map((one) => finalErrors(one, cases))] };
};

function* measuresOf({ name, errors, last }: Progress): Generator<[string, number]> {
  yield [`cumulativeError.${name}`, errors.reduce((sum, error) => sum + error / last.length, 0)];
  yield [`meanFinalError.${name}`, (errors[ITERATIONS - 1] ?? NaN) / last.length];
  yield [`medianFinalError.${name}`, median(last)];
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function curves(progress: readonly Progress[]): Figure {
  const x = Array.from({ length: ITERATIONS }, (_, i) => i + 1);
  return {
    kind: 'lines',
    id: 'error',
    title: { en: 'Mean error against iteration', zh: '平均误差随迭代的变化' },
    x: { label: { en: 'iteration', zh: '迭代' } },
    y: { label: { en: 'mean Σ|Δ(cx, cy, w, h)|', zh: '平均 Σ|Δ(cx, cy, w, h)|' }, scale: 'log' },
    series: progress
      .filter(({ done }) => done > 0)
      .map(({ name, errors, done }) => ({
        name: lossName(name),
        x,
        y: Array.from(errors, (error) => error / done),
      })),
  };
}

/** The mean final error of the cases that began in each cell. */
function finalErrors({ name, last }: Progress, cases: BoxCases): HeatFigure {
  const middles = Array.from(
    { length: CELLS },
    (_, i) => TARGET_CENTRE - RADIUS + ((i + 0.5) * 2 * RADIUS) / CELLS,
  );
  const cell = (at: number): number =>
    Math.min(CELLS - 1, Math.max(0, Math.floor(((at - TARGET_CENTRE + RADIUS) / (2 * RADIUS)) * CELLS)));
  const [sums, counts] = [new Float64Array(CELLS * CELLS), new Float64Array(CELLS * CELLS)];
  last.forEach((error, i) => {
    const [x, y] = cases.centres[cases.centreOf(i)]!;
    const at = cell(y) * CELLS + cell(x);
    sums[at]! += error;
    counts[at]! += 1;
  });
  const label = lossName(name).en;
  return {
    kind: 'heat',
    id: `final-${name}`,
    title: { en: `Final error by where the box began, ${label}`, zh: `按起始位置的最终误差，${label}` },
    x: { label: { en: 'x of the centre', zh: '中心 x' } },
    y: { label: { en: 'y of the centre', zh: '中心 y' } },
    value: { label: { en: 'mean final error', zh: '平均最终误差' }, scale: 'log' },
    columns: middles,
    rows: middles,
    values: Array.from(sums, (sum, i) => sum / counts[i]!),
  };
}
