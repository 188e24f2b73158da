// Where the blocks of a pass go that computes gradients: to the array or file of the gradient, and to the view.
import type { Data } from './data';
import { writeColumns } from './columns';
import type { Wishes } from './outcome';
import type { Numbers, PassBlock } from './pass';

/** Which outputs of a pass are what. */
export interface Delivery {
  /** The output that is the loss, where one is shown. */
  readonly losses?: number;
  /** The first output of the gradient: one for each symbol of the prediction, to the last. */
  readonly gradient: number;
  /** What the gradient was multiplied by. */
  readonly scale: number;
}

export function deliver(
  block: PassBlock,
  { losses, gradient, scale }: Delivery,
  data: Data,
  wishes: Wishes,
): void {
  if (wishes.gradient === undefined && wishes.view === undefined) return;
  const { arrangement } = data.options;
  const { start, rows, outputs } = block;
  const numbers = interleaved(outputs.slice(gradient), rows, arrangement.columns);
  if (wishes.gradient !== undefined) {
    const sink = wishes.gradient;
    writeColumns(arrangement, start, numbers, data.order, (element, run) => sink.write(element, run));
  }
  const shown = losses === undefined ? undefined : outputs[losses];
  wishes.view?.add({
    start,
    rows,
    ...(shown === undefined ? {} : { losses: shown }),
    gradient: numbers,
    gradientScale: scale,
    sides: block.sides,
  });
}

/**
 * One array a prediction symbol as the row-major numbers of the prediction. Boxes have four, from the interpreter; a kernel
 * gives them side by side.
 */
function interleaved(gradients: readonly Numbers[], rows: number, columns: number): Numbers {
  const [only] = gradients;
  if (gradients.length === 1 && only !== undefined)
    return only.length === rows * columns ? only : repeated(only, columns);
  const single = gradients.every((each) => each instanceof Float32Array);
  const out = single ? new Float32Array(rows * columns) : new Float64Array(rows * columns);
  gradients.forEach((each, axis) => spread(each, out, axis, columns));
  return out;
}

/** Puts numbers `step` apart. A function of its own, so that it is compiled for these very arrays. */
function spread(numbers: Numbers, into: Numbers, first: number, step: number): void {
  for (let i = 0, at = first; i < numbers.length; i++, at += step) into[at] = numbers[i] as number;
}

/** A gradient that is the same for all columns of a sample. */
function repeated(ofSamples: Numbers, columns: number): Float64Array {
  return Float64Array.from(
    { length: ofSamples.length * columns },
    (_, i) => ofSamples[Math.floor(i / columns)] ?? NaN,
  );
}
