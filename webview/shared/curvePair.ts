// The heart of both views: loss and gradient of one prediction, side by side, with a legend that reads them off at
// the cursor. Used by the results view for what was computed, by the visualizer for whatever is picked.
import { axisLetter, axisName } from '../../src/catalogue/axisNames';
import { html, nothing, type TemplateResult } from 'lit';
import { canProbe } from '../../src/catalogue/probe';
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { Language } from '../../src/protocol/views';
import { curveFigure, type Backdrop, type CurveFigure, type CurveSeries } from './curveFigure';
import { curveSwitches } from './curveSwitches';
import {
  curveEvaluator,
  drawingOf,
  labelFor,
  readingAt,
  type Curve,
  type Drawing,
  type Subject,
} from './curves';
import type { FrameOptions } from './figureFrame';
import { formatReading, formatShort } from './format';
import { seriesColour } from './series';
import { linearScale, logScale } from './valueScale';
import type { Say } from './words';

export interface PairModel {
  readonly subjects: readonly Subject[];
  readonly names: readonly string[];
  readonly leading: number;
  readonly label: number | undefined;
  readonly at: number | undefined;
  readonly axis: ProbeAxis | undefined;
  readonly scale?: 'linear' | 'log';
  /** Whether the second derivative is drawn too. */
  readonly curvature?: boolean;
  /** The user's data: by bin of x, the share of the predictions and of the total gradient. */
  readonly data?: {
    readonly shown: boolean;
    readonly on: (drawing: Drawing) => DataBehind | undefined;
  };
  readonly dataRange?: readonly [number, number];
  readonly settled: boolean;
  /** Puts a figure into its frame. */
  readonly figure: (options: Omit<FrameOptions, 'tableOpen' | 'onTable' | 'post' | 'say'>) => TemplateResult;
  readonly language: Language;
  readonly say: Say;
}

export interface DataBehind {
  readonly predictions: Backdrop;
  readonly gradient: Backdrop;
  /** What the bars are, and of which data. */
  readonly text: string;
}

export interface PairActions {
  readonly onCursor: (x: number) => void;
  readonly onLabel: (label: number, dragging: boolean) => void;
  readonly onAxis: (axis: ProbeAxis) => void;
  /** Where these are absent, there is no switch for them. */
  readonly onScale?: (scale: 'linear' | 'log') => void;
  readonly onCurvature?: (shown: boolean) => void;
  readonly onData?: (shown: boolean) => void;
}

export interface CurvePair {
  /** Moves the curves and gives what stands around them. */
  readonly render: (model: PairModel) => CurvePairParts;
}

export interface CurvePairParts {
  /** Label and axis switches. */
  readonly switches: TemplateResult;
  readonly body: TemplateResult;
}

const HEIGHT = 212;

/** Where the cursor stands at first, as a share of the range. */
const FIRST_PLACE = 0.3;

type Pick = 'loss' | 'slope' | 'curvature';

/** The plots in their order: their titles, units, and how much of a runaway end is cut off on each kind of axis. */
const FIGURES = [
  { pick: 'loss', title: 'lossCurve', unit: '', trims: [0.15, 0.04] },
  { pick: 'slope', title: 'gradientCurve', unit: 'dL/dx', trims: [0.24, 0.04] },
  { pick: 'curvature', title: 'secondDerivative', unit: 'd²L/dx²', trims: [0.28, 0.04] },
] as const;

/** What is the slope of each plot. */
const NEXT: Readonly<Record<Pick, Pick | undefined>> = {
  loss: 'slope',
  slope: 'curvature',
  curvature: undefined,
};

const NONE = new Float64Array();

