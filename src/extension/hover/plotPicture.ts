// The figure of a hover: the loss and its gradient against the prediction, with the call's own arguments.
import type { Probe } from '../../catalogue/probe';
import type { Palette } from './palette';
import type { Picture } from './picture';
import { tickText, ticks } from './ticks';

/** The words in the figure and about it, in the reader's language. */
export interface PlotWords {
  /** With the label that it is drawn for, where there is one. */
  readonly loss: string;
  readonly gradient: string;
  /** What x measures. */
  readonly axis: string;
  /** The other label, whose loss is drawn dashed. */
  readonly other?: string;
  readonly alt: (facts: PlotFacts) => string;
}

/** What a person who does not see the figure should hear of it. */
export interface PlotFacts {
  readonly from: number;
  readonly to: number;
  /** The loss at both ends and in the middle of the range. */
  readonly losses: readonly [number, number, number];
}

export interface PlotData {
  /** Places from the probe's range, ascending. */
  readonly x: Float64Array;
  readonly loss: Float64Array;
  readonly slope: Float64Array;
  /** The loss of the other label. */
  readonly otherLoss?: Float64Array;
  /** What the axis of values shows at least. */
  readonly domain: readonly [number, number];
}

/** With title, links and formula it fits what a hover shows unscrolled. */
const SIZE = { width: 420, height: 132 };
const MARGIN = { top: 22, right: 14, bottom: 32, left: 44 };
const FONT = "system-ui, -apple-system, 'Segoe UI', sans-serif";

export function plotPicture(
  { range }: Pick<Probe, 'range'>,
  { x, loss, slope, otherLoss, domain: shown }: PlotData,
  words: PlotWords,
  palette: Palette,
): Picture {
  const { width, height } = SIZE;
  const domain = niceDomain(shown);
  const inner = { right: width - MARGIN.right, bottom: height - MARGIN.bottom };
  const px = scale(range, [MARGIN.left, inner.right]);
  const py = scale(domain, [inner.bottom, MARGIN.top]);
  const line = (y: Float64Array): string => path(x, y, px, py, domain);
  const text = (at: readonly [number, number], content: string, attributes = ''): string =>
    `<text x="${round(at[0])}" y="${round(at[1])}" ${attributes}>${escapeXml(content)}</text>`;

  const yTicks = ticks(domain, 4);
  const xTicks = ticks(range, 6);
  const grid = yTicks.map(
    (tick) =>
      `<path d="M${MARGIN.left} ${round(py(tick))}H${inner.right}" stroke="${tick === 0 ? palette.quiet : palette.grid}"/>`,
  );
  const labels = [
    ...yTicks.map((tick) => text([MARGIN.left - 7, py(tick) + 3.5], tickText(tick), 'text-anchor="end"')),
    ...xTicks.map((tick) => text([px(tick), inner.bottom + 15], tickText(tick), 'text-anchor="middle"')),
    text([inner.right, height - 4], `${words.axis} →`, 'text-anchor="end"'),
  ];
  const curve = (y: Float64Array, colour: string, more: string): string =>
    `<path d="${line(y)}" fill="none" stroke="${colour}" stroke-linejoin="round" stroke-linecap="round" ${more}/>`;
  const curves = [
    ...(otherLoss === undefined
      ? []
      : [curve(otherLoss, palette.loss, 'stroke-width="1.25" stroke-dasharray="2 4"')]),
    curve(slope, palette.gradient, 'stroke-width="1.75"'),
    curve(loss, palette.loss, 'stroke-width="2"'),
  ];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" font-size="11">`,
    `<clipPath id="c"><rect x="${MARGIN.left}" y="${MARGIN.top - 2}" width="${inner.right - MARGIN.left}" height="${inner.bottom - MARGIN.top + 4}"/></clipPath>`,
    ...grid,
    `<g fill="${palette.quiet}">${labels.join('')}</g>`,
    `<g clip-path="url(#c)">${curves.join('')}</g>`,
    legend(words, palette),
    '</svg>',
  ].join('');
  const middle = Math.floor(x.length / 2);
  const facts: PlotFacts = {
    from: range[0],
    to: range[1],
    losses: [loss[0] ?? NaN, loss[middle] ?? NaN, loss[loss.length - 1] ?? NaN],
  };
  return { svg, width, height, alt: words.alt(facts) };
}

/** One line above the plot: a stroke in its colour before each name. */
function legend(words: PlotWords, palette: Palette): string {
  const entries: readonly (readonly [name: string | undefined, colour: string, dash: string])[] = [
    [words.loss, palette.loss, ''],
    [words.gradient, palette.gradient, ''],
    [words.other, palette.loss, ' stroke-dasharray="2 3"'],
  ];
  let at = MARGIN.left;
  const parts = entries.flatMap(([name, colour, dash]) => {
    if (name === undefined) return [];
    const start = at;
    at += 22 + widthOf(name) + 16;
    return [
      `<path d="M${round(start)} 10h14" stroke="${colour}" stroke-width="2"${dash}/>`,
      `<text x="${round(start + 19)}" y="14" fill="${palette.text}">${escapeXml(name)}</text>`,
    ];
  });
  return parts.join('');
}

/** Pixels of a text of 11 pixels: near enough to leave a gap behind it. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 11 : 5.8), 0);
}

/** Grown to the next tick where that is near, so that curves do not end in the air. */
function niceDomain(domain: readonly [number, number]): readonly [number, number] {
  const marks = ticks(domain, 4);
  const step = (marks[1] ?? 1) - (marks[0] ?? 0);
  const [low, high] = [Math.floor(domain[0] / step) * step, Math.ceil(domain[1] / step) * step];
  return [domain[0] - low < step / 2 ? low : domain[0], high - domain[1] < step / 2 ? high : domain[1]];
}

function scale(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const factor = (to[1] - to[0]) / (from[1] - from[0]);
  return (value) => to[0] + (value - from[0]) * factor;
}

/** Broken where there is no value; what leaves the range by far is held just outside of it. */
function path(
  x: Float64Array,
  y: Float64Array,
  px: (value: number) => number,
  py: (value: number) => number,
  [low, high]: readonly [number, number],
): string {
  const reach = high - low;
  let pen = 'M';
  let d = '';
  y.forEach((value, i) => {
    if (Number.isNaN(value)) {
      pen = 'M';
      return;
    }
    const held = Math.min(Math.max(value, low - reach), high + reach);
    d += `${pen}${round(px(x[i] ?? 0))} ${round(py(held))}`;
    pen = 'L';
  });
  return d;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
