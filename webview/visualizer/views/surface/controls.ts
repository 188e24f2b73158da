// What is chosen for a surface: its axes, how it is coloured, and the numbers that stay.
import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Language } from '../../../../src/protocol/views';
import { formatReading, formatShort } from '../../../shared/format';
import { segments, toggle } from '../../../shared/segments';
import type { Dropdown } from '../../../shared/toolkit';
import { speaker } from '../../../shared/words';
import type { Scene, ViewContext } from '../../frame/view';
import type { Coordinate, Space } from './coordinates';
import type { SurfaceState } from './state';
import { shareAt, valueAt } from './surfaceModel';
import { SURFACE_WORDS } from './words';

export interface ControlOptions {
  readonly state: SurfaceState;
  readonly space: Space;
  readonly x: string;
  readonly y: string;
  readonly update: ViewContext<SurfaceState>['update'];
  readonly language: Language;
  readonly scene: Scene<SurfaceState>;
}

export function surfaceControls(options: ControlOptions): TemplateResult {
  const { state, space, x, y, update, language, scene } = options;
  const say = speaker(SURFACE_WORDS, language);
  const domain = scene.study.losses[scene.study.leading]?.declaration.prediction(space.params);
  const held = space.coordinates.filter((c) => c.kind !== 'parameter' && c.id !== x && c.id !== y);
  /** A change of axis forgets places that were measured on the old one. */
  const axis = (changes: Partial<SurfaceState>): void =>
    update({ ...changes, at: undefined, start: undefined });
  return html`<div class="surface-controls">
      ${axisPicker(say('across'), x, options, (id) => axis(id === y ? { x: id, y: x } : { x: id }))}
      ${axisPicker(say('upwards'), y, options, (id) => axis(id === x ? { y: id, x: y } : { y: id }))}
      ${
        domain === 'probability' && space.layout === 'elements'
          ? segments(
              scene.say('axis'),
              (['probability', 'logit'] as const).map((value) => ({ value, text: scene.say(value) })),
              state.space ?? 'probability',
              (value) => axis({ space: value }),
            )
          : nothing
      }
      <div class="chips">
        ${toggle(say('logColours'), state.log, (log) => update({ log }))}
        ${toggle(say('arrows'), state.arrows, (arrows) => update({ arrows }), say('arrowsHelp'))}
      </div>
    </div>
    ${
      held.length === 0
        ? nothing
        : html`<div class="surface-controls" role="group" aria-label=${say('heldHelp')}>
            <span class="muted" title=${say('heldHelp')}>${say('held')}</span>
            ${held.map((c) => heldSlider(c, options))}
          </div>`
    }`;
}

function axisPicker(
  name: string,
  chosen: string,
  { space, language }: ControlOptions,
  choose: (id: string) => void,
): TemplateResult {
  const titles = space.coordinates.map((c) => titleOf(c, language));
  // The toolkit's dropdown keeps the name that a chosen option once had: other names, another dropdown.
  const dropdown = keyed(
    titles.join(),
    html`<vscode-dropdown
      aria-label=${name}
      .value=${chosen}
      @change=${(event: Event) => {
        const { value } = event.target as Dropdown;
        if (value !== chosen) choose(value);
      }}
    >
      ${space.coordinates.map(
        ({ id }, i) =>
          html`<vscode-option value=${id} ?selected=${id === chosen}>${titles[i]}</vscode-option>`,
      )}
    </vscode-dropdown>`,
  );
  return html`<label class="axis-picker"><span class="muted">${name}</span> ${dropdown}</label>`;
}

function titleOf({ kind, letter, id }: Coordinate, language: Language): string {
  const say = speaker(SURFACE_WORDS, language);
  if (kind === 'parameter') return letter === id ? letter : `${letter} ${id}`;
  return say(kind === 'label' ? 'labelOf' : 'predictionOf', letter);
}

const STEPS = 200;

function heldSlider(c: Coordinate, { state, update }: ControlOptions): TemplateResult {
  const value = state.held[c.id] ?? c.usual;
  const step = Math.round(STEPS * Math.min(1, Math.max(0, shareAt(c, value))));
  const moved = (event: Event, moment: 'done' | 'dragging'): void =>
    update(
      {
        held: { ...state.held, [c.id]: valueAt(c, Number((event.target as HTMLInputElement).value) / STEPS) },
      },
      moment,
    );
  return html`<label class="label-slider"
    ><span>${c.letter}</span
    ><input
      type="range"
      min="0"
      max=${STEPS}
      .value=${String(step)}
      .style=${`--fill: ${(100 * step) / STEPS}%`}
      aria-label=${c.letter}
      aria-valuetext=${formatShort(value)}
      @input=${(event: Event) => moved(event, 'dragging')}
      @change=${(event: Event) => moved(event, 'done')}
    /><span class="number reading">${formatReading(value)}</span></label
  >`;
}
