// Normalized surface Dice at a tolerance.
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

export const NSD: Declaration = {
  id: 'nsd',
  kind: 'metric',
  name: { en: 'Normalized surface Dice', zh: '归一化表面 Dice' },
  abbreviation: 'NSD',
  tasks: ['segmentation'],
  family: 'surface',
  ...SURFACE_INPUTS,
  parameters: [
    THRESHOLD,
    {
      kind: 'number',
      name: 'tolerance',
      latex: '\\tau',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0, 10],
      meaning: {
        en: 'distance that still counts as a hit, in units of spacing',
        zh: '仍算命中的距离，单位与 spacing 相同',
      },
    },
    WEIGHING,
    PER_CLASS,
    SPATIAL_DIMS,
  ],
  inputs: { spacing: SPACING },
  noGradient: SURFACE_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'nsd' }),
  note: {
    formula:
      '\\mathrm{NSD}_\\tau = \\frac{|\\{x \\in \\partial X : d(x, \\partial Y) \\le \\tau\\}| + |\\{y \\in \\partial Y : d(y, \\partial X) \\le \\tau\\}|}{|\\partial X| + |\\partial Y|}',
    summary: {
      en: 'The share of both surfaces that lies within a tolerance of the other: what a reader would not need to redraw.',
      zh: '两个表面中位于对方容差以内的比例：阅片者无需重画的部分。',
    },
    gradient: SURFACE_GRADIENT,
    use: {
      en: 'Contours whose accepted error is known, from the spread between readers.',
      zh: '可接受误差已知（如由阅片者间差异得出）的轮廓。',
    },
    avoid: {
      en: 'A tolerance below the size of a voxel: then only exact hits count.',
      zh: '容差小于体素尺寸时：只有精确命中才算。',
    },
    neighbours: {
      en: 'Dice counts volume, NSD surface. hausdorff95 gives the distance at a fixed share, NSD the share at a fixed distance.',
      zh: 'Dice 计体积，NSD 计表面。hausdorff95 固定比例求距离，NSD 固定距离求比例。',
    },
    pitfalls: [
      {
        en: 'DeepMind’s surface-distance weighs each point by the area of its surface element; without, slanted surfaces count less.',
        zh: 'DeepMind 的 surface-distance 按表面元面积加权；不加权时斜面计入偏少。',
      },
      EMPTY_PITFALL,
      SPACING_PITFALL,
    ],
    sources: [
      {
        title: 'Nikolov et al. 2018, Deep learning to achieve clinically applicable segmentation',
        link: 'https://arxiv.org/abs/1809.04430',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [SURFACE_DISTANCE],
  aliases: [{ path: 'monai.metrics.SurfaceDiceMetric', arguments: { class_thresholds: 'tolerance' } }],
};
