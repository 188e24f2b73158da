// Hausdorff distance of mask surfaces.
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from '../boundary/spatial';
import type { Declaration } from '../declaration';
import { THRESHOLD } from '../parameters';
import { MAIER_HEIN_2024 } from '../sources';
import {
  DIRECTIONS,
  EMPTY_PITFALL,
  PER_CLASS,
  SURFACE_GRADIENT,
  SURFACE_INPUTS,
  SURFACE_DISTANCE,
  WEIGHING,
} from './masks';

export const HAUSDORFF: Declaration = {
  id: 'hausdorff',
  kind: 'metric',
  name: { en: 'Hausdorff distance', zh: 'Hausdorff 距离' },
  abbreviation: 'HD',
  tasks: ['segmentation'],
  family: 'surface',
  ...SURFACE_INPUTS,
  parameters: [THRESHOLD, DIRECTIONS, WEIGHING, PER_CLASS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  noGradient: SURFACE_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'hausdorff' }),
  note: {
    formula:
      '\\mathrm{HD}(X, Y) = \\max\\left( \\max_{x \\in \\partial X} d(x, \\partial Y),\\ \\max_{y \\in \\partial Y} d(y, \\partial X) \\right)',
    summary: {
      en: 'The farthest that any point of one surface lies from the other surface.',
      zh: '一个表面上的点到另一表面的最远距离。',
    },
    gradient: SURFACE_GRADIENT,
    use: { en: 'Worst-case errors: surgery, radiotherapy.', zh: '最坏情况的误差：手术、放疗。' },
    avoid: { en: 'Noisy masks: one stray voxel decides.', zh: '有噪声的掩码：一个孤立体素就决定结果。' },
    neighbours: {
      en: 'hausdorff95 leaves out the worst 5 %. assd averages instead.',
      zh: 'hausdorff95 去掉最差的 5%。assd 取平均。',
    },
    pitfalls: [EMPTY_PITFALL, SPACING_PITFALL],
    sources: [
      {
        title: 'Huttenlocher et al. 1993, Comparing images using the Hausdorff distance',
        link: 'https://doi.org/10.1109/34.232073',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [SURFACE_DISTANCE],
  aliases: [
    { path: 'monai.metrics.HausdorffDistanceMetric' },
    { path: 'torchmetrics.segmentation.HausdorffDistance' },
    { path: 'torchmetrics.functional.segmentation.hausdorff_distance' },
  ],
};
