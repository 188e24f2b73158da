// The visualizer's state as it comes from outside: an argument of a command, a message of a view, a link.
import * as v from 'valibot';
import type { Layout } from '../../catalogue/declaration';
import type { VisualizerState } from '../../protocol/views';

const VIEWS = [
  'curve',
  'surface',
  'boxes',
  'mask',
  'distributions',
  'classes',
  'thresholds',
  'experiments',
] as const satisfies readonly NonNullable<VisualizerState['view']>[];

/** How the data of a view lie, where that says more than the parameters. */
export const CODE_LAYOUTS = [
  'elements',
  'classes',
  'distributions',
  'boxes',
  'points',
  'detections',
] as const satisfies readonly Layout[];

export const parameter = v.union([v.number(), v.string(), v.boolean(), v.null(), v.array(v.number())]);

export const studiedLoss = v.object({
  id: v.string(),
  params: v.exactOptional(v.record(v.string(), parameter)),
  preset: v.exactOptional(v.string()),
  formula: v.exactOptional(v.string()),
  ranges: v.exactOptional(v.record(v.string(), v.tuple([v.number(), v.number()]))),
});

/** What stands under a view's own id is checked by that view, which takes its defaults where something is wrong. */
export const visualizerState = v.looseObject({
  view: v.exactOptional(v.picklist(VIEWS)),
  losses: v.array(studiedLoss),
  leading: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
