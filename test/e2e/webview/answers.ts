// Real answers to show in the views: the worker's own, on the samples.
import type { ComputeRequest } from '../../../src/protocol/compute';
import type { ShowResult } from '../../../src/protocol/views';
import { nodePlatform } from '../../../src/worker/platform.node';
import { run } from '../../../src/worker/run/run';

export async function resultOf(request: ComputeRequest, language: 'en' | 'zh' = 'en'): Promise<ShowResult> {
  const context = { signal: new AbortController().signal, progress: () => {} };
  const asked: ComputeRequest = { ...request, view: true };
  const answer = await run(asked, nodePlatform({ folder: 'samples' }), context);
  if (!answer.ok) throw new Error(answer.error.message);
  return { kind: 'result', request: asked, answer: { ...answer, threads: 2 }, language };
}

export const BINARY: ComputeRequest = {
  compute: [{ id: 'focal', preset: 'torchvision' }, { id: 'dice' }, { id: 'bce' }],
  prediction: 'binary/probs.npy',
  label: 'binary/labels.npy',
};

export const CLASSES: ComputeRequest = {
  compute: [
    { id: 'cross_entropy', params: { input: 'logits' } },
    { id: 'confusion', params: { input: 'logits' } },
    { id: 'f1', params: { input: 'logits' } },
  ],
  prediction: 'multiclass/logits.npz#logits',
  label: 'multiclass/labels.npy',
};

export const REGRESSION: ComputeRequest = {
  compute: [{ id: 'mse' }, { id: 'mae' }, { id: 'smooth_l1' }],
  prediction: 'regression/predictions.csv#prediction',
  label: 'regression/predictions.csv#target',
};

export const BOXES: ComputeRequest = {
  compute: [{ id: 'giou_loss' }],
  prediction: 'boxes/pred_boxes.npy',
  label: 'boxes/true_boxes.npy',
};
