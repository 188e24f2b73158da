// Looks at every number once as it streams by: counts what is not finite, refuses what a loss cannot mean, and
// keeps the facts that the notes beside a result speak of.
import type { LabelDomain, PredictionDomain } from '../../catalogue/declaration';
import { LossaryError, type Remedy } from '../../protocol/errors';
import type { ArraySource } from '../readers/source';

/** The counts of Facts. Plain data. */
export type FactsState = Pick<
  Facts,
  'count' | 'nonFinite' | 'min' | 'max' | 'zeros' | 'ones' | 'minusOnes' | 'integers'
>;

/** What an input turned out to hold. */
export class Facts {
  count = 0;
  nonFinite = 0;
  min = Infinity;
  max = -Infinity;
  zeros = 0;
  ones = 0;
  minusOnes = 0;
  integers = true;

  add(values: Float64Array): void {
    let { nonFinite, min, max, zeros, ones, minusOnes, integers } = this;
    for (let i = 0; i < values.length; i++) {
      const v = values[i] as number;
      // v − v is 0 for every finite number and NaN for the others.
      if (v - v !== 0) {
        nonFinite++;
        continue;
      }
      if (v < min) min = v;
      if (v > max) max = v;
      if (v === 0) zeros++;
      else if (v === 1) ones++;
      else if (v === -1) minusOnes++;
      else if (integers && v !== Math.floor(v)) integers = false;
    }
    Object.assign(this, { nonFinite, min, max, zeros, ones, minusOnes, integers });
    this.count += values.length;
  }

  get state(): FactsState {
    const { count, nonFinite, min, max, zeros, ones, minusOnes, integers } = this;
    return { count, nonFinite, min, max, zeros, ones, minusOnes, integers };
  }

  merge(other: FactsState): void {
    this.count += other.count;
    this.nonFinite += other.nonFinite;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    this.zeros += other.zeros;
    this.ones += other.ones;
    this.minusOnes += other.minusOnes;
    this.integers &&= other.integers;
  }
}

function outside(values: Float64Array, low: number, high: number): number {
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v < low || v > high) return i;
  }
  return -1;
}

/** Whole numbers whose largest is smaller than this are rather classes than 8-bit brightness. */
const SMALLEST_BRIGHTEST = 32;

const number = (v: number): string => String(Number(v.toPrecision(6)));

/** @param start index of `values[0]` in the source @param hasLogits whether the loss can read logits @param unnormalized whether rows are divided by their sums first */
export function checkPrediction(
  domain: PredictionDomain,
  values: Float64Array,
  facts: Facts,
  source: ArraySource,
  placeOf: (i: number) => number,
  hasLogits: boolean,
  unnormalized = false,
): void {
  if (domain === 'logProbability') {
    if (facts.max <= 0) return;
    const at = outside(values, -Infinity, 0);
    if (at < 0) return;
    throw new LossaryError({
      code: 'range',
      file: source.name,
      place: source.place(placeOf(at)),
      message: `${number(values[at] ?? NaN)} is no log-probability: a log-probability is never above 0.`,
      fix: 'Pass the output of log_softmax, or use cross_entropy with input=logits.',
    });
  }
  if (domain !== 'probability' && domain !== 'distribution') return;
  const high = unnormalized ? Infinity : 1;
  if (facts.min >= 0 && facts.max <= high) return;
  const at = outside(values, 0, high);
  if (at < 0) return;
  const looksLikeBytes =
    facts.integers && facts.min >= 0 && facts.max >= SMALLEST_BRIGHTEST && facts.max <= 255;
  const remedies: Remedy[] = [];
  if (hasLogits) remedies.push({ kind: 'readAsLogits' });
  if (looksLikeBytes) remedies.unshift({ kind: 'divideBy255', input: 'prediction' });
  throw new LossaryError({
    code: 'range',
    file: source.name,
    place: source.place(placeOf(at)),
    message: `${number(values[at] ?? NaN)} is no probability: probabilities lie in [0, 1].`,
    fix: looksLikeBytes
      ? 'These look like 8-bit values: divide by 255.'
      : hasLogits
        ? 'If these are logits, say so with input=logits; nothing is guessed.'
        : 'Squash the values first, for example with a sigmoid or a softmax.',
    remedies,
  });
}

/** What labels that are no class indices may be. A class of its own column may have a share: soft labels. */
const TAKEN: Readonly<Record<'binary' | 'sign' | 'class', string>> = {
  binary: 'labels in [0, 1]',
  sign: '0 and 1, or −1 and 1',
  class: 'one-hot or soft labels in [0, 1] where each class has a column',
};

/** @param id of the loss or metric, which the message names */
export function checkLabel(
  id: string,
  domain: LabelDomain,
  values: Float64Array,
  facts: Facts,
  source: ArraySource,
  placeOf: (i: number) => number,
  ignoreIndex: number | null,
): void {
  if (domain !== 'binary' && domain !== 'sign' && domain !== 'class') return;
  const signs = domain === 'sign';
  if (facts.min >= (signs ? -1 : 0) && facts.max <= 1 && (!signs || facts.integers)) return;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v === ignoreIndex || Number.isNaN(v)) continue;
    if (signs ? v === -1 || v === 0 || v === 1 : v >= 0 && v <= 1) continue;
    const bytes = v > 1 && v <= 255 && Number.isInteger(v);
    throw new LossaryError({
      code: 'range',
      file: source.name,
      place: source.place(placeOf(i)),
      message: `${number(v)} is no label: ${id} takes ${TAKEN[domain]}.`,
      fix: bytes
        ? facts.max <= 255 && v === 255
          ? 'This looks like a 0/255 mask: divide by 255.'
          : domain === 'class'
            ? 'Class indices have no column a class: pass them as [N, …].'
            : 'For class indices use a loss of classes, such as cross_entropy.'
        : v === -1
          ? 'For labels −1 and 1 use (y + 1) / 2, or a margin loss.'
          : 'Bring the labels into range first.',
      ...(bytes ? { remedies: [{ kind: 'divideBy255' as const, input: 'label' as const }] } : {}),
    });
  }
}

/** Class indices as whole numbers in [0, classes); an ignored one becomes −1. */
export function classIndices(
  values: Float64Array,
  into: Int32Array,
  classes: number,
  source: ArraySource,
  placeOf: (i: number) => number,
  ignoreIndex: number | null,
): void {
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v === ignoreIndex) {
      into[i] = -1;
    } else if (v >= 0 && v < classes && v === Math.floor(v)) {
      into[i] = v;
    } else {
      throw new LossaryError({
        code: 'classes',
        file: source.name,
        place: source.place(placeOf(i)),
        message: `${number(v)} is no class index: the prediction has ${classes} classes, 0 to ${classes - 1}.`,
        fix: Number.isInteger(v)
          ? 'Classes count from 0. Set ignoreIndex if this value marks elements to leave out.'
          : 'Class labels are whole numbers.',
      });
    }
  }
}
