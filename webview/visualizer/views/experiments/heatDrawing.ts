// A number a cell: a matrix, or a plane cut into squares.
import * as Plot from '@observablehq/plot';
import type { HeatFigure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { formatShort } from '../../../shared/format';
import { axisNames, axisOptions, frame, ticksAcross, type AxisOptions } from './axes';

/** From the page's own background to one hue, so that it reads in every theme. */
function heatColour({ values, value }: HeatFigure): (v: number) => string {
  const finite = values.filter((v) => Number.isFinite(v) && (value.scale !== 'log' || v > 0));
  const at = (v: number): number => (value.scale === 'log' ? Math.log10(v) : v);
  const [low, high] = [
    value.scale === 'log' ? at(Math.min(...finite)) : Math.min(0, ...finite),
    at(Math.max(...finite)),
  ];
  return (v) => {
    const share = high > low ? Math.min(1, Math.max(0, (at(v) - low) / (high - low))) : 1;
    return `color-mix(in srgb, var(--series-3) ${(4 + 96 * share).toFixed(1)}%, var(--vscode-editor-background))`;
  };
}

export function heatOptions(figure: HeatFigure, width: number, language: Language): Plot.PlotOptions {
  const { columns, rows, values } = figure;
  const colour = heatColour(figure);
  const [dx, dy] = [spacing(columns) / 2, spacing(rows) / 2];
  const cells = values.flatMap((v, i) => {
    const [x, y] = [columns[i % columns.length] ?? 0, rows[Math.floor(i / columns.length)] ?? 0];
    return Number.isFinite(v) ? [{ x1: x - dx, x2: x + dx, y1: y - dy, y2: y + dy, v }] : [];
  });
  const reach = (centres: readonly number[], half: number): [number, number] => [
    (centres[0] ?? 0) - half,
    (centres[centres.length - 1] ?? 0) + half,
  ];
  const few = Math.max(columns.length, rows.length) <= 12;
  const [x, y] = [
    axisOptions({ ...figure.x, domain: reach(columns, dx) }, [], few ? columns.length : ticksAcross(width)),
    axisOptions({ ...figure.y, domain: reach(rows, dy) }, [], few ? rows.length : 5),
  ];
  const counted = (ticks: AxisOptions, centres: readonly number[]): AxisOptions =>
    few ? { ...ticks, ticks: [...centres] } : ticks;
  return {
    x: x.scale,
    // A matrix is read from its first row down.
    y: few ? { ...y.scale, reverse: true } : y.scale,
    marks: [
      ...frame(counted(x, columns), counted(y, rows)).slice(1),
      Plot.rect(cells, {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        fill: (cell: { v: number }) => colour(cell.v),
        className: 'heat',
        ...(few ? { inset: 1 } : {}),
      }),
      ...(few
        ? [
            Plot.text(cells, {
              x: (cell: { x1: number; x2: number }) => (cell.x1 + cell.x2) / 2,
              y: (cell: { y1: number; y2: number }) => (cell.y1 + cell.y2) / 2,
              text: (cell: { v: number }) => formatShort(cell.v),
              className: 'heat-value',
            }),
          ]
        : []),
      ...axisNames(figure.x, figure.y, language),
    ],
  };
}

function spacing(centres: readonly number[]): number {
  return centres.length < 2 ? 1 : Math.abs((centres[1] ?? 1) - (centres[0] ?? 0));
}
