// The parameters of a loss as controls: presets as chips, a slider and a field for every number, a dropdown for
// every choice, a checkbox for every switch.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type {
  ChoiceParameter,
  Declaration,
  NumberParameter,
  Parameter,
  SwitchParameter,
  TextParameter,
  VectorParameter,
} from '../../src/catalogue/declaration';
import type { Parameters, ParameterValue } from '../../src/protocol/compute';
import type { Language } from '../../src/protocol/views';
import { defaultsOf, presetParameters } from './declarationOf';
import { formatParameter } from './format';
import { rich } from './formula';
import { fromStep, parseTyped, STEPS, toStep } from './sliderScale';
import { symbolText } from './symbolText';
import type { Checkbox, Dropdown, TextField } from './toolkit';
import type { Say } from './words';

export interface ParameterPanel {
  /** Of an entry of the catalogue, or of anything else that has parameters. */
  readonly declaration: Pick<Declaration, 'parameters' | 'presets'>;
  readonly params: Parameters;
  /** The preset by name, where several have the same numbers. */
  readonly preset?: string;
  readonly language: Language;
  readonly say: Say;
  /** @param dragging whether more of the same is about to follow */
  readonly onChange: (changes: Parameters, dragging: boolean) => void;
  /** Starts from these parameters. */
  readonly onPreset: (params: Parameters, preset: string | undefined) => void;
}

export function presetChips(panel: ParameterPanel): TemplateResult | typeof nothing {
  const { declaration, params, preset, language, say, onPreset } = panel;
  if (declaration.presets.length === 0) return nothing;
  const chips = [
    {
      name: say('default'),
      meaning: say('defaultMeaning'),
      values: defaultsOf(declaration),
      own: {},
      preset: undefined,
    },
    ...declaration.presets.map(({ name, meaning, params: own }) => ({
      name,
      preset: name,
      own,
      meaning: meaning[language],
      values: presetParameters(declaration, name),
    })),
  ].map((chip) => ({ ...chip, values: keepingData(chip.values, chip.own, params) }));
  const fitting = chips.filter((chip) => sameParameters(chip.values, params));
  const active = fitting.find((chip) => chip.name === preset) ?? fitting[0];
  return html`<div class="chips">
    ${chips.map(
      (chip) =>
        html`<button
          class="chip"
          aria-pressed=${chip === active ? 'true' : 'false'}
          title=${chip.meaning}
          @click=${() => onPreset(chip.values, chip.preset)}
        >
          ${chip.name}
        </button>`,
    )}
  </div>`;
}

/** What a parameter says about the data rather than about the loss: a preset keeps it, unless it names it. */
const ABOUT_DATA = ['input', 'ignoreIndex', 'classAxis', 'boxFormat'];

function keepingData(values: Parameters, own: Parameters, current: Parameters): Parameters {
  const kept = ABOUT_DATA.filter((name) => name in values && !(name in own)).map((name) => [
    name,
    current[name] ?? null,
  ]);
  return { ...values, ...(Object.fromEntries(kept) as Parameters) };
}

function sameParameters(a: Parameters, b: Parameters): boolean {
  return Object.keys(a).every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name] ?? null));
}

