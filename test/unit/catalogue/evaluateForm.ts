// Evaluates one catalogue entry on a few samples in plain float64, straight from its declaration: its value and its
// gradient. It has no streaming, no threads and no kernels, so that what it says is the declaration's own doing.
import { div, maxColumns, sumColumns, sumSamples } from '../../../src/math/build';
import { blockEvaluator, type Block, type BlockValue } from '../../../src/math/blocks';
import { IS_LABEL } from '../../../src/math/derivative';
import { differentiate } from '../../../src/math/differentiate';
import { symbol, symbolsOf, type Expr, type Level } from '../../../src/math/expression';
import { splitStages } from '../../../src/math/stages';
import { rewrite } from '../../../src/math/substitute';
import type { Declaration, Layout, SamplesForm, Setting } from '../../../src/catalogue/declaration';
import { releaseHeld } from '../../../src/catalogue/held';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import type { Parameters } from '../../../src/protocol/compute';

export interface Data {
  readonly layout?: Layout;
  readonly labels?: 'index' | 'columns';
  readonly rows: number;
  readonly columns?: number;
  readonly prediction: readonly number[];
  /** One number a row, or one an element where labels are columns. */
  readonly label?: readonly number[];
  /** Extra inputs and derived arrays, by the name of their symbol. */
  readonly extra?: Readonly<Record<string, readonly number[]>>;
  readonly inputs?: readonly string[];
  readonly params?: Parameters;
}

export interface Evaluation {
  readonly value: number;
  readonly gradient: readonly number[];
}

export function defaultsOf(declaration: Declaration): Parameters {
  return Object.fromEntries(declaration.parameters.map(({ name, default: value }) => [name, value]));
}

export function settingOf(declaration: Declaration, data: Data): Setting {
  return {
    params: { ...defaultsOf(declaration), ...data.params },
    layout: data.layout ?? declaration.layouts[0]!,
    labels: data.labels ?? 'columns',
    inputs: new Set(data.inputs ?? Object.keys(data.extra ?? {})),
  };
}

/** The mean over samples, the value over one group of all elements, or over classes that `sumGroups` joins. */
export function evaluate(id: string | Declaration, data: Data): Evaluation {
  const declaration = typeof id === 'string' ? findDeclaration(id)! : id;
  const setting = settingOf(declaration, data);
  const form = declaration.form(setting);
  const bound = bind(data, setting);
  switch (form.kind) {
    case 'samples':
      return meanOf(form, bound);
    case 'groups':
      return totalOf(
        form.value,
        bound,
        form.groups === 'class' && setting.layout === 'classes' ? 'column' : 'total',
      );
    case 'compound': {
      const parts = form.parts.map((part) => {
        const of = typeof part.of === 'string' ? findDeclaration(part.of)! : part.of;
        const known = new Set(of.parameters.map(({ name }) => name));
        const shared = Object.fromEntries(Object.entries(setting.params).filter(([name]) => known.has(name)));
        const given =
          part.prediction === undefined ? data : { ...data, prediction: data.extra![part.prediction]! };
        return { part, ...evaluate(of, { ...given, params: { ...shared, ...part.params } }) };
      });
      const symbols = parts.map(({ part }) => part.symbol);
      const values = new Map([
        ...bound.block.values,
        ...parts.map(({ part, value }) => [part.symbol.name, value] as const),
      ]);
      const [value = NaN, ...slopes] = blockEvaluator([form.value, ...differentiate(form.value, symbols)])({
        ...bound.block,
        values,
      }) as number[];
      const gradient = data.prediction.map((_, i) =>
        parts.reduce(
          (sum, { part, gradient: g }, k) => sum + (part.prediction === undefined ? slopes[k]! * g[i]! : 0),
          0,
        ),
      );
      return { value, gradient };
    }
    default:
      throw new Error(`${declaration.id} is no expression`);
  }
}

interface Bound {
  readonly block: Block;
  readonly predictions: readonly string[];
}

const ONE_PER_SAMPLE = 'ones';

