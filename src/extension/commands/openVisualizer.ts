// Open Visualizer: with the losses of its argument, else with what was looked at last.
import * as v from 'valibot';
import type { VisualizerState } from '../../protocol/views';
import type { VisualizerPanel } from '../views/visualizerPanel';
import { visualizerState } from '../views/visualizerState';

/** An entry of the tree (whose losses are ids), or one id. */
const IDS = v.union([v.string(), v.looseObject({ losses: v.array(v.string()) })]);

export function openVisualizer(panel: VisualizerPanel, argument?: unknown): Promise<void> {
  return panel.show(stateOf(argument));
}

function stateOf(argument: unknown): VisualizerState | undefined {
  const ids = v.safeParse(IDS, argument);
  if (ids.success) {
    const losses = typeof ids.output === 'string' ? [ids.output] : ids.output.losses;
    return { losses: losses.map((id) => ({ id })) };
  }
  const state = v.safeParse(visualizerState, argument);
  return state.success ? state.output : undefined;
}
