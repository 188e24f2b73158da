// Average symmetric surface distance.
import { SPACING, SPACING_PITFALL, SPATIAL_DIMS } from '../boundary/spatial';
import type { Declaration } from '../declaration';
import { THRESHOLD } from '../parameters';
import { MAIER_HEIN_2024 } from '../sources';
import {
  EMPTY_PITFALL,
  PER_CLASS,
  SURFACE_GRADIENT,
  SURFACE_INPUTS,
  SURFACE_DISTANCE,
  WEIGHING,
} from './masks';

export const ASSD: Declaration = {
  id: 'assd',
  kind: 'metric',
  name: { en: 'Average symmetric surface distance', zh: '平均对称表面距离' },
  abbreviation: 'ASSD',
  tasks: ['segmentation'],
  family: 'surface',
  ...SURFACE_INPUTS,
  parameters: [THRESHOLD, WEIGHING, PER_CLASS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  noGradient: SURFACE_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'assd' }),
  note: {
    formula:
      '\\mathrm{ASSD} = \\frac{\\sum_{x \\in \\partial X} d(x, \\partial Y) + \\sum_{y \\in \\partial Y} d(y, \\partial X)}{|\\partial X| + |\\partial Y|}',
    summary: {
      en: 'The mean distance of the points of both surfaces to the other surface, all points pooled.',
      zh: '两个表面的所有点到对方表面距离的平均（合并计算）。',
    },
    gradient: SURFACE_GRADIENT,
    use: { en: 'The typical error of a contour, in millimetres.', zh: '轮廓的典型误差，以毫米计。' },
    avoid: { en: 'Worst errors matter: a mean hides them.', zh: '在意最坏误差时：平均会掩盖它们。' },
    neighbours: {
      en: 'masd averages the two directed means and so gives both surfaces the same weight.',
      zh: 'masd 对两个有向均值取平均，使两个表面权重相同。',
    },
    pitfalls: [
      {
        en: 'The larger surface has more points and more weight; masd has not.',
        zh: '较大的表面点数多、权重大；masd 则不会。',
      },
      EMPTY_PITFALL,
      SPACING_PITFALL,
    ],
    sources: [
      {
        title:
          'Heimann et al. 2009, Comparison and Evaluation of Methods for Liver Segmentation From CT Datasets',
        link: 'https://doi.org/10.1109/TMI.2009.2013851',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [SURFACE_DISTANCE],
  aliases: [{ path: 'monai.metrics.SurfaceDistanceMetric' }],
};
