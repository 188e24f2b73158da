// What the side bar's visualizer and the large one have in common: which picture a page is sent when it is ready.
import type { Webview } from 'vscode';
import { toMessage } from '../../protocol/messageNumbers';
import type { Evaluated, FromView, ShowVisualizer, VisualizerState } from '../../protocol/views';
import type { Computations } from '../computations';
import type { Experiments } from '../experiments';
import { language } from '../language';
import { loadCatalogue } from '../lazyCatalogue';
import type { PickImage } from '../commands/pickImage';
import type { Memory } from '../memory';
import { dataFor } from './dataFor';
import type { ViewActions } from './viewActions';

export interface VisualizerContext {
  readonly actions: ViewActions;
  readonly memory: Memory;
  readonly computations: Computations;
  readonly pickImage: PickImage;
  readonly experiments: Experiments;
}

/** What a page shows that nobody has asked for anything: the losses that were looked at last, else the first. */
export async function firstPicture(memory: Memory): Promise<VisualizerState> {
  const { CATALOGUE, findDeclaration } = await loadCatalogue();
  const known = memory.recall('visualizer');
  const losses =
    known?.losses.filter(({ id, formula }) => formula !== undefined || findDeclaration(id) !== undefined) ??
    [];
  if (known !== undefined && losses.length > 0) return { ...known, losses };
  const start = findDeclaration('focal') ?? CATALOGUE[0];
  return { losses: start === undefined ? [] : [{ id: start.id }] };
}

export function showPicture(webview: Webview, state: VisualizerState): Thenable<boolean> {
  const message: ShowVisualizer = { kind: 'visualize', state, language: language() };
  return webview.postMessage(toMessage(message));
}

/** @param asked the picture that a command asked for and that the page has not been sent */
export async function answerVisualizer(
  webview: Webview,
  message: FromView,
  { actions, memory, computations, pickImage, experiments }: VisualizerContext,
  asked: VisualizerState | undefined,
): Promise<void> {
  switch (message.kind) {
    case 'ready':
      if (asked !== undefined) await showPicture(webview, asked);
      else if (!message.remembered) await showPicture(webview, await firstPicture(memory));
      return showData(webview, computations);
    case 'evaluate': {
      const { requestId, request } = message;
      const answer = await computations.evaluate(request);
      await webview.postMessage(toMessage<Evaluated>({ kind: 'evaluated', requestId, answer }));
      return;
    }
    case 'loadImage': {
      const image = await pickImage(message);
      if (image !== undefined) await webview.postMessage(toMessage(image));
      return;
    }
    case 'runExperiment':
      return experiments.run(webview, message);
    case 'cancelExperiment':
      return experiments.cancel(webview, message.requestId);
    default:
      return actions.handle(message);
  }
}

/** Sends what was computed last, for what is drawn over the user's own data. */
export async function showData(webview: Webview, { lastResult }: Computations): Promise<void> {
  if (lastResult !== undefined) await webview.postMessage(toMessage(dataFor(lastResult)));
}
