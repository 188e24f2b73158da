// Structural risk: the mean loss of the data plus a penalty on the weights of the model.
import { add, mul } from '../../math/build';
import { textOf, type CompoundPart, type Declaration } from '../declaration';
import { LAMBDA } from '../regularizer/weights';
import { parameter } from '../symbols';
import { COMBINED_INPUTS } from './combinedInputs';
import { partSymbol } from './weightedSum';

export const STRUCTURAL_RISK: Declaration = {
  id: 'structural_risk',
  kind: 'loss',
  name: { en: 'Structural risk', zh: '结构风险' },
  tasks: ['regression', 'classification'],
  family: 'compound',
  ...COMBINED_INPUTS,
  parameters: [
    {
      kind: 'text',
      name: 'loss',
      default: 'mse',
      meaning: { en: 'the id of the loss of the data (empirical risk)', zh: '数据损失（经验风险）的 id' },
    },
    {
      kind: 'text',
      name: 'regularizer',
      default: 'l2',
      meaning: { en: 'l1, l2 or elastic_net', zh: 'l1、l2 或 elastic_net' },
    },
    LAMBDA,
  ],
  inputs: {
    weights: {
      required: true,
      shape: 'whole',
      meaning: { en: 'the weights of the model, of any shape', zh: '模型的权重，形状任意' },
    },
  },
  form: ({ params }) => {
    const [risk, penalty] = [partSymbol(0, 'data'), partSymbol(1, 'penalty')];
    const penaltyPart = { of: textOf(params, 'regularizer'), params: { lambda: 1 }, prediction: 'weights' };
    const parts: CompoundPart[] = [
      { symbol: risk, of: textOf(params, 'loss'), params: {} },
      { symbol: penalty, ...penaltyPart },
    ];
    return { kind: 'compound', value: add(risk, mul(parameter('lambda', '\\lambda'), penalty)), parts };
  },
  note: {
    formula: '\\min_w\\ \\frac{1}{N} \\sum_i L\\left(y_i, f_w(x_i)\\right) + \\lambda\\, R(w)',
    summary: {
      en: 'What training minimises in the end: the empirical risk, which fits the data, plus a penalty that keeps the model simple. $\\lambda$ sets the exchange rate.',
      zh: '训练最终最小化的目标：拟合数据的经验风险，加上使模型保持简单的惩罚项。$\\lambda$ 决定两者的换算比例。',
    },
    gradient: {
      en: 'With respect to the prediction it is that of the loss alone; the penalty acts on the weights.',
      zh: '对预测的梯度只来自损失本身；惩罚项作用于权重。',
    },
    use: { en: 'Every model that could memorise its data.', zh: '一切可能记住数据的模型。' },
    avoid: {
      en: 'A λ chosen on the training data: it always prefers 0. Use validation.',
      zh: '在训练集上选择 λ：结果总是偏向 0。应使用验证集。',
    },
    neighbours: {
      en: '`combine` adds any losses; this names the two roles. As a posterior, the penalty is the log prior.',
      zh: '`combine` 可相加任意损失；本条明确两种角色。从后验看，惩罚项即对数先验。',
    },
    pitfalls: [
      {
        en: 'The mean loss does not grow with the data while a sum of weights grows with the model: λ does not carry over from one to the other.',
        zh: '平均损失不随数据量增长，而权重之和随模型增大：λ 不能直接照搬。',
      },
    ],
    sources: [
      {
        title: 'Vapnik 1991, Principles of Risk Minimization for Learning Theory',
        link: 'https://papers.nips.cc/paper/506-principles-of-risk-minimization-for-learning-theory',
      },
    ],
  },
  presets: [],
  aliases: [],
};
