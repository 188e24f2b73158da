// Losses with one value a sample: their mean, sum or every value, and the gradient in the same pass.
import type { SamplesForm } from '../../catalogue/declaration';
import { releaseHeld } from '../../catalogue/held';
import { mul, ONE } from '../../math/build';
import { differentiate } from '../../math/differentiate';
import { symbol } from '../../math/expression';
import type { Arrangement } from './arrangement';
import { choosePass } from './choosePass';
import { writeColumns } from './columns';
import { Breather, type RunContext } from './context';
import { deliver } from './deliver';
import type { Data } from './data';
import { predictionSymbols } from './inputsOf';
import type { Outcome, Wishes } from './outcome';
import type { Numbers, PassRange, Reception } from './pass';
import { sumOfLabelWeights } from './labelWeights';
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
  const declared = weighted(form.loss, weighting);
  const loss = releaseHeld(declared, form.held);
  const weight = weighted(form.weight ?? ONE, weighting);
  const wantsGradient = wishes.gradient !== undefined || wishes.view !== undefined;
  const gradient = wantsGradient
    ? differentiate(mul(SCALE, declared), predictionSymbols(form.loss, arrangement)).map((g) =>
        releaseHeld(g, form.held),
      )
    : [];
  // A loss of each class of a sample (binary losses of classes) counts every column.
  const perColumn = loss.level === 'column' ? arrangement.columns : 1;
  const values =
    wishes.reduction === 'none'
      ? new MemorySink(perColumn > 1 ? arrangement.shape : valueShape(arrangement))
      : undefined;
  const shown = values !== undefined || wishes.view !== undefined ? [loss] : [];

  // The mean's divisor is known before the data where nothing is weighted, or where the labels alone tell it; else the
  // gradient takes a second pass.
  const breather = new Breather(context);
  const knownDivisor =
    weight === ONE
      ? arrangement.rows * perColumn
      : wantsGradient && wishes.reduction === 'mean' && perColumn === 1
        ? await sumOfLabelWeights(weight, data, breather)
        : undefined;
  const oneScale = wishes.reduction === 'mean' ? knownDivisor : 1;
  const inOne = oneScale !== undefined;
  const whole = (scale: number): PassRange => ({
    start: 0,
    rows: arrangement.rows,
    scalars: new Map([['gradientScale', scale]]),
  });
  const sums = knownDivisor === undefined ? [loss, weight] : [loss];
  const outputs = [...(inOne || values !== undefined ? shown : []), ...(inOne ? gradient : [])];
  const first = choosePass(data, { sums, outputs, byColumn: false });
  const reception = (scale: number): Reception => ({
    delivery: { ...(shown.length > 0 ? { losses: 0 } : {}), gradient: shown.length, scale },
    wishes,
  });
  const range = whole(inOne ? 1 / oneScale : NaN);
  const [lossSum, weightSum] =
    values === undefined
      ? await first.spread(range, breather, inOne && wantsGradient ? reception(1 / oneScale) : undefined)
      : await first.run(range, breather, (block) => {
          const [losses] = block.outputs;
          if (losses !== undefined) writeValues(arrangement, block.start, losses, perColumn, values);
          if (inOne) deliver(block, reception(1 / oneScale).delivery, data, wishes);
        });
  const total = lossSum?.[0] ?? NaN;
  const divisor = knownDivisor ?? (weightSum?.[0] ?? NaN) * (weight.level === 'column' ? 1 : perColumn);
  const meanOfNone = divisor === 0 && wishes.reduction === 'mean' ? form.meanOfNone : undefined;
  const scale = meanOfNone === undefined ? 1 / divisor : 0;
  if (!inOne && wantsGradient) {
    const second = choosePass(data, { sums: [], outputs: [loss, ...gradient], byColumn: false });
    await second.spread(whole(scale), breather, { delivery: { losses: 0, gradient: 1, scale }, wishes });
  }
  const mean = meanOfNone ?? total / divisor;
  const value = values?.nested() ?? (wishes.reduction === 'sum' ? total : mean);
  const notes =
    meanOfNone === undefined ? [] : [`No sample is selected, so there is nothing to average: ${meanOfNone}.`];
  return { value, count: (arrangement.rows - data.seen.ignored) * perColumn, notes };
}

function writeValues(
  arrangement: Arrangement,
  start: number,
  losses: Numbers,
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
