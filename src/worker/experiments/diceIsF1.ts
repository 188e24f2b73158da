// Dice, F1 and IoU of random masks, hard and soft, each from its own declaration.
import { parametersInForce } from '../../catalogue/inForce';
import { numberAt } from '../../catalogue/experiments/experiment';
import { blockEvaluator } from '../../math/blocks';
import type { Expr } from '../../math/expression';
import { Breather } from '../run/context';
import type { ExperimentComputation } from './computation';
import { declared, evaluatorOf, sumOf } from './evaluate';
import { randomFrom } from './random';
import { same } from './words';

const SHOWN = 1000;

interface Scores {
  readonly dice: number;
  readonly f1: number;
  readonly iou: number;
}

export const diceIsF1: ExperimentComputation = async (params, context) => {
  const [masks, pixels] = [numberAt(params, 'masks'), numberAt(params, 'pixels')];
  const random = randomFrom(numberAt(params, 'seed'));
  const score = scorer(pixels);
  const breather = new Breather(context);
  const [hard, soft]: [Scores[], Scores[]] = [[], []];
  for (let i = 0; i < masks; i++) {
    // Sizes from nearly empty to nearly full.
    const [density, right] = [random.uniform(), random.uniform()];
    const label = Float64Array.from({ length: pixels }, () => (random.uniform() < density ? 1 : 0));
    const guess = label.map((y) => (random.uniform() < right ? y : random.uniform() < density ? 1 : 0));
    label[0] = 1;
    hard.push(score(guess, label));
    soft.push(
      score(
        guess.map((y) => (y + random.uniform()) / 2),
        label,
      ),
    );
    await breather.pause((i + 1) / masks, `${i + 1} of ${masks} masks`);
  }
  const all = [...hard, ...soft];
  const gap = ({ dice, f1 }: Scores): number => Math.abs(dice - f1);
  const mean = (of: (s: Scores) => number): number => sumOf(hard.map(of)) / hard.length;
  return {
    measures: {
      largestHardDifference: Math.max(...hard.map(gap)),
      largestSoftDifference: Math.max(...soft.map(gap)),
      identityError: Math.max(...all.map(({ dice, iou }) => Math.abs(iou - converted(dice)))),
      meanOfIdentityError: Math.abs(mean((s) => s.iou) - converted(mean((s) => s.dice))),
    },
    figures: [
      {
        kind: 'scatter',
        id: 'iou',
        title: { en: 'IoU against Dice', zh: 'IoU 与 Dice' },
        x: { label: same('D'), domain: [0, 1] },
        y: { label: same('IoU'), domain: [0, 1] },
        series: [
          points({ en: 'hard masks', zh: '硬掩码' }, hard, 'iou'),
          points({ en: 'soft masks', zh: '软掩码' }, soft, 'iou'),
          {
            name: { en: 'means of the hard masks', zh: '硬掩码的均值' },
            x: [mean((s) => s.dice)],
            y: [mean((s) => s.iou)],
          },
        ],
      },
      {
        kind: 'scatter',
        id: 'f1',
        title: { en: 'F1 against Dice', zh: 'F1 与 Dice' },
        x: { label: same('D'), domain: [0, 1] },
        y: { label: same('F1'), domain: [0, 1] },
        series: [
          points({ en: 'hard masks', zh: '硬掩码' }, hard, 'f1'),
          points({ en: 'soft masks', zh: '软掩码' }, soft, 'f1'),
        ],
      },
    ],
  };
};

const converted = (dice: number): number => dice / (2 - dice);

function points(name: { en: string; zh: string }, scores: readonly Scores[], of: 'iou' | 'f1') {
  const shown = scores.slice(0, SHOWN);
  return { name, x: shown.map((s) => s.dice), y: shown.map((s) => s[of]) };
}

function isExpression(value: Expr | Readonly<Record<string, Expr>>): value is Expr {
  return 'kind' in value;
}

/** Scores of one mask. F1 is that of counts, which of a soft mask are sums of products. */
function scorer(pixels: number): (prediction: Float64Array, label: Float64Array) => Scores {
  const shape = { layout: 'elements', columns: pixels } as const;
  const [dice, iou] = ['dice', 'soft_iou'].map((id) =>
    evaluatorOf(id, { input: 'raw', smooth: 0 }, shape),
  ) as [ReturnType<typeof evaluatorOf>, ReturnType<typeof evaluatorOf>];
  const f1 = declared('f1');
  const params = parametersInForce(f1);
  const form = f1.form({ params, layout: 'elements', labels: 'columns', inputs: new Set() });
  if (form.kind !== 'counts' || !isExpression(form.value)) throw new Error('F1 is a value of counts');
  const ofCounts = blockEvaluator([form.value]);
  return (prediction, label) => {
    const at = { cases: 1, prediction, label };
    const tp = prediction.reduce((sum, p, i) => sum + p * label[i]!, 0);
    const counts = { tp, fp: sumOf(prediction) - tp, fn: sumOf(label) - tp, zeroDivision: 0 };
    const [score] = ofCounts({ rows: 1, columns: 1, values: new Map(Object.entries(counts)) });
    return {
      dice: 1 - (dice.values(at)[0] ?? NaN),
      iou: 1 - (iou.values(at)[0] ?? NaN),
      f1: typeof score === 'number' ? score : (score?.[0] ?? NaN),
    };
  };
}
