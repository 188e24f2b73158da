// The heart of both views: loss and gradient of one prediction, side by side, with a legend that reads them off at
// the cursor. Used by the results view for what was computed, by the visualizer for whatever is picked.
import { html, nothing, type TemplateResult } from 'lit';
import { canProbe } from '../../src/catalogue/probe';
import type { ProbeAxis } from '../../src/catalogue/probePath';
import type { Language } from '../../src/protocol/views';
import { curveFigure, type CurveSeries } from './curveFigure';
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
import { valueDomain } from './valueDomain';
import { axisLetter, axisName, type Say } from './words';

export interface PairModel {
  readonly subjects: readonly Subject[];
  readonly names: readonly string[];
  readonly leading: number;
  readonly label: number | undefined;
  readonly at: number | undefined;
  readonly axis: ProbeAxis | undefined;
  readonly dataRange?: readonly [number, number];
  readonly settled: boolean;
  /** Puts a figure into its frame. */
  readonly figure: (options: Omit<FrameOptions, 'tableOpen' | 'onTable' | 'post' | 'say'>) => TemplateResult;
  readonly language: Language;
  readonly say: Say;
}

export interface PairActions {
  readonly onCursor: (x: number) => void;
  readonly onLabel: (label: number, dragging: boolean) => void;
  readonly onAxis: (axis: ProbeAxis) => void;
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

export function curvePair(actions: PairActions): CurvePair {
  const lossFigure = curveFigure(HEIGHT, actions.onCursor);
  const slopeFigure = curveFigure(HEIGHT, actions.onCursor);
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
    const { places, curves } = evaluate(drawing, subjects, label);
    const readings = drawing.probes.map((p) =>
      canProbe(p) ? readingAt(p, at, labelFor(p, label, drawing.range)) : undefined,
    );
    const letter = axisLetter(drawing.axis, leader.layout);
    const common = {
      x: places,
      range: drawing.range,
      xLabel: `${axisName(drawing.axis, leader.layout, language)} →`,
      cursor: at,
    };
    const series = (pick: 'loss' | 'slope'): CurveSeries[] =>
      leadingLast(curves, model.leading).map(({ index, points }) => ({
        key: String(index),
        colour: seriesColour(index),
        y: points[pick],
        at: readings[index]?.[pick] ?? NaN,
      }));
    const trims = drawing.axis === 'probability' ? [0.15, 0.24] : [0.04, 0.04];
    const figures = (
      [
        ['loss', lossFigure, say('lossCurve'), `↑ ${say('lossCurve').toLowerCase()}`],
        ['slope', slopeFigure, say('gradientCurve'), `↑ dL/d${letter}`],
      ] as const
    ).map(([pick, figure, title, yLabel], i) => {
      const lines = series(pick);
      const domain = valueDomain(
        lines.map((s) => s.y),
        trims[i],
      );
      figure.update({ ...common, domain, yLabel, series: lines }, model.settled);
      figure.announce({
        name: say('cursor', letter),
        describedBy: `${pick}-curve-description`,
        now: at,
        text: `${letter} = ${formatReading(at)}: ${lines.map((s) => `${model.names[Number(s.key)] ?? ''} ${formatShort(s.at)}`).join(', ')}`,
      });
      return model.figure({
        id: `${pick}-curve`,
        title,
        description: describeCurve(model, drawing, title, label),
        figure,
        table: () => ({
          head: [letter, ...lines.map((s) => model.names[Number(s.key)] ?? '')],
          rows: everyTwentieth(places).map((i) => [
            formatReading(places[i]!),
            ...lines.map((s) => formatShort(s.y[i] ?? NaN)),
          ]),
        }),
        csv: () => ({
          head: [letter, ...lines.map((s) => model.names[Number(s.key)] ?? '')],
          rows: Array.from(places, (x, i) => [x, ...lines.map((s) => s.y[i] ?? NaN)]),
        }),
      });
    });
    const body = html`<ul class="legend">
        ${drawing.probes.map((p, i) => {
          const reading = readings[i];
          if (reading === undefined || !canProbe(p)) return nothing;
          return html`<li title=${p.assumes.map((text) => text[language]).join('; ')}>
            <span class="swatch" .style=${`background: ${seriesColour(i)}`}></span>${model.names[i]}
            <span class="reading number">${formatReading(reading.loss)}</span>
            <span class="reading-name muted">${say('slope')}</span>
            <span class="reading number">${formatReading(reading.slope)}</span>
          </li>`;
        })}
        <li class="place number">${letter} = ${formatReading(at)}</li>
      </ul>
      <div class="figure-pair">${figures}</div>
      ${remarks(model, drawing)}`;
    return { switches: switches(model, drawing, label, actions), body };
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

function switches(model: PairModel, drawing: Drawing, label: number, actions: PairActions): TemplateResult {
  const { say } = model;
  const { leader, axes, axis } = drawing;
  const axisSwitch =
    axes.length < 2
      ? nothing
      : segments(
          say('axis'),
          axes.map((a) => ({ value: a, text: say(a === 'logit' ? 'logit' : 'probability') })),
          axis,
          actions.onAxis,
        );
  return html`${axisSwitch}${leader === undefined ? nothing : labelSwitch(leader, drawing, label, say, actions)}`;
}

function labelSwitch(
  leader: NonNullable<Drawing['leader']>,
  drawing: Drawing,
  label: number,
  say: Say,
  actions: PairActions,
): TemplateResult | typeof nothing {
  const { kind, values } = leader.label;
  if (kind === 'none') return nothing;
  if (kind === 'choice') {
    return segments(
      say('label'),
      [...values].sort((a, b) => a - b).map((value) => ({ value, text: formatShort(value) })),
      label,
      (value) => actions.onLabel(value, false),
    );
  }
  const [low, high] = leader.layout === 'elements' ? drawing.range : [values[0] ?? 0, values[1] ?? 1];
  const name = leader.layout === 'distributions' ? say('labelShare') : say('label');
  const moved = (event: Event, dragging: boolean): void =>
    actions.onLabel(low + ((high - low) * Number((event.target as HTMLInputElement).value)) / 200, dragging);
  const step = Math.round(((label - low) / (high - low)) * 200);
  return html`<label class="label-slider"
    ><span>${name}</span>
    <input
      type="range"
      min="0"
      max="200"
      .value=${String(step)}
      .style=${`--fill: ${step / 2}%`}
      aria-label=${name}
      aria-valuetext=${formatShort(label)}
      @input=${(event: Event) => moved(event, true)}
      @change=${(event: Event) => moved(event, false)}
    /><span class="number reading">${formatReading(label)}</span></label
  >`;
}

/** A choice of a few, as buttons in a row; arrow keys move between them. */
export function segments<T>(
  name: string,
  choices: readonly { readonly value: T; readonly text: string }[],
  chosen: T,
  onChoose: (value: T) => void,
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const move =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (move === 0) return;
    event.preventDefault();
    const now = choices.findIndex(({ value }) => value === chosen);
    const next = (now + move + choices.length) % choices.length;
    onChoose(choices[next]!.value);
    const group = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => group.querySelectorAll<HTMLElement>('.segment')[next]?.focus());
  };
  return html`<div class="segments" role="radiogroup" aria-label=${name} @keydown=${key}>
    <span class="muted">${name}</span>
    ${choices.map(
      ({ value, text }) =>
        html`<button
          class="segment number"
          role="radio"
          aria-checked=${value === chosen ? 'true' : 'false'}
          tabindex=${value === chosen ? 0 : -1}
          @click=${() => onChoose(value)}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}
