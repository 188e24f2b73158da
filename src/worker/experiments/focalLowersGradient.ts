// The ratio of focal loss to cross entropy, of values and of gradients in the logit, over all probabilities.
import { numberAt } from '../../catalogue/experiments/experiment';
import type { Figure } from '../../protocol/figures';
import type { ExperimentComputation } from './computation';
import { crossing, evaluatorOf, evenly, logit } from './evaluate';
import { lossName, LOGIT, PROBABILITY, same } from './words';

/** Logits between which the largest ratio is looked for: p from 1e-13 to 1 − 1e-13. */
const RANGE = 30;
const POINTS = 6001;

export const focalLowersGradient: ExperimentComputation = (params) => {
  const focal = evaluatorOf(
    'focal',
    { input: 'logits', gamma: params['gamma'] ?? 2, alpha: params['alpha'] ?? null },
    SHAPE,
  );
  const ce = evaluatorOf('bce', { input: 'logits' }, SHAPE);
  const both = (z: Float64Array) => {
    const at = { cases: z.length, prediction: z, label: Float64Array.of(1) };
    return { focal: focal.evaluate(at), ce: ce.evaluate(at) };
  };
  const ratio = (z: number): number => {
    const found = both(Float64Array.of(z));
    return (found.focal.gradient[0] ?? NaN) / (found.ce.gradient[0] ?? NaN);
  };
  const grid = evenly(-RANGE, RANGE, POINTS);
  const found = both(grid);
  const ratios = found.focal.gradient.map((g, i) => g / (found.ce.gradient[i] ?? NaN));
  const top = ratios.indexOf(Math.max(...ratios));
  const best = maximum(ratio, grid[Math.max(0, top - 1)] ?? 0, grid[Math.min(POINTS - 1, top + 1)] ?? 0);
  const p = numberAt(params, 'p');
  const chosen = both(Float64Array.of(logit(p)));
  return {
    measures: {
      lossRatio: (chosen.focal.value[0] ?? NaN) / (chosen.ce.value[0] ?? NaN),
      gradientRatio: ratio(logit(p)),
      ratioAboveOneBelow: exceeds(ratio, best)
        ? probability(crossing((z) => ratio(z) - 1, best, RANGE))
        : NaN,
      largestRatio: ratio(best),
      largestRatioAt: probability(best),
    },
    figures: figures(grid, found, ratios, p),
  };
};

const SHAPE = { layout: 'elements', columns: 1 } as const;

const probability = (z: number): number => 1 / (1 + Math.exp(-z));

/** Whether it is above 1 at its largest, beyond rounding (at gamma 0 both losses are the same). */
function exceeds(ratio: (z: number) => number, best: number): boolean {
  return ratio(best) > 1 + 1e-12;
}

/** By ternary search, where the function has one top between `low` and `high`. */
function maximum(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  for (let i = 0; i < 100; i++) {
    const [left, right] = [a + (b - a) / 3, b - (b - a) / 3];
    if (f(left) < f(right)) a = left;
    else b = right;
  }
  return (a + b) / 2;
}

interface Both {
  readonly focal: { readonly value: Float64Array; readonly gradient: Float64Array };
  readonly ce: { readonly value: Float64Array; readonly gradient: Float64Array };
}

function figures(grid: Float64Array, { focal, ce }: Both, ratios: Float64Array, p: number): Figure[] {
  const shown = [...grid.keys()].filter((i) => i % 10 === 0 && Math.abs(grid[i] ?? 0) <= 10);
  const z = shown.map((i) => grid[i] ?? NaN);
  const ps = z.map(probability);
  const of = (values: Float64Array): number[] => shown.map((i) => values[i] ?? NaN);
  // dL/dp = dL/dz / (p (1 − p))
  const byP = (values: Float64Array): number[] =>
    of(values).map((g, i) => g / ((ps[i] ?? NaN) * (1 - (ps[i] ?? NaN))));
  const pair = (x: readonly number[], a: number[], b: number[]) => [
    { name: lossName('focal'), x, y: a },
    { name: lossName('ce'), x, y: b },
  ];
  return [
    {
      kind: 'lines',
      id: 'ratio',
      title: { en: 'Gradient of focal loss over that of cross entropy', zh: 'Focal 与交叉熵的梯度之比' },
      x: PROBABILITY,
      y: { label: same('R(p)') },
      series: [{ name: same('R'), x: ps, y: of(ratios) }],
      marks: [
        { name: same('1'), y: 1 },
        { name: same(`p = ${p}`), x: p },
      ],
    },
    {
      kind: 'lines',
      id: 'loss',
      title: { en: 'Loss against probability', zh: '损失随概率的变化' },
      x: PROBABILITY,
      y: { label: { en: 'loss', zh: '损失' } },
      series: pair(ps, of(focal.value), of(ce.value)),
    },
    {
      kind: 'lines',
      id: 'gradient-z',
      title: { en: 'Gradient in the logit', zh: '对 logit 的梯度' },
      x: LOGIT,
      y: { label: same('dL/dz') },
      series: pair(z, of(focal.gradient), of(ce.gradient)),
    },
    {
      kind: 'lines',
      id: 'gradient-p',
      title: { en: 'Gradient in the probability', zh: '对概率的梯度' },
      x: PROBABILITY,
      y: { label: same('dL/dp'), domain: [-10, 0] },
      series: pair(ps, byP(focal.gradient), byP(ce.gradient)),
    },
  ];
}
