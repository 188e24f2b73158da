// Reads what an algorithm works on (one value an element or a sample, by the form's expression) and carries the
// algorithm's gradient with respect to those values back to the prediction, by the chain rule.
import { COLUMN_LABEL, LABEL, SAMPLE_WEIGHT } from '../../catalogue/symbols';
import { mul } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import { symbol, type Expr } from '../../math/expression';
import { LossaryError } from '../../protocol/errors';
import { Data } from '../run/data';
import { predictionSymbols } from '../run/inputsOf';
import type { Outcome, Wishes } from '../run/outcome';
import { Breather } from '../run/context';
import { choosePass } from '../run/choosePass';
import { interpretedPass, type Numbers } from '../run/pass';
import { writeColumns } from '../run/columns';
import type { AlgorithmInput } from './algorithm';

export interface Terms {
  readonly expression: Expr;
  /** Values of one sample: 1, or one a column. */
  readonly width: number;
  /** Row-major. */
  readonly values: Float64Array;
  /** The label of each value, where it was asked for. */
  readonly label: Float64Array;
  /** One number a sample: its weight, 0 where it is ignored. */
  readonly weight: Float64Array;
}

/** @param expression of the terms, at sample or column level @param labels whether the labels are read as well */
export async function readTerms(
  { data, context }: Pick<AlgorithmInput, 'data' | 'context'>,
  expression: Expr,
  labels = false,
): Promise<Terms> {
  const { rows, columns } = data.options.arrangement;
  const width = expression.level === 'column' ? columns : 1;
  const values = new Float64Array(rows * width);
  const label = new Float64Array(labels ? rows * width : 0);
  const weight = new Float64Array(rows).fill(1);
  const labelSymbol = width > 1 ? COLUMN_LABEL : LABEL;
  const wanted = [expression, ...(labels ? [labelSymbol] : []), ...(data.weighs ? [SAMPLE_WEIGHT] : [])];
  const whole = { start: 0, rows, scalars: new Map<string, number>() };
  const counted = data.weighs ? undefined : withoutIgnored(data);
  if (counted !== undefined) {
    const quick = choosePass(counted, { sums: [], outputs: wanted, byColumn: false });
    const reading = quick.run(whole, new Breather(context), ({ start, outputs }) => {
      put(values, outputs[0], start * width);
      if (labels) put(label, outputs[1], start * width);
    });
    if (await succeeds(reading, counted !== data)) {
      if (counted !== data) data.seen.merge([counted.seen.state], rows);
      return { expression, width, values, label, weight };
    }
  }
  const pass = interpretedPass(data, { sums: [], outputs: wanted, byColumn: false });
  await pass.run(whole, new Breather(context), (block) => {
    put(values, block.outputs[0], block.start * width);
    if (labels) put(label, block.outputs[1], block.start * width);
    if (data.weighs) put(weight, block.outputs.at(-1), block.start);
    const valid = block.values.get('valid');
    if (valid === undefined || typeof valid === 'number') return;
    for (let i = 0; i < block.rows; i++) if (valid[i] === 0) weight[block.start + i] = 0;
  });
  return { expression, width, values, label, weight };
}

/**
 * The same data with every label counted, which kernels read.
 * @returns undefined where the ignored label would not be refused then
 */
function withoutIgnored(data: Data): Data | undefined {
  const { ignoredClass, options } = data;
  const { labels, columns } = options.arrangement;
  if (!data.ignores || ignoredClass === null) return data;
  if (ignoredClass >= 0 && ignoredClass < (labels === 'index' ? columns : 2)) return undefined;
  return new Data({ ...options, params: { ...options.params, ignoreIndex: null } });
}

/** @param tentative whether data that are refused are read otherwise @returns false where they were */
async function succeeds(reading: Promise<unknown>, tentative: boolean): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (tentative && error instanceof LossaryError && error.failure.code !== 'cancelled') return false;
    throw error;
  }
}

function put(into: Float64Array, values: Numbers | undefined, start: number): void {
  if (values !== undefined) into.set(values, start);
}

/**
 * Hands ∂L/∂prediction = Σ ∂L/∂term · ∂term/∂prediction to whoever wishes for it, and gives what a view shows.
 * @param adjoint ∂L/∂term, laid out as the terms' values; from float32 a kernel goes on
 */
export async function backpropagate(
  { expression, width, values: losses }: Pick<Terms, 'expression' | 'width'> & Partial<Terms>,
  adjoint: Numbers,
  { data, wishes, context }: Pick<AlgorithmInput, 'data' | 'wishes' | 'context'>,
): Promise<Pick<Outcome, 'view'>> {
  if (wishes.gradient === undefined && wishes.view === undefined) return {};
  const { arrangement } = data.options;
  const name = symbol('adjoint', expression.level, 'a');
  const [gradient] = differentiate(mul(name, expression), predictionSymbols(expression, arrangement));
  if (gradient === undefined) return {};
  const along = (start: number, rows: number): readonly (readonly [string, Numbers])[] => [
    ['adjoint', adjoint.subarray(start * width, (start + rows) * width)],
  ];
  const whole = { start: 0, rows: arrangement.rows, scalars: new Map<string, number>(), along };
  const spec = { sums: [], outputs: [gradient], byColumn: false };
  const single = adjoint instanceof Float32Array;
  const pass = single ? choosePass(data, { ...spec, along: [name] }) : interpretedPass(data, spec);
  await pass.run(whole, new Breather(context), ({ start, rows, outputs, sides }) => {
    const [numbers = new Float64Array(0)] = outputs;
    const sink = wishes.gradient;
    if (sink !== undefined)
      writeColumns(arrangement, start, numbers, data.order, (element, run) => sink.write(element, run));
    wishes.view?.add({
      start,
      rows,
      ...(width === 1 && losses !== undefined ? { losses: losses.subarray(start, start + rows) } : {}),
      gradient: numbers,
      gradientScale: 1,
      sides,
    });
  });
  return wishes.view === undefined ? {} : { view: wishes.view.finish() };
}

/** Writes a gradient that was worked out for the whole prediction, row-major. */
export function writeGradient(data: Data, wishes: Wishes, gradient: Float64Array): void {
  const sink = wishes.gradient;
  if (sink === undefined) return;
  writeColumns(data.options.arrangement, 0, gradient, data.order, (element, run) => sink.write(element, run));
}

/** The terms that the form was declared with. */
export function declaredTerms({ algorithm, terms }: AlgorithmInput['form']): Expr {
  if (terms !== undefined) return terms;
  throw new Error(`${algorithm} is declared without the terms that it works on`);
}
