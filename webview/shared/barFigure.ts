// A plot of bars over bins, with an optional second set of bars behind it.
import * as Plot from '@observablehq/plot';
import { formatShort } from './format';

export interface BarModel {
  readonly edges: readonly number[];
  readonly heights: readonly number[];
  /** Bars behind, in grey. */
  readonly behind?: readonly number[];
  readonly colour: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Counts on a logarithmic scale: a bar of 0 stays empty, a bar of 1 is seen. */
  readonly log?: boolean;
}

export interface BarFigure {
  readonly element: HTMLElement;
  readonly update: (model: BarModel) => void;
  readonly svg: () => SVGSVGElement | undefined;
}

export function barFigure(height: number): BarFigure {
  const element = document.createElement('div');
  element.className = 'figure-canvas still';
  element.style.height = `${height}px`;
  let svg: SVGSVGElement | undefined;
  let model: BarModel | undefined;
  let drawn = '';
  const redraw = (): void => {
    const width = Math.floor(element.clientWidth);
    if (model === undefined || width < 120) return;
    const key = JSON.stringify([width, model]);
    if (key === drawn) return;
    drawn = key;
    svg = draw(model, width, height);
    element.replaceChildren(svg);
  };
  new ResizeObserver(redraw).observe(element);
  return {
    element,
    update: (next) => {
      model = next;
      redraw();
    },
    svg: () => svg,
  };
}

function draw(model: BarModel, width: number, height: number): SVGSVGElement {
  const { edges, heights, behind, log = false } = model;
  const bins = (values: readonly number[]) =>
    values.map((y, i) => ({ x1: edges[i] ?? 0, x2: edges[i + 1] ?? 0, y: log ? Math.log10(1 + y) : y }));
  const top = Math.max(...heights, ...(behind ?? []));
  const logTicks = powersBelow(top);
  const margins = { marginTop: 26, marginRight: 14, marginBottom: 40, marginLeft: 46 };
  const drawn = Plot.plot({
    className: 'plot',
    width,
    height,
    ...margins,
    x: { domain: [edges[0] ?? 0, edges[edges.length - 1] ?? 1], label: null },
    y: { domain: [0, (log ? Math.log10(1 + top) : top) || 1], nice: !log, label: null },
    marks: [
      Plot.gridY({
        className: 'grid',
        strokeOpacity: 1,
        ...(log ? { ticks: logTicks.map((v) => Math.log10(1 + v)) } : { ticks: 4 }),
      }),
      Plot.axisY({
        tickSize: 4,
        className: 'axis',
        ...(log
          ? {
              ticks: logTicks.map((v) => Math.log10(1 + v)),
              tickFormat: (v: number) => formatShort(Math.round(10 ** v - 1)),
            }
          : { ticks: 4, tickFormat: (v: number) => formatShort(v) }),
      }),
      Plot.axisX({
        ticks: Math.max(3, Math.floor(width / 70)),
        tickSize: 4,
        tickFormat: (v: number) => formatShort(v),
        className: 'axis',
      }),
      ...(behind === undefined
        ? []
        : [Plot.rectY(bins(behind), { x1: 'x1', x2: 'x2', y: 'y', inset: 0.5, className: 'bars-behind' })]),
      Plot.rectY(bins(heights), {
        x1: 'x1',
        x2: 'x2',
        y: 'y',
        fill: model.colour,
        fillOpacity: 0.8,
        inset: 0.5,
        className: 'bars',
      }),
      Plot.ruleY([0], { className: 'zero' }),
      Plot.text([model.yLabel], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dx: 2 - margins.marginLeft,
        dy: -18,
      }),
      Plot.text([model.xLabel], { frameAnchor: 'bottom-right', textAnchor: 'end', dy: 32 }),
    ],
  }) as unknown as SVGSVGElement;
  drawn.querySelectorAll('style').forEach((style) => style.remove());
  drawn.setAttribute('aria-hidden', 'true');
  return drawn;
}

/** 0, 1, 10, 100, … up to the highest bar. */
function powersBelow(top: number): number[] {
  const powers = [0];
  for (let v = 1; v <= top; v *= 10) powers.push(v);
  if (powers.length > 3) powers.splice(1, 1); // 1 stands too near 0
  return powers.length > 6 ? powers.filter((_, i) => i === 0 || i % 2 === 1) : powers;
}
