// Mean average surface distance.
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

export const MASD: Declaration = {
  id: 'masd',
  kind: 'metric',
  name: { en: 'Mean average surface distance', zh: '平均表面距离均值' },
  abbreviation: 'MASD',
  tasks: ['segmentation'],
  family: 'surface',
  ...SURFACE_INPUTS,
  parameters: [THRESHOLD, WEIGHING, PER_CLASS, SPATIAL_DIMS],
  inputs: { spacing: SPACING },
  noGradient: SURFACE_GRADIENT,
  form: () => ({ kind: 'algorithm', algorithm: 'masd' }),
  note: {
    formula:
      '\\mathrm{MASD} = \\frac{1}{2} \\left( \\frac{\\sum_{x \\in \\partial X} d(x, \\partial Y)}{|\\partial X|} + \\frac{\\sum_{y \\in \\partial Y} d(y, \\partial X)}{|\\partial Y|} \\right)',
    summary: {
      en: 'The mean of the two directed average surface distances.',
      zh: '两个有向平均表面距离的平均。',
    },
    gradient: SURFACE_GRADIENT,
    use: {
      en: 'Contours of very different size, where neither should dominate.',
      zh: '大小悬殊的轮廓，且不希望任何一方主导时。',
    },
    avoid: {
      en: 'Comparing with ASSD of other papers: the two are not the same number.',
      zh: '与其他论文的 ASSD 比较：两者并非同一个数。',
    },
    neighbours: { en: 'assd pools the points of both surfaces.', zh: 'assd 合并两个表面的点。' },
    pitfalls: [
      {
        en: 'Papers call either of the two ASD or ASSD: check the formula.',
        zh: '论文常把两者都称作 ASD 或 ASSD：请核对公式。',
      },
      EMPTY_PITFALL,
      SPACING_PITFALL,
    ],
    sources: [MAIER_HEIN_2024],
  },
  presets: [SURFACE_DISTANCE],
  aliases: [],
};
