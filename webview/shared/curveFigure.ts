// A plot of curves with a cursor. Observable Plot draws the figure; while a slider moves, the figure stays and
// only the paths' `d` and the cursor's dots are set through its scales, which fits into a frame.
import * as Plot from '@observablehq/plot';
import { formatShort } from './format';
import { backdropPath, pathOf, tangentPath, type Frame } from './curvePaths';
import { shape } from './svgShape';
import { scalesDiffer, type ValueScale } from './valueScale';

export interface CurveSeries {
  readonly key: string;
  /** Any CSS colour. */
  readonly colour: string;
  readonly dashed?: boolean;
  readonly y: Float64Array;
  /** The value at the cursor. */
  readonly at: number;
}

export interface CurveModel {
  readonly x: Float64Array;
  readonly range: readonly [number, number];
  readonly scale: ValueScale;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly CurveSeries[];
  readonly cursor: number;
  /** The line that touches a curve at the cursor. */
  readonly tangent?: { readonly at: number; readonly slope: number; readonly colour: string };
  /** Bars that rise from the bottom behind the curves: shares of the data by bin of x. */
  readonly backdrop?: Backdrop;
}

export interface Backdrop {
  readonly edges: readonly number[];
  readonly shares: readonly number[];
}

export interface CurveFigure {
  /** Where the figure is put; it fills the width. */
  readonly element: HTMLElement;
  /** @param settled whether nothing is being dragged: only then do small changes of the scale redraw the axes */
  readonly update: (model: CurveModel, settled: boolean) => void;
  readonly svg: () => SVGSVGElement | undefined;
  /** Tells assistive technology what the cursor reads: the figure is a slider over x. */
  readonly announce: (cursor: CursorText) => void;
}

export interface CursorText {
  readonly name: string;
  /** Id of the element that describes the plot. */
  readonly describedBy: string;
  readonly now: number;
  readonly text: string;
}

const MARGIN = { top: 26, right: 14, bottom: 40, left: 46 };

interface Drawn {
  readonly svg: SVGSVGElement;
  readonly paths: readonly SVGPathElement[];
  readonly dots: readonly SVGCircleElement[];
  readonly line: SVGLineElement;
  readonly tangent: SVGPathElement;
  readonly backdrop: SVGPathElement;
  /** What the backdrop shows. */
  bars?: Backdrop | undefined;
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
  readonly width: number;
  readonly model: CurveModel;
  /** The numbers that each path shows. */
  readonly shown: (Float64Array | undefined)[];
}

/** @param onCursor told where the pointer is, in units of x */
export function curveFigure(height: number, onCursor: (x: number) => void): CurveFigure {
  const element = document.createElement('div');
  element.className = 'figure-canvas';
  element.style.height = `${height}px`;
  let drawn: Drawn | undefined;
  let latest: CurveModel | undefined;

  const redraw = (model: CurveModel): void => {
    const width = Math.floor(element.clientWidth);
    if (width < 120) return;
    drawn = draw(model, width, height);
    element.replaceChildren(drawn.svg);
    place(drawn, model);
  };

  new ResizeObserver(() => {
    if (latest !== undefined && Math.floor(element.clientWidth) !== drawn?.width) redraw(latest);
  }).observe(element);

  const point = (event: PointerEvent): void => {
    if (drawn === undefined || latest === undefined) return;
    const box = drawn.svg.getBoundingClientRect();
    const share = (event.clientX - box.left - MARGIN.left) / (drawn.width - MARGIN.left - MARGIN.right);
    const [low, high] = latest.range;
    onCursor(low + Math.min(1, Math.max(0, share)) * (high - low));
  };
  element.addEventListener('pointermove', point);
  element.addEventListener('pointerdown', point);

  element.setAttribute('role', 'slider');
  element.tabIndex = 0;
  element.addEventListener('keydown', (event) => {
    if (latest === undefined) return;
    const next = steppedCursor(event, latest);
    if (next === undefined) return;
    event.preventDefault();
    latest = { ...latest, cursor: next }; // the next key may come before the next frame
    onCursor(next);
  });

  return {
    element,
    announce: ({ name, describedBy, now, text }) => {
      element.ariaLabel = name;
      element.setAttribute('aria-describedby', describedBy);
      element.ariaValueMin = String(latest?.range[0] ?? 0);
      element.ariaValueMax = String(latest?.range[1] ?? 1);
      element.ariaValueNow = String(now);
      element.ariaValueText = text;
    },
    update: (model, settled) => {
      latest = model;
      if (drawn === undefined || !fits(drawn.model, model, settled)) redraw(model);
      else place(drawn, model);
    },
    svg: () => drawn?.svg,
  };
}

/** Arrow keys move by a hundredth of the range, page keys and Shift by a tenth. */
function steppedCursor(event: KeyboardEvent, { range, cursor }: CurveModel): number | undefined {
  const [low, high] = range;
  const step = ((high - low) / 100) * (event.shiftKey ? 10 : 1);
  const moved = {
    ArrowRight: cursor + step,
    ArrowUp: cursor + step,
    ArrowLeft: cursor - step,
    ArrowDown: cursor - step,
    PageUp: cursor + (high - low) / 10,
    PageDown: cursor - (high - low) / 10,
    Home: low,
    End: high,
  }[event.key];
  return moved === undefined ? undefined : Math.min(high, Math.max(low, moved));
}

