// What distances between the surfaces of two masks share.
import type { ChoiceParameter, Declaration, Preset, Text } from '../declaration';

export const SURFACE_GRADIENT: Text = {
  en: 'Surfaces of masks cut at a threshold jump from voxel to voxel: the gradient is 0 wherever it exists.',
  zh: '按阈值得到的掩码表面在体素间跳变：梯度在存在之处处处为 0。',
};

export const SURFACE_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes'],
  prediction: () => 'score',
  label: (_, layout) => (layout === 'classes' ? 'class' : 'binary'),
};

export const PER_CLASS: ChoiceParameter = {
  kind: 'choice',
  name: 'per',
  default: 'sample',
  choices: ['sample', 'sample-class'],
  meaning: {
    en: 'a value each image, or each image and class; then averaged',
    zh: '每幅图像一个值，或每幅图像每个类别一个值，再取平均',
  },
};

export const DIRECTIONS: ChoiceParameter = {
  kind: 'choice',
  name: 'directions',
  default: 'max',
  choices: ['max', 'pooled'],
  meaning: {
    en: 'the larger of the two directed percentiles, or the percentile of both directions together',
    zh: '取两个方向百分位的较大者，或合并两个方向再取百分位',
  },
};

export const WEIGHING: ChoiceParameter = {
  kind: 'choice',
  name: 'weighing',
  default: 'points',
  choices: ['points', 'area'],
  meaning: {
    en: 'surface voxels count alike, or elements of the surface by their area (their length in two dimensions)',
    zh: '表面体素等权，或按表面单元的面积（二维时为长度）加权',
  },
};

/** DeepMind's library: the surface runs between voxels, and each of its elements counts by its area. */
export const SURFACE_DISTANCE: Preset = {
  name: 'surface-distance',
  params: { weighing: 'area' },
  meaning: {
    en: 'DeepMind surface-distance: distances between elements of the surface, weighted by their area',
    zh: 'DeepMind surface-distance：表面单元之间的距离，按单元面积加权',
  },
};

export const EMPTY_PITFALL: Text = {
  en: 'One mask empty: there is no distance, infinity is reported. Both empty: nothing is wrong, 0 (1 for nsd).',
  zh: '一方为空时没有距离，报告为无穷；双方皆空时没有错误，取 0（nsd 取 1）。',
};
