// Losses made of other losses: each part is computed like a loss of its own, the compound's value is an expression
// of the parts' values, and its gradient the sum of theirs by the chain rule.
import type { CompoundForm, CompoundPart, Declaration } from '../../catalogue/declaration';
import { blockEvaluator } from '../../math/blocks';
import { differentiate } from '../../math/differentiate';
import { symbol, symbolsOf, type Expr } from '../../math/expression';
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
import type { Sources } from './dataOptions';
import { scalarsOf } from './groupMath';
import { notesOnData } from './notes';
import type { Outcome, Wishes } from './outcome';
import { interpretedPass } from './pass';
import { knownDeclaration, resolvePart, type Resolved } from './resolve';
import { nest, type Sink } from './sink';
import { gradientSum } from './gradientSum';

/** How one part is computed: `computeOne`, handed in so that the two files need not import each other. */
type Compute = (resolved: Resolved, options: ComputeOptions) => Promise<ComputationResult>;

interface ComputedPart {
  readonly part: CompoundPart;
  readonly result: ComputationResult;
  /** One number, or one a sample or group for `none`. */
  readonly value: number | Float64Array;
  readonly shape: readonly number[];
}

/**
 * The gradients of the parts are added up where the compound's goes, so that no part's is kept. Where their factors
 * depend on the values, the parts are computed a second time.
 */
export async function computeCompound(
  form: CompoundForm,
  data: Data,
  wishes: Wishes,
  options: ComputeOptions,
  compute: Compute,
): Promise<Outcome> {
  const { params } = data.options;
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  const declared = wantsGradient ? await declaredWithout(form) : undefined;
  const sum = wantsGradient && declared === undefined ? gradientSum(data, wishes) : undefined;
  const fixed = sum === undefined ? undefined : fixedFactors(form, wishes.reduction, params);
  const rounds = sum === undefined || fixed !== undefined ? 1 : 2;

  /** Computes the parts, with gradients where there are factors for them. */
  const round = async (k: number, factors?: readonly number[]): Promise<ComputedPart[]> => {
    const parts: ComputedPart[] = [];
    for (const [i, part] of form.parts.entries()) {
      const factor = part.prediction === undefined ? (factors?.[i] ?? 0) : 0;
      if (k > 0 && factor === 0) continue;
      const done = (k * form.parts.length + i) / (rounds * form.parts.length);
      const progress = (fraction: number, text: string): void =>
        options.context.progress(done + fraction / (rounds * form.parts.length), text);
      const own = { ...options, context: { ...options.context, progress } };
      const sink = factor === 0 ? undefined : sum?.part(factor);
      parts.push(await computePart(part, data, wishes.reduction, sink, own, compute));
    }
    return parts;
  };

  const parts = await round(0, fixed);
  const shape = commonShape(parts);
  const { value, factors } = combine(form, parts, params);
  const seen = rounds === 1 ? parts : await round(1, overallFactors(parts, factors));
  const without = declared ?? computedWithout(seen);
  const gradient = without === undefined ? sum?.finish() : sum?.abandon();
  const view = await shownGradient(data, options, wishes, gradient);
  const own = parts.filter(({ part }) => part.prediction === undefined);
  const known = new Set(view === undefined ? [] : notesOnData(data));
  return {
    value: typeof value === 'number' ? value : nest(value, shape),
    count: Math.max(...parts.map(({ result }) => result.count)),
    nonFinite: Math.max(0, ...own.map(({ result }) => result.nonFinite)),
    notes: [...new Set(parts.flatMap(({ result }) => result.notes))].filter((note) => !known.has(note)),
    details: { parts: parts.map(({ result: { id, value, params } }) => ({ id, value, params })) },
    ...(without === undefined ? {} : { noGradient: without }),
    ...(view === undefined ? {} : { view }),
  };
}

