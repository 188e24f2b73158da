// Asks the worker what arrays a file holds, and says what is wrong where it cannot tell.
import { window } from 'vscode';
import type { Client } from '../../client/client';
import { describeFailure } from '../../protocol/errors';
import type { InspectedArray } from '../../protocol/messages';
import { asFailed } from '../computations';
import { diskFolder, readProvided } from '../files';

/** @param name a file without selector @returns nothing where a notification has said why */
export type Inspect = (name: string) => Promise<readonly InspectedArray[] | undefined>;

export function inspector(client: Client): Inspect {
  return async (name) => {
    const answer = await readProvided([name]).then(
      (files) => client.call('inspect', { source: name }, { files, folder: diskFolder() }),
      asFailed,
    );
    if (answer.ok) return answer.arrays;
    void window.showErrorMessage(describeFailure(answer.error));
    return undefined;
  };
}

/** What a person chooses from: the columns of a table, or the keys of an archive; nothing where there is one array. */
export function choicesOf(arrays: readonly InspectedArray[]): { names: readonly string[]; columns: boolean } {
  const [first] = arrays;
  if (arrays.length === 1 && first?.columns !== undefined) return { names: first.columns, columns: true };
  return {
    names: arrays.filter(({ unusable }) => unusable === undefined).map(({ key }) => key),
    columns: false,
  };
}
