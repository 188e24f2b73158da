// Four losses of a box that slides past its target, and how hard each pulls its centre.
import { listOf, numberAt } from '../../catalogue/experiments/experiment';
import type { Figure } from '../../protocol/figures';
import type { ExperimentComputation } from './computation';
import { evaluatorOf, evenly, mismatch } from './evaluate';
import { lossName, LOSS } from './words';

const LOSSES = ['iou', 'giou', 'diou', 'ciou'];
const POINTS = 301;

export const giouDegenerates: ExperimentComputation = (params) => {
  const [x1 = 0, y1 = 0, x2 = 1, y2 = 1] = listOf(params, 'target');
  if (!(x2 > x1 && y2 > y1)) {
    throw mismatch(
      'The target has no area.',
      'Give its left, top, right and bottom, such as [0, 0, 10, 10].',
    );
  }
  const [width = 1, height = 1] = listOf(params, 'size');
  const target = [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1] as const;
  const offset = numberAt(params, 'offset');
  const reach = Math.max(1.5 * (target[2] + width), Math.abs(offset));
  const offsets = Float64Array.from([...evenly(-reach, reach, POINTS), offset]);
  const prediction = Float64Array.from(
    [...offsets].flatMap((dx) => [target[0] + dx, target[1], width, height]),
  );
  const found = LOSSES.map((name) => {
    const loss = evaluatorOf(
      `${name}_loss`,
      { eps: 0, boxFormat: 'cxcywh' },
      { layout: 'boxes', columns: 1 },
    );
    const { value, gradient } = loss.evaluate({
      cases: offsets.length,
      prediction,
      label: Float64Array.from(target),
    });
    const norms = Array.from(offsets, (_, i) =>
      Math.hypot(gradient[4 * i] ?? NaN, gradient[4 * i + 1] ?? NaN),
    );
    return { name, value: Array.from(value), norms };
  });
  const x = Array.from(offsets.subarray(0, POINTS));
  const figure = (id: string, title: Figure['title'], y: Figure['x'], of: 'value' | 'norms'): Figure => ({
    kind: 'lines',
    id,
    title,
    x: { label: { en: 'offset of the centre', zh: '中心偏移' } },
    y,
    series: found.map((f) => ({ name: lossName(f.name), x, y: f[of].slice(0, POINTS) })),
    marks: [{ name: { en: 'the given offset', zh: '给定偏移' }, x: offset }],
  });
  return {
    measures: Object.fromEntries(
      found.map(({ name, norms }) => [`gradientNorm.${name}`, norms.at(-1) ?? NaN]),
    ),
    figures: [
      figure(
        'gradient',
        { en: 'Pull on the centre', zh: '对中心的拉力' },
        { label: { en: 'norm of the gradient', zh: '梯度范数' } },
        'norms',
      ),
      figure('loss', { en: 'The losses', zh: '各损失' }, LOSS, 'value'),
    ],
  };
};
