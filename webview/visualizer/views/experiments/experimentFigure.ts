// A figure of an experiment on the page: drawn anew when its data or its width change, with a cursor along its curves.
import type { Figure, SeriesFigure } from '../../../../src/protocol/figures';
import type { Language } from '../../../../src/protocol/views';
import { shape } from '../../../shared/svgShape';
import { drawFigure, type Drawn } from './drawing';

export interface ExperimentFigure {
  readonly element: HTMLElement;
  readonly update: (figure: Figure, language: Language, description: string) => void;
  readonly svg: () => SVGSVGElement | undefined;
  /** Where the cursor is, and what each series has there. */
  readonly reading: () => Reading | undefined;
  /** As it is drawn now, for what is dragged on it. */
  readonly drawn: () => Drawn | undefined;
}

export interface Reading {
  readonly x: number;
  readonly values: readonly number[];
}

/** @param onCursor called when the reading has changed */
export function experimentFigure(height: number, onCursor: () => void): ExperimentFigure {
  const element = document.createElement('div');
  element.className = 'figure-canvas experiment-canvas';
  element.style.height = `${height}px`;
  element.setAttribute('role', 'img');
  let latest: { readonly figure: Figure; readonly language: Language } | undefined;
  let drawn: Drawn | undefined;
  let drawnOf: { readonly figure: Figure; readonly language: Language; readonly width: number } | undefined;
  let cursor: number | undefined;
  let line: SVGLineElement | undefined;

  const redraw = (): void => {
    const width = Math.floor(element.clientWidth);
    if (latest === undefined || width < 120) return;
    const { figure, language } = latest;
    if (drawnOf?.figure === figure && drawnOf.language === language && drawnOf.width === width) return;
    drawnOf = { figure, language, width };
    drawn = drawFigure(figure, width, height, language);
    element.replaceChildren(drawn.svg);
    line = undefined;
    place();
  };
  new ResizeObserver(redraw).observe(element);

  const readable = (): SeriesFigure | undefined =>
    latest?.figure.kind === 'lines' ? latest.figure : undefined;

  const place = (): void => {
    const at = cursor === undefined || readable() === undefined ? NaN : (drawn?.x?.apply(cursor) ?? NaN);
    if (drawn === undefined || Number.isNaN(at)) {
      line?.remove();
      line = undefined;
      return;
    }
    line ??= drawn.svg.appendChild(shape('line', { class: 'cursor', y1: 26, y2: height - 40 }));
    line.setAttribute('x1', at.toFixed(1));
    line.setAttribute('x2', at.toFixed(1));
  };

  const move = (next: number | undefined): void => {
    if (next === cursor) return;
    cursor = next;
    place();
    onCursor();
  };

  element.addEventListener('pointermove', (event) => {
    const figure = readable();
    if (figure === undefined || drawn?.x === undefined) return;
    const at = drawn.x.invert(event.clientX - element.getBoundingClientRect().left);
    move(nearest(figure, at));
  });
  element.addEventListener('pointerleave', () => {
    if (document.activeElement !== element) move(undefined);
  });
  element.addEventListener('blur', () => move(undefined));
  element.addEventListener('keydown', (event) => {
    const figure = readable();
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (figure === undefined || step === undefined) return;
    event.preventDefault();
    const places = figure.series[0]?.x ?? [];
    const now = cursor === undefined ? Math.floor(places.length / 2) : places.indexOf(cursor);
    const stride = event.shiftKey ? 10 * step : step;
    move(places[Math.min(places.length - 1, Math.max(0, now + stride))]);
  });

  return {
    element,
    update: (figure, language, description) => {
      latest = { figure, language };
      element.ariaLabel = description;
      if (figure.kind === 'lines') element.tabIndex = 0;
      else element.removeAttribute('tabindex');
      element.classList.toggle('still', figure.kind !== 'lines');
      redraw();
    },
    svg: () => drawn?.svg,
    reading: () => {
      const figure = readable();
      if (cursor === undefined || figure === undefined) return undefined;
      const x = cursor;
      return { x, values: figure.series.map((one) => one.y[indexOf(one.x, x)] ?? NaN) };
    },
    drawn: () => drawn,
  };
}

/** The place of the first series that is nearest. */
function nearest({ series }: SeriesFigure, at: number): number | undefined {
  const places = series[0]?.x ?? [];
  return places[indexOf(places, at)];
}

function indexOf(places: readonly number[], at: number): number {
  let best = 0;
  for (let i = 1; i < places.length; i++)
    if (Math.abs((places[i] ?? NaN) - at) < Math.abs((places[best] ?? NaN) - at)) best = i;
  return best;
}
