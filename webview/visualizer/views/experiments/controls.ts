// The controls of an experiment: presets as chips, and the same panel of sliders and fields that losses have.
import { html, nothing, type TemplateResult } from 'lit';
import type { Parameter } from '../../../../src/catalogue/declaration';
import type { Control, Experiment, SeveralControl } from '../../../../src/catalogue/experiments/experiment';
import type { Parameters } from '../../../../src/protocol/compute';
import type { Language } from '../../../../src/protocol/views';
import { parameterControls, presetChips } from '../../../shared/parameterPanel';
import type { Say } from '../../../shared/words';

export interface ControlOptions {
  readonly experiment: Experiment;
  readonly params: Parameters;
  readonly language: Language;
  readonly say: Say;
  /** @param dragging whether more of the same is about to follow */
  readonly onChange: (params: Parameters, dragging: boolean) => void;
}

export function experimentControls(options: ControlOptions): TemplateResult | typeof nothing {
  const { experiment, params, language, say, onChange } = options;
  const { controls, presets } = experiment;
  if (controls.length === 0) return nothing;
  const several = controls.filter((control) => control.kind === 'several');
  const panel = {
    declaration: { parameters: controls.flatMap(asParameter), presets },
    params,
    language,
    say,
    onChange: (changes: Parameters, dragging: boolean) => onChange({ ...params, ...changes }, dragging),
    onPreset: (values: Parameters) =>
      onChange({ ...params, ...defaultsOfSeveral(several), ...values }, false),
  };
  return html`${presetChips(panel)} ${several.map((control) => severalChips(control, options))}
  ${parameterControls(panel)}`;
}

/** A list is typed as the weights of classes are: numbers with commas. */
function asParameter(control: Control): readonly Parameter[] {
  switch (control.kind) {
    case 'several':
      return [];
    case 'list': {
      const { name, meaning } = control;
      return [{ kind: 'vector', name, latex: name, meaning, default: control.default, required: true }];
    }
    default:
      return [control];
  }
}

function defaultsOfSeveral(several: readonly SeveralControl[]): Parameters {
  return Object.fromEntries(several.map((control) => [control.name, control.default]));
}

/** At least one stays chosen. */
function severalChips(
  { name, choices, meaning }: SeveralControl,
  { params, language, onChange }: ControlOptions,
): TemplateResult {
  const chosen = new Set(String(params[name]).split(','));
  const toggle = (choice: string): void => {
    const next = choices.filter((each) => (each === choice ? !chosen.has(each) : chosen.has(each)));
    if (next.length > 0) onChange({ ...params, [name]: next.join(',') }, false);
  };
  return html`<div class="chips" role="group" aria-label=${meaning[language]}>
    ${choices.map(
      (choice) =>
        html`<button
          class="chip"
          aria-pressed=${chosen.has(choice) ? 'true' : 'false'}
          @click=${() => toggle(choice)}
        >
          ${choice}
        </button>`,
    )}
  </div>`;
}
