// The surface's figure: a canvas for the picture, and over it an SVG with axes, cursor, paths and the colours' legend.
// While something moves, the axes stay; the canvas is painted and what moves is set.
import * as Plot from '@observablehq/plot';
import { formatShort } from '../../../shared/format';
import { shape } from '../../../shared/svgShape';
import type { ValueScale } from '../../../shared/valueScale';
import type { Coordinate } from './coordinates';
import type { Path } from './descent';
import { colourOf, paint, type Arrow } from './raster';
import { colourShare, shareAt, valueAt, type Surface } from './surfaceModel';

export interface SurfaceModel {
  readonly surface: Surface;
  readonly values: Float64Array;
  readonly size: number;
  readonly scale: ValueScale;
  readonly arrows: boolean;
  readonly at: readonly [number, number];
  readonly start: readonly [number, number] | undefined;
  readonly paths: readonly Path[];
  /** How many steps of the paths are shown. */
  readonly steps: number;
  readonly valueName: string;
}

export interface SurfaceFigure {
  readonly element: HTMLElement;
  readonly update: (model: SurfaceModel) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

export interface SurfaceActions {
  readonly onCursor: (at: readonly [number, number]) => void;
  readonly onStart: (at: readonly [number, number]) => void;
}

const MARGIN = { top: 26, right: 14, bottom: 78, left: 46 };
const LEGEND = { fromBottom: 26, height: 8 };

/** Pixels from arrow to arrow. */
const SPACING = 34;

export function surfaceFigure({ onCursor, onStart }: SurfaceActions): SurfaceFigure {
  const element = document.createElement('div');
  element.className = 'figure-canvas surface-canvas';
  element.tabIndex = 0;
  element.setAttribute('role', 'application');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  element.append(canvas);
  let svg: SVGSVGElement | undefined;
  let latest: SurfaceModel | undefined;
  let drawnFor = '';
  let painted: unknown[] = [];
  /** As the observer has told: to ask for it in every frame makes the browser lay out the page. */
  let width = 0;

  const redraw = (): void => {
    if (latest === undefined) return;
    const height = heightFor(width);
    if (width < 120) return;
    element.style.height = `${height}px`;
    const { surface, scale, valueName } = latest;
    const key = JSON.stringify([width, height, axisKey(surface.x), axisKey(surface.y), scale, valueName]);
    if (key !== drawnFor || svg === undefined) {
      drawnFor = key;
      svg?.remove();
      svg = frame(latest, width, height);
      element.append(svg);
    }
    const [w, h] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
    const now = [latest.values, latest.scale, latest.arrows, w, h];
    if (now.some((each, i) => each !== painted[i])) {
      painted = now;
      canvas.style.left = `${MARGIN.left}px`;
      canvas.style.top = `${MARGIN.top}px`;
      canvas.style.width = `${w}px`;
      canvas.style.height = `${h}px`;
      const arrows = latest.arrows ? arrowsOf(latest, w, h) : [];
      paint(canvas, { ...latest, arrows }, w, h, Math.min(2, devicePixelRatio));
    }
    place(svg, latest, w, h);
  };

  new ResizeObserver(() => {
    width = Math.floor(element.clientWidth);
    redraw();
  }).observe(element);

  const placeOf = (event: PointerEvent | MouseEvent): readonly [number, number] | undefined => {
    if (latest === undefined) return undefined;
    const box = canvas.getBoundingClientRect();
    const within = (share: number): number => Math.min(1, Math.max(0, share));
    return [
      valueAt(latest.surface.x, within((event.clientX - box.left) / box.width)),
      valueAt(latest.surface.y, 1 - within((event.clientY - box.top) / box.height)),
    ];
  };
  element.addEventListener('pointermove', (event) => {
    const at = placeOf(event);
    if (at !== undefined) onCursor(at);
  });
  element.addEventListener('click', (event) => {
    const at = placeOf(event);
    if (at !== undefined) onStart(at);
  });
  element.addEventListener('keydown', (event) => {
    if (latest === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onStart(latest.at);
      return;
    }
    const step = event.shiftKey ? 0.1 : 0.01;
    const move = {
      ArrowRight: [step, 0],
      ArrowLeft: [-step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const { surface, at } = latest;
    const moved = (c: Coordinate, value: number, by: number): number =>
      valueAt(c, Math.min(1, Math.max(0, shareAt(c, value) + by)));
    const next = [moved(surface.x, at[0], move[0]!), moved(surface.y, at[1], move[1]!)] as const;
    latest = { ...latest, at: next }; // the next key may come before the next frame
    onCursor(next);
  });

  return {
    element,
    update: (model) => {
      latest = model;
      redraw();
    },
    svg: () => {
      if (svg === undefined || latest === undefined) return svg;
      svg.querySelector('image')?.remove();
      const picture = shape('image', {
        href: canvas.toDataURL('image/png'),
        x: MARGIN.left,
        y: MARGIN.top,
        width: parseFloat(canvas.style.width),
        height: parseFloat(canvas.style.height),
        preserveAspectRatio: 'none',
      });
      svg.prepend(picture);
      // It is for the file: on screen the canvas lies below.
      queueMicrotask(() => picture.remove());
      return svg;
    },
  };
}

function heightFor(width: number): number {
  return Math.round(Math.min(470, Math.max(280, 0.78 * width)));
}

function axisKey({ id, range, scale, letter }: Coordinate): unknown[] {
  return [id, range, scale, letter];
}

/** Axes, legend, and the empty shapes that `place` sets. */
function frame({ surface, scale, valueName }: SurfaceModel, width: number, height: number): SVGSVGElement {
  const axis = ({ range, scale: kind }: Coordinate): Plot.ScaleOptions => ({
    domain: [...range],
    label: null,
    ...(kind === 'log' ? { type: 'log' } : {}),
  });
  const tickFormat = (v: number): string => formatShort(v);
  const svg = Plot.plot({
    className: 'plot',
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: axis(surface.x),
    y: axis(surface.y),
    marks: [
      Plot.axisX({ ticks: width < 340 ? 4 : 6, tickSize: 4, tickFormat, className: 'axis' }),
      Plot.axisY({ ticks: 6, tickSize: 4, tickFormat, className: 'axis' }),
      Plot.text([`↑ ${surface.y.letter}`], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dx: 2 - MARGIN.left,
        dy: -18,
      }),
      Plot.text([`${surface.x.letter} →`], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 32 }),
    ],
  }) as unknown as SVGSVGElement;
  svg.querySelectorAll('style').forEach((style) => style.remove());
  svg.setAttribute('aria-hidden', 'true');
  legend(svg, scale, valueName, width, height);
  const clip = svg.appendChild(shape('clipPath', { id: 'surface-frame' }));
  clip.append(
    shape('rect', {
      x: MARGIN.left,
      y: MARGIN.top,
      width: width - MARGIN.left - MARGIN.right,
      height: height - MARGIN.top - MARGIN.bottom,
    }),
  );
  svg.append(shape('g', { class: 'descent', 'clip-path': 'url(#surface-frame)' }));
  // Light dashes on a dark line are seen on every colour.
  for (const kind of ['cursor-edge', 'cursor'])
    for (const axis of ['x', 'y']) svg.append(shape('line', { class: `${kind} surface-cursor-${axis}` }));
  return svg;
}

/** A strip of the colours with the values they stand for. */
function legend(svg: SVGSVGElement, scale: ValueScale, name: string, width: number, height: number): void {
  const left = MARGIN.left;
  const span = width - left - MARGIN.right;
  const top = height - LEGEND.fromBottom;
  const gradient = shape('linearGradient', { id: 'surface-colours' });
  for (let i = 0; i <= 16; i++) {
    gradient.append(shape('stop', { offset: i / 16, 'stop-color': colourOf(i / 16) }));
  }
  const strip = { x: left, y: top, width: span, height: LEGEND.height, fill: 'url(#surface-colours)' };
  const group = shape('g', { class: 'surface-legend' });
  const text = (x: number, y: number, anchor: string, content: string): SVGTextElement => {
    const element = shape('text', { x, y, 'text-anchor': anchor });
    element.textContent = content;
    return element;
  };
  group.append(gradient, shape('rect', strip), text(left, top - 5, 'start', name));
  for (const tick of legendTicks(scale)) {
    const x = left + span * colourShare(scale, tick);
    if (x > left + span + 0.5 || x < left - 0.5) continue;
    group.append(
      shape('line', { class: 'tick', x1: x, x2: x, y1: top + LEGEND.height, y2: top + LEGEND.height + 3 }),
      text(x, top + LEGEND.height + 13, x > left + span - 12 ? 'end' : 'middle', formatShort(tick)),
    );
  }
  svg.append(group);
}

function legendTicks({ domain: [low, high], ticks }: ValueScale): readonly number[] {
  if (ticks !== undefined) return ticks;
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** Downhill by the trained coordinates, as it looks on screen; longer where it is steeper. */
function arrowsOf({ surface, scale }: SurfaceModel, width: number, height: number): Arrow[] {
  const [columns, rows] = [
    Math.max(2, Math.floor(width / SPACING)),
    Math.max(2, Math.floor(height / SPACING)),
  ];
  const places = Array.from({ length: columns * rows }, (_, i) => ({
    u: ((i % columns) + 0.5) / columns,
    v: (Math.floor(i / columns) + 0.5) / rows,
  }));
  const xs = Float64Array.from(places, ({ u }) => valueAt(surface.x, u));
  const ys = Float64Array.from(places, ({ v }) => valueAt(surface.y, 1 - v));
  const { value, byX, byY } = surface.at(xs, ys);
  const down = (c: Coordinate, slopes: Float64Array, span: number): Float64Array =>
    c.kind === 'prediction'
      ? slopes.map((g) => (-g * (c.range[1] - c.range[0])) / span)
      : slopes.map(() => 0);
  const [dx, dy] = [down(surface.x, byX, width), down(surface.y, byY, height).map((v) => -v)];
  const steep = dx.map((v, i) => Math.hypot(v, dy[i]!));
  const known = [...steep].filter((v) => v > 0 && Number.isFinite(v)).sort((a, b) => a - b);
  const middle = known[Math.floor(known.length / 2)];
  if (middle === undefined) return [];
  return places.map(({ u, v }, i) => {
    const m = steep[i]!;
    const length = (0.8 * SPACING * m) / (m + middle);
    const factor = m > 0 && Number.isFinite(m) ? length / m : 0;
    return {
      x: u * width,
      y: v * height,
      dx: dx[i]! * factor,
      dy: dy[i]! * factor,
      share: colourShare(scale, value[i]!),
    };
  });
}

function place(svg: SVGSVGElement, model: SurfaceModel, width: number, height: number): void {
  const { surface, at, start, paths, steps } = model;
  const px = (v: number): number => MARGIN.left + width * shareAt(surface.x, v);
  const py = (v: number): number => MARGIN.top + height * (1 - shareAt(surface.y, v));
  const [x, y] = [px(at[0]).toFixed(1), py(at[1]).toFixed(1)];
  const set = (selector: string, attributes: Readonly<Record<string, string | number>>): void => {
    for (const line of svg.querySelectorAll(selector))
      for (const [name, value] of Object.entries(attributes)) line.setAttribute(name, String(value));
  };
  set('.surface-cursor-x', { x1: x, x2: x, y1: MARGIN.top, y2: MARGIN.top + height });
  set('.surface-cursor-y', { x1: MARGIN.left, x2: MARGIN.left + width, y1: y, y2: y });
  const group = svg.querySelector('.descent')!;
  group.replaceChildren(
    ...paths.flatMap((path) => pathShapes(path, steps, px, py)),
    ...(start === undefined
      ? []
      : [shape('circle', { class: 'start', cx: px(start[0]), cy: py(start[1]), r: 4.5 })]),
  );
}

function pathShapes(
  { optimizer, x, y }: Path,
  steps: number,
  px: (v: number) => number,
  py: (v: number) => number,
): SVGElement[] {
  const last = Math.min(steps, x.length - 1);
  const near = (v: number): number => Math.min(1e4, Math.max(-1e4, v));
  let d = '';
  for (let i = 0; i <= last; i++)
    d += `${i === 0 ? 'M' : 'L'}${near(px(x[i]!)).toFixed(1)},${near(py(y[i]!)).toFixed(1)}`;
  return [
    shape('path', { class: 'path-edge', d }),
    shape('path', { class: `path ${optimizer}`, d }),
    shape('circle', { class: `path-end ${optimizer}`, cx: near(px(x[last]!)), cy: near(py(y[last]!)), r: 4 }),
  ];
}
