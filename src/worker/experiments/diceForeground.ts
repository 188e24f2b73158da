// How much of the gradient the foreground gets, by its size, where every pixel has the same probability.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { Parameters } from '../../protocol/compute';
import { Breather } from '../run/context';
import type { ExperimentComputation } from './computation';
import { absoluteSum, evaluatorOf, evenlyInLog, logit } from './evaluate';
import { lossName, SHARE } from './words';

/** By the names of their measures. */
const IDS: Readonly<Record<string, string>> = { ce: 'bce', dice: 'dice', dice_bce: 'dice_bce' };
const CURVE_POINTS = 15;

export const diceForeground: ExperimentComputation = async (params, context) => {
  const given = listOf(params, 'fraction');
  const pixels = numberAt(params, 'pixels');
  const more = Array.from(evenlyInLog(Math.max(1 / pixels, 1e-4), 0.9, CURVE_POINTS));
  const all = [...new Set([...given, ...more])].sort((a, b) => a - b);
  const shares = await foregroundShares(all, params, pixels, new Breather(context));
  const at = (name: string, fraction: number): number => shares[name]?.[all.indexOf(fraction)] ?? NaN;
  return {
    measures: Object.fromEntries(
      Object.keys(IDS).map((name) => [
        `foregroundShare.${name}`,
        given.map((fraction) => at(name, fraction)),
      ]),
    ),
    figures: [
      {
        kind: 'lines',
        id: 'share',
        title: { en: 'The foreground’s share of the gradient', zh: '前景的梯度占比' },
        x: { label: { en: 'fraction of foreground', zh: '前景所占比例' }, scale: 'log' },
        y: SHARE,
        series: Object.keys(IDS).map((name) => ({ name: lossName(name), x: all, y: shares[name] ?? [] })),
      },
    ],
  };
};

async function foregroundShares(
  fractions: readonly number[],
  params: Parameters,
  pixels: number,
  breather: Breather,
): Promise<Record<string, number[]>> {
  const prediction = new Float64Array(pixels).fill(logit(numberAt(params, 'p')));
  const shares: Record<string, number[]> = {};
  const total = Object.keys(IDS).length * fractions.length;
  let done = 0;
  for (const [name, id] of Object.entries(IDS)) {
    const smooth: Parameters = id === 'bce' ? {} : { smooth: numberAt(params, 'smooth') };
    const loss = evaluatorOf(id, { input: 'logits', ...smooth }, { layout: 'elements', columns: pixels });
    shares[name] = [];
    for (const fraction of fractions) {
      const front = Math.round(fraction * pixels);
      const label = new Float64Array(pixels).fill(1, 0, front);
      const { gradient } = loss.evaluate({ cases: 1, prediction, label });
      shares[name].push(absoluteSum(gradient.subarray(0, front)) / absoluteSum(gradient));
      await breather.pause(++done / total, `${done} of ${total} masks`);
    }
  }
  return shares;
}
