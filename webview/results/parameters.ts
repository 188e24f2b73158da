// The parameters of the selected result: presets, sliders, and recomputing with what they were moved to.
import { html, nothing, type TemplateResult } from 'lit';
import type { Declaration } from '../../src/catalogue/declaration';
import type { Parameters } from '../../src/protocol/compute';
import type { FromView } from '../../src/protocol/views';
import { parameterControls, presetChips } from '../shared/parameterPanel';
import { sayIn } from '../shared/words';
import { editedRequest, type ResultsState } from './state';

export interface ParameterSectionOptions {
  readonly state: ResultsState;
  readonly declaration: Declaration;
  readonly params: Parameters;
  readonly preset: string | undefined;
  readonly onChange: (changes: Parameters, dragging: boolean, preset?: string) => void;
  readonly onReset: () => void;
  readonly post: (message: FromView) => void;
}

export function parameterSection(options: ParameterSectionOptions): TemplateResult {
  const { state, declaration, params, preset, onChange, onReset, post } = options;
  const say = sayIn(state.language);
  const { shown } = state;
  const changed = Object.keys(state.edits).length > 0;
  const panel = {
    declaration,
    params,
    ...(preset === undefined ? {} : { preset }),
    language: state.language,
    say,
    onChange,
    onPreset: (values: Parameters, chosen: string | undefined) => onChange(values, false, chosen),
  };
  return html`<section aria-label=${say('parametersOf', declaration.name[state.language])}>
    <div class="section-head">
      <h2>${say('parameters')}</h2>
      <span class="muted small">${declaration.name[state.language]}</span>
    </div>
    <div class="parameters">
      ${presetChips(panel)} ${parameterControls(panel)}
      <div class="again">
        <vscode-button
          appearance=${changed ? 'primary' : 'secondary'}
          ?disabled=${!changed || state.busy !== undefined}
          @click=${() => {
            if (shown !== undefined) post({ kind: 'compute', request: editedRequest(state, shown) });
          }}
          >${say('recomputeWith')}</vscode-button
        >
        ${
          changed
            ? html`<vscode-button appearance="secondary" @click=${onReset}>${say('reset')}</vscode-button>
                <span class="muted small">${say('changed')}</span>`
            : nothing
        }
      </div>
    </div>
  </section>`;
}
