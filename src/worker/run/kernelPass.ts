// A pass by compiled kernels: bytes go from the file into WebAssembly memory and are never converted as a whole.
// A chunk that holds anything special (a number outside its domain, an ignored label) is read once more number by
// number, which names what is wrong or takes the special numbers into account.
import type { LabelDomain, PredictionDomain } from '../../catalogue/declaration';
import { div, equal, select } from '../../math/build';
import { symbolsOf, type Expr, type Symbol } from '../../math/expression';
import { substitute } from '../../math/substitute';
import { canCompile, kernelFor } from '../kernels/kernel';
import { KernelMemory } from '../kernels/memory';
import type { KernelInput, KernelSpec } from '../kernels/spec';
import { readNumbers } from '../readers/convert';
import { ITEM_BYTES, type ArraySource, type DType } from '../readers/source';
import type { Breather } from './context';
import type { Data } from './data';
import { ExactSum } from './exactSum';
import { labelFacts, predictionFacts, suspectBoxes, within, wrongRowSums, type FactTerms } from './facts';
import {
  interpretedPass,
  type Numbers,
  type Pass,
  type PassBlock,
  type PassRange,
  type PassSpec,
} from './pass';

const CHUNK_NUMBERS = 65_536;

/** A multiple of every vector's lanes. */
const VECTOR = 16;

/** @returns undefined where the data or the expressions need the interpreter */
export function kernelPass(data: Data, spec: PassSpec): Pass | undefined {
  const plan = planOf(data, spec);
  if (plan === undefined) return undefined;
  const slow = interpretedPass(data, spec);
  return {
    async run(range, breather, visit) {
      return new KernelRange(data, spec, plan, slow, range).run(breather, visit);
    },
  };
}

interface Plan {
  readonly inputs: KernelSpec['inputs'];
  readonly precision: 'f32' | 'f64';
  readonly sums: readonly Expr[];
  readonly outputs: readonly Expr[];
  readonly facts: { readonly prediction: FactTerms; readonly label: FactTerms };
}

const WIDE: ReadonlySet<DType> = new Set(['float64', 'int32', 'uint32', 'int64', 'uint64']);

