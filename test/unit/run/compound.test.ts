// Losses made of others see the data as their parts must: the same numbers, however the labels are written.
import { expect } from 'chai';
import type { Parameters } from '../../../src/protocol/compute';
import { compute } from './support';

const LOGITS = [
  [-2.93, -2.63, 2.86],
  [0.4, 1.2, -0.7],
];

describe('a compound over classes', () => {
  for (const id of ['dice_ce', 'dice_focal', 'exponential_log'])
    for (const input of ['logits', 'probabilities'])
      it(`${id} of ${input} is the same for indices and for one-hot labels`, async () => {
        const prediction = input === 'logits' ? LOGITS : LOGITS.map(softmax);
        const request = { compute: [{ id, params: { input, classAxis: 1 } }], prediction, gradient: true };
        const byIndex = await compute({ ...request, label: [2, 0] });
        const inColumns = await compute({
          ...request,
          compute: [{ id, params: { input, ...(id === 'dice_ce' ? {} : { classAxis: 1 }) } }],
          label: [
            [0, 0, 1],
            [1, 0, 0],
          ],
        });
        expect(inColumns.value).to.be.closeTo(byIndex.value as number, 1e-12);
        const [a, b] = [inColumns, byIndex].map(({ gradient }) => (gradient as number[][]).flat());
        a!.forEach((g, i) => expect(g).to.be.closeTo(b![i]!, 1e-12));
      });
});

describe('a compound that is a part of another', () => {
  it('has its share of the gradient', async () => {
    const data = { prediction: [0.2, 0.7, 0.4], label: [0, 1, 1], gradient: true };
    const gradientOf = async (id: string, expression?: string): Promise<number[]> => {
      const params: Parameters = expression === undefined ? {} : { expression };
      return (await compute({ ...data, compute: [{ id, params }] })).gradient as number[];
    };
    const [whole, mse, part] = [
      await gradientOf('combine', 'mse + 3*dice_bce'),
      await gradientOf('mse'),
      await gradientOf('dice_bce'),
    ];
    whole.forEach((g, i) => expect(g).to.be.closeTo(mse[i]! + 3 * part[i]!, 1e-14));
  });
});

function softmax(z: readonly number[]): number[] {
  const e = z.map(Math.exp);
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((v) => v / sum);
}
