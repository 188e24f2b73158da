// What an entry's value is, in double-double, straight from its declaration: sums over all samples, and the value of the
// sums. Beside it the size of what is added up, by which an error is judged.
import { releaseHeld } from '../../src/catalogue/held';
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { Derived, GroupsForm, SamplesForm, Setting } from '../../src/catalogue/declaration';
import { maxColumns, sumColumns } from '../../src/math/build';
import { differentiate } from '../../src/math/differentiate';
import { symbolsOf, type Expr } from '../../src/math/expression';
import { splitStages } from '../../src/math/stages';
import { rewrite } from '../../src/math/substitute';
import type { Arrays, Case } from './cases';
import { abs, add, div, mul, of, sub, type DD } from './doubleDouble';
import { evaluate, sum, type Samples, type Values } from './evaluate';

export interface Reference {
  readonly value: DD;
  /** Σ|term|, as far as it counts in the value. */
  readonly scale: number;
}

export function referenceOf(each: Case, arrays: Arrays): Reference {
  const { entry, setting, repeats } = each;
  const form = entry.form(setting);
  if (form.kind === 'compound') {
    const parts = form.parts.map((part) => {
      const declaration = typeof part.of === 'string' ? findDeclaration(part.of) : part.of;
      if (declaration === undefined) throw new Error('a part that is no entry');
      const known = new Set(declaration.parameters.map(({ name }) => name));
      const defaults = declaration.parameters.map(({ name, default: value }) => [name, value] as const);
      const shared = Object.entries(setting.params).filter(([name]) => known.has(name));
      const params = { ...Object.fromEntries(defaults), ...Object.fromEntries(shared), ...part.params };
      const given =
        part.prediction === undefined
          ? arrays
          : { prediction: arrays[part.prediction] ?? new Float64Array(0) };
      const inner = { ...each, entry: declaration, setting: { ...setting, params } };
      return { symbol: part.symbol, ...referenceOf(inner, given) };
    });
    const values = new Map(parts.map(({ symbol, value }) => [symbol.name, [value]] as const));
    const numbers = new Map([...numbersOf(setting), ...values]);
    const [value] = evaluate([form.value], { rows: 1, columns: 1, values: numbers });
    const slopes = differentiate(
      form.value,
      parts.map(({ symbol }) => symbol),
    );
    const found = evaluate(slopes, { rows: 1, columns: 1, values: numbers });
    const scale = parts.reduce((s, part, k) => s + Math.abs(found[k]?.[0]?.high ?? 0) * part.scale, 0);
    return { value: value?.[0] ?? of(NaN), scale };
  }
  const samples = bind(each, arrays, form.kind === 'samples' ? (form.derived ?? {}) : {});
  if (form.kind === 'samples') return meanOf(form, samples, repeats);
  if (form.kind === 'groups') return ofSums(form, samples, setting, repeats);
  throw new Error(`${entry.id} does not stream`);
}

const wide = (numbers: Float64Array): Values => Array.from(numbers, of);
const tiled = (numbers: ArrayLike<number>, rows: number): Values =>
  Array.from({ length: rows * numbers.length }, (_, i) => of(numbers[i % numbers.length] ?? NaN));

function numbersOf({ params }: Setting): [string, Values][] {
  return Object.entries(params).flatMap(([name, value]): [string, Values][] =>
    typeof value === 'number' ? [[name, [of(value)]]] : [],
  );
}