function planOf(data: Data, spec: PassSpec): Plan | undefined {
  const { declaration, params, arrangement, sources, derived } = data.options;
  const { rows, columns, layout, labels } = arrangement;
  if (rows * columns < data.kernelsFrom) return undefined;
  if (data.order !== undefined || derived !== undefined) return undefined;
  if (data.ignores && labels !== 'index') return undefined;
  const domain = declaration.prediction(params);
  const labelDomain = declaration.label(params, layout);
  const many = columns > 1 || layout !== 'elements';
  const across = !many ? 'elements' : arrangement.inner === 1 ? 'rows' : 'planes';
  const vectors = Object.values(params).filter((value) => Array.isArray(value));
  if (vectors.some((vector) => vector.length !== columns)) return undefined;
  const inputs: Record<string, KernelInput> = {
    prediction: { dtype: sources.prediction.dtype, layout: across },
  };
  if (sources.label !== undefined && labels !== 'none') {
    inputs['label'] = { dtype: sources.label.dtype, layout: labels === 'index' ? 'index' : across };
  }
  const known = new Set(['prediction', 'label', 'valid', 'columns', 'isLabel', ...Object.keys(params)]);
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
    outputs: spec.outputs.map(change),
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

/** float64 and integers that are quantities in float64 lanes; classes, signs and masks fit float32. */
function precisionOf(data: Data, domain: PredictionDomain, labelDomain: LabelDomain): 'f32' | 'f64' {
  const { prediction, label } = data.options.sources;
  if (prediction.dtype === 'float64' || label?.dtype === 'float64') return 'f64';
  const wide = (source: ArraySource | undefined): boolean => source !== undefined && WIDE.has(source.dtype);
  return (wide(prediction) && domain !== 'probability') || (wide(label) && labelDomain === 'real')
    ? 'f64'
    : 'f32';
}

/** Labels 0 as −1 where signs are wanted, and what the user divides by, put into the expressions. */
function inputChange(data: Data, all: readonly Symbol[], labelDomain: LabelDomain): (e: Expr) => Expr {
  const { scale } = data.options.sources;
  const changes = new Map<Expr, Expr>();
  for (const s of all) {
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
  const { arrangement, declaration, params, sources } = data.options;
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
    arrangement.layout === 'classes' && declaration.family === 'distribution' && domain === 'probability';
  const distributions = domain === 'distribution' && params['normalize'] !== true;
  const limits = declaration.limits?.(params) ?? {};
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

interface FactEntry {
  readonly side: 'prediction' | 'label';
  readonly name: string;
  readonly term: Expr;
}

function factEntries(facts: Plan['facts']): FactEntry[] {
  return (['prediction', 'label'] as const).flatMap((side) =>
    Object.entries(facts[side]).map(([name, term]) => ({ side, name, term })),
  );
}

class KernelRange {
  private readonly memory = new KernelMemory(false);
  private readonly step: number;
  /** Elements from one plane to the next: kernels write whole vectors, past a plane's last sample. */
  private readonly stride: number;
  private readonly addresses: Record<string, number> = {};
  private readonly outputAddresses: number[];

  constructor(
    private readonly data: Data,
    private readonly spec: PassSpec,
    private readonly plan: Plan,
    private readonly slow: Pass,
    private readonly range: PassRange,
  ) {
    const { arrangement } = data.options;
    const fits = Math.max(1, Math.floor(CHUNK_NUMBERS / arrangement.columns));
    this.step = arrangement.inner === 1 ? fits : Math.min(fits, arrangement.inner);
    this.stride = Math.ceil(this.step / VECTOR) * VECTOR;
    for (const [name, { dtype, layout }] of Object.entries(plan.inputs)) {
      const each = layout === 'elements' || layout === 'index' ? 1 : arrangement.columns;
      this.addresses[name] = this.memory.reserve(this.stride * each * ITEM_BYTES[dtype]);
    }
    const bytes = plan.precision === 'f32' ? 4 : 8;
    this.outputAddresses = plan.outputs.map((output) =>
      this.memory.reserve(this.stride * (output.level === 'column' ? arrangement.columns : 1) * bytes),
    );
  }

  async run(breather: Breather, visit: ((block: PassBlock) => void) | undefined): Promise<Float64Array[]> {
    const { arrangement, sources } = this.data.options;
    const { start, rows } = this.range;
    const totals = this.spec.sums.map(() =>
      Array.from({ length: this.spec.byColumn ? arrangement.columns : 1 }, () => new ExactSum()),
    );
    const add = (sums: readonly ArrayLike<number>[]): void =>
      sums.forEach((numbers, i) => {
        for (let k = 0; k < numbers.length; k++) totals[i]?.[k]?.add(numbers[k] as number);
      });
    for (let done = 0; done < rows;) {
      const at = start + done;
      const untilPlaneEnds = arrangement.inner === 1 ? rows : arrangement.inner - (at % arrangement.inner);
      const count = Math.min(this.step, rows - done, untilPlaneEnds);
      const sums = this.chunk(at, count);
      if (sums === undefined) {
        add(await this.slow.run({ ...this.range, start: at, rows: count }, breather, visit));
      } else {
        add(sums);
        if (visit !== undefined) visit(this.block(at, count));
      }
      done += count;
      await breather.pause(at / arrangement.rows, `reading ${sources.prediction.name}`);
    }
    return totals.map((of) => Float64Array.from(of, (sum) => sum.value));
  }

  /** The sums of a chunk, or undefined where it must be looked at number by number. */
  private chunk(start: number, count: number): Float64Array[] | undefined {
    const { data, plan } = this;
    const first = data.isNew(start);
    this.read('prediction', data.options.sources.prediction, start, count);
    if (data.options.sources.label !== undefined) {
      const { label } = data.options.sources;
      if (plan.inputs['label']?.layout === 'index') {
        if (!data.plainLabels(readNumbers(label, start, count), first)) return undefined;
      }
      this.read('label', label, start, count);
    }
    const facts = first ? factEntries(plan.facts) : [];
    const isWrong = ({ name }: FactEntry): boolean => name === 'wrong';
    const counted = facts.filter((fact) => !isWrong(fact));
    const wrong = facts.filter(isWrong);
    const { columns } = data.options.arrangement;
    const run = kernelFor({
      precision: plan.precision,
      sums: [...plan.sums, ...counted.map(({ term }) => term)],
      rareSums: wrong.map(({ term }) => term),
      outputs: plan.outputs,
      inputs: plan.inputs,
      columns,
      byColumn: this.spec.byColumn,
      ...(data.options.arrangement.inner === 1 ? {} : { planeStride: this.stride }),
    }).start(this.memory, this.arguments());
    run.chunk(count, this.addresses, this.outputAddresses);
    if (run.inexact) return undefined;
    const inOrder = [...counted, ...wrong];
    const numbers = this.split(run.sums, [...plan.sums, ...inOrder.map(({ term }) => term)]);
    if (first && !this.settle(inOrder, numbers.slice(plan.sums.length), run.nonFinite, start, count)) {
      return undefined;
    }
    return this.spec.sums.map((term, i) => this.widened(term, numbers[i] ?? []));
  }

  /** Takes over what was counted; false where something is out of its domain. */
  private settle(
    facts: readonly FactEntry[],
    counted: readonly (readonly number[])[],
    nonFinite: number,
    start: number,
    count: number,
  ): boolean {
    const of = (side: FactEntry['side']): Record<string, number> =>
      Object.fromEntries(
        facts.flatMap((fact, i) =>
          fact.side === side ? [[fact.name, (counted[i] ?? []).reduce((a, b) => a + b, 0)]] : [],
        ),
      );
    const [prediction, label] = [of('prediction'), of('label')];
    return this.data.takeFacts({ prediction, label, nonFinite, start, count });
  }

  private read(name: string, source: ArraySource, start: number, count: number): void {
    const { columns, inner } = this.data.options.arrangement;
    const input = this.plan.inputs[name];
    if (input === undefined) return;
    const address = this.addresses[name] ?? 0;
    const bytes = ITEM_BYTES[input.dtype];
    if (input.layout === 'elements' || input.layout === 'index') {
      source.read(start, this.memory.bytes(address, count * bytes));
    } else if (input.layout === 'rows') {
      source.read(start * columns, this.memory.bytes(address, count * columns * bytes));
    } else {
      const outer = Math.floor(start / inner);
      for (let k = 0; k < columns; k++) {
        const element = (outer * columns + k) * inner + (start % inner);
        source.read(element, this.memory.bytes(address + k * this.stride * bytes, count * bytes));
      }
    }
  }

  private arguments(): Record<string, number | ArrayLike<number>> {
    const { params, arrangement } = this.data.options;
    const values: Record<string, number | ArrayLike<number>> = { columns: arrangement.columns, valid: 1 };
    for (const [name, value] of Object.entries(params)) {
      if (typeof value === 'number' || Array.isArray(value)) values[name] = value as number | number[];
    }
    return { ...values, ...Object.fromEntries(this.range.scalars) };
  }

  /** The kernel gives its sums one after the other: one number each, or one a column. */
  private split(flat: readonly number[], terms: readonly Expr[]): number[][] {
    let at = 0;
    return terms.map((term) => {
      const apart = this.spec.byColumn && term.level === 'column';
      const length = apart ? this.data.options.arrangement.columns : 1;
      return flat.slice(at, (at += length));
    });
  }

  /** What does not vary over columns counts once a sample, in every column's sum. */
  private widened(term: Expr, numbers: readonly number[]): Float64Array {
    const { columns } = this.data.options.arrangement;
    if (term.level === 'column') return Float64Array.from(numbers);
    const [sum = NaN] = numbers;
    return this.spec.byColumn ? new Float64Array(columns).fill(sum) : Float64Array.of(sum);
  }

  /** The arrays are views of the kernel's memory: they hold until the next chunk. */
  private block(start: number, count: number): PassBlock {
    const { arrangement } = this.data.options;
    const single = this.plan.precision === 'f32';
    const outputs = this.plan.outputs.map((output, i): Numbers => {
      const wide = output.level === 'column';
      const length = wide ? (arrangement.inner === 1 ? count : this.stride) * arrangement.columns : count;
      const numbers = this.numbersAt(this.outputAddresses[i] ?? 0, length, single ? 'float32' : 'float64');
      return wide && arrangement.inner !== 1 && numbers !== undefined
        ? fromPlanes(numbers, count, arrangement.columns, this.stride)
        : (numbers ?? new Float64Array(0));
    });
    const values = new BlockValues(() => this.data.block(start, count, []).values);
    const input = this.plan.inputs['prediction'];
    const asIs = input?.layout === 'elements' || (input?.layout === 'rows' && arrangement.layout !== 'boxes');
    if (asIs && this.data.options.sources.scale?.prediction === undefined) {
      const length = input.layout === 'rows' ? count * arrangement.columns : count;
      const numbers = this.numbersAt(this.addresses['prediction'] ?? 0, length, input.dtype);
      if (numbers !== undefined) values.set('prediction', numbers);
    }
    const label = (): Int32Array | undefined => this.data.block(start, count, []).label;
    const block = { start, rows: count, outputs, values };
    if (arrangement.labels !== 'index') return block;
    // Reads and converts what most passes never ask for.
    return Object.defineProperty(block, 'label', { get: label, enumerable: true });
  }

  /** Floating-point numbers where they lie; undefined for other types. */
  private numbersAt(address: number, length: number, dtype: DType): Numbers | undefined {
    const { buffer } = this.memory.memory;
    if (dtype === 'float32') return new Float32Array(buffer, address, length);
    return dtype === 'float64' ? new Float64Array(buffer, address, length) : undefined;
  }
}

/** Values by symbol, converted only when somebody asks. */
class BlockValues extends Map<string, number | Numbers> {
  private filled = false;

  constructor(private readonly fill: () => ReadonlyMap<string, number | Numbers>) {
    super();
  }

  override get(name: string): number | Numbers | undefined {
    const known = super.get(name);
    if (known !== undefined || this.filled) return known;
    this.filled = true;
    for (const [each, value] of this.fill()) if (!this.has(each)) this.set(each, value);
    return super.get(name);
  }
}

/** Columns that lie `stride` apart as rows. */
function fromPlanes(planes: Numbers, rows: number, columns: number, stride: number): Numbers {
  const out =
    planes instanceof Float32Array ? new Float32Array(rows * columns) : new Float64Array(rows * columns);
  for (let k = 0; k < columns; k++) {
    for (let row = 0; row < rows; row++) out[row * columns + k] = planes[k * stride + row] ?? NaN;
  }
  return out;
}
