// The frame's state as the protocol has it: for setState, for a link, and for the large visualizer.
import type { Language, VisualizerState, VisualizerViewId } from '../../../src/protocol/views';
import { rememberedStudy, type Study } from '../study/study';
import type { Tab } from './tab';

export interface Remembered {
  readonly state: VisualizerState;
  readonly language: Language;
}

/** The state of every tab; the curve's stands beside the losses, any other's under its id. */
export function stateOf(open: VisualizerViewId, study: Study, tabs: readonly Tab[]): VisualizerState {
  const others = tabs.filter(({ id }) => id !== 'curve').map((tab) => [tab.id, tab.remembered()] as const);
  const curve = tabs.find(({ id }) => id === 'curve')?.remembered();
  return {
    view: open,
    ...rememberedStudy(study),
    ...(curve as object | undefined),
    ...Object.fromEntries(others.filter(([, state]) => state !== undefined)),
  };
}

/** What of a state is a tab's own. */
export function partOf(state: VisualizerState, id: VisualizerViewId): unknown {
  return id === 'curve' ? state : state[id];
}
