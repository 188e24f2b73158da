// The picture of two boxes that are dragged: Observable Plot draws the axes once, everything that moves is set
// through its scales. A box is moved and resized by pointer or keyboard.
import * as Plot from '@observablehq/plot';
import { BODY, centre, CORNERS, dragged, EDGES, enclosing, RANGE, type Box, type Grip } from './box';
import { boxShape, type BoxShape } from './boxShape';
import { shape } from '../../../shared/svgShape';

export type Which = 'prediction' | 'label';

/** A box on its way: where a loss has taken the prediction so far. */
export interface Track {
  readonly colour: string;
  readonly box: Box;
  /** Centres that it has passed. */
  readonly path: readonly (readonly [number, number])[];
}

export interface BoxModel {
  readonly prediction: Box;
  readonly label: Box;
  /** Names beside the boxes, and what a screen reader says of them. */
  readonly names: Readonly<Record<Which, string>>;
  readonly spoken: Readonly<Record<Which, string>>;
  /** −∂L/∂side of the leading loss for x1, y1, x2, y2: where a step would move each side. */
  readonly pull: readonly [number, number, number, number] | undefined;
  readonly pullColour: string;
  readonly tracks: readonly Track[];
}

export interface BoxFigure {
  readonly element: HTMLElement;
  readonly update: (model: BoxModel) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

const MARGIN = { top: 14, right: 14, bottom: 30, left: 30 };

/** Units of the plot for a gradient of 1, and the longest arrow. */
const ARROW = { scale: 4, longest: 2.4, shortest: 0.06 };

/** Arrow keys move by one step of the grid's tenth, with Shift by a whole one; with Alt they resize. */
const STEP = 0.1;

interface Drawn {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
  readonly hull: SVGRectElement;
  readonly centres: SVGLineElement;
  readonly boxes: Readonly<Record<Which, BoxShape>>;
  readonly arrows: readonly SVGPathElement[];
  readonly tracks: SVGGElement;
}

/** @param onDrag told the new box; `dragging` while more of the same is about to follow */
export function boxFigure(onDrag: (which: Which, box: Box, dragging: boolean) => void): BoxFigure {
  const element = document.createElement('div');
  element.className = 'figure-canvas boxes-canvas';
  let drawn: Drawn | undefined;
  let latest: BoxModel | undefined;
  let held: { which: Which; grip: Grip; from: Box; x: number; y: number } | undefined;

  const redraw = (model: BoxModel): void => {
    const width = Math.floor(element.clientWidth);
    if (width < 120) return;
    const focused = focusedBox(drawn);
    drawn = draw(width, grab, key);
    element.style.height = `${heightOf(width)}px`;
    element.replaceChildren(drawn.svg);
    place(drawn, model);
    if (focused !== undefined) drawn.boxes[focused].group.focus();
  };

  new ResizeObserver(() => {
    if (latest !== undefined && Math.floor(element.clientWidth) !== drawn?.width) redraw(latest);
  }).observe(element);

  const grab = (which: Which, grip: Grip, event: PointerEvent): void => {
    if (latest === undefined || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    drawn?.boxes[which].group.focus();
    held = { which, grip, from: latest[which], x: event.clientX, y: event.clientY };
    element.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent, dragging: boolean): void => {
    if (held === undefined || drawn === undefined) return;
    const unit = drawn.px(1) - drawn.px(0);
    const [dx, dy] = [(event.clientX - held.x) / unit, (held.y - event.clientY) / unit];
    onDrag(held.which, dragged(held.from, held.grip, dx, dy), dragging);
  };
  element.addEventListener('pointermove', (event) => drag(event, true));
  element.addEventListener('pointerup', (event) => {
    drag(event, false);
    held = undefined;
  });
  element.addEventListener('pointercancel', () => (held = undefined));

  const key = (which: Which, event: KeyboardEvent): void => {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
      event.key
    ];
    if (direction === undefined || latest === undefined) return;
    event.preventDefault();
    const step = STEP * (event.shiftKey ? 10 : 1);
    const grip: Grip = event.altKey ? { x: 'x2', y: 'y2' } : BODY;
    const box = dragged(latest[which], grip, (direction[0] ?? 0) * step, (direction[1] ?? 0) * step);
    latest = { ...latest, [which]: box }; // the next key may come before the next frame
    onDrag(which, box, true);
  };

  return {
    element,
    update: (model) => {
      latest = model;
      if (drawn === undefined) redraw(model);
      else place(drawn, model);
    },
    svg: () => drawn?.svg,
  };
}

function focusedBox(drawn: Drawn | undefined): Which | undefined {
  return (['prediction', 'label'] as const).find(
    (which) => drawn?.boxes[which].group === document.activeElement,
  );
}

function heightOf(width: number): number {
  const unit = (width - MARGIN.left - MARGIN.right) / (RANGE.x[1] - RANGE.x[0]);
  return Math.round(unit * (RANGE.y[1] - RANGE.y[0])) + MARGIN.top + MARGIN.bottom;
}

function draw(
  width: number,
  grab: (which: Which, grip: Grip, event: PointerEvent) => void,
  key: (which: Which, event: KeyboardEvent) => void,
): Drawn {
  const plotted = Plot.plot({
    className: 'plot',
    width,
    height: heightOf(width),
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { domain: [...RANGE.x], label: null },
    y: { domain: [...RANGE.y], label: null },
    marks: [
      Plot.gridX({ className: 'grid', ticks: 9, strokeOpacity: 1 }),
      Plot.gridY({ className: 'grid', ticks: 7, strokeOpacity: 1 }),
      Plot.axisX({ ticks: 9, tickSize: 4, className: 'axis' }),
      Plot.axisY({ ticks: 7, tickSize: 4, className: 'axis' }),
    ],
  });
  const svg = plotted as unknown as SVGSVGElement;
  svg.querySelectorAll('style').forEach((style) => style.remove());
  svg.setAttribute('role', 'group');
  const [xScale, yScale] = [plotted.scale('x'), plotted.scale('y')];
  const hull = svg.appendChild(shape('rect', { class: 'hull' }));
  const centres = svg.appendChild(shape('line', { class: 'centres' }));
  const label = boxShape('label', CORNERS, EDGES, (grip, event) => grab('label', grip, event));
  const tracks = svg.appendChild(shape('g', { class: 'tracks' }));
  const prediction = boxShape('prediction', CORNERS, EDGES, (grip, event) => grab('prediction', grip, event));
  svg.append(label.group, tracks, prediction.group);
  const arrows = [0, 1, 2, 3].map(() => svg.appendChild(shape('path', { class: 'pull' })));
  const boxes = { prediction, label };
  for (const which of ['prediction', 'label'] as const)
    boxes[which].group.addEventListener('keydown', (event) => key(which, event));
  return {
    svg,
    width,
    px: (x) => Number(xScale?.apply(x)),
    py: (y) => Number(yScale?.apply(y)),
    hull,
    centres,
    boxes,
    arrows,
    tracks,
  };
}

function place(drawn: Drawn, model: BoxModel): void {
  const { px, py, boxes } = drawn;
  for (const which of ['prediction', 'label'] as const) {
    boxes[which].place(model[which], px, py, model.names[which], model.spoken[which]);
  }
  const hull = enclosing(model.prediction, model.label);
  set(drawn.hull, {
    x: px(hull.x1),
    y: py(hull.y2),
    width: px(hull.x2) - px(hull.x1),
    height: py(hull.y1) - py(hull.y2),
  });
  const [a, b] = [centre(model.prediction), centre(model.label)];
  set(drawn.centres, { x1: px(a[0]), y1: py(a[1]), x2: px(b[0]), y2: py(b[1]) });
  const { x1, y1, x2, y2 } = model.prediction;
  const [cx, cy] = a;
  const feet: readonly [number, number, 'x' | 'y'][] = [
    [x1, cy, 'x'],
    [cx, y1, 'y'],
    [x2, cy, 'x'],
    [cx, y2, 'y'],
  ];
  feet.forEach(([x, y, axis], i) => {
    const pull = Math.max(-ARROW.longest, Math.min(ARROW.longest, (model.pull?.[i] ?? 0) * ARROW.scale));
    const arrow = drawn.arrows[i];
    arrow?.setAttribute(
      'd',
      Math.abs(pull) < ARROW.shortest ? '' : arrowPath(px(x), py(y), axis, pull * unitOf(px)),
    );
    if (arrow !== undefined) arrow.style.stroke = model.pullColour;
  });
  drawn.tracks.replaceChildren(...model.tracks.flatMap((track) => trackShapes(track, px, py)));
}

function unitOf(px: (x: number) => number): number {
  return px(1) - px(0);
}

/** A shaft and two barbs, `length` pixels along an axis of the plot (y upwards). */
function arrowPath(x: number, y: number, axis: 'x' | 'y', length: number): string {
  const [ex, ey] = axis === 'x' ? [x + length, y] : [x, y - length];
  const [ux, uy] = axis === 'x' ? [Math.sign(length), 0] : [0, -Math.sign(length)];
  const barb = Math.min(6, Math.abs(length));
  const point = (sx: number): string =>
    `M${(ex - barb * ux + sx * barb * 0.6 * uy).toFixed(1)},${(ey - barb * uy + sx * barb * 0.6 * ux).toFixed(1)}L${ex.toFixed(1)},${ey.toFixed(1)}`;
  return `M${x.toFixed(1)},${y.toFixed(1)}L${ex.toFixed(1)},${ey.toFixed(1)}${point(1)}${point(-1)}`;
}

function trackShapes(
  { box, path, colour }: Track,
  px: (x: number) => number,
  py: (y: number) => number,
): SVGElement[] {
  const line = shape('path', {
    class: 'track-line',
    d: path.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${px(x).toFixed(1)},${py(y).toFixed(1)}`).join(''),
  });
  const rect = shape('rect', {
    class: 'track-box',
    x: px(box.x1),
    y: py(box.y2),
    width: Math.max(0, px(box.x2) - px(box.x1)),
    height: Math.max(0, py(box.y1) - py(box.y2)),
  });
  line.style.stroke = colour;
  rect.style.stroke = colour;
  return [line, rect];
}

function set(element: SVGElement, numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) element.setAttribute(name, value.toFixed(1));
}