function fits(old: CurveModel, model: CurveModel, settled: boolean): boolean {
  return (
    old.xLabel === model.xLabel &&
    old.yLabel === model.yLabel &&
    old.range[0] === model.range[0] &&
    old.range[1] === model.range[1] &&
    old.series.length === model.series.length &&
    old.series.every((s, i) => s.key === model.series[i]?.key && s.colour === model.series[i].colour) &&
    !scalesDiffer(old.scale, model.scale, settled ? 0.02 : 0.3)
  );
}

function draw(model: CurveModel, width: number, height: number): Drawn {
  const ticks = { ticks: model.scale.ticks === undefined ? 5 : [...model.scale.ticks] };
  const plotted = Plot.plot({
    className: 'plot',
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { domain: [...model.range], label: null },
    y: yScale(model.scale),
    marks: [
      Plot.gridY({ className: 'grid', ...ticks, strokeOpacity: 1 }),
      Plot.axisY({ ...ticks, tickSize: 4, tickFormat: (v: number) => formatShort(v), className: 'axis' }),
      Plot.axisX({
        ticks: width < 300 ? 4 : 6,
        tickSize: 4,
        tickFormat: (v: number) => formatShort(v),
        className: 'axis',
      }),
      ...(model.scale.kind === 'log' ? [] : [Plot.ruleY([0], { className: 'zero' })]),
      Plot.text([model.yLabel], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dx: 2 - MARGIN.left,
        dy: -18,
        className: 'axis-label',
      }),
      Plot.text([model.xLabel], {
        frameAnchor: 'bottom-right',
        textAnchor: 'end',
        dy: 32,
        className: 'axis-label',
      }),
      ...model.series.map((s) =>
        Plot.line(
          Array.from(model.x, (x, i) => [x, s.y[i] ?? NaN]),
          {
            stroke: s.colour,
            strokeWidth: 1.75,
            ...(s.dashed === true ? { strokeDasharray: '5 3' } : {}),
            clip: true,
            className: 'curve',
          },
        ),
      ),
    ],
  });
  const svg = plotted as unknown as SVGSVGElement;
  // Plot's own style element has no nonce; the views' stylesheet says the same.
  svg.querySelectorAll('style').forEach((style) => style.remove());
  svg.setAttribute('aria-hidden', 'true');
  const [across, upwards] = [plotted.scale('x'), plotted.scale('y')];
  const apply = (scale: typeof across) => (v: number) => Number(scale?.apply(v));
  const clip = svg.querySelector('.curve')?.closest('[clip-path]')?.getAttribute('clip-path') ?? 'none';
  const backdrop = shape('path', { class: 'backdrop', 'clip-path': clip });
  const first = svg.querySelector('.zero, .curve');
  svg.insertBefore(backdrop, [...svg.children].find((child) => child.contains(first)) ?? null);
  const tangent = svg.appendChild(shape('path', { class: 'tangent', 'clip-path': clip }));
  const line = svg.appendChild(
    shape('line', { class: 'cursor', y1: MARGIN.top, y2: height - MARGIN.bottom }),
  );
  return {
    svg,
    paths: [...svg.querySelectorAll<SVGPathElement>('.curve path')],
    dots: model.series.map((s) => {
      const dot = svg.appendChild(shape('circle', { class: 'cursor-dot', r: 3.5 }));
      dot.style.fill = s.colour;
      return dot;
    }),
    line,
    tangent,
    backdrop,
    px: apply(across),
    py: apply(upwards),
    width,
    model,
    shown: [],
  };
}

function yScale({ kind, domain, constant }: ValueScale): Plot.ScaleOptions {
  if (kind === 'linear') return { domain: [...domain], nice: 5, label: null };
  return { type: kind, domain: [...domain], label: null, ...(kind === 'symlog' ? { constant } : {}) };
}

/** Sets what moves: the paths, the cursor's line and its dots, the tangent, and the data behind. */
function place(drawn: Drawn, model: CurveModel): void {
  const { px, py, paths, dots, line } = drawn;
  const frame: Frame = {
    px,
    py,
    top: py(drawn.model.scale.domain[1]),
    bottom: py(drawn.model.scale.domain[0]),
  };
  const cursor = px(model.cursor).toFixed(1);
  line.setAttribute('x1', cursor);
  line.setAttribute('x2', cursor);
  model.series.forEach((s, k) => {
    if (drawn.shown[k] !== s.y) {
      paths[k]?.setAttribute('d', pathOf(model.x, s.y, frame));
      drawn.shown[k] = s.y;
    }
    const dot = dots[k];
    if (dot === undefined) return;
    const y = py(s.at);
    const shown = y >= MARGIN.top - 1 && y <= bottomEdge(drawn) + 1;
    dot.setAttribute('visibility', shown ? 'visible' : 'hidden');
    dot.setAttribute('cx', cursor);
    if (Number.isFinite(y)) dot.setAttribute('cy', y.toFixed(1));
  });
  const { tangent, backdrop } = model;
  drawn.tangent.setAttribute(
    'd',
    tangent === undefined ? '' : tangentPath(model.cursor, tangent, model.range, frame),
  );
  if (tangent !== undefined) drawn.tangent.style.stroke = tangent.colour;
  if (drawn.bars !== backdrop) {
    drawn.bars = backdrop;
    const height = bottomEdge(drawn) - MARGIN.top;
    drawn.backdrop.setAttribute(
      'd',
      backdrop === undefined ? '' : backdropPath(backdrop, px, bottomEdge(drawn), height),
    );
  }
}

function bottomEdge(drawn: Drawn): number {
  return Number(drawn.line.getAttribute('y2'));
}
