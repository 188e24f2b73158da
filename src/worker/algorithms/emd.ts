// Earth mover's distance: the least cost of moving the lighter side's mass to the heavier one's, a unit of mass.
// Rubner et al. 2000, https://doi.org/10.1023/A:1026543900054.
import { LossaryError } from '../../protocol/errors';
import { readNumbers } from '../readers/convert';
import { describeShape } from '../readers/shape';
import type { ArraySource } from '../readers/source';
import { Breather } from '../run/context';
import { nest } from '../run/sink';
import type { Algorithm, AlgorithmInput } from './algorithm';
import {
  costsBetween,
  givenCosts,
  withFreeSink,
  withFreeSource,
  type CostRows,
  type PointMetric,
} from './costRows';
import { transport, type TransportPlan } from './networkSimplex';
import { writeGradient } from './terms';
import { sumOf } from './transportMasses';

/** A flow matrix of more numbers is given by its entries alone. */
const SHOWN_FLOW = 1 << 16;

/** Masses whose sums differ by less are equal. */
const SAME_MASS = 1e-9;

interface Side {
  readonly weights: Float64Array;
  readonly mass: number;
}

interface Problem {
  readonly label: Side;
  readonly prediction: Side;
  /** Rows are the label's points, columns the prediction's. */
  readonly cost: CostRows;
}

/**
 * Sides are sets of points with `predictionWeights` and `labelWeights` (all 1 where absent), or weights with
 * `inputs.cost`. Where the masses differ, the heavier side keeps what is left over, free of charge.
 * The gradient is of the value with respect to the prediction's weights.
 */
export const emd: Algorithm = async (input) => {
  const breather = new Breather(input.context);
  const problem = await readProblem(input, breather);
  const { label, prediction, cost } = problem;
  const [m, n] = [label.weights.length, prediction.weights.length];
  const mass = Math.min(label.mass, prediction.mass);
  if (mass === 0) {
    return { value: NaN, count: 1, notes: ['One side has no mass, so there is nothing to move: 0/0.'] };
  }
  const excess = prediction.mass - label.mass;
  const equal = Math.abs(excess) <= SAME_MASS * mass;
  const left = equal ? 0 : excess;
  // Masses that are meant to be equal are: a last digit must not become a partial matching.
  const supply = equal ? label.weights.map((w) => (w / label.mass) * prediction.mass) : label.weights;
  const { plan, duals } = await solve(supply, prediction.weights, cost, left, breather);
  const entries = entriesOf(plan, m, n);
  const moved = entries.reduce((sum, [, , mass]) => sum + mass, 0);
  const total = plan.cost;
  const heavier = Math.max(label.mass, prediction.mass);
  const { divideBy } = input.data.options.params;
  const divisor = divideBy === 'nothing' ? 1 : divideBy === 'heavier' ? heavier : moved;
  const value = total / divisor;
  const own = divideBy === 'heavier' ? left > 0 : left < 0;
  const slope = divideBy === 'nothing' || !own ? 0 : value;
  writeGradient(input.data, input.wishes, gradientOf(duals, left, slope, divisor));
  const notes = equal
    ? []
    : [
        `The masses differ (prediction ${show(prediction.mass)}, label ${show(label.mass)}): the lighter one is matched in full, the rest of the other stays.`,
      ];
  return {
    value,
    count: 1,
    notes,
    details: {
      moved,
      ...(m * n <= SHOWN_FLOW ? { flow: nest(matrixOf(entries, m, n), [m, n]) } : { flowEntries: entries }),
    },
  };
};

const show = (v: number): string => String(Number(v.toPrecision(6)));

type Entry = readonly [source: number, sink: number, mass: number];

/** What moves between points that there are: nothing of what a dummy point takes or gives. */
function entriesOf({ from, to, flow }: TransportPlan, m: number, n: number): Entry[] {
  return Array.from(flow, (mass, k): Entry => [from[k] as number, to[k] as number, mass]).filter(
    ([i, j]) => i < m && j < n,
  );
}

function matrixOf(entries: readonly Entry[], m: number, n: number): Float64Array {
  const flow = new Float64Array(m * n);
  for (const [i, j, mass] of entries) flow[i * n + j] = mass;
  return flow;
}

/** With a dummy point on the lighter side that takes the excess for nothing. Duals are relative to it. */
async function solve(
  supply: Float64Array,
  demand: Float64Array,
  cost: CostRows,
  excess: number,
  breather: Breather,
): Promise<{ readonly plan: TransportPlan; readonly duals: Float64Array }> {
  const breathe = (fraction: number): Promise<void> => breather.pause(fraction, 'moving mass');
  const [m, n] = [supply.length, demand.length];
  if (excess === 0) {
    const plan = await transport(supply, demand, cost, breathe);
    return { plan, duals: plan.sinks };
  }
  if (excess > 0) {
    const masses = withOneMore(supply, sumOf(demand) - sumOf(supply));
    const plan = await transport(masses, demand, withFreeSource(cost), breathe);
    const dummy = plan.sources[m] ?? 0;
    return { plan, duals: plan.sinks.map((v) => v + dummy) };
  }
  const masses = withOneMore(demand, sumOf(supply) - sumOf(demand));
  const plan = await transport(supply, masses, withFreeSink(cost), breathe);
  const dummy = plan.sinks[n] ?? 0;
  return { plan, duals: plan.sinks.slice(0, n).map((v) => v - dummy) };
}

