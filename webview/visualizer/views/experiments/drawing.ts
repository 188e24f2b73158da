// Draws a figure of an experiment with Observable Plot, whatever the experiment.
import * as Plot from '@observablehq/plot';
import type { Figure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { MARGINS } from './axes';
import { barOptions } from './barDrawing';
import { flowOptions } from './flowDrawing';
import { heatOptions } from './heatDrawing';
import { seriesOptions } from './seriesDrawing';

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
