// Plans a pass by kernels: how the input lies, which lanes are precise enough, and what is counted of the input.
import type { LabelDomain, PredictionDomain } from '../../catalogue/declaration';
import { div, equal, ONE, select } from '../../math/build';
import { symbolsOf, type Expr, type Symbol } from '../../math/expression';
import { substitute } from '../../math/substitute';
import { canCompile } from '../kernels/kernel';
import type { KernelInput, KernelSpec } from '../kernels/spec';
import type { ArraySource, DType } from '../readers/source';
import type { Arrangement } from './arrangement';
import type { Data } from './data';
import { labelFacts, predictionFacts, suspectBoxes, within, wrongRowSums, type FactTerms } from './facts';
import type { PassSpec } from './pass';
import { hasShortPlanes } from './planeRows';

/** A multiple of every vector's lanes. */
export const VECTOR = 16;

const COORDINATES = 4;

/** What a pass compiles, and how its input lies. */
export interface Plan {
  readonly inputs: KernelSpec['inputs'];
  readonly precision: 'f32' | 'f64';
  readonly sums: readonly Expr[];
  /** Those of a pass; the last four of boxes, their gradient, as the columns of one. */
  readonly outputs: KernelSpec['outputs'];
  readonly facts: { readonly prediction: FactTerms; readonly label: FactTerms };
}

const WIDE: ReadonlySet<DType> = new Set(['float64', 'int32', 'uint32', 'int64', 'uint64']);

/** @returns undefined where the data or the expressions need the interpreter */
export function planOf(data: Data, spec: PassSpec): Plan | undefined {
  const { traits, params, arrangement, sources, derived } = data.options;
  const { rows, columns, layout, labels } = arrangement;
  if (rows * columns < data.kernelsFrom) return undefined;
  if (data.order !== undefined || derived !== undefined) return undefined;
  if (data.ignores && labels !== 'index') return undefined;
  const { prediction: domain, label: labelDomain } = traits;
  const many = columns > 1 || layout !== 'elements';
  const asRows = arrangement.inner === 1 || columns === 1 || hasShortPlanes(arrangement);
  const across = !many ? 'elements' : asRows ? 'rows' : 'planes';
  const vectors = Object.values(params).filter((value) => Array.isArray(value));
  if (vectors.some((vector) => vector.length !== columns)) return undefined;
  const inputs: Record<string, KernelInput> = {
    prediction: { dtype: sources.prediction.dtype, layout: across },
  };
  if (sources.label !== undefined && labels !== 'none') {
    inputs['label'] = { dtype: sources.label.dtype, layout: labels === 'index' ? 'index' : across };
  }
  for (const { name, level } of spec.along ?? []) {
    if ((level === 'column') !== (across !== 'elements')) return undefined;
    inputs[name] = { dtype: 'float32', layout: across };
  }
  const known = new Set([
    ...Object.keys(inputs),
    'prediction',
    'label',
    'valid',
    'columns',
    'isLabel',
    ...Object.keys(params),
  ]);
  const all = symbolsOf(...spec.sums, ...spec.outputs);
  const foreign = all.filter((s) => !known.has(s.name) && !/^(prediction|label)[0-3]$/.test(s.name));
  // What else an expression reads must come with the range as a number or one a column: sums, scales, pieces.
  if (foreign.some((s) => s.level === 'sample')) return undefined;
  if (foreign.some((s) => data.options.sources.extra[s.name] !== undefined)) return undefined;
  const change = inputChange(data, all, labelDomain);
  const plan: Plan = {
    inputs,
    precision: precisionOf(data, domain, labelDomain),
    sums: spec.sums.map(change),
    outputs: grouped(spec.outputs.map(change), layout),
    facts: factsOf(data, all, domain, labelDomain, change),
  };
  const { precision, sums, outputs } = plan;
  const planeStride = across === 'planes' ? VECTOR : undefined;
  const fits = canCompile({
    precision,
    sums,
    outputs,
    inputs,
    columns,
    byColumn: spec.byColumn,
    ...(planeStride === undefined ? {} : { planeStride }),
  });
  return fits ? plan : undefined;
}