function bind(each: Case, arrays: Arrays, derived: Readonly<Record<string, Derived>>): Samples {
  const { entry, setting, rows, columns, repeats } = each;
  const { prediction = new Float64Array(0), label = new Float64Array(0) } = arrays;
  const values = new Map<string, Values>(numbersOf(setting));
  for (const [name, value] of Object.entries(setting.params)) {
    if (Array.isArray(value)) values.set(name, tiled(value as number[], rows));
  }
  values.set('valid', [of(1)]);
  values.set('columns', [of(columns)]);
  values.set('groups', [of(1)]);
  values.set('columnIndex', tiled([...Array(columns).keys()], rows));
  const isIndex = setting.layout === 'classes';
  for (const name of setting.inputs) {
    const numbers = arrays[name] ?? new Float64Array(0);
    const shape = entry.inputs?.[name]?.shape;
    if (shape === 'labelRow') {
      const rowsOfLabels = Array.from(label, (k) => [...numbers.subarray(k * columns, (k + 1) * columns)]);
      values.set(name, rowsOfLabels.flat().map(of));
    } else values.set(name, shape === 'columns' ? tiled(numbers, rows) : wide(numbers));
  }
  for (const [name, what] of Object.entries(derived)) {
    values.set(
      name,
      derivedValues(what, each, arrays).map((v) => of(v)),
    );
  }
  if (setting.layout === 'boxes') {
    for (const axis of [0, 1, 2, 3]) {
      const every = (of: Float64Array): Values => wide(of.filter((_, i) => i % 4 === axis));
      values.set(`prediction${axis}`, every(prediction));
      values.set(`label${axis}`, every(label));
    }
    return { rows, columns: 1, values };
  }
  values.set('prediction', wide(prediction));
  values.set('count', [of((setting.layout === 'elements' ? rows : rows * columns) * repeats)]);
  if (!isIndex) {
    values.set('label', wide(label));
    return { rows, columns, values };
  }
  const oneHot = new Float64Array(rows * columns);
  label.forEach((k, row) => (oneHot[row * columns + k] = 1));
  values.set('isLabel', wide(oneHot));
  values.set('label', wide(oneHot));
  return { rows, columns, values, label: Int32Array.from(label) };
}

/** Of one image of a single line, in which a distance is a number of steps. */
function derivedValues(what: Derived, { rows, columns, repeats, setting }: Case, arrays: Arrays): number[] {
  const { prediction = new Float64Array(0), label = new Float64Array(0) } = arrays;
  if (what === 'classCounts') {
    const counts = new Array<number>(columns).fill(0);
    for (const k of label) counts[k] = (counts[k] ?? 0) + repeats;
    return Array.from({ length: rows }, () => counts).flat();
  }
  if (what === 'positiveShare') return [label.reduce((a, b) => a + b, 0) / label.length];
  if (what === 'positionGaps') {
    return Array.from({ length: rows * columns }, (_, i) => (i % columns === columns - 1 ? 0 : 1));
  }
  const threshold = setting.params['input'] === 'logits' ? 0 : 0.5;
  const mask = what === 'predictionDistance' ? prediction.map((p) => (p > threshold ? 1 : 0)) : label;
  const inside = steps(mask, (y) => y === 0);
  const outside = steps(mask, (y) => y === 1);
  const both = inside.map((d, i) => d + (outside[i] ?? 0));
  if (what === 'borderProximity') {
    const most = both.reduce((a, b) => Math.max(a, b));
    return both.map((d) => (most - d) / most);
  }
  if (what === 'signedDistance') return outside.map((d, i) => d - (inside[i] ?? 0));
  if (what === 'signedDistanceKervadec')
    return outside.map((d, i) => d - ((inside[i] ?? 0) - 1) * (label[i] ?? 0));
  return both;
}

/** Steps to the nearest number that `is`. */
function steps(label: Float64Array, is: (y: number) => boolean): number[] {
  const found = Array.from(label, (y) => (is(y) ? 0 : Infinity));
  for (let i = 1; i < found.length; i++) found[i] = Math.min(found[i] ?? 0, (found[i - 1] ?? 0) + 1);
  for (let i = found.length - 2; i >= 0; i--) found[i] = Math.min(found[i] ?? 0, (found[i + 1] ?? 0) + 1);
  return found;
}

