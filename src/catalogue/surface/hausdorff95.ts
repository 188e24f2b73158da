// The 95th percentile of surface distances.
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

export const HAUSDORFF95: Declaration = {
  id: 'hausdorff95',
  kind: 'metric',
  name: { en: '95 % Hausdorff distance', zh: '95% Hausdorff 距离' },
  abbreviation: 'HD95',
  tasks: ['segmentation'],
  family: 'surface',
  ...SURFACE_INPUTS,
  parameters: [THRESHOLD, DIRECTIONS, WEIGHING, PER_CLASS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  noGradient: SURFACE_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'hausdorff95' }),
  note: {
    formula:
      '\\mathrm{HD}_{95} = \\max\\left( P_{95}\\{d(x, \\partial Y)\\},\\ P_{95}\\{d(y, \\partial X)\\} \\right)',
    summary: {
      en: 'A Hausdorff distance that ignores the worst 5 % of surface points, so that a few stray voxels do not decide.',
      zh: '忽略最差 5% 表面点的 Hausdorff 距离，少数孤立体素不再起决定作用。',
    },
    gradient: SURFACE_GRADIENT,
    use: { en: 'Segmentation challenges; contours with some noise.', zh: '分割竞赛；带少量噪声的轮廓。' },
    avoid: {
      en: 'Small structures: 5 % of few points is less than one point.',
      zh: '小结构：少量点的 5% 不足一个点。',
    },
    neighbours: {
      en: '`hausdorff` is the 100 % case. nsd asks for the share within a tolerance instead.',
      zh: '`hausdorff` 为 100% 的情形。nsd 则问容差以内的比例。',
    },
    pitfalls: [
      {
        en: 'Two definitions are in use, the larger of two percentiles or the percentile of both directions pooled; they differ (medpy#138). Set `directions`.',
        zh: '有两种定义：取两个方向百分位的较大者，或合并两个方向再取百分位；结果不同（medpy#138）。请设置 `directions`。',
      },
      EMPTY_PITFALL,
      SPACING_PITFALL,
    ],
    sources: [
      {
        title: 'Huttenlocher et al. 1993, Comparing images using the Hausdorff distance',
        link: 'https://doi.org/10.1109/34.232073',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [
    {
      name: 'MONAI',
      params: { directions: 'max' },
      meaning: { en: 'the larger of the two percentiles', zh: '取两个百分位的较大者' },
    },
    {
      name: 'medpy',
      params: { directions: 'pooled' },
      meaning: { en: 'the percentile of both directions pooled', zh: '合并两个方向后取百分位' },
    },
    SURFACE_DISTANCE,
  ],
  aliases: [],
};
