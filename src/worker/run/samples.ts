// Losses with one value a sample: their mean, sum or every value, and the gradient in the same pass.
import type { SamplesForm } from '../../catalogue/declaration';
import { ONE, mul } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import { symbol, type Expr, type Symbol } from '../../math/expression';
import { blockEvaluator, type BlockValue } from '../../math/blocks';
import type { Arrangement } from './arrangement';
import { writeColumns } from './columns';
import { Breather, type RunContext } from './context';
import { wantedSymbols, type Data } from './data';
import { ExactSum, sumOf } from './exactSum';
import { predictionSymbols, blockRows } from './inputsOf';
import type { Outcome, Wishes } from './outcome';
import { MemorySink } from './sink';
import { weighted, type Weighting } from './weighting';

const SCALE = symbol('gradientScale', 'total', 'c');

export async function computeSamples(
  form: SamplesForm,
  data: Data,
  weighting: Weighting,
  wishes: Wishes,
  context: RunContext,
): Promise<Outcome> {
  const { arrangement } = data.options;
  const loss = weighted(form.loss, weighting);
  const weight = weighted(form.weight ?? ONE, weighting);
  const symbols = predictionSymbols(form.loss, arrangement);
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  const gradient = wantsGradient ? differentiate(mul(SCALE, loss), symbols) : [];
  const perColumnShape = loss.level === 'column';
  const values =
    wishes.reduction === 'none'
      ? new MemorySink(perColumnShape ? arrangement.shape : valueShape(arrangement))
      : undefined;

  // A loss of each class of a sample (binary losses of classes) counts every column.
  const perColumn = loss.level === 'column' ? arrangement.columns : 1;
  const each = (block: { readonly rows: number }): number => block.rows * perColumn;

  // The mean's divisor is known before the data where nothing is weighted; else the gradient takes a second pass.
  const knownDivisor = weight === ONE ? arrangement.rows * perColumn : undefined;
  const oneScale = wishes.reduction === 'mean' ? knownDivisor : 1;
  const first = new Pass(data, [loss, weight, ...(oneScale === undefined ? [] : gradient)]);
  const [sum, divisor] = [new ExactSum(), new ExactSum()];
  await first.run(
    context,
    new Map([['gradientScale', oneScale === undefined ? NaN : 1 / oneScale]]),
    (block) => {
      const [losses, weights, ...gradients] = block.outputs;
      sum.add(sumOf(losses ?? NaN, each(block)));
      const counted = sumOf(weights ?? NaN, weight.level === 'sample' ? block.rows : each(block));
      divisor.add(weight.level === 'sample' ? counted * perColumn : counted);
      if (values !== undefined) {
        writeValues(arrangement, block.start, filled(losses ?? NaN, each(block)), perColumn, values);
      }
      if (oneScale !== undefined) emit(block, losses ?? NaN, gradients, 1 / oneScale, data, wishes);
    },
  );
  if (oneScale === undefined && wantsGradient) {
    const scale = 1 / divisor.value;
    await new Pass(data, [loss, ...gradient]).run(context, new Map([['gradientScale', scale]]), (block) => {
      const [losses, ...gradients] = block.outputs;
      emit(block, losses ?? NaN, gradients, scale, data, wishes);
    });
  }
  const value = values?.nested() ?? (wishes.reduction === 'sum' ? sum.value : sum.value / divisor.value);
  return { value, count: arrangement.rows * perColumn - data.ignored * perColumn, notes: [] };
}

function writeValues(
  arrangement: Arrangement,
  start: number,
  losses: Float64Array,
  perColumn: number,
  into: MemorySink,
): void {
  if (perColumn === 1) into.write(start, losses);
  else writeColumns(arrangement, start, losses, undefined, (element, run) => into.write(element, run));
}

/** The shape of one value a sample: the prediction's without its class axis. */
function valueShape({ layout, shape, columns, inner, rows }: Arrangement): readonly number[] {
  if (layout === 'elements') return shape;
  const innerAxes: number[] = [];
  let left = inner;
  for (let axis = shape.length - 1; axis >= 0 && left > 1; axis--) {
    innerAxes.unshift(shape[axis] ?? 1);
    left /= shape[axis] ?? 1;
  }
  const axis = shape.length - innerAxes.length - 1;
  const without = [...shape.slice(0, axis), ...innerAxes];
  return without.reduce((a, b) => a * b, 1) === rows && shape[axis] === columns ? without : [rows];
}

interface PassBlock {
  readonly start: number;
  readonly rows: number;
  readonly outputs: readonly BlockValue[];
  readonly values: ReadonlyMap<string, number | Float64Array>;
  readonly label?: Int32Array;
}

/** One run over the data: every block's outputs. */
export class Pass {
  private readonly evaluate;
  private readonly symbols: readonly Symbol[];

  constructor(
    private readonly data: Data,
    outputs: readonly Expr[],
  ) {
    this.evaluate = blockEvaluator(outputs);
    this.symbols = wantedSymbols(...outputs);
  }

  async run(
    context: RunContext,
    scalars: ReadonlyMap<string, number>,
    visit: (block: PassBlock) => void,
  ): Promise<void> {
    const { arrangement, sources } = this.data.options;
    const breather = new Breather(context);
    const step = blockRows(arrangement);
    for (let start = 0; start < arrangement.rows; start += step) {
      const rows = Math.min(step, arrangement.rows - start);
      const block = this.data.block(start, rows, this.symbols);
      const values = new Map([...block.values, ...scalars]);
      const outputs = this.evaluate({ ...block, values });
      visit({ start, rows, outputs, values, ...(block.label === undefined ? {} : { label: block.label }) });
      await breather.pause(start / arrangement.rows, `reading ${sources.prediction.name}`);
    }
  }
}

function filled(value: BlockValue, length: number): Float64Array {
  return typeof value === 'number' ? new Float64Array(length).fill(value) : value;
}

function emit(
  block: PassBlock,
  losses: BlockValue,
  gradients: readonly BlockValue[],
  scale: number,
  data: Data,
  wishes: Wishes,
): void {
  const { arrangement } = data.options;
  if (wishes.gradient === undefined && wishes.view === undefined) return;
  const numbers = interleave(gradients, block.rows, arrangement.columns);
  if (wishes.gradient !== undefined) {
    const sink = wishes.gradient;
    writeColumns(arrangement, block.start, numbers, data.order, (element, run) => sink.write(element, run));
  }
  wishes.view?.add({
    start: block.start,
    rows: block.rows,
    losses: filled(losses, block.rows),
    gradient: numbers,
    gradientScale: scale,
    values: block.values,
    ...(block.label === undefined ? {} : { label: block.label }),
  });
}

/** One array a prediction symbol (four for boxes) as the row-major numbers of the prediction. */
function interleave(gradients: readonly BlockValue[], rows: number, columns: number): Float64Array {
  const [only] = gradients;
  if (gradients.length === 1 && only !== undefined) return filled(only, rows * columns);
  const out = new Float64Array(rows * columns);
  gradients.forEach((gradient, axis) => {
    for (let row = 0; row < rows; row++) {
      out[row * columns + axis] = typeof gradient === 'number' ? gradient : (gradient[row] ?? NaN);
    }
  });
  return out;
}
