// Hinge losses of several classes: summed over the wrong ones, or of the worst one.
import { add, div, lessEqual, maxColumns, mul, pick, pow, select, sub, sumColumns } from '../../math/build';
import { IS_LABEL } from '../../math/derivative';
import type { Expr } from '../../math/expression';
import { kerasNames, torchNames, torchmetricsNames } from '../aliases';
import type { Declaration, Setting } from '../declaration';
import { CLASS_AXIS, IGNORE_INDEX } from '../parameters';
import { COLUMN_LABEL, columnPrediction, COLUMNS, parameter } from '../symbols';

function loss({ params, labels }: Setting): Expr {
  const f = columnPrediction('score');
  const [isLabel, own] =
    labels === 'index' ? [IS_LABEL, pick(f)] : [COLUMN_LABEL, sumColumns(mul(COLUMN_LABEL, f))];
  const margin = parameter('margin', 'm');
  if (params['form'] === 'max') {
    const worst = maxColumns(select(isLabel, -Infinity, f));
    const miss = add(margin, sub(worst, own));
    return select(lessEqual(miss, 0), 0, miss);
  }
  const miss = add(margin, sub(f, own));
  const cost = pow(select(lessEqual(miss, 0), 0, miss), parameter('p', 'p'));
  return div(sumColumns(select(isLabel, 0, cost)), COLUMNS);
}

export const MULTICLASS_HINGE: Declaration = {
  id: 'multiclass_hinge',
  kind: 'loss',
  name: { en: 'Multi-class hinge loss', zh: '多分类合页损失' },
  tasks: ['classification'],
  family: 'margin',
  layouts: ['classes'],
  parameters: [
    {
      kind: 'choice',
      name: 'form',
      default: 'sum',
      choices: ['sum', 'max'],
      meaning: {
        en: 'sum over the wrong classes divided by C (PyTorch), or the worst wrong class (Crammer-Singer)',
        zh: '对错误类别求和再除以 C（PyTorch），或取最差的错误类别（Crammer-Singer）',
      },
    },
    {
      kind: 'number',
      name: 'margin',
      latex: 'm',
      default: 1,
      min: 0,
      max: Infinity,
      slider: [0, 5],
      meaning: { en: 'by how much the label’s score must lead', zh: '标签得分必须领先的量' },
    },
    {
      kind: 'number',
      name: 'p',
      latex: 'p',
      default: 1,
      min: 1,
      max: 2,
      integer: true,
      meaning: { en: '1 as it is, 2 squared (form sum)', zh: '1 为原样，2 为平方（形式 sum）' },
    },
    IGNORE_INDEX,
    CLASS_AXIS,
  ],
  prediction: () => 'score',
  label: () => 'class',
  limits: () => ({
    columns: {
      from: 2,
      why: { en: 'there is no wrong class with one column', zh: '只有一列时没有错误类别' },
    },
  }),
  form: (setting) => ({ kind: 'samples', loss: loss(setting) }),
  note: {
    formula:
      'L_{\\mathrm{sum}} = \\frac{1}{C} \\sum_{j \\neq y} \\max(0,\\, m + f_j - f_y)^p, \\qquad L_{\\max} = \\max_{j \\neq y} \\max(0,\\, m + f_j - f_y)',
    summary: {
      en: 'The label’s score should lead every other by a margin. Form `sum` charges each class that comes too close, form `max` only the closest.',
      zh: '标签的得分应领先其他类别一个间隔。形式 `sum` 对每个过近的类别计代价，形式 `max` 只计最近的一个。',
    },
    gradient: {
      en: '`sum`: each offending class is pushed down by 1/C and the label up by all of them. `max`: one up, one down.',
      zh: '`sum`：每个越界类别受 1/C 的压力，标签受其总和的拉力。`max`：一升一降。',
    },
    use: {
      en: 'Multi-class SVMs, metric learning with few classes.',
      zh: '多分类 SVM、类别较少的度量学习。',
    },
    avoid: { en: 'Probabilities are wanted, or labels are soft.', zh: '需要概率或标签为软标签时。' },
    neighbours: {
      en: 'Cross entropy is a smooth `max` form that never rests. With two classes form `max` is the binary hinge of the difference of scores.',
      zh: '交叉熵是永不停歇的光滑 `max` 形式。两类时形式 `max` 即得分之差的二元合页损失。',
    },
    pitfalls: [
      {
        en: 'PyTorch divides by the number of classes, the label’s own included; Keras, optax and scikit-learn take the maximum and do not divide.',
        zh: 'PyTorch 除以类别总数（含标签自身）；Keras、optax、scikit-learn 取最大值且不做除法。',
      },
      {
        en: 'Keras multiplies scores by 1 − y before the maximum: with all wrong scores negative it sees a 0 that no class has.',
        zh: 'Keras 在取最大值前将得分乘以 1 − y：当所有错误类别得分为负时，它会看到一个并不存在的 0。',
      },
    ],
    sources: [
      {
        title:
          'Crammer and Singer 2001, On the Algorithmic Implementation of Multiclass Kernel-based Vector Machines',
        link: 'https://jmlr.org/papers/v2/crammer01a.html',
      },
    ],
  },
  presets: [
    {
      name: 'torch',
      params: { form: 'sum' },
      meaning: { en: 'sum over wrong classes, divided by C', zh: '对错误类别求和，除以 C' },
    },
    {
      name: 'Crammer-Singer',
      params: { form: 'max' },
      meaning: {
        en: 'the worst wrong class: Keras, optax, scikit-learn',
        zh: '最差的错误类别：Keras、optax、scikit-learn',
      },
    },
  ],
  aliases: [
    ...torchNames('MultiMarginLoss', 'multi_margin_loss', {
      preset: 'torch',
      arguments: { margin: 'margin', p: 'p' },
    }),
    ...kerasNames('CategoricalHinge', 'categorical_hinge', [], { preset: 'Crammer-Singer' }),
    {
      path: 'optax.multiclass_hinge_loss',
      preset: 'Crammer-Singer',
      reduction: 'none',
      takes: { shapes: ['indexLast'] },
    },
    ...torchmetricsNames('HingeLoss', 'hinge_loss', ['Multiclass'], { preset: 'Crammer-Singer' }).slice(2),
  ],
};
