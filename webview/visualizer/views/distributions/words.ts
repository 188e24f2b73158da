// The words of the distributions view, in both languages.
import type { Text } from '../../../../src/catalogue/declaration';
import { wordsOf } from '../../frame/viewWords';

const WORDS = {
  figure: { en: 'Target p and prediction q', zh: '目标 p 与预测 q' },
  description: {
    en: 'Bars of the target p and of the prediction q over the bins. Each bar is dragged; the others of its distribution keep their proportions.',
    zh: '目标 p 与预测 q 在各格上的柱。柱可拖动；同一分布的其余各柱保持比例。',
  },
  help: {
    en: 'Drag a bar, or focus it and use the arrow keys: the other bars of its distribution make room, so that it sums to 1.',
    zh: '拖动柱，或聚焦后用方向键：同一分布的其他柱随之缩放，使总和为 1。',
  },
  bin: { en: 'bin', zh: '格' },
  binAxis: { en: 'bin →', zh: '格 →' },
  mass: { en: '↑ probability', zh: '↑ 概率' },
  bar: { en: '{0}, bin {1}', zh: '{0}，第 {1} 格' },
  losses: { en: 'Divergences of the pair', zh: '这一对分布的散度' },
  loss: { en: 'Divergence', zh: '散度' },
  value: { en: 'Value', zh: '值' },
  slope: { en: 'max |∂L/∂q|', zh: 'max |∂L/∂q|' },
  gradient: { en: 'Gradient of {0} in q', zh: '{0} 对 q 的梯度' },
  gradientAxis: { en: '↑ ∂L/∂q', zh: '↑ ∂L/∂q' },
  gradientDescription: {
    en: 'The derivative of the leading divergence with respect to each bin of q.',
    zh: '当前散度对 q 各格的导数。',
  },
  cdf: { en: 'Cumulative sums', zh: '累积分布' },
  cdfAxis: { en: '↑ CDF', zh: '↑ CDF' },
  cdfDescription: {
    en: 'The cumulative sums of p and q; the area between them is the Wasserstein distance.',
    zh: 'p 与 q 的累积分布；二者之间的面积即 Wasserstein 距离。',
  },
  plan: { en: 'Transport plan from q to p', zh: '由 q 到 p 的运输方案' },
  planDescription: {
    en: 'How much mass goes from each bin of q (rows) to each bin of p (columns), and arrows between the bins.',
    zh: '从 q 的各格（行）运往 p 的各格（列）的质量，以及各格之间的箭头。',
  },
  planCell: { en: 'from bin {0} to bin {1}: {2}', zh: '从第 {0} 格到第 {1} 格：{2}' },
  planCost: { en: 'cost Σ mass × distance = {0}', zh: '代价 Σ 质量 × 距离 = {0}' },
  bins: { en: 'bins', zh: '格数' },
  swap: { en: 'Swap p and q', zh: '交换 p 与 q' },
  disjoint: { en: 'Disjoint', zh: '不相交' },
  overlapping: { en: 'Overlapping', zh: '重叠' },
  same: { en: 'Equal', zh: '相等' },
  presets: { en: 'Start from', zh: '从此开始' },
} satisfies Record<string, Text>;

export const distributionsWords = wordsOf(WORDS);
