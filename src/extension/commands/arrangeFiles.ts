// Takes one or two files from the explorer and guesses which is the prediction and which the label.
import { basename } from 'node:path/posix';
import type { InspectedArray } from '../../protocol/messages';
import type { Draft } from './draft';
import { guessLabel, labelScore, type Candidate } from './guessRoles';
import { choicesOf, type Inspect } from './inspect';

/** @returns nothing where a file could not be read, which `inspect` has told */
export async function arrangeFiles(names: readonly string[], inspect: Inspect): Promise<Draft | undefined> {
  const [first = '', second] = names;
  const firstArrays = await inspect(first);
  if (firstArrays === undefined) return undefined;
  if (second === undefined) return oneFile(first, firstArrays);
  const secondArrays = await inspect(second);
  if (secondArrays === undefined) return undefined;
  const { label, because } = guessLabel(candidate(first, firstArrays), candidate(second, secondArrays));
  const sources = label === 0 ? { prediction: second, label: first } : { prediction: first, label: second };
  return { losses: [], sources, given: ['prediction', 'label'], guessed: because };
}

/** Several arrays in one file may be both; a single one is whichever it sounds like. */
function oneFile(name: string, arrays: readonly InspectedArray[]): Draft {
  if (choicesOf(arrays).names.length > 1)
    return { losses: [], sources: { prediction: name, label: name }, given: ['prediction', 'label'] };
  const isLabel = labelScore(basename(name)) > 0;
  const role = isLabel ? 'label' : 'prediction';
  return { losses: [], sources: { [role]: name }, given: [role], guessed: isLabel ? ['name'] : [] };
}

function candidate(name: string, arrays: readonly InspectedArray[]): Candidate {
  const [array] = arrays;
  const only = arrays.length === 1 && array !== undefined && array.columns === undefined;
  return { name: basename(name), ...(only ? { array } : {}) };
}