function withOneMore(masses: Float64Array, mass: number): Float64Array {
  const out = new Float64Array(masses.length + 1);
  out.set(masses);
  out[masses.length] = mass;
  return out;
}

/**
 * ∂(C/M)/∂w: the duals over the divisor M; where M is the prediction's own mass, −C/M² comes in (`slope` is C/M).
 * With equal masses only shifts of mass have a derivative; the constant is chosen so that the mean is 0.
 */
function gradientOf(duals: Float64Array, excess: number, slope: number, divisor: number): Float64Array {
  const level = excess === 0 ? sumOf(duals) / duals.length : slope;
  return duals.map((v) => (v - level) / divisor);
}

async function readProblem({ data }: AlgorithmInput, breather: Breather): Promise<Problem> {
  const { sources, params } = data.options;
  const { prediction, label, extra } = sources;
  if (label === undefined) throw new Error('arrange() has seen to it that there is a label');
  const given = extra['cost'];
  if (given !== undefined) {
    const pointed = [prediction, label].find(({ shape }) => shape.length !== 1);
    if (pointed !== undefined) {
      throw new LossaryError({
        code: 'shape',
        file: pointed.name,
        message: `With a cost matrix the two sides are weights, and this has shape ${describeShape(pointed.shape)}.`,
        fix: 'Give one weight a point on both sides.',
      });
    }
    const sides = { prediction: weigh(prediction), label: weigh(label) };
    const wanted = [label.length, prediction.length];
    if (describeShape(given.shape) !== describeShape(wanted)) {
      throw new LossaryError({
        code: 'shape',
        file: given.name,
        message: `The cost matrix has shape ${describeShape(given.shape)}.`,
        fix: `It needs a row for each weight of the label and a column for each of the prediction: ${describeShape(wanted)}.`,
      });
    }
    return { ...sides, cost: givenCosts(await readCosts(given, breather), label.length, prediction.length) };
  }
  const [dimensions, of] = [label.shape.at(-1) ?? 0, prediction.shape.at(-1) ?? 0];
  if (label.shape.length !== 2 || prediction.shape.length !== 2) {
    throw new LossaryError({
      code: 'shape',
      message: `emd takes points [n, d], and these arrays have shapes ${describeShape(prediction.shape)} and ${describeShape(label.shape)}.`,
      fix: 'Give { "points": [[x, y], …], "weights": […] } on both sides, or weights and a cost matrix as inputs.cost. For histograms over one axis use wasserstein_1d.',
    });
  }
  if (dimensions !== of) {
    throw new LossaryError({
      code: 'shape',
      message: `The points of the prediction have ${of} coordinates, those of the label ${dimensions}.`,
      fix: 'Both need the same number of coordinates.',
    });
  }
  const weights = { prediction: extra['predictionWeights'], label: extra['labelWeights'] };
  return {
    prediction: weighPoints(prediction, weights.prediction, weights.label),
    label: weighPoints(label, weights.label, weights.prediction),
    cost: costsBetween(
      { coordinates: finite(label), count: label.shape[0] ?? 0 },
      { coordinates: finite(prediction), count: prediction.shape[0] ?? 0 },
      dimensions,
      String(params['metric']) as PointMetric,
    ),
  };
}

/** Points without weights share the other side's mass, or a mass of 1. */
function weighPoints(
  points: ArraySource,
  weights: ArraySource | undefined,
  others: ArraySource | undefined,
): Side {
  const count = points.shape[0] ?? 0;
  if (weights === undefined) {
    const mass = others === undefined ? 1 : weigh(others).mass;
    return { weights: new Float64Array(count).fill(mass / count), mass };
  }
  if (weights.length === count) return weigh(weights);
  throw new LossaryError({
    code: 'shape',
    file: weights.name,
    message: `There are ${weights.length} weights and ${count} points.`,
    fix: 'Give one weight a point.',
  });
}

function weigh(source: ArraySource): Side {
  const weights = finite(source);
  const wrong = weights.findIndex((w) => w < 0);
  if (wrong < 0) return { weights, mass: sumOf(weights) };
  throw new LossaryError({
    code: 'range',
    file: source.name,
    place: source.place(wrong),
    message: `${weights[wrong]} is no weight: mass is never negative.`,
    fix: 'Weights are 0 or more.',
  });
}

/** Numbers that are read before messages are let in. */
const READ_AT_ONCE = 1 << 20;

async function readCosts(source: ArraySource, breather: Breather): Promise<Float64Array> {
  const costs = new Float64Array(source.length);
  for (let start = 0; start < costs.length; start += READ_AT_ONCE) {
    costs.set(finite(source, start, Math.min(READ_AT_ONCE, costs.length - start)), start);
    await breather.pause(0, `reading ${source.name}`);
  }
  return costs;
}

/** @returns `count` numbers from `start` on @throws LossaryError `range` where one is not finite */
function finite(source: ArraySource, start = 0, count = source.length): Float64Array {
  const values = readNumbers(source, start, count);
  const wrong = values.findIndex((v) => !Number.isFinite(v));
  if (wrong < 0) return values;
  throw new LossaryError({
    code: 'range',
    file: source.name,
    place: source.place(start + wrong),
    message: `${values[wrong]} is no finite number, and transport needs finite ones.`,
    fix: 'Leave out the points, weights or costs that are not finite.',
  });
}
