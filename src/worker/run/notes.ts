// What an input makes worth saying beside a value: imbalance, one class only, what was ignored or not finite.
import type { ResultValue } from '../../protocol/compute';
import { readColumns } from './columns';
import type { Data } from './data';

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

/** Sentences about the data of one computation, from what was counted as it streamed by. */
export function notesOnData(data: Data): string[] {
  const { traits, params } = data.options;
  const { label: labelFacts, prediction: predictionFacts, classCounts } = data.seen;
  const notes: string[] = [];
  const domain = traits.label;
  if ((domain === 'binary' || domain === 'sign') && labelFacts.count > 0) {
    const negatives = labelFacts.zeros + labelFacts.minusOnes;
    const share = negatives / labelFacts.count;
    if (negatives === labelFacts.count) notes.push('Every label is negative: only one class is present.');
    else if (labelFacts.ones === labelFacts.count) notes.push('Every label is 1: only one class is present.');
    else if (share >= 0.7 || share <= 0.3) {
      const name = labelFacts.minusOnes > 0 ? '−1' : '0';
      notes.push(`${percent(share)} of labels are ${name}.`);
    }
  }
  notes.push(...notesOnClasses(classCounts));
  if (data.seen.ignored > 0) {
    const all = data.seen.ignored === labelFacts.count;
    notes.push(
      all
        ? 'Every label is ignored, so the mean is 0/0: NaN.'
        : `${data.seen.ignored} of ${labelFacts.count} labels are ignored (ignoreIndex ${String(params['ignoreIndex'])}).`,
    );
  }
  notes.push(
    ...data.seen.degenerate.prediction.note('prediction'),
    ...data.seen.degenerate.label.note('label'),
  );
  const nonFinite = predictionFacts.nonFinite + labelFacts.nonFinite;
  if (nonFinite > 0) {
    notes.push(
      nonFinite === 1
        ? 'One input value is NaN or infinite.'
        : `${nonFinite} input values are NaN or infinite.`,
    );
  }
  if (traits.prediction === 'logit') notes.push(...squashedTwice(data));
  const extremes = predictionFacts.zeros + predictionFacts.ones;
  if (traits.prediction === 'probability' && extremes > 0 && traits.family === 'distribution') {
    notes.push(`${extremes} predictions are exactly 0 or 1; the log of 0 is clamped at −100.`);
  }
  return notes;
}

/** How many samples are looked at for logits that are probabilities, and the fewest that say so for single numbers. */
const [LOOKED_AT, FEWEST] = [64, 16];

/** Logits that look like probabilities, so that softmax or sigmoid would be applied twice: said, never assumed. */
function squashedTwice({ options }: Data): string[] {
  const { arrangement, sources } = options;
  const { rows, columns, inner, layout } = arrangement;
  const count = Math.min(rows, LOOKED_AT, inner === 1 ? Infinity : inner);
  const numbers = readColumns(sources.prediction, arrangement, 0, count);
  if (!numbers.every((v) => v >= 0 && v <= 1)) return [];
  if (layout !== 'classes') {
    if (count < FEWEST) return [];
    return [
      'The logits lie in [0, 1]: if they are probabilities, the sigmoid is applied twice; set input=probabilities.',
    ];
  }
  for (let row = 0; row < count; row++) {
    const sum = numbers.subarray(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) > 1e-3) return [];
  }
  const floor = Math.log(Math.E + columns - 1) - 1;
  return [
    `The logits sum to 1 like probabilities: if they are, the softmax is applied twice, and a cross entropy cannot fall below ${floor.toPrecision(3)}; set input=probabilities.`,
  ];
}

/** A value that is NaN without NaN in the input always comes with a reason. */
export function withReason(value: ResultValue, nonFinite: number, notes: string[]): string[] {
  const explained = nonFinite > 0 || notes.some((note) => /NaN|0\/0/.test(note));
  if (!Number.isNaN(value) || explained) return notes;
  return [
    ...notes,
    'The value is NaN though prediction and label are finite: it is 0/0, ∞ − ∞, or another input is not finite.',
  ];
}

function notesOnClasses(counts: Float64Array): string[] {
  const total = counts.reduce((a, b) => a + b, 0);
  if (total === 0) return [];
  const present = [...counts.keys()].filter((k) => (counts[k] ?? 0) > 0);
  if (present.length === 1) return [`Every label is class ${present[0]}: only one class is present.`];
  const notes: string[] = [];
  if (present.length < counts.length) {
    const missing = [...counts.keys()].filter((k) => counts[k] === 0);
    const shown = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ', …' : '');
    notes.push(`${missing.length} of ${counts.length} classes have no label (${shown}).`);
  }
  const [most, least] = [Math.max(...counts), Math.min(...present.map((k) => counts[k] ?? 0))];
  if (most / least >= 10) {
    notes.push(
      `The classes are imbalanced: the largest has ${Math.round(most / least)} times the labels of the smallest.`,
    );
  }
  return notes;
}
