// Asks for an image to paint on: a file, an array of it, and which one where it holds several.
import { l10n, window } from 'vscode';
import type { Client } from '../../client/client';
import { describeFailure } from '../../protocol/errors';
import type { ImageRequest, SmallImage } from '../../protocol/messages';
import type { LoadImage, ShowImage } from '../../protocol/views';
import { asFailed } from '../computations';
import { diskFolder, readProvided } from '../files';
import type { Memory } from '../memory';
import { splitSource } from '../requestSources';
import type { Draft } from './draft';
import { shortName } from './draftTitle';
import type { Inspect } from './inspect';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { runSteps } from './steps';

export interface PickImageContext {
  readonly client: Client;
  readonly memory: Memory;
  readonly inspect: Inspect;
}

/** @returns nothing where the person left, or where a notification has said why there is no image */
export type PickImage = (wanted: LoadImage) => Promise<ShowImage | undefined>;

export function imagePicker({ client, memory, inspect }: PickImageContext): PickImage {
  /** The last choice: a label is usually of the same place as its prediction. */
  let last: Pick<SmallImage, 'images' | 'index'> | undefined;

  const read = async (request: ImageRequest): Promise<SmallImage | undefined> => {
    const answer = await readProvided([splitSource(request.source).file]).then(
      (files) => client.call('image', request, { files, folder: diskFolder() }),
      asFailed,
    );
    if (answer.ok) return answer;
    void window.showErrorMessage(describeFailure(answer.error));
    return undefined;
  };

  return async ({ layer, most }) => {
    const remembered = memory.recall('sources') ?? {};
    const start: Draft = { losses: [], sources: {}, given: [], title: titleOf(layer) };
    const draft = await runSteps(start, () => [
      pickFile(layer, remembered),
      pickArray(layer, inspect, remembered),
    ]);
    const source = draft?.sources[layer];
    if (source === undefined) return undefined;
    memory.remember('sources', { ...remembered, [layer]: source });
    const first = await read({ source, layer, index: 0, most });
    if (first === undefined) return undefined;
    const index = await chooseIndex(
      source,
      first.images,
      last?.images === first.images ? last.index : undefined,
    );
    if (index === undefined) return undefined;
    const image = index === 0 ? first : await read({ source, layer, index, most });
    if (image === undefined) return undefined;
    last = image;
    return { kind: 'image', layer, source: shortName(source), image };
  };
}

function titleOf(layer: LoadImage['layer']): string {
  return layer === 'label' ? l10n.t('Label to Paint on') : l10n.t('Prediction to Paint on');
}

/** The middle of a volume shows more than its border. */
async function chooseIndex(
  source: string,
  images: number,
  suggested = Math.floor(images / 2),
): Promise<number | undefined> {
  if (images === 1) return 0;
  const most = String(images - 1);
  const text = await window.showInputBox({
    title: l10n.t('{0} holds {1} images', shortName(source), images),
    prompt: l10n.t('Which one? They are counted from 0 to {0}.', most),
    value: String(suggested),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      /^\s*\d+\s*$/.test(typed) && Number(typed) < images
        ? undefined
        : l10n.t('Type a whole number from 0 to {0}.', most),
  });
  return text === undefined ? undefined : Number(text);
}
