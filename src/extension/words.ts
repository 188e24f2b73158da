// Names of tasks and families as lists and filters show them.
import type { Family, Task, Text } from '../catalogue/declaration';

export const TASKS: Readonly<Record<Task, Text>> = {
  regression: { en: 'Regression', zh: '回归' },
  classification: { en: 'Classification', zh: '分类' },
  segmentation: { en: 'Segmentation', zh: '分割' },
  detection: { en: 'Detection', zh: '检测' },
  distributions: { en: 'Distributions', zh: '分布' },
};

export const FAMILIES: Readonly<Record<Family, Text>> = {
  error: { en: 'Error', zh: '误差' },
  margin: { en: 'Margin', zh: '间隔' },
  distribution: { en: 'Distribution-based', zh: '基于分布' },
  divergence: { en: 'Divergence', zh: '散度' },
  box: { en: 'Box', zh: '边界框' },
  region: { en: 'Region-based', zh: '基于区域' },
  boundary: { en: 'Boundary-based', zh: '基于边界' },
  compound: { en: 'Compound', zh: '复合' },
  regularizer: { en: 'Regularizer', zh: '正则项' },
  counts: { en: 'Counts', zh: '计数' },
  ranking: { en: 'Ranking', zh: '排序' },
  surface: { en: 'Surface distance', zh: '表面距离' },
};
