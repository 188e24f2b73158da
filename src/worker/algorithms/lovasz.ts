// The Lovász extension of the Jaccard loss: a convex surrogate of 1 − IoU of one class.
// Berman et al. 2018, https://arxiv.org/abs/1705.08790.
import { HINGE_ERROR } from '../../catalogue/margin/scores';
import { COLUMN_LABEL, columnPrediction, LABEL } from '../../catalogue/symbols';
import { abs, exp, logSumExp, sub } from '../../math/build';
import type { Expr } from '../../math/expression';
import { choosePass } from '../run/choosePass';
import { Breather } from '../run/context';
import { ExactSum } from '../run/exactSum';
import { groupingOf } from '../run/grouping';
import { planOf } from '../run/kernelPlan';
import type { Outcome } from '../run/outcome';
import { nest } from '../run/sink';
import type { Algorithm, AlgorithmInput } from './algorithm';
import { descentOf } from './descent';
import { ErrorKeys } from './errorKeys';
import { descendingOrder, hasNaN } from './radixSort';
import { backpropagate, readTerms } from './terms';

interface Extension {
  readonly value: number;
  /** ∂value/∂error, where it was asked for. */
  readonly gradient?: Float64Array;
}

/**
 * Σ e_(i) (J_i − J_{i−1}) with the errors from the largest on, J_i the Jaccard loss where the first i are wrong.
 * @param errors at least 0 @param truth 1 for the class, 0 for the others @param weight of each element; an element
 *   of weight 0 is as good as absent
 */
export function lovaszExtension(
  errors: Float64Array,
  truth: Float64Array,
  weight: Float64Array,
): Required<Extension> {
  const order = descendingOrder(errors);
  const gradient = new Float64Array(errors.length);
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += (truth[i] as number) * (weight[i] as number);
  let intersection = positives;
  let union = positives;
  let last = 0;
  const sum = new ExactSum();
  for (let at = 0; at < order.length; at++) {
    const i = order[at] as number;
    const g = truth[i] as number;
    const w = weight[i] as number;
    intersection -= g * w;
    union += (1 - g) * w;
    const loss = union === 0 ? 0 : 1 - intersection / union;
    gradient[i] = loss - last;
    sum.add((errors[i] as number) * (loss - last));
    last = loss;
  }
  return { value: sum.value, gradient };
}

/**
 * The value alone. Errors that are equal may be taken at once, as their changes of the Jaccard loss add up; so nothing
 * but the errors is sorted, in half the time.
 */
export function lovaszValue(errors: Float64Array, truth: Float64Array, weight: Float64Array): number {
  const weights = weight.every((w) => w === 1) ? {} : { weights: weight };
  let positives = 0;
  for (let i = 0; i < truth.length; i++) positives += (truth[i] as number) * (weight[i] as number);
  const descent = descentOf({ scores: errors, positive: new Uint8Array(truth), ...weights });
  let intersection = positives;
  let union = positives;
  let last = 0;
  const sum = new ExactSum();
  while (descent.next()) {
    intersection -= descent.positives;
    union += descent.negatives;
    const loss = union === 0 ? 0 : 1 - intersection / union;
    sum.add(descent.score * (loss - last));
    last = loss;
  }
  return sum.value;
}

/** An error that is NaN has no rank, and the value is NaN: so the sum is left to find it. */
function extensionOf(
  errors: Float64Array,
  truth: Float64Array,
  weight: Float64Array,
  { wishes }: AlgorithmInput,
): Extension {
  const valueAlone = wishes.gradient === undefined && wishes.view === undefined && !hasNaN(errors);
  return valueAlone ? { value: lovaszValue(errors, truth, weight) } : lovaszExtension(errors, truth, weight);
}

