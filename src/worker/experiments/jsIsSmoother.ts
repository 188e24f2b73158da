// KL, JS and W₁ of a uniform density and the same one slid along, for every shift.
import { BINS, FIRST_BIN } from '../../catalogue/experiments/jsIsSmoother';
import { numberAt } from '../../catalogue/experiments/experiment';
import type { Figure } from '../../protocol/figures';
import type { ExperimentComputation } from './computation';
import { evaluatorOf } from './evaluate';
import { lossName } from './words';

const IDS: Readonly<Record<string, string>> = { kl: 'kl', js: 'js', w1: 'wasserstein_1d' };

export const jsIsSmoother: ExperimentComputation = (params) => {
  const [width, shift] = [numberAt(params, 'width'), numberAt(params, 'shift')];
  const shape = { layout: 'distributions', columns: BINS } as const;
  const still = bump(FIRST_BIN, width);
  // One before 0 and one after the last shift that is shown, for slopes.
  const shifts = Array.from({ length: BINS - width - FIRST_BIN + 2 }, (_, i) => i - 1);
  const slid = Float64Array.from(shifts.flatMap((s) => [...bump(FIRST_BIN + s, width)]));
  const values = Object.fromEntries(
    Object.entries(IDS).map(([name, id]) => {
      const found = evaluatorOf(id, {}, shape).values({
        cases: shifts.length,
        prediction: slid,
        label: still,
      });
      return [name, Array.from(found)];
    }),
  );
  const at = (name: string, s: number): number => values[name]?.[s + 1] ?? NaN;
  const slope = (name: string, s: number): number => (at(name, s + 1) - at(name, s - 1)) / 2;
  const here = bump(FIRST_BIN + shift, width);
  const [forth, back] = [
    { prediction: here, label: still },
    { prediction: still, label: here },
  ].map((pair) => evaluatorOf('js', {}, shape).values({ cases: 1, ...pair })[0] ?? NaN) as [number, number];
  const shown = shifts.slice(1, -1);
  const figure = (
    id: string,
    title: Figure['title'],
    y: Figure['x'],
    of: (name: string, s: number) => number,
  ): Figure => ({
    kind: 'lines',
    id,
    title,
    x: { label: { en: 'shift', zh: '位移' }, unit: 'bin' },
    y,
    series: Object.keys(IDS).map((name) => ({
      name: lossName(name),
      x: shown,
      y: shown.map((s) => finite(of(name, s))),
    })),
    marks: [{ name: { en: 'the given shift', zh: '给定位移' }, x: shift }],
  });
  return {
    measures: {
      js: at('js', shift),
      kl: at('kl', shift),
      w1: at('w1', shift),
      'slope.js': slope('js', shift),
      'slope.w1': slope('w1', shift),
      asymmetry: forth - back,
    },
    figures: [
      figure(
        'value',
        { en: 'Distance against shift', zh: '距离随位移的变化' },
        { label: { en: 'distance', zh: '距离' }, scale: 'log' },
        at,
      ),
      figure(
        'slope',
        { en: 'Slope against shift', zh: '斜率随位移的变化' },
        { label: { en: 'change a bin', zh: '每格变化' } },
        slope,
      ),
    ],
  };
};

function bump(start: number, width: number): Float64Array {
  return new Float64Array(BINS).fill(1 / width, start, start + width);
}

/** An infinite value is a gap in a curve. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
