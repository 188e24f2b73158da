// What moves from the points of one side to those of the other.
import * as Plot from '@observablehq/plot';
import type { FlowFigure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import { axisNames, axisOptions, frame, ticksAcross } from './axes';

export function flowOptions(figure: FlowFigure, width: number, language: Language): Plot.PlotOptions {
  const { sides, arrows } = figure;
  const all = sides.flatMap(({ points }) => points);
  const most = Math.max(...all.map(({ weight }) => weight), 1e-300);
  const moved = Math.max(...arrows.map(({ amount }) => amount), 1e-300);
  const [from, to] = [sides[0]?.points ?? [], sides[1]?.points ?? []];
  const links = arrows.flatMap(({ from: a, to: b, amount }) => {
    const [start, end] = [from[a], to[b]];
    return start === undefined || end === undefined ? [] : [{ start, end, amount }];
  });
  const padded = (axis: 'x' | 'y'): [number, number] => {
    const numbers = all.map((point) => point[axis]);
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    const room = 0.15 * Math.max(high - low, 1);
    return [low - room, high + room];
  };
  const x = axisOptions({ ...figure.x, domain: figure.x.domain ?? padded('x') }, [], ticksAcross(width));
  const y = axisOptions({ ...figure.y, domain: figure.y.domain ?? padded('y') }, [], 5);
  type Link = (typeof links)[number];
  return {
    x: x.scale,
    y: y.scale,
    marks: [
      ...frame(x, y),
      Plot.arrow(links, {
        x1: ({ start }: Link) => start.x,
        y1: ({ start }: Link) => start.y,
        x2: ({ end }: Link) => end.x,
        y2: ({ end }: Link) => end.y,
        strokeWidth: ({ amount }: Link) => 1 + (5 * amount) / moved,
        stroke: 'var(--series-3)',
        strokeOpacity: 0.75,
        inset: 10,
        headLength: 7,
        className: 'arrows',
      }),
      ...sides.map(({ points }, i) =>
        Plot.dot(points, {
          x: 'x',
          y: 'y',
          r: ({ weight }: { weight: number }) => 3 + 8 * Math.sqrt(weight / most),
          fill: seriesColour(i),
          className: `points side-${i}`,
        }),
      ),
      Plot.text(links, {
        x: ({ start, end }: Link) => (start.x + end.x) / 2,
        y: ({ start, end }: Link) => (start.y + end.y) / 2,
        text: ({ amount }: Link) => formatShort(amount),
        dy: -8,
        className: 'mark-name',
      }),
      ...axisNames(figure.x, figure.y, language),
    ],
    r: { type: 'identity' },
  };
}
