// Bars whose heights are dragged: logits, distributions. Observable Plot draws the axes; the bars are set through
// its scales, so a drag redraws nothing else. Every bar is a slider for the keyboard and for screen readers.
import * as Plot from '@observablehq/plot';
import { formatShort } from './format';
import { domainsDiffer } from '../../src/math/valueDomain';

export interface BarGroup {
  readonly key: string;
  readonly name: string;
  /** Any CSS colour. */
  readonly colour: string;
  readonly values: readonly number[];
  /** Bars that only show are drawn as outlines and cannot be taken hold of. */
  readonly editable: boolean;
}

export interface BarModel {
  /** Names below the bars: the same for all groups. */
  readonly bins: readonly string[];
  readonly groups: readonly BarGroup[];
  readonly domain: readonly [number, number];
  /** How far a bar may be dragged. */
  readonly limits: readonly [number, number];
  readonly xLabel: string;
  readonly yLabel: string;
  /** What a screen reader calls a bar. */
  readonly nameOf: (group: BarGroup, bin: number) => string;
}

export interface BarEditor {
  readonly element: HTMLElement;
  readonly update: (model: BarModel, settled: boolean) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

export type OnBar = (group: string, bin: number, value: number, dragging: boolean) => void;

const MARGIN = { top: 26, right: 10, bottom: 40, left: 42 };

interface Bar {
  readonly group: number;
  readonly bin: number;
  readonly rect: SVGRectElement;
  /** A column as high as the plot, which is easier to hit than a bar of height 0. */
  readonly hit: SVGRectElement;
}

interface Drawn {
  readonly svg: SVGSVGElement;
  readonly bars: readonly Bar[];
  readonly py: (y: number) => number;
  readonly valueAt: (pixel: number) => number;
  readonly width: number;
  readonly model: BarModel;
}

export function barEditor(height: number, onBar: OnBar): BarEditor {
  const element = document.createElement('div');
  element.className = 'figure-canvas bars-canvas';
  element.style.height = `${height}px`;
  let drawn: Drawn | undefined;
  let latest: BarModel | undefined;
  let held: { group: number; bin: number } | undefined;

  const redraw = (model: BarModel): void => {
    const width = Math.floor(element.clientWidth);
    if (width < 120) return;
    const focused = drawn?.bars.findIndex(({ hit }) => hit === document.activeElement) ?? -1;
    drawn = draw(model, width, height);
    drawn.bars.forEach((bar) => {
      bar.hit.addEventListener('pointerdown', (event) => grab(bar, event));
      bar.hit.addEventListener('keydown', (event) => key(bar, event));
    });
    element.replaceChildren(drawn.svg);
    place(drawn, model);
    if (focused >= 0) drawn.bars[focused]?.hit.focus();
  };
  new ResizeObserver(() => {
    if (latest !== undefined && Math.floor(element.clientWidth) !== drawn?.width) redraw(latest);
  }).observe(element);

  const move = (event: PointerEvent, dragging: boolean): void => {
    if (held === undefined || drawn === undefined || latest === undefined) return;
    const value = drawn.valueAt(event.clientY - drawn.svg.getBoundingClientRect().top);
    onBar(latest.groups[held.group]?.key ?? '', held.bin, limited(value, latest), dragging);
  };
  const grab = (bar: Bar, event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    bar.hit.focus();
    held = bar;
    element.setPointerCapture(event.pointerId);
    move(event, true);
  };
  element.addEventListener('pointermove', (event) => move(event, true));
  element.addEventListener('pointerup', (event) => {
    move(event, false);
    held = undefined;
  });
  element.addEventListener('pointercancel', () => (held = undefined));

  const key = ({ group, bin }: Bar, event: KeyboardEvent): void => {
    if (latest === undefined) return;
    const now = latest.groups[group]?.values[bin] ?? 0;
    const [low, high] = latest.limits;
    const step = ((high - low) / 100) * (event.shiftKey ? 10 : 1);
    const next = {
      ArrowUp: now + step,
      ArrowRight: now + step,
      ArrowDown: now - step,
      ArrowLeft: now - step,
      PageUp: now + 10 * step,
      PageDown: now - 10 * step,
      Home: low,
      End: high,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const value = limited(next, latest);
    const groups = latest.groups.map((each, g) =>
      g === group ? { ...each, values: each.values.map((v, b) => (b === bin ? value : v)) } : each,
    );
    latest = { ...latest, groups }; // the next key may come before the next frame
    onBar(groups[group]?.key ?? '', bin, value, true);
  };

  return {
    element,
    update: (model, settled) => {
      latest = model;
      if (drawn === undefined || !fits(drawn.model, model, settled)) redraw(model);
      else place(drawn, model);
    },
    svg: () => drawn?.svg,
  };
}

function limited(value: number, { limits: [low, high] }: BarModel): number {
  return Math.min(high, Math.max(low, value));
}

function fits(old: BarModel, model: BarModel, settled: boolean): boolean {
  return (
    old.xLabel === model.xLabel &&
    old.yLabel === model.yLabel &&
    old.bins.join('\n') === model.bins.join('\n') &&
    old.groups.map(({ key, colour }) => key + colour).join() ===
      model.groups.map(({ key, colour }) => key + colour).join() &&
    !domainsDiffer(old.domain, model.domain, settled ? 0.02 : 0.3)
  );
}

function draw(model: BarModel, width: number, height: number): Drawn {
  const every = Math.ceil(model.bins.length / Math.max(2, Math.floor((width - MARGIN.left) / 40)));
  const plotted = Plot.plot({
    className: 'plot',
    width,
    height,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { type: 'band', domain: model.bins.map((_, i) => i), label: null, padding: 0.16 },
    y: { domain: [...model.domain], nice: 5, label: null },
    marks: [
      Plot.gridY({ className: 'grid', ticks: 5, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 4, tickFormat: (v: number) => formatShort(v), className: 'axis' }),
      Plot.axisX({
        tickSize: 0,
        tickFormat: (i: number) => (i % every === 0 ? (model.bins[i] ?? '') : ''),
        className: 'axis',
      }),
      Plot.ruleY([0], { className: 'zero' }),
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
    ],
  });
  const svg = plotted as unknown as SVGSVGElement;
  svg.querySelectorAll('style').forEach((style) => style.remove());
  // The plot's own marks say nothing that the sliders do not say.
  svg.querySelectorAll('g').forEach((mark) => {
    mark.removeAttribute('aria-label');
    mark.setAttribute('aria-hidden', 'true');
  });
  svg.setAttribute('role', 'group');
  const [x, y] = [plotted.scale('x'), plotted.scale('y')];
  const band = (x?.bandwidth ?? 1) / model.groups.length;
  const bars = model.bins.flatMap((_, bin) =>
    model.groups.map((group, g): Bar => {
      const left = Number(x?.apply(bin)) + g * band;
      const rect = rectangle(svg, left, band * 0.92, group.editable ? 'bar' : 'bar outline');
      rect.style.setProperty('--bar', group.colour);
      const hit = rectangle(svg, left, band, group.editable ? 'bar-hold' : 'bar-still');
      hit.setAttribute('y', String(MARGIN.top));
      hit.setAttribute('height', String(height - MARGIN.top - MARGIN.bottom));
      if (group.editable) {
        hit.setAttribute('role', 'slider');
        hit.setAttribute('tabindex', '0');
        hit.setAttribute('aria-orientation', 'vertical');
      }
      return { group: g, bin, rect, hit };
    }),
  );
  return {
    svg,
    bars,
    py: (v) => Number(y?.apply(v)),
    valueAt: (pixel) => Number(y?.invert?.(pixel)),
    width,
    model,
  };
}

function rectangle(svg: SVGSVGElement, x: number, width: number, className: string): SVGRectElement {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('x', x.toFixed(1));
  rect.setAttribute('width', width.toFixed(1));
  rect.setAttribute('class', className);
  return svg.appendChild(rect);
}

function place({ bars, py }: Drawn, model: BarModel): void {
  const zero = py(0);
  for (const { group, bin, rect, hit } of bars) {
    const of = model.groups[group];
    const value = of?.values[bin] ?? 0;
    const y = py(shownHeight(value, model.domain));
    rect.setAttribute('y', Math.min(y, zero).toFixed(1));
    rect.setAttribute('height', Math.max(1, Math.abs(y - zero)).toFixed(1));
    if (of?.editable !== true) continue;
    hit.setAttribute('aria-label', model.nameOf(of, bin));
    hit.setAttribute('aria-valuemin', String(model.limits[0]));
    hit.setAttribute('aria-valuemax', String(model.limits[1]));
    hit.setAttribute('aria-valuenow', String(value));
    hit.setAttribute('aria-valuetext', formatShort(value));
  }
}

/** What is infinite reaches the border, and what is no number has no height. */
function shownHeight(value: number, [low, high]: readonly [number, number]): number {
  return Number.isNaN(value) ? 0 : Math.min(high, Math.max(low, value));
}