function meanOf({ loss, weight, held }: SamplesForm, samples: Samples, repeats: number): Reference {
  const [terms = [], weights] = evaluate(
    [releaseHeld(loss, held), ...(weight === undefined ? [] : [weight])],
    samples,
  );
  const { rows, columns } = samples;
  const perSample = (level: Expr['level']): number => (level === 'column' ? columns : 1);
  const count = (of_: Values, level: Expr['level']): number =>
    of_.length === 1 ? rows * perSample(level) : 1;
  const total = mul(sum(terms), of(repeats * count(terms, loss.level)));
  const ones = of(rows * perSample(loss.level) * repeats);
  const divisor =
    weights === undefined || weight === undefined
      ? ones
      : mul(
          sum(weights),
          of(repeats * count(weights, weight.level) * (perSample(loss.level) / perSample(weight.level))),
        );
  const size = mul(sum(terms.map(abs)), of(repeats * count(terms, loss.level)));
  return { value: div(total, divisor), scale: div(size, divisor).high };
}

/** A sum counts in the value by its derivative. */
function ofSums(
  { value, groups }: GroupsForm,
  samples: Samples,
  setting: Setting,
  repeats: number,
): Reference {
  const byColumn = setting.layout === 'classes' && (groups ?? setting.params['per']) === 'class';
  const { rows, columns } = samples;
  const stages = splitStages([value], byColumn ? 'column' : 'total');
  const values = new Map(samples.values);
  if (byColumn) values.set('count', [of(rows * repeats)]);
  const ofGroups = new Map<string, Values>();
  const sizes = new Map<string, number[]>();
  for (const pass of stages.passes) {
    const terms = evaluate(pass.terms, { ...samples, values });
    pass.sums.forEach((name, i) => {
      const level = pass.terms[i]?.level ?? 'total';
      const all = terms[i] ?? [];
      const found = byColumn
        ? Array.from({ length: columns }, (_, k) => columnOf(all, level, k, samples))
        : [inFull(all, level, samples)];
      const sums = found.map((numbers) => mul(sum(numbers), of(repeats)));
      ofGroups.set(name.name, sums);
      sizes.set(
        name.name,
        found.map((numbers) => mul(sum(numbers.map(abs)), of(repeats)).high),
      );
      values.set(name.name, byColumn ? Array.from({ length: rows }, () => sums).flat() : sums);
    });
  }
  const joined = rewrite(stages.outputs[0] as Expr, (node) => {
    if (node.kind !== 'apply') return undefined;
    const [arg] = node.args as [Expr];
    if (node.op === 'sumGroups') return byColumn ? sumColumns(arg) : arg;
    if (node.op === 'maxGroups') return byColumn ? maxColumns(arg) : arg;
    return undefined;
  });
  const one = new Map(values);
  for (const [name, sums] of ofGroups) one.set(name, sums);
  const block = { rows: 1, columns: byColumn ? columns : 1, values: one };
  const [result] = evaluate([joined], block);
  const valueOf = (given: ReadonlyMap<string, Values>): DD =>
    (evaluate([joined], { ...block, values: given })[0] ?? []).reduce<DD>(add, of(0));
  const each = result?.length ?? 1;
  const mean = div(valueOf(one), of(each));
  let scale = 0;
  for (const { name } of symbolsOf(joined).filter((s) => sizes.has(s.name))) {
    const sums = ofGroups.get(name) ?? [];
    sums.forEach((_, k) => {
      // How the value follows this sum, from a step of 1e-10 of what it is made of.
      const size = sizes.get(name)?.[k] ?? 0;
      const moved = sums.map((x, i) => (i === k ? add(x, of(1e-10 * size)) : x));
      const other = div(valueOf(new Map(one).set(name, moved)), of(each));
      scale += Math.abs(sub(other, mean).high) / 1e-10;
    });
  }
  return { value: mean, scale };
}

function columnOf(all: Values, level: Expr['level'], k: number, { rows, columns }: Samples): Values {
  if (level === 'column' && all.length > 1) return all.filter((_, i) => i % columns === k);
  return all.length === 1 ? [mul(all[0] ?? of(NaN), of(rows))] : all;
}

function inFull(all: Values, level: Expr['level'], { rows, columns }: Samples): Values {
  const length = level === 'column' ? rows * columns : rows;
  return all.length === 1 ? [mul(all[0] ?? of(NaN), of(length))] : all;
}