export function curvePair(actions: PairActions): CurvePair {
  const drawnOn: Partial<Record<Pick, CurveFigure>> = {};
  const evaluate = curveEvaluator();

  const render = (model: PairModel): CurvePairParts => {
    const { subjects, say, language } = model;
    const drawing = drawingOf(subjects, {
      leading: model.leading,
      ...(model.axis === undefined ? {} : { axis: model.axis }),
      ...(model.dataRange === undefined ? {} : { dataRange: model.dataRange }),
    });
    const { leader } = drawing;
    if (leader === undefined) return { switches: html``, body: withoutCurve(model, drawing) };
    const [low, high] = drawing.range;
    const at =
      model.at !== undefined && model.at >= low && model.at <= high
        ? model.at
        : low + (high - low) * FIRST_PLACE;
    const label = labelFor(leader, model.label, drawing.range);
    const { places, curves } = evaluate(drawing, subjects, label, model.curvature);
    const readings = drawing.probes.map((p) =>
      canProbe(p) ? readingAt(p, at, labelFor(p, label, drawing.range), model.curvature) : undefined,
    );
    const letter = axisLetter(drawing.axis, leader.layout);
    const common = {
      x: places,
      range: drawing.range,
      xLabel: `${axisName(drawing.axis, leader.layout, language)} →`,
      cursor: at,
    };
    const behind = model.data?.shown === true ? model.data.on(drawing) : undefined;
    const series = (pick: Pick): CurveSeries[] =>
      leadingLast(curves, model.leading).map(({ index, points }) => ({
        key: String(index),
        colour: seriesColour(index),
        y: points[pick] ?? NONE,
        at: readings[index]?.[pick] ?? NaN,
      }));
    const leading = readings[model.leading];
    const figures = FIGURES.filter(({ pick }) => pick !== 'curvature' || model.curvature === true).map(
      ({ pick, title, unit, trims }) => {
        const figure = (drawnOn[pick] ??= curveFigure(HEIGHT, actions.onCursor));
        const lines = series(pick);
        const all = lines.map((s) => s.y);
        const scale =
          model.scale === 'log'
            ? logScale(all)
            : linearScale(all, trims[drawing.axis === 'probability' ? 0 : 1]);
        const yLabel = unit === '' ? say(title).toLowerCase() : unit.replace('x', letter);
        const backdrop =
          pick === 'loss' ? behind?.predictions : pick === 'slope' ? behind?.gradient : undefined;
        const next = NEXT[pick];
        const slope = next === undefined ? undefined : leading?.[next];
        figure.update(
          {
            ...common,
            scale,
            yLabel: `↑ ${yLabel}`,
            series: lines,
            ...(backdrop === undefined ? {} : { backdrop }),
            ...(leading?.[pick] === undefined || slope === undefined
              ? {}
              : { tangent: { at: leading[pick], slope, colour: seriesColour(model.leading) } }),
          },
          model.settled,
        );
        figure.announce({
          name: say('cursor', letter),
          describedBy: `${pick}-curve-description`,
          now: at,
          text: `${letter} = ${formatReading(at)}: ${lines.map((s) => `${model.names[Number(s.key)] ?? ''} ${formatShort(s.at)}`).join(', ')}`,
        });
        const head = [letter, ...lines.map((s) => model.names[Number(s.key)] ?? '')];
        return model.figure({
          id: `${pick}-curve`,
          title: say(title),
          description: describeCurve(model, drawing, say(title), label),
          figure,
          table: () => ({
            head,
            rows: everyTwentieth(places).map((i) => [
              formatReading(places[i]!),
              ...lines.map((s) => formatShort(s.y[i] ?? NaN)),
            ]),
          }),
          csv: () => ({
            head,
            rows: Array.from(places, (x, i) => [x, ...lines.map((s) => s.y[i] ?? NaN)]),
          }),
        });
      },
    );
    const body = html`<ul class="legend">
        ${drawing.probes.map((p, i) => {
          const reading = readings[i];
          if (reading === undefined || !canProbe(p)) return nothing;
          return html`<li title=${p.assumes.map((text) => text[language]).join('; ')}>
            <span class="swatch" .style=${`background: ${seriesColour(i)}`}></span>${model.names[i]}
            <span class="reading number">${formatReading(reading.loss)}</span>
            <span class="reading-name muted">${say('slope')}</span>
            <span class="reading number">${formatReading(reading.slope)}</span>
            ${
              reading.curvature === undefined
                ? nothing
                : html`<span class="reading-name muted">${say('curvature')}</span>
                    <span class="reading number">${formatReading(reading.curvature)}</span>`
            }
          </li>`;
        })}
        <li class="place number">${letter} = ${formatReading(at)}</li>
      </ul>
      <div class="figure-pair">${figures}</div>
      ${behind === undefined ? nothing : html`<p class="muted small behind-text"><span class="swatch behind"></span>${behind.text}</p>`}
      ${remarks(model, drawing)}`;
    return { switches: curveSwitches(model, drawing, label, actions), body };
  };
  return { render };
}

/** What is drawn last lies on top. */
function leadingLast(curves: readonly Curve[], leading: number): readonly Curve[] {
  return [...curves].sort((a, b) => Number(a.index === leading) - Number(b.index === leading));
}

function everyTwentieth(places: Float64Array): number[] {
  return Array.from({ length: 21 }, (_, i) =>
    Math.min(places.length - 1, Math.round((i * places.length) / 20)),
  );
}

function describeCurve(model: PairModel, drawing: Drawing, title: string, label: number): string {
  const { say } = model;
  const [low, high] = drawing.range;
  const what = drawing.leader?.label.kind === 'none' ? say('trueClass') : say('labelIs', formatShort(label));
  return `${say('curveDescription', title, formatShort(low), formatShort(high), what)} ${say('cursorHelp')}`;
}

/** Why some losses are not drawn, and what was assumed for those that are; the same words once. */
function remarks(model: PairModel, drawing: Drawing): TemplateResult {
  const { names, language } = model;
  const named = new Map<string, string[]>();
  drawing.probes.forEach((p, i) => {
    for (const text of canProbe(p) ? p.assumes : [p.reason]) {
      named.set(text[language], [...(named.get(text[language]) ?? []), names[i] ?? '']);
    }
  });
  return html`<ul class="remarks muted">
    ${[...named].map(([text, who]) => html`<li><b>${who.join(', ')}</b> ${text}</li>`)}
  </ul>`;
}

function withoutCurve(model: PairModel, drawing: Drawing): TemplateResult {
  return remarks(model, drawing);
}
