// Volumetric similarity of masks.
import { abs, add, div, equal, mul, select, sub } from '../../math/build';
import type { Declaration } from '../declaration';
import { MAIER_HEIN_2024 } from '../sources';
import { parameter } from '../symbols';
import { NOT_DIFFERENTIABLE } from './decisions';
import { hardCounts, MASK_INPUTS, MASK_PARAMETERS } from './masks';

export const VOLUMETRIC_SIMILARITY: Declaration = {
  id: 'volumetric_similarity',
  kind: 'metric',
  name: { en: 'Volumetric similarity', zh: '体积相似度' },
  abbreviation: 'VS',
  tasks: ['segmentation'],
  family: 'counts',
  ...MASK_INPUTS,
  parameters: MASK_PARAMETERS.filter(({ name }) => name !== 'smooth'),
  noGradient: NOT_DIFFERENTIABLE,
  form: (setting) => {
    const { tp, fp, fn } = hardCounts(setting);
    const sizes = add(mul(2, tp), fp, fn);
    const none = equal(sizes, 0);
    const value = sub(1, div(abs(sub(fn, fp)), select(none, 1, sizes)));
    return { kind: 'groups', value: select(none, parameter('emptyValue', 'e_0'), value) };
  },
  note: {
    formula:
      '\\mathrm{VS} = 1 - \\frac{|\\mathrm{FN} - \\mathrm{FP}|}{2\\,\\mathrm{TP} + \\mathrm{FP} + \\mathrm{FN}}',
    summary: {
      en: 'How nearly two masks have the same size, wherever they lie.',
      zh: '两个掩码的大小有多接近，与位置无关。',
    },
    gradient: NOT_DIFFERENTIABLE,
    use: {
      en: 'Volumes as the clinical quantity: tumour burden, organ size.',
      zh: '体积本身是临床量时：肿瘤负荷、器官大小。',
    },
    avoid: {
      en: 'Judging where the mask is: two masks apart of equal size score 1.',
      zh: '评价位置：两个大小相同而分离的掩码得 1。',
    },
    neighbours: {
      en: 'Dice needs overlap as well and never exceeds it.',
      zh: 'Dice 还要求重叠，且不大于它。',
    },
    pitfalls: [
      {
        en: 'It says nothing about overlap: always read it with Dice or a surface distance.',
        zh: '它不反映重叠：务必与 Dice 或表面距离一起看。',
      },
      { en: 'Both masks empty: 1 by default (emptyValue).', zh: '两个掩码都为空：默认取 1（emptyValue）。' },
    ],
    sources: [
      {
        title: 'Taha and Hanbury 2015, Metrics for evaluating 3D medical image segmentation',
        link: 'https://doi.org/10.1186/s12880-015-0068-x',
      },
      MAIER_HEIN_2024,
    ],
  },
  presets: [],
  aliases: [],
};
