// What stands above the curves: the axis, the label, and what is drawn besides.
import { html, nothing, type TemplateResult } from 'lit';
import type { Probe } from '../../src/catalogue/probe';
import type { PairActions, PairModel } from './curvePair';
import type { Drawing } from './curves';
import { formatReading, formatShort } from './format';
import { segments, toggle } from './segments';
import type { Say } from './words';

export function curveSwitches(
  model: PairModel,
  drawing: Drawing,
  label: number,
  actions: PairActions,
): TemplateResult {
  const { say } = model;
  const { leader, axes, axis } = drawing;
  const { onScale, onCurvature, onData } = actions;
  return html`${
    axes.length < 2
      ? nothing
      : segments(
          say('axis'),
          axes.map((a) => ({ value: a, text: say(a === 'logit' ? 'logit' : 'probability') })),
          axis,
          actions.onAxis,
        )
  }${leader === undefined ? nothing : labelSwitch(leader, drawing, label, say, actions)}
  ${
    onScale === undefined || onCurvature === undefined || onData === undefined
      ? nothing
      : html`<div class="chips">
          ${toggle(say('logScale'), model.scale === 'log', (on) => onScale(on ? 'log' : 'linear'), say('logScaleHelp'))}
          ${toggle(say('secondDerivative'), model.curvature === true, onCurvature)}
          ${model.data === undefined ? nothing : toggle(say('yourData'), model.data.shown, onData, say('yourDataHelp'))}
        </div>`
  }`;
}

function labelSwitch(
  leader: Probe,
  drawing: Drawing,
  label: number,
  say: Say,
  actions: PairActions,
): TemplateResult | typeof nothing {
  const { kind, values, soft } = leader.label;
  if (kind === 'none') return nothing;
  const name = leader.layout === 'distributions' ? say('labelShare') : say('label');
  if (kind === 'choice') {
    const choice = segments(
      say('label'),
      [...values].sort((a, b) => a - b).map((value) => ({ value, text: formatShort(value) })),
      label,
      (value) => actions.onLabel(value, false),
    );
    if (soft !== true) return choice;
    return html`<div class="label-switch">
      ${choice} ${labelSlider(say('softLabel'), [Math.min(...values), Math.max(...values)], label, actions)}
    </div>`;
  }
  const range = leader.layout === 'elements' ? drawing.range : ([values[0] ?? 0, values[1] ?? 1] as const);
  return html`<label class="label-slider"
    ><span>${name}</span>${labelSlider(name, range, label, actions)}</label
  >`;
}

const STEPS = 200;

function labelSlider(
  name: string,
  [low, high]: readonly [number, number],
  label: number,
  actions: PairActions,
): TemplateResult {
  const moved = (event: Event, dragging: boolean): void =>
    actions.onLabel(
      low + ((high - low) * Number((event.target as HTMLInputElement).value)) / STEPS,
      dragging,
    );
  const step = Math.round(((label - low) / (high - low)) * STEPS);
  return html`<span class="label-slider"
    ><input
      type="range"
      min="0"
      max=${STEPS}
      .value=${String(step)}
      .style=${`--fill: ${(100 * step) / STEPS}%`}
      aria-label=${name}
      aria-valuetext=${formatShort(label)}
      @input=${(event: Event) => moved(event, true)}
      @change=${(event: Event) => moved(event, false)}
    /><span class="number reading">${formatReading(label)}</span></span
  >`;
}
