// Checks what a webview says before anything acts on it: a save or a compute of the wrong form is refused here.
import * as v from 'valibot';
import type { FromView } from '../../protocol/views';
import { CODE_LAYOUTS, parameter, studiedLoss, visualizerState } from './visualizerState';

const request = v.looseObject({
  compute: v.pipe(
    v.array(v.union([v.looseObject({ id: v.string() }), v.looseObject({ formula: v.string() })])),
    v.minLength(1),
  ),
});

const experiment = v.object({
  id: v.string(),
  params: v.exactOptional(v.record(v.string(), parameter)),
  preset: v.exactOptional(v.string()),
});

const side = v.picklist(['prediction', 'label']);

const remedy = v.variant('kind', [
  v.object({ kind: v.literal('readAsLogits') }),
  v.object({ kind: v.literal('divideBy255'), input: side }),
  v.object({ kind: v.literal('useKey'), input: v.string(), keys: v.array(v.string()) }),
]);

const fromView = v.variant('kind', [
  v.object({
    kind: v.literal('save'),
    suggestedName: v.pipe(v.string(), v.regex(/^[^\\/]+$/, 'a name without folders')),
    content: v.union([v.string(), v.instance(ArrayBuffer)]),
  }),
  v.object({ kind: v.literal('copy'), text: v.string(), what: v.string() }),
  v.object({ kind: v.literal('ready'), remembered: v.boolean() }),
  v.object({ kind: v.literal('compute'), request }),
  v.object({ kind: v.literal('remedy'), request, remedy }),
  v.object({ kind: v.literal('cancel') }),
  v.object({ kind: v.literal('openVisualizer'), state: visualizerState }),
  v.object({ kind: v.literal('copyLink'), state: visualizerState }),
  v.object({
    kind: v.literal('insertCode'),
    loss: studiedLoss,
    layout: v.exactOptional(v.picklist(CODE_LAYOUTS)),
  }),
  v.object({ kind: v.literal('evaluate'), requestId: v.number(), request }),
  v.object({
    kind: v.literal('loadImage'),
    layer: side,
    most: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  v.object({ kind: v.literal('runExperiment'), requestId: v.number(), request: experiment }),
  v.object({ kind: v.literal('cancelExperiment'), requestId: v.number() }),
  v.object({ kind: v.literal('open'), target: v.string() }),
  v.object({ kind: v.literal('error'), message: v.string() }),
]);

/** @returns the message, or a sentence that says why it is none */
export function parseFromView(message: unknown): FromView | string {
  const result = v.safeParse(fromView, message);
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'the message'}: ${issue.message}`;
}