/** Where a pass over boxes has a gradient, it is its last outputs: one for each coordinate, which lie side by side. */
function grouped(outputs: readonly Expr[], layout: Arrangement['layout']): KernelSpec['outputs'] {
  if (layout !== 'boxes' || outputs.length < COORDINATES) return outputs;
  return [...outputs.slice(0, -COORDINATES), outputs.slice(-COORDINATES)];
}

/** float64 and integers that are quantities in float64 lanes; classes, signs and masks fit float32. */
function precisionOf(data: Data, domain: PredictionDomain, labelDomain: LabelDomain): 'f32' | 'f64' {
  const { prediction, label } = data.options.sources;
  if (prediction.dtype === 'float64' || label?.dtype === 'float64') return 'f64';
  const wide = (source: ArraySource | undefined): boolean => source !== undefined && WIDE.has(source.dtype);
  return (wide(prediction) && domain !== 'probability') || (wide(label) && labelDomain === 'real')
    ? 'f64'
    : 'f32';
}

/**
 * Labels 0 as −1 where signs are wanted, and what the user divides by, put into the expressions. Every sample counts: a
 * chunk with ignored labels is the interpreter's.
 */
function inputChange(data: Data, all: readonly Symbol[], labelDomain: LabelDomain): (e: Expr) => Expr {
  const { scale } = data.options.sources;
  const changes = new Map<Expr, Expr>();
  for (const s of all) {
    if (s.name === 'valid') changes.set(s, ONE);
    if (s.name === 'prediction' && scale?.prediction !== undefined) changes.set(s, div(s, scale.prediction));
    if (s.name === 'label' && scale?.label !== undefined) changes.set(s, div(s, scale.label));
    if (s.name === 'label' && labelDomain === 'sign') changes.set(s, select(equal(s, 0), -1, s));
  }
  return changes.size === 0 ? (e) => e : (e) => substitute(e, changes);
}

function factsOf(
  data: Data,
  all: readonly Symbol[],
  domain: PredictionDomain,
  labelDomain: LabelDomain,
  change: (e: Expr) => Expr,
): Plan['facts'] {
  const { arrangement, traits, params, sources } = data.options;
  const find = (name: string): Symbol | undefined => all.find((s) => s.name === name);
  const changed = (terms: FactTerms): FactTerms =>
    Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, change(term)]));
  if (arrangement.layout === 'boxes') {
    const format = String(params['boxFormat']);
    return {
      prediction: { wrong: suspectBoxes('prediction', format) },
      label: { wrong: suspectBoxes('label', format) },
    };
  }
  const [p, y] = [find('prediction'), find('label')];
  const single = sources.prediction.dtype === 'float32' || sources.prediction.dtype === 'float16';
  const tolerance = single ? 1e-3 : 1e-6;
  const exclusive =
    arrangement.layout === 'classes' && traits.family === 'distribution' && domain === 'probability';
  const distributions = domain === 'distribution' && params['normalize'] !== true;
  const { limits } = traits;
  const ofPrediction = p === undefined ? {} : within(predictionFacts(domain, p), p, limits.prediction);
  const sums =
    p !== undefined && (exclusive || distributions) ? { minusOnes: wrongRowSums(p, tolerance) } : {};
  const labels =
    y === undefined || arrangement.labels === 'index'
      ? {}
      : within(labelFacts(labelDomain, y), y, limits.label);
  const labelSums = y !== undefined && distributions ? { extremes: wrongRowSums(y, tolerance) } : {};
  // A fact of the raw label must not see what the loss makes of it.
  return {
    prediction: changed({ ...ofPrediction, ...sums }),
    label: labelDomain === 'sign' ? labels : changed({ ...labels, ...labelSums }),
  };
}
