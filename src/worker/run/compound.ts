// Losses made of other losses: each part is computed like a loss of its own, the compound's value is an expression
// of the parts' values, and its gradient the sum of theirs by the chain rule.
import { findDeclaration } from '../../catalogue/catalogue';
import type { CompoundForm, CompoundPart, Declaration } from '../../catalogue/declaration';
import { blockEvaluator } from '../../math/blocks';
import { differentiate } from '../../math/differentiate';
import { symbol, type Expr } from '../../math/expression';
import { substitute } from '../../math/substitute';
import type {
  ComputationResult,
  ComputeRequest,
  Parameters,
  Reduction,
  ResultValue,
} from '../../protocol/compute';
import { LossaryError } from '../../protocol/errors';
import { memoryArray } from '../readers/memoryArray';
import { describeShape } from '../readers/shape';
import { readColumns } from './columns';
import type { ComputeOptions } from './compute';
import { Breather } from './context';
import type { Data } from './data';
import type { Sources } from './data';
import { scalarsOf } from './groupMath';
import { notesOnData } from './notes';
import type { Outcome, Wishes } from './outcome';
import { interpretedPass } from './pass';
import { resolvePart, unknownId, type Resolved } from './resolve';
import { MemorySink, nest } from './sink';

/** How one part is computed: `computeOne`, handed in so that the two files need not import each other. */
type Compute = (resolved: Resolved, options: ComputeOptions) => Promise<ComputationResult>;

interface ComputedPart {
  readonly part: CompoundPart;
  readonly result: ComputationResult;
  /** One number, or one a sample or group for `none`. */
  readonly value: number | Float64Array;
  readonly shape: readonly number[];
  /** With respect to the compound's prediction; absent where the part does not depend on it. */
  readonly gradient?: Float64Array;
}

export async function computeCompound(
  form: CompoundForm,
  data: Data,
  wishes: Wishes,
  options: ComputeOptions,
  compute: Compute,
): Promise<Outcome> {
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  const parts: ComputedPart[] = [];
  for (const [i, part] of form.parts.entries()) {
    const progress = (fraction: number, text: string): void =>
      options.context.progress((i + fraction) / form.parts.length, text);
    const context = { ...options.context, progress };
    parts.push(
      await computePart(part, data, wishes.reduction, wantsGradient, { ...options, context }, compute),
    );
  }
  const shape = commonShape(parts);
  const { value, factors } = combine(form, parts, data.options.params);
  const without = parts.find(({ part, result }) => part.prediction === undefined && result.gradient === null);
  const gradient = wantsGradient && without === undefined ? chained(parts, factors) : undefined;
  const view = await readData(data, options, wishes, gradient);
  const known = new Set(notesOnData(data));
  return {
    value: typeof value === 'number' ? value : nest(value, shape),
    count: Math.max(...parts.map(({ result }) => result.count)),
    notes: [...new Set(parts.flatMap(({ result }) => result.notes))].filter((note) => !known.has(note)),
    details: { parts: parts.map(({ result: { id, value, params } }) => ({ id, value, params })) },
    ...(without === undefined ? {} : { noGradient: reasonOf(without.result) }),
    ...view,
  };
}

async function computePart(
  part: CompoundPart,
  data: Data,
  reduction: Reduction,
  wantsGradient: boolean,
  options: ComputeOptions,
  compute: Compute,
): Promise<ComputedPart> {
  const declaration = typeof part.of === 'string' ? declarationOf(part.of) : part.of;
  const { traits, params } = data.options;
  const shared = Object.fromEntries(
    declaration.parameters
      .filter(({ name }) => traits.parameters.includes(name))
      .map(({ name }) => [name, params[name] ?? null]),
  );
  const resolved = resolvePart(declaration, { ...shared, ...classesOf(declaration, data), ...part.params });
  const depends = wantsGradient && part.prediction === undefined;
  const sinks: MemorySink[] = [];
  const gradientFile = (shape: readonly number[]): MemorySink => {
    const sink = new MemorySink(shape);
    sinks.push(sink);
    return sink;
  };
  const request: ComputeRequest = {
    ...options.request,
    reduction,
    view: false,
    gradient: depends ? declaration.id : false,
  };
  const sources = sourcesOf(part, declaration, options.sources);
  const result = await compute(resolved, { ...options, request, sources, gradientFile });
  const [sink] = sinks;
  return { part, result, ...flatten(result.value), ...(sink === undefined ? {} : { gradient: sink.values }) };
}

/**
 * Where the compound has classes, so has each part: labels in the prediction's shape would else be taken for
 * elements by a part that knows both, and its logits squashed one by one.
 */
function classesOf(declaration: Declaration, { options }: Data): Parameters {
  const { arrangement, params } = options;
  const knows = declaration.parameters.some(({ name }) => name === 'classAxis');
  if (!knows || arrangement.layout !== 'classes' || arrangement.labels !== 'columns') return {};
  return { classAxis: params['classAxis'] ?? (arrangement.shape.length === 1 ? 0 : 1) };
}

function declarationOf(id: string): Declaration {
  const found = findDeclaration(id);
  if (found === undefined) throw unknownId(id);
  return found;
}

