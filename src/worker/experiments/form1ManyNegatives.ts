// Shares of a majority of samples, and of the channels whose label is 0, in form 1.
import { numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { absoluteSum, behindSigmoid, evaluatorOf, evenlyInLog, logit, sumOf } from './evaluate';
import { same } from './words';

export const form1ManyNegatives: ExperimentComputation = (params) => {
  const [classes, ratio, majority, minority] = ['classes', 'ratio', 'majority', 'minority'].map((name) =>
    numberAt(params, name),
  ) as [number, number, number, number];
  const shape = { layout: 'classes', columns: classes } as const;
  const sigmoid = params['activation'] === 'sigmoid';
  const loss = sigmoid
    ? evaluatorOf(behindSigmoid('cross_entropy'), { input: 'probabilities' }, shape)
    : evaluatorOf('cross_entropy', { input: 'logits' }, shape);
  // The label's probability first (class 0 of the majority, class 1 of the other), the rest spread evenly.
  const row = (p: number, label: number): number[] =>
    Array.from({ length: classes }, (_, k) => (k === label ? p : (1 - p) / (classes - 1))).map(
      sigmoid ? logit : Math.log,
    );
  const prediction = Float64Array.from([...row(majority, 0), ...row(minority, 1)]);
  const { value, gradient } = loss.evaluate({ cases: 2, prediction, label: Float64Array.of(0, 1) });
  const rows = [gradient.subarray(0, classes), gradient.subarray(classes)] as const;
  const [most, few] = rows.map(absoluteSum) as [number, number];
  const zeros = ratio * (most - Math.abs(rows[0][0] ?? 0)) + few - Math.abs(rows[1][1] ?? 0);
  const share = (n: number, a: number, b: number): number => (n * a) / (n * a + b);
  const ratios = Array.from(evenlyInLog(1, 1e6, 121));
  const [ofMost = NaN, ofFew = NaN] = value;
  return {
    measures: {
      'majorityShare.loss': share(ratio, ofMost, ofFew),
      'majorityShare.gradient': share(ratio, most, few),
      zeroChannelShare: zeros / sumOf([ratio * most, few]),
    },
    figures: [
      {
        kind: 'lines',
        id: 'share',
        title: { en: 'The majority’s share', zh: '多数类的占比' },
        x: { label: { en: 'majority to minority', zh: '多数类与少数类之比' }, scale: 'log' },
        y: { label: { en: 'share', zh: '占比' }, domain: [0, 1] },
        series: [
          {
            name: { en: 'of the loss', zh: '损失' },
            x: ratios,
            y: ratios.map((n) => share(n, ofMost, ofFew)),
          },
          { name: same('Σ|dL/dz|'), x: ratios, y: ratios.map((n) => share(n, most, few)) },
        ],
        marks: [{ name: { en: 'the given ratio', zh: '给定比例' }, x: ratio }],
      },
      {
        kind: 'bars',
        id: 'channels',
        title: { en: 'dL/dz of a sample of each kind', zh: '两类样本各一例的 dL/dz' },
        x: { label: { en: 'class', zh: '类别' } },
        y: { label: same('dL/dz') },
        categories: Array.from({ length: Math.min(classes, 10) }, (_, k) => same(String(k))),
        series: [
          { name: { en: 'majority', zh: '多数类' }, values: Array.from(rows[0].slice(0, 10)) },
          { name: { en: 'minority', zh: '少数类' }, values: Array.from(rows[1].slice(0, 10)) },
        ],
      },
    ],
  };
};
