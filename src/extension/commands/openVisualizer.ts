// Open Visualizer: with the losses of its argument, else with what was looked at last.
import * as v from 'valibot';
import type { VisualizerState } from '../../protocol/views';
import type { VisualizerPanel } from '../views/visualizerPanel';

/** A VisualizerState, an entry of the tree (whose losses are ids), or one id. */
const ARGUMENT = v.union([
  v.string(),
  v.looseObject({ losses: v.array(v.union([v.string(), v.looseObject({ id: v.string() })])) }),
]);

export function openVisualizer(panel: VisualizerPanel, argument?: unknown): Promise<void> {
  const parsed = v.safeParse(ARGUMENT, argument);
  return panel.show(parsed.success ? stateOf(parsed.output) : undefined);
}

function stateOf(argument: v.InferOutput<typeof ARGUMENT>): VisualizerState {
  if (typeof argument === 'string') return { losses: [{ id: argument }] };
  const { label, at, axis } = argument as Partial<VisualizerState>;
  return {
    losses: argument.losses.map((each) => (typeof each === 'string' ? { id: each } : each)),
    ...(label === undefined ? {} : { label }),
    ...(at === undefined ? {} : { at }),
    ...(axis === undefined ? {} : { axis }),
  };
}