function bind(data: Data, { params, layout, labels }: Setting): Bound {
  const { rows, columns = 1, prediction, label = [], extra = {} } = data;
  const values = new Map<string, number | Float64Array>();
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'number') values.set(name, value);
    if (Array.isArray(value)) values.set(name, tile(value as number[], rows));
  }
  for (const [name, value] of Object.entries(extra)) values.set(name, Float64Array.from(value));
  values.set(ONE_PER_SAMPLE, 1);
  values.set('valid', new Float64Array(rows).fill(1));
  values.set('columns', columns);
  values.set('groups', 1);
  values.set('count', layout === 'elements' ? rows : rows * columns);
  values.set('columnIndex', tile([...Array(columns).keys()], rows));
  const predictions = layout === 'boxes' ? [0, 1, 2, 3].map((axis) => `prediction${axis}`) : ['prediction'];
  if (layout === 'boxes') {
    for (const axis of [0, 1, 2, 3]) {
      values.set(`prediction${axis}`, every(prediction, axis));
      values.set(`label${axis}`, every(label, axis));
    }
    return { block: { rows, columns, values }, predictions };
  }
  values.set('prediction', Float64Array.from(prediction));
  if (labels === 'columns' || layout !== 'classes') {
    values.set('label', Float64Array.from(label));
    return { block: { rows, columns, values }, predictions };
  }
  const isLabel = new Float64Array(rows * columns);
  label.forEach((k, row) => (isLabel[row * columns + k] = 1));
  values.set(IS_LABEL.name, isLabel);
  values.set('label', isLabel);
  return { block: { rows, columns, values, label: Int32Array.from(label) }, predictions };
}

const tile = (values: readonly number[], rows: number): Float64Array =>
  Float64Array.from({ length: rows * values.length }, (_, i) => values[i % values.length]!);
const every = (values: readonly number[], axis: number): Float64Array =>
  Float64Array.from({ length: values.length / 4 }, (_, i) => values[4 * i + axis]!);

/** Σ loss / Σ weight; parts that are held count as constants in the gradient. */
function meanOf({ loss, weight, held, meanOfNone }: SamplesForm, bound: Bound): Evaluation {
  const one = symbol(ONE_PER_SAMPLE, loss.level === 'column' ? 'column' : 'sample');
  const divisor = sumSamples(weight ?? one);
  const mean = div(sumSamples(loss), divisor);
  const found = totalOf(mean, bound, 'total', held);
  const none = totalOf(divisor, bound, 'total').value === 0 && meanOfNone !== undefined;
  return none ? { value: meanOfNone, gradient: found.gradient.map(() => 0) } : found;
}

function totalOf(
  root: Expr,
  { block, predictions }: Bound,
  groupLevel: Level,
  held: SamplesForm['held'] = {},
): Evaluation {
  const inputs = symbolsOf(root).filter(({ name }) => predictions.includes(name));
  const outputs = [root, ...differentiate(root, inputs)].map((output) => releaseHeld(output, held));
  const stages = splitStages(outputs, groupLevel);
  const values = new Map(block.values);
  for (const pass of stages.passes) {
    const terms = blockEvaluator(pass.terms)({ ...block, values });
    pass.sums.forEach((sum, i) =>
      values.set(sum.name, sumOf(terms[i]!, pass.terms[i]!.level, block, groupLevel)),
    );
  }
  const joined = stages.outputs.map((output) =>
    rewrite(output, (node) => {
      if (node.kind !== 'apply') return undefined;
      const [arg] = node.args;
      if (node.op === 'sumGroups') return groupLevel === 'total' ? arg : sumColumns(arg!);
      if (node.op === 'maxGroups') return groupLevel === 'total' ? arg : maxColumns(arg!);
      return undefined;
    }),
  );
  const [value, ...gradients] = blockEvaluator(joined)({ ...block, values });
  const size = block.rows * block.columns;
  const wide = gradients.map((g) => (typeof g === 'number' ? new Float64Array(size).fill(g) : g));
  return {
    value: typeof value === 'number' ? value : (value?.[0] ?? NaN),
    gradient: interleave(
      predictions.map((name) => wide[inputs.findIndex((s) => s.name === name)]),
      block.rows,
    ),
  };
}

/** N×4 gradients from four arrays of N; anything else is one array. */
function interleave(parts: readonly (Float64Array | undefined)[], rows: number): number[] {
  if (parts.length === 1) return [...(parts[0] ?? [])];
  return Array.from(
    { length: rows * parts.length },
    (_, i) => parts[i % parts.length]?.[Math.floor(i / parts.length)] ?? 0,
  );
}

function sumOf(term: BlockValue, level: Level, block: Block, groupLevel: Level): number | Float64Array {
  const { rows, columns } = block;
  if (groupLevel !== 'column') {
    const count = level === 'column' ? rows * columns : rows;
    return typeof term === 'number' ? term * count : term.reduce((a, b) => a + b, 0);
  }
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows * columns; i++) {
    const at = level === 'column' ? i : Math.floor(i / columns);
    sums[i % columns]! += typeof term === 'number' ? term : term[at]!;
  }
  return tile([...sums], rows);
}