/** Reads errors and labels as keys; undefined where they are few, are weighed, are NaN, or no memory holds them. */
async function readErrors(input: AlgorithmInput, errors: Expr): Promise<ErrorKeys | undefined> {
  const { data, context, wishes } = input;
  const { rows, columns } = data.options.arrangement;
  const width = errors.level === 'column' ? columns : 1;
  const spec = { sums: [], outputs: [errors, width > 1 ? COLUMN_LABEL : LABEL], byColumn: false };
  const single = planOf(data, spec)?.precision === 'f32';
  const sloped = wishes.gradient !== undefined || wishes.view !== undefined;
  if (data.weighs || data.ignores || (sloped && !single)) return undefined;
  const keys = ErrorKeys.of(rows, width, single, sloped);
  if (keys === undefined) return undefined;
  const whole = { start: 0, rows, scalars: new Map<string, number>() };
  await choosePass(data, spec).run(whole, new Breather(context), ({ outputs: [values, labels] }) => {
    if (values !== undefined && labels !== undefined) keys.add(values, labels);
  });
  return keys.hasNaN ? undefined : keys;
}

/**
 * As the algorithms below, by WebAssembly: the mean over classes of one extension each, for every group.
 * @returns undefined where it does not pay, or cannot be
 */
async function byKeys(input: AlgorithmInput, errors: Expr): Promise<Outcome | undefined> {
  const { data, wishes, context } = input;
  const { arrangement, params } = data.options;
  const { rows, labels } = arrangement;
  const width = errors.level === 'column' ? arrangement.columns : 1;
  const grouping = groupingOf(arrangement, String(params['per']) === 'sample' ? 'sample' : 'all');
  // Each group is planned anew, and a view of single elements shows their errors.
  if (rows / grouping.groups < data.kernelsFrom || (width === 1 && wishes.view !== undefined))
    return undefined;
  if (width > 1 && labels !== 'index') return undefined;
  const keys = await readErrors(input, errors);
  if (keys === undefined) return undefined;
  const breather = new Breather(context);
  const values: number[] = [];
  let absent = false;
  for (const { start, rows: length } of grouping.segments) {
    const all = Array.from({ length: width }, (_, column) => ({ column, start, rows: length }));
    const taken = params['classes'] === 'present' ? all.filter((one) => keys.positivesOf(one) > 0) : all;
    absent ||= taken.length < width;
    const divisor = taken.length * (wishes.reduction === 'mean' ? grouping.groups : 1);
    let sum = 0;
    for (const one of taken) sum += await keys.extend(one, 1 / divisor, breather);
    values.push(taken.length === 0 ? 0 : sum / taken.length);
  }
  const wanted = wishes.gradient !== undefined || wishes.view !== undefined;
  return {
    ...reduced(values, grouping.shape, input),
    ...(wanted ? await backpropagate({ expression: errors, width }, keys.slopes, input) : {}),
    notes: absent ? [ABSENT] : [],
  };
}

const ABSENT = 'Classes without a label take no part (classes=present).';

/** One value a group of elements: scores against signs (or 0 and 1), errors max(0, 1 − f·y). */
export const lovaszHinge: Algorithm = async (input) => {
  const quick = await byKeys(input, HINGE_ERROR);
  if (quick !== undefined) return quick;
  const terms = await readTerms(input, HINGE_ERROR, true);
  const { arrangement, params } = input.data.options;
  const grouping = groupingOf(arrangement, String(params['per'] ?? 'all'));
  const adjoint = new Float64Array(terms.values.length);
  const values: number[] = [];
  for (let group = 0; group < grouping.groups; group++) {
    const members = membersOf(grouping.segments.filter((segment) => segment.group === group));
    const truth = gather(terms.label, members).map((y) => (y > 0 ? 1 : 0));
    const found = extensionOf(gather(terms.values, members), truth, gather(terms.weight, members), input);
    values.push(found.value);
    scatter(adjoint, members, found.gradient, input.wishes.reduction === 'mean' ? grouping.groups : 1);
  }
  return {
    ...reduced(values, grouping.shape, input),
    ...(await backpropagate(terms, adjoint, input)),
    notes: [],
  };
};

