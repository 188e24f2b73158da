// Wasserstein-1 distance of distributions on a line: the area between their cumulative sums.
import { abs, add, cumulative, less, mul, select, sub, sumColumns } from '../../math/build';
import type { Declaration } from '../declaration';
import { COLUMN_INDEX, COLUMNS, extraInput } from '../symbols';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

export const WASSERSTEIN_1D: Declaration = {
  id: 'wasserstein_1d',
  kind: 'loss',
  name: { en: 'Wasserstein distance in one dimension', zh: '一维 Wasserstein 距离（推土机距离）' },
  abbreviation: 'W₁',
  tasks: ['distributions'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [NORMALIZE],
  inputs: {
    positions: {
      required: false,
      shape: 'columns',
      meaning: {
        en: 'where each bin stands on the line; 0, 1, 2, … where not given',
        zh: '每一格在直线上的位置；缺省为 0、1、2……',
      },
    },
  },
  form: ({ params, inputs }) => {
    const { p, q } = rows(params);
    const between = abs(sub(cumulative(p), cumulative(q)));
    const spaced = inputs.has('positions');
    const area = spaced ? mul(between, extraInput('positionGap', 'column', '\\Delta x')) : between;
    // Behind the last bin both cumulative sums are 1; their rounding must not reach the gradient.
    const loss = sumColumns(select(less(add(COLUMN_INDEX, 1), COLUMNS), area, 0));
    return { kind: 'samples', loss, ...(spaced ? { derived: { positionGap: 'positionGaps' } } : {}) };
  },
  note: {
    formula:
      'W_1(p, q) = \\int_{-\\infty}^{\\infty} \\left|P(x) - Q(x)\\right| dx = \\sum_{k=1}^{K-1} \\left|P_k - Q_k\\right| (x_{k+1} - x_k)',
    summary: {
      en: 'The least work that turns one distribution into the other, mass times distance moved. On a line that is the area between the two cumulative sums.',
      zh: '把一个分布变成另一个分布所需的最小功：质量乘以移动距离。在直线上等于两条累积曲线之间的面积。',
    },
    gradient: {
      en: 'A sum of signs: moving mass one bin towards the target lowers it by that mass times the distance. The slope stays the same however far apart the distributions are.',
      zh: '由符号累加而成：把质量朝目标移动一格，距离就减少“质量乘以格距”。无论两个分布相距多远，斜率都不变。',
    },
    use: {
      en: 'Ordered bins (ages, ratings, histograms), and distributions whose supports may not overlap.',
      zh: '有序的格（年龄、评分、直方图），以及支撑集可能不相交的分布。',
    },
    avoid: {
      en: 'Classes without an order: the distance between bins then means nothing. In more dimensions use `emd`.',
      zh: '没有顺序的类别：此时格与格的距离没有意义。高维情形请用 `emd`。',
    },
    neighbours: {
      en: 'KL and JS compare bin by bin and are blind to distance: disjoint supports give them no slope. `emd_squared` squares the difference of the cumulative sums and is smooth.',
      zh: 'KL 与 JS 逐格比较，不考虑距离：支撑集不相交时没有可用的斜率。`emd_squared` 对累积差取平方，更光滑。',
    },
    pitfalls: [
      {
        en: 'SciPy’s function takes values first and weights third: a histogram passed as values compares the heights of the bars instead (scipy#9152).',
        zh: 'SciPy 的函数前两个参数是取值、后两个才是权重：把直方图当作取值传入，比较的就成了柱高（scipy#9152）。',
      },
    ],
    sources: [
      {
        title: 'Vallender 1974, Calculation of the Wasserstein distance',
        link: 'https://doi.org/10.1137/1118101',
      },
      {
        title: 'Arjovsky et al. 2017, Wasserstein GAN',
        link: 'https://arxiv.org/abs/1701.07875',
      },
    ],
  },
  presets: [],
  aliases: [
    {
      path: 'scipy.stats.wasserstein_distance',
      takes: { prediction: 'real', label: 'real', shapes: ['samples'] },
    },
  ],
};
