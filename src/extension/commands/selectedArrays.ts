// Makes prediction and label of the arrays that the worker found in the selected text.
import type { FoundArray } from '../../protocol/messages';
import type { Draft } from './draft';
import { guessLabel, type Candidate } from './guessRoles';

export interface SelectedArray {
  /** The array as it is written; reads as an inline array. */
  readonly text: string;
  readonly name?: string;
  readonly shape: readonly number[];
}

/**
 * Of one selection all of its arrays; of several the first of each.
 * @param found the arrays of each text, in the order of `texts`
 */
export function arraysOf(
  texts: readonly string[],
  found: readonly (readonly FoundArray[])[],
): readonly SelectedArray[] {
  const each = texts.map((text, i) =>
    (found[i] ?? []).map(({ start, end, name, shape }) => ({
      text: text.slice(start, end),
      shape,
      ...(name === undefined ? {} : { name }),
    })),
  );
  return each.length === 1 ? (each[0] ?? []) : each.flatMap((arrays) => arrays.slice(0, 1));
}

/** Where nothing tells them apart, the first one is the prediction. */
export function draftOf(first: SelectedArray, second: SelectedArray): Draft {
  const { label, because } = guessLabel(candidate(first), candidate(second));
  const [prediction, truth] = label === 0 ? [second, first] : [first, second];
  return {
    losses: [],
    sources: { prediction: prediction.text, label: truth.text },
    given: ['prediction', 'label'],
    guessed: because,
  };
}

function candidate({ name = '', shape, text }: SelectedArray): Candidate {
  const fraction = /\.\d*[1-9]|\de-/i.test(text);
  return {
    name,
    array: { shape, dtype: fraction ? 'float64' : 'int64', ...(fraction ? { sample: SOME_FRACTION } : {}) },
  };
}

const SOME_FRACTION = { min: NaN, max: NaN, integers: false, distinct: 0 };
