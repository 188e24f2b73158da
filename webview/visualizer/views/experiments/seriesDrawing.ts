// Curves, and points against one another.
import * as Plot from '@observablehq/plot';
import type { SeriesFigure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { seriesColour } from '../../../shared/series';
import { axisNames, axisOptions, frame, ticksAcross, type AxisOptions } from './axes';

export function seriesOptions(figure: SeriesFigure, width: number, language: Language): Plot.PlotOptions {
  const { series, marks = [] } = figure;
  const x = axisOptions(
    figure.x,
    [...series.flatMap((s) => s.x), ...marks.flatMap((m) => m.x ?? [])],
    ticksAcross(width),
  );
  const y = axisOptions(figure.y, [...series.flatMap((s) => s.y), ...marks.flatMap((m) => m.y ?? [])], 5);
  const drawn = series.map((one, i) => {
    const colour = seriesColour(i);
    // A line through few points of a scatter is what the points are held against.
    if (figure.kind === 'lines' || one.x.length === 2)
      return Plot.line(one.x, {
        x: one.x,
        y: one.y,
        stroke: colour,
        strokeWidth: figure.kind === 'lines' ? 2 : 1.25,
        ...(figure.kind === 'lines' ? {} : { strokeDasharray: '5 4' }),
        className: 'curve',
        clip: true,
      });
    const few = one.x.length <= 10;
    return Plot.dot(one.x, {
      x: one.x,
      y: one.y,
      fill: colour,
      fillOpacity: few ? 1 : 0.45,
      r: few ? 4.5 : 1.7,
      className: 'points',
      clip: true,
    });
  });
  return {
    x: x.scale,
    y: y.scale,
    marks: [
      ...frame(x, y),
      ...(figure.y.scale === 'log' ? [] : [Plot.ruleY(crossesZero(y) ? [0] : [], { className: 'zero' })]),
      ...drawn,
      ...marks.flatMap((mark) => markShapes(mark)),
      ...marks.flatMap(({ name, x: at, y: level }) => {
        const text = name[language];
        if (at !== undefined && level !== undefined)
          return [Plot.text([text], { x: [at], y: [level], dy: -10, className: 'mark-name' })];
        if (at !== undefined)
          return [Plot.text([text], { x: [at], frameAnchor: 'top', dy: -6, className: 'mark-name' })];
        return [
          Plot.text([text], {
            y: [level ?? 0],
            frameAnchor: 'right',
            textAnchor: 'end',
            dy: -7,
            className: 'mark-name',
          }),
        ];
      }),
      ...axisNames(figure.x, figure.y, language),
    ],
  };
}

function crossesZero({ scale }: AxisOptions): boolean {
  const [low = 0, high = 0] = (scale.domain ?? []) as Iterable<number> as readonly number[];
  return low <= 0 && high >= 0;
}

function markShapes({ x, y }: { readonly x?: number; readonly y?: number }): Plot.Markish[] {
  if (x !== undefined && y !== undefined)
    return [Plot.dot([0], { x: [x], y: [y], r: 4, className: 'mark-dot' })];
  if (x !== undefined) return [Plot.ruleX([x], { className: 'mark-line' })];
  return y === undefined ? [] : [Plot.ruleY([y], { className: 'mark-line' })];
}