/**
 * The mean over classes of one extension each, errors |y − p|, pooled over all samples or of each sample of the
 * first axis. `classes: present` leaves out classes without a label.
 */
export const lovaszSoftmax: Algorithm = async (input) => {
  const logits = input.data.options.params['input'] === 'logits';
  const x = columnPrediction(logits ? 'logit' : 'probability');
  const p = logits ? exp(sub(x, logSumExp(x))) : x;
  const errors = abs(sub(COLUMN_LABEL, p));
  const quick = await byKeys(input, errors);
  if (quick !== undefined) return quick;
  const terms = await readTerms(input, errors, true);
  const { arrangement, params } = input.data.options;
  const { columns } = arrangement;
  const grouping = groupingOf(arrangement, String(params['per']) === 'sample' ? 'sample' : 'all');
  const adjoint = new Float64Array(terms.values.length);
  const values: number[] = [];
  const absent = new Set<number>();
  for (let group = 0; group < grouping.groups; group++) {
    const rows = membersOf(grouping.segments.filter((segment) => segment.group === group));
    const weight = gather(terms.weight, rows);
    const found = new Map<Uint32Array, Extension>();
    for (let k = 0; k < columns; k++) {
      const cells = cellsOf(rows, columns, k);
      const truth = gather(terms.label, cells);
      const present = hasClass(truth, weight);
      if (!present) absent.add(k);
      if (!present && params['classes'] !== 'all') continue;
      found.set(cells, extensionOf(gather(terms.values, cells), truth, weight, input));
    }
    const each = [...found.values()].map(({ value }) => value);
    values.push(each.length === 0 ? 0 : each.reduce((a, b) => a + b, 0) / each.length);
    const divisor = found.size * (input.wishes.reduction === 'mean' ? grouping.groups : 1);
    for (const [cells, { gradient }] of found) scatter(adjoint, cells, gradient, divisor);
  }
  const notes = absent.size > 0 && params['classes'] !== 'all' ? [ABSENT] : [];
  return {
    ...reduced(values, grouping.shape, input),
    ...(await backpropagate(terms, adjoint, input)),
    notes,
  };
};

function reduced(
  values: readonly number[],
  shape: readonly number[],
  { wishes }: AlgorithmInput,
): Pick<Outcome, 'value' | 'count'> {
  const count = values.length;
  if (wishes.reduction === 'none' && shape.length > 0) return { value: nest(values, shape), count };
  const sum = values.reduce((a, b) => a + b, 0);
  return { value: wishes.reduction === 'mean' ? sum / count : sum, count };
}

function membersOf(segments: readonly { readonly start: number; readonly rows: number }[]): Uint32Array {
  const out = new Uint32Array(segments.reduce((n, { rows }) => n + rows, 0));
  let at = 0;
  for (const { start, rows } of segments) for (let i = 0; i < rows; i++) out[at++] = start + i;
  return out;
}

function cellsOf(rows: Uint32Array, columns: number, k: number): Uint32Array {
  const out = new Uint32Array(rows.length);
  for (let i = 0; i < out.length; i++) out[i] = (rows[i] as number) * columns + k;
  return out;
}

function hasClass(truth: Float64Array, weight: Float64Array): boolean {
  for (let i = 0; i < truth.length; i++) if ((truth[i] as number) > 0 && weight[i] !== 0) return true;
  return false;
}

function gather(values: Float64Array, members: Uint32Array): Float64Array {
  const out = new Float64Array(members.length);
  for (let i = 0; i < out.length; i++) out[i] = values[members[i] as number] as number;
  return out;
}

function scatter(
  into: Float64Array,
  members: Uint32Array,
  values: Float64Array | undefined,
  divisor: number,
): void {
  if (values === undefined) return;
  for (let i = 0; i < members.length; i++) into[members[i] as number] = (values[i] as number) / divisor;
}
