// Which algorithm has which name. Each is loaded when it is first asked for.
import { LossaryError } from '../../protocol/errors';
import type { Algorithm } from './algorithm';

const ALGORITHMS: Readonly<Record<string, () => Promise<Algorithm>>> = {
  assd: async () => (await import('./surfaceMetrics')).assd,
  average_precision: async () => (await import('./rankingMetrics')).averagePrecision,
  coco_map: async () => (await import('./cocoMap')).cocoMap,
  ece: async () => (await import('./calibration')).ece,
  emd: async () => (await import('./emd')).emd,
  hausdorff: async () => (await import('./surfaceMetrics')).hausdorff,
  hausdorff95: async () => (await import('./surfaceMetrics')).hausdorff95,
  hausdorff_er: async () => (await import('./hausdorffErosion')).hausdorffErosion,
  info_nce: async () => (await import('./infoNce')).infoNce,
  lovasz_hinge: async () => (await import('./lovasz')).lovaszHinge,
  lovasz_softmax: async () => (await import('./lovasz')).lovaszSoftmax,
  masd: async () => (await import('./surfaceMetrics')).masd,
  nsd: async () => (await import('./surfaceMetrics')).nsd,
  roc_auc: async () => (await import('./rankingMetrics')).rocAuc,
  top_k_accuracy: async () => (await import('./topKAccuracy')).topKAccuracy,
  topk_percent: async () => (await import('./topkPercent')).topkPercent,
};

export async function findAlgorithm(name: string): Promise<Algorithm> {
  const load = ALGORITHMS[name];
  if (load !== undefined) return load();
  throw new LossaryError({
    code: 'unsupported',
    message: `${name} is described in the catalogue and not computed yet.`,
    fix: '`lossary list` shows what there is.',
  });
}
