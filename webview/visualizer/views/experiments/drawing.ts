// Draws a figure of an experiment with Observable Plot, whatever the experiment: curves, points, bars, a heat map, or
// what moves from points to points.
import * as Plot from '@observablehq/plot';
import type {
  Axis,
  BarFigure,
  Figure,
  FlowFigure,
  HeatFigure,
  SeriesFigure,
} from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { formatShort } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';

export interface Drawn {
  readonly svg: SVGSVGElement;
  /** Pixels of a place on an axis and back; absent where the axis has names. */
  readonly x?: Scale;
  readonly y?: Scale;
}

export interface Scale {
  readonly apply: (value: number) => number;
  readonly invert: (pixels: number) => number;
  readonly domain: readonly [number, number];
}

const MARGINS = { marginTop: 26, marginRight: 16, marginBottom: 40, marginLeft: 54 };

export function drawFigure(figure: Figure, width: number, height: number, language: Language): Drawn {
  const plotted = Plot.plot({
    className: 'plot',
    width,
    height,
    ...MARGINS,
    ...optionsOf(figure, width, language),
  });
  const svg = plotted as unknown as SVGSVGElement;
  svg.querySelectorAll('style').forEach((style) => style.remove());
  svg.setAttribute('aria-hidden', 'true');
  const [x, y] = figure.kind === 'bars' ? [] : [plotted.scale('x'), plotted.scale('y')];
  return {
    svg,
    ...(x === undefined ? {} : { x: scaleOf(x) }),
    ...(y === undefined ? {} : { y: scaleOf(y) }),
  };
}

function scaleOf(scale: Plot.Scale): Scale {
  const [low, high] = Array.from((scale.domain ?? []) as Iterable<number>);
  return {
    apply: (value) => Number(scale.apply(value)),
    invert: (pixels) => Number(scale.invert?.(pixels)),
    domain: [low ?? 0, high ?? 1],
  };
}

function optionsOf(figure: Figure, width: number, language: Language): Plot.PlotOptions {
  switch (figure.kind) {
    case 'lines':
    case 'scatter':
      return seriesOptions(figure, width, language);
    case 'bars':
      return barOptions(figure, width, language);
    case 'heat':
      return heatOptions(figure, width, language);
    case 'flow':
      return flowOptions(figure, width, language);
  }
}

function named({ label, unit }: Axis, language: Language): string {
  return unit === undefined ? label[language] : `${label[language]} (${unit})`;
}

/** The names of both axes, where every plot of ours has them. */
function axisNames(x: Axis, y: Axis, language: Language): Plot.Markish[] {
  return [
    Plot.text([`↑ ${named(y, language)}`], {
      frameAnchor: 'top-left',
      textAnchor: 'start',
      dx: 2 - MARGINS.marginLeft,
      dy: -18,
    }),
    Plot.text([`${named(x, language)} →`], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 32 }),
  ];
}

/** Powers of ten between the ends of a logarithmic axis, at most `most` of them. */
function powers([low, high]: readonly [number, number], most: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from) / most));
  const found: number[] = [];
  for (let power = from; power <= to; power += step) found.push(10 ** power);
  return found;
}

interface AxisOptions {
  readonly scale: Plot.ScaleOptions;
  readonly ticks: number | number[];
}

function axisOptions(axis: Axis, values: readonly number[], ticks: number): AxisOptions {
  const finite = values.filter((v) => Number.isFinite(v) && (axis.scale !== 'log' || v > 0));
  const extent: [number, number] = [
    finite.reduce((a, b) => Math.min(a, b), axis.domain?.[0] ?? Infinity),
    finite.reduce((a, b) => Math.max(a, b), axis.domain?.[1] ?? -Infinity),
  ];
  const [low, high] = Number.isFinite(extent[0] + extent[1]) ? extent : [axis.scale === 'log' ? 1 : 0, 1];
  // What an axis says of its own reach holds: values beyond it are cut off.
  const domain: [number, number] = axis.domain === undefined ? [low, high] : [...axis.domain];
  if (domain[0] === domain[1]) domain[1] = axis.scale === 'log' ? 10 * domain[0] : domain[0] + 1;
  if (axis.scale === 'log') {
    const between = powers(domain, ticks);
    return {
      scale: { type: 'log', domain, label: null, clamp: false },
      ticks: between.length >= 2 ? between : ticks,
    };
  }
  return { scale: { type: 'linear', domain, label: null, nice: axis.domain === undefined }, ticks };
}

function frame(x: AxisOptions, y: AxisOptions): Plot.Markish[] {
  const format = (v: number): string => formatShort(v);
  return [
    Plot.gridY({ className: 'grid', strokeOpacity: 1, ticks: y.ticks }),
    Plot.axisY({ ticks: y.ticks, tickSize: 4, tickFormat: format, className: 'axis' }),
    Plot.axisX({ ticks: x.ticks, tickSize: 4, tickFormat: format, className: 'axis' }),
  ];
}

const ticksAcross = (width: number): number => Math.max(3, Math.floor(width / 80));

function seriesOptions(figure: SeriesFigure, width: number, language: Language): Plot.PlotOptions {
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

function barOptions(figure: BarFigure, width: number, language: Language): Plot.PlotOptions {
  const { categories, series } = figure;
  const bars = series.flatMap(({ values }, s) =>
    categories.map((category, c) => ({
      category: category[language],
      series: String(s),
      value: values[c] ?? NaN,
      colour: seriesColour(s),
    })),
  );
  const y = axisOptions({ ...figure.y }, [0, ...bars.map(({ value }) => value)], 5);
  const narrow = width / (categories.length * series.length) < 14;
  return {
    x: { axis: null, padding: 0.08, type: 'band' },
    fx: { label: null, padding: narrow ? 0.12 : 0.25, domain: categories.map((c) => c[language]) },
    y: y.scale,
    marks: [
      Plot.gridY({ className: 'grid', strokeOpacity: 1, ticks: y.ticks }),
      Plot.axisY({
        ticks: y.ticks,
        tickSize: 4,
        tickFormat: (v: number) => formatShort(v),
        className: 'axis',
      }),
      Plot.axisFx({ anchor: 'bottom', tickSize: 0, label: null, className: 'axis' }),
      Plot.barY(bars, { fx: 'category', x: 'series', y: 'value', fill: 'colour', className: 'bars' }),
      Plot.ruleY([0], { className: 'zero' }),
      Plot.text([`↑ ${named(figure.y, language)}`], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dx: 2 - MARGINS.marginLeft,
        dy: -18,
        facet: 'super',
      }),
      Plot.text([`${named(figure.x, language)} →`], {
        frameAnchor: 'bottom-right',
        textAnchor: 'end',
        dy: 32,
        facet: 'super',
      }),
    ],
  };
}

/** From the page's own background to one hue, so that it reads in every theme. */
export function heatColour({ values, value }: HeatFigure): (v: number) => string {
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

function heatOptions(figure: HeatFigure, width: number, language: Language): Plot.PlotOptions {
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

function flowOptions(figure: FlowFigure, width: number, language: Language): Plot.PlotOptions {
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
