// Shares of loss and gradient of many easy negatives and a hard positive.
import { numberAt } from '../../catalogue/experiments/experiment';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, evenlyInLog, logit } from './evaluate';
import { lossName, SHARE } from './words';

export const negativesSwamp: ExperimentComputation = (params) => {
  const [easy, hard, ratio] = ['easy', 'hard', 'ratio'].map((name) => numberAt(params, name)) as [
    number,
    number,
    number,
  ];
  const shape = { layout: 'elements', columns: 1 } as const;
  const given = { input: 'logits', gamma: params['gamma'] ?? 2, alpha: params['alpha'] ?? null };
  const losses = {
    ce: evaluatorOf('bce', { input: 'logits' }, shape),
    focal: evaluatorOf('focal', given, shape),
  };
  // A negative's true class has probability 1 − p.
  const at = {
    cases: 2,
    prediction: Float64Array.of(-logit(easy), logit(hard)),
    label: Float64Array.of(0, 1),
  };
  const found = Object.entries(losses).map(([name, loss]) => {
    const { value, gradient } = loss.evaluate(at);
    const [ofEasy = NaN, ofHard = NaN] = Array.from(gradient, Math.abs);
    return { name, value, ofEasy, ofHard };
  });
  const share = (n: number, a: number, b: number): number => (n * a) / (n * a + b);
  const ratios = Array.from(evenlyInLog(1, 1e6, 121));
  return {
    measures: {
      ...Object.fromEntries(found.map((f) => [`easyShare.${f.name}`, share(ratio, f.ofEasy, f.ofHard)])),
      ...Object.fromEntries(
        found.map(({ name, value }) => [
          `easyLossShare.${name}`,
          share(ratio, value[0] ?? NaN, value[1] ?? NaN),
        ]),
      ),
      hardGradient: found.find(({ name }) => name === 'focal')?.ofHard ?? NaN,
    },
    figures: [
      {
        kind: 'lines',
        id: 'share',
        title: { en: 'The easy negatives’ share of the gradient', zh: '易分负样本的梯度占比' },
        x: {
          label: { en: 'easy negatives to a hard positive', zh: '易分负样本与难分正样本之比' },
          scale: 'log',
        },
        y: SHARE,
        series: found.map(({ name, ofEasy, ofHard }) => ({
          name: lossName(name),
          x: ratios,
          y: ratios.map((n) => share(n, ofEasy, ofHard)),
        })),
        marks: [{ name: { en: 'the given ratio', zh: '给定比例' }, x: ratio }],
      },
    ],
  };
};