export function parameterControls(panel: ParameterPanel): TemplateResult {
  const { declaration, say } = panel;
  if (declaration.parameters.length === 0) return html`<p class="muted">${say('noParameters')}</p>`;
  const [main, more] = [true, false].map((wanted) =>
    declaration.parameters.filter((p) => isMain(p) === wanted).sort((a, b) => order(a) - order(b)),
  ) as [Parameter[], Parameter[]];
  return html`<div class="parameter-box">
    <div class="parameter-grid">${main.map((p) => control(p, panel))}</div>
    <p class="problem" role="status"></p>
    ${
      more.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${say('moreParameters')}</summary>
            <div class="parameter-grid">${more.map((p) => control(p, panel))}</div>
          </details>`
    }
  </div>`;
}

/** An index to ignore or an axis shapes no curve: it stands below. */
function isMain(p: Parameter): boolean {
  return !(p.kind === 'number' && p.integer === true && p.optional === true) && p.name !== 'per';
}

function order(p: Parameter): number {
  return ['number', 'vector', 'text', 'choice', 'switch'].indexOf(p.kind);
}

function control(p: Parameter, panel: ParameterPanel): TemplateResult {
  switch (p.kind) {
    case 'number':
      return numberControl(p, panel);
    case 'choice':
      return choiceControl(p, panel);
    case 'switch':
      return switchControl(p, panel);
    case 'vector':
    case 'text':
      return textControl(p, panel);
  }
}

function parameterName(p: Parameter, language: Language): TemplateResult {
  const letter = 'latex' in p ? symbolText(p.latex) : undefined;
  const shown =
    letter === undefined || letter === p.name ? nothing : html`<span class="letter">${letter}</span> `;
  return html`<span class="name" title=${p.meaning[language]}>${shown}${p.name}</span>`;
}

function numberControl(p: NumberParameter, panel: ParameterPanel): TemplateResult {
  const { params, language, say, onChange } = panel;
  const value = params[p.name];
  const number = typeof value === 'number' ? value : undefined;
  const text = number === undefined ? (typeof value === 'string' ? value : '') : formatParameter(number);
  const change = (next: ParameterValue, dragging: boolean): void => onChange({ [p.name]: next }, dragging);
  const typed = (event: Event): void => {
    const field = event.target as TextField;
    const next = p.words?.includes(field.value) === true ? field.value : parseTyped(p, field.value);
    if (next !== undefined) change(next, false);
    else if (p.optional === true && field.value.trim() === '') change(null, false);
    else {
      field.value = text;
      complain(field, say('notANumber', p.name, formatParameter(p.min), formatParameter(p.max)));
      return;
    }
    complain(field, '');
  };
  const step = number === undefined ? 0 : toStep(p, number);
  const slides = !(p.integer === true && p.optional === true && p.slider === undefined);
  return html`<span class="name-cell">
      ${parameterName(p, language)}
      ${
        p.optional === true && slides
          ? html`<vscode-checkbox
              class="off"
              aria-label=${`${p.name} ${say('off')}`}
              ?checked=${live(number === undefined)}
              @change=${(event: Event) =>
                change(
                  (event.target as Checkbox).checked ? null : (p.default ?? fromStep(p, STEPS / 4)),
                  false,
                )}
              >${say('off')}</vscode-checkbox
            >`
          : nothing
      }
    </span>
    ${
      slides
        ? html`<input
            type="range"
            min="0"
            max=${STEPS}
            .value=${live(String(step))}
            .style=${`--fill: ${step / (STEPS / 100)}%`}
            aria-label=${p.name}
            aria-valuetext=${text === '' ? say('off') : text}
            @input=${(event: Event) => change(fromStep(p, Number((event.target as HTMLInputElement).value)), true)}
            @change=${(event: Event) => change(fromStep(p, Number((event.target as HTMLInputElement).value)), false)}
          />`
        : html`<span class="muted">${rich(p.meaning[language])}</span>`
    }
    <vscode-text-field
      class="number-field"
      .textContent=${p.name}
      placeholder=${say('off')}
      .value=${live(text)}
      title=${say('range', formatParameter(p.min), formatParameter(p.max))}
      @change=${typed}
    ></vscode-text-field>`;
}

/** Says below the controls what was wrong with what was typed; the next valid number takes it away. */
function complain(field: TextField, text: string): void {
  const place = field.closest('.parameter-box')?.querySelector('.problem');
  if (place) place.textContent = text;
}

function choiceControl(p: ChoiceParameter, { params, language, onChange }: ParameterPanel): TemplateResult {
  const value = String(params[p.name] ?? p.default);
  return html`${parameterName(p, language)}
    <vscode-dropdown
      class="wide"
      aria-label=${p.name}
      .value=${value}
      @change=${(event: Event) => onChange({ [p.name]: (event.target as Dropdown).value }, false)}
    >
      ${p.choices.map(
        (choice) =>
          html`<vscode-option value=${choice} ?selected=${choice === value}>${choice}</vscode-option>`,
      )}
    </vscode-dropdown>`;
}

function switchControl(p: SwitchParameter, { params, language, onChange }: ParameterPanel): TemplateResult {
  return html`${parameterName(p, language)}
    <vscode-checkbox
      class="wide"
      aria-label=${p.name}
      ?checked=${live(params[p.name] === true)}
      @change=${(event: Event) => onChange({ [p.name]: (event.target as Checkbox).checked }, false)}
      >${p.meaning[language]}</vscode-checkbox
    >`;
}

function textControl(p: VectorParameter | TextParameter, panel: ParameterPanel): TemplateResult {
  const { params, language, say, onChange } = panel;
  const value = params[p.name];
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  const typed = (event: Event): void => {
    const field = event.target as TextField;
    const next = p.kind === 'text' ? field.value : parseNumbers(p, field.value);
    complain(field, next === undefined ? say('notNumbers', p.name) : '');
    if (next === undefined) field.value = text;
    else onChange({ [p.name]: next }, false);
  };
  return html`${parameterName(p, language)}
    <vscode-text-field
      class="wide"
      .textContent=${p.name}
      placeholder=${p.kind === 'vector' ? `${say('none')} (${say('perClass')})` : ''}
      .value=${live(text)}
      @change=${typed}
    ></vscode-text-field>`;
}

/** A number a class, one number where that is allowed, `null` for none; `undefined` where it is not numbers. */
function parseNumbers(p: VectorParameter, text: string): ParameterValue | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0) return p.required === true ? undefined : null;
  const numbers = words.map(Number);
  if (numbers.some((n) => Number.isNaN(n))) return undefined;
  return numbers.length === 1 && p.orNumber === true ? numbers[0]! : numbers;
}