/** @param sink where the part's gradient goes; without one it has none to compute */
async function computePart(
  part: CompoundPart,
  data: Data,
  reduction: Reduction,
  sink: Sink | undefined,
  options: ComputeOptions,
  compute: Compute,
): Promise<ComputedPart> {
  const declaration = await partOf(part);
  const { traits, params } = data.options;
  const shared = Object.fromEntries(
    declaration.parameters
      .filter(({ name }) => traits.parameters.includes(name))
      .map(({ name }) => [name, params[name] ?? null]),
  );
  const resolved = resolvePart(declaration, { ...shared, ...classesOf(declaration, data), ...part.params });
  const request: ComputeRequest = {
    ...options.request,
    reduction,
    view: false,
    gradient: sink === undefined ? false : declaration.id,
  };
  const sources = sourcesOf(part, declaration, options.sources);
  const gradientFile = sink === undefined ? {} : { gradientFile: () => sink };
  const result = await compute(resolved, { ...options, request, sources, ...gradientFile });
  return { part, result, ...flatten(result.value) };
}

async function partOf({ of }: CompoundPart): Promise<Declaration> {
  return typeof of === 'string' ? knownDeclaration(of) : of;
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

/** Factors that do not depend on the values of the parts; undefined where one does. */
function fixedFactors(
  form: CompoundForm,
  reduction: Reduction,
  params: Parameters,
): readonly number[] | undefined {
  if (reduction === 'none') return undefined;
  const parts = form.parts.map(({ symbol: s }) => s);
  const slopes = differentiate(form.value, parts);
  if (symbolsOf(...slopes).some(({ name }) => parts.some((part) => part.name === name))) return undefined;
  const factors = blockEvaluator(slopes)({ rows: 1, columns: 1, values: new Map(scalarsOf(slopes, params)) });
  return factors.map((factor) => (typeof factor === 'number' ? factor : (factor[0] ?? NaN)));
}

function overallFactors(
  parts: readonly ComputedPart[],
  factors: readonly (number | Float64Array)[],
): readonly number[] {
  const elements = parts.reduce((n, { value }) => (typeof value === 'number' ? n : value.length), 1);
  return parts.map(({ value }, k) => overall(factors[k] ?? 0, typeof value === 'number' ? elements : 1));
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

/** Why there is no gradient, where a part that depends on the prediction never has one. */
async function declaredWithout({ parts }: CompoundForm): Promise<string | undefined> {
  for (const part of parts) {
    if (part.prediction !== undefined) continue;
    const { id, noGradient } = await partOf(part);
    if (noGradient !== undefined) return `${id}: ${noGradient.en}`;
  }
  return undefined;
}

/** Why there is none, where a part turned out to have none. */
function computedWithout(parts: readonly ComputedPart[]): string | undefined {
  const without = parts.find(({ part, result }) => part.prediction === undefined && result.gradient === null);
  if (without === undefined) return undefined;
  const { id, details } = without.result;
  const why = details['gradient'];
  return typeof why === 'string' ? `${id}: ${why}` : `${id} has no gradient.`;
}

/** Reads the data once more for what the view shows beside the gradient. */
async function shownGradient(
  data: Data,
  { context }: ComputeOptions,
  { view }: Wishes,
  gradient: Float64Array | undefined,
): Promise<Outcome['view']> {
  if (view === undefined || gradient === undefined) return undefined;
  const { arrangement } = data.options;
  const array = memoryArray({
    name: 'gradient',
    dtype: 'float64',
    shape: arrangement.shape,
    data: gradient,
  });
  const pass = interpretedPass(data, { sums: [], outputs: [], byColumn: false });
  const whole = { start: 0, rows: arrangement.rows, scalars: new Map<string, number>() };
  await pass.run(whole, new Breather(context), ({ start, rows, sides }) =>
    view.add({
      start,
      rows,
      gradient: readColumns(array, arrangement, start, rows),
      gradientScale: 1,
      sides,
    }),
  );
  return view.finish();
}