/** What a part sees: the compound's own inputs, or the extra input that it takes as its prediction. */
function sourcesOf({ prediction }: CompoundPart, declaration: Declaration, sources: Sources): Sources {
  if (prediction === undefined) return sources;
  const input = sources.extra[prediction];
  if (input !== undefined) return { prediction: input, extra: {} };
  throw new LossaryError({
    code: 'missingInput',
    message: `${declaration.id} is computed on the ${prediction}, and there are none.`,
    fix: `Name them as the input "${prediction}".`,
  });
}

function flatten(value: ResultValue): Pick<ComputedPart, 'value' | 'shape'> {
  if (typeof value === 'number') return { value, shape: [] };
  if (!Array.isArray(value)) {
    throw new LossaryError({
      code: 'usage',
      message: 'A part that has several values cannot be added to others.',
      fix: 'Use losses and metrics with one value.',
    });
  }
  const shape: number[] = [];
  for (let inner: unknown = value; Array.isArray(inner); inner = inner[0] as unknown)
    shape.push(inner.length);
  return { value: Float64Array.from((value as unknown[]).flat(Infinity) as number[]), shape };
}

/** Parts without a reduction have one shape, or a single value that counts for every element. */
function commonShape(parts: readonly ComputedPart[]): readonly number[] {
  const wide = parts.filter(({ value }) => typeof value !== 'number');
  const [first, ...rest] = wide;
  if (first === undefined) return [];
  const other = rest.find(({ shape }) => describeShape(shape) !== describeShape(first.shape));
  if (other === undefined) return first.shape;
  throw new LossaryError({
    code: 'badParameter',
    message: `Without a reduction ${first.result.id} has shape ${describeShape(first.shape)} and ${other.result.id} ${describeShape(other.shape)}: there is no sum of the two.`,
    fix: 'Use reduction mean or sum.',
  });
}

interface Combined {
  readonly value: number | Float64Array;
  /** ∂value/∂part: a number, or one for each element where parts are not reduced. */
  readonly factors: readonly (number | Float64Array)[];
}

function combine(form: CompoundForm, parts: readonly ComputedPart[], params: Parameters): Combined {
  const slopes = differentiate(
    form.value,
    parts.map(({ part }) => part.symbol),
  );
  // Values that are not reduced stand at sample level.
  const wide = new Map<Expr, Expr>(
    parts
      .filter(({ value }) => typeof value !== 'number')
      .map(({ part: { symbol: s } }) => [s, symbol(s.name, 'sample', s.latex)]),
  );
  const outputs = [form.value, ...slopes].map((e) => substitute(e, wide));
  const rows = parts.reduce((n, { value }) => (typeof value === 'number' ? n : value.length), 1);
  const values = new Map<string, number | Float64Array>([
    ...scalarsOf(outputs, params),
    ...parts.map(({ part, value }) => [part.symbol.name, value] as const),
  ]);
  const [value = NaN, ...factors] = blockEvaluator(outputs)({ rows, columns: 1, values });
  return { value, factors };
}

/** Σ ∂value/∂part · ∂part/∂prediction. */
function chained(
  parts: readonly ComputedPart[],
  factors: readonly (number | Float64Array)[],
): Float64Array | undefined {
  const elements = parts.reduce((n, { value }) => (typeof value === 'number' ? n : value.length), 1);
  let total: Float64Array | undefined;
  parts.forEach(({ gradient, value }, k) => {
    if (gradient === undefined) return;
    const factor = overall(factors[k] ?? 0, typeof value === 'number' ? elements : 1);
    total ??= new Float64Array(gradient.length);
    if (factor === 0) return;
    for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + factor * (gradient[i] as number);
  });
  return total;
}

/**
 * One factor for the gradient of a part's sum. A single value that counts for every element has the sum of their
 * factors; a value for each element must have one factor for all.
 */
function overall(factor: number | Float64Array, times: number): number {
  if (typeof factor === 'number') return factor * times;
  if (times > 1) return factor.reduce((a, b) => a + b, 0);
  const first = factor[0] ?? 0;
  if (factor.every((f) => f === first)) return first;
  throw new LossaryError({
    code: 'badParameter',
    message: 'Without a reduction this compound has no gradient that its parts could be summed to.',
    fix: 'Use reduction mean or sum.',
  });
}

function reasonOf(result: ComputationResult): string {
  const why = result.details['gradient'];
  return typeof why === 'string' ? `${result.id}: ${why}` : `${result.id} has no gradient.`;
}

/** Reads the data once more for the facts beside the value, and hands the gradient to whoever wishes for it. */
async function readData(
  data: Data,
  { context }: ComputeOptions,
  wishes: Wishes,
  gradient: Float64Array | undefined,
): Promise<Pick<Outcome, 'view'>> {
  const { arrangement } = data.options;
  if (gradient !== undefined) wishes.gradient?.write(0, gradient);
  const array =
    gradient === undefined
      ? undefined
      : memoryArray({ name: 'gradient', dtype: 'float64', shape: arrangement.shape, data: gradient });
  const pass = interpretedPass(data, { sums: [], outputs: [], byColumn: false });
  const whole = { start: 0, rows: arrangement.rows, scalars: new Map<string, number>() };
  await pass.run(whole, new Breather(context), ({ start, rows, sides }) => {
    if (array === undefined) return;
    wishes.view?.add({
      start,
      rows,
      gradient: readColumns(array, arrangement, start, rows),
      gradientScale: 1,
      sides,
    });
  });
  return wishes.view === undefined || array === undefined ? {} : { view: wishes.view.finish() };
}
