// Kullback-Leibler divergence of distributions.
import { div, equal, log, mul, select, sumColumns } from '../../math/build';
import type { Declaration } from '../declaration';
import { kerasNames, torchmetricsNames } from '../aliases';
import { COLUMNS } from '../symbols';
import type { Takes } from '../takes';
import { DISTRIBUTIONS, NORMALIZE, rows } from './distributions';

/** Their first argument is ln q. */
const LOGARITHMS: Takes = { prediction: 'logProbability' };

export const KL: Declaration = {
  id: 'kl',
  kind: 'loss',
  name: { en: 'Kullback-Leibler divergence', zh: 'KL 散度（相对熵）' },
  abbreviation: 'KL',
  tasks: ['distributions', 'classification'],
  family: 'divergence',
  ...DISTRIBUTIONS,
  parameters: [
    NORMALIZE,
    {
      kind: 'choice',
      name: 'divideBy',
      default: 'rows',
      choices: ['rows', 'elements'],
      meaning: {
        en: 'what the mean divides by: the number of distributions, or of all their elements (PyTorch’s `mean`)',
        zh: '均值的除数：分布的个数，或全部元素的个数（PyTorch 的 `mean`）',
      },
    },
  ],
  form: ({ params }) => {
    const { p, q } = rows(params);
    // 0 ln 0 is 0, and a bin that only p has makes the divergence infinite.
    const loss = sumColumns(select(equal(p, 0), 0, mul(p, log(div(p, q)))));
    return { kind: 'samples', loss, ...(params['divideBy'] === 'elements' ? { weight: COLUMNS } : {}) };
  },
  note: {
    formula: 'D_{\\mathrm{KL}}(p \\,\\|\\, q) = \\sum_k p_k \\ln \\frac{p_k}{q_k}',
    summary: {
      en: 'The extra nats needed to code samples of $p$ with a code made for $q$. It is 0 only where both are equal, infinite where $q$ misses something that $p$ has, and not symmetric.',
      zh: '用为 $q$ 设计的编码去编码 $p$ 的样本所多花的 nat 数。仅当两者相等时为 0；若 $p$ 有而 $q$ 没有则为无穷；不对称。',
    },
    gradient: {
      en: '$-p_k/q_k$ in each bin: it pulls up what $q$ underestimates and never pushes down a bin by itself; the constraint Σq = 1 does that.',
      zh: '每一格为 $-p_k/q_k$：抬高 $q$ 低估之处，本身从不压低某一格；压低来自 Σq = 1 的约束。',
    },
    use: {
      en: 'Distillation, variational inference, soft labels.',
      zh: '知识蒸馏、变分推断、软标签。',
    },
    avoid: {
      en: 'Supports that may not overlap: it jumps to infinity without a slope to follow. Use JS or a Wasserstein distance.',
      zh: '支撑集可能不相交时：它会跳到无穷而没有可用的坡度。可改用 JS 或 Wasserstein 距离。',
    },
    neighbours: {
      en: 'Cross entropy is KL plus the entropy of $p$; with fixed labels their gradients agree. JS is the symmetric, bounded form.',
      zh: '交叉熵等于 KL 加上 $p$ 的熵；标签固定时梯度一致。JS 是其对称且有界的形式。',
    },
    pitfalls: [
      {
        en: 'PyTorch’s KLDivLoss takes (log q, p), and its reduction `mean` divides by all elements: use `batchmean` (pytorch#60928).',
        zh: 'PyTorch 的 KLDivLoss 的参数是 (log q, p)，且 `mean` 除以全部元素：应使用 `batchmean`（pytorch#60928）。',
      },
    ],
    sources: [
      {
        title: 'Kullback and Leibler 1951, On Information and Sufficiency',
        link: 'https://doi.org/10.1214/aoms/1177729694',
      },
    ],
  },
  presets: [
    {
      name: 'torch mean',
      params: { divideBy: 'elements' },
      meaning: {
        en: 'PyTorch’s reduction="mean": over elements, so smaller by the number of bins',
        zh: 'PyTorch 的 reduction="mean"：对元素取均值，因而小了格数倍',
      },
    },
  ],
  aliases: [
    { path: 'torch.nn.KLDivLoss', preset: 'torch mean', takes: LOGARITHMS },
    { path: 'torch.nn.functional.kl_div', preset: 'torch mean', takes: LOGARITHMS },
    ...kerasNames('KLDivergence', 'kl_divergence', ['kld', 'kullback_leibler_divergence']),
    { path: 'optax.kl_divergence', reduction: 'none', takes: LOGARITHMS },
    { path: 'scipy.stats.entropy', reduction: 'none' },
    ...torchmetricsNames('KLDivergence', 'kl_divergence', []),
  ],
};
