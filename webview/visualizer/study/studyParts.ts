// What views of the losses under study have in common: the picker with chips, the parameters of the leading loss,
// its formula and its note.
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Declaration } from '../../../src/catalogue/declaration';
import type { Computation, Parameters } from '../../../src/protocol/compute';
import type { FromView } from '../../../src/protocol/views';
import { changesNothing } from '../../shared/declarationOf';
import { computedFormula, noteTemplate } from '../../shared/note';
import { parameterControls, presetChips, type ParameterPanel } from '../../shared/parameterPanel';
import { seriesColour } from '../../shared/series';
import type { Moment, Scene } from '../frame/view';
import { CLOSED, lossPicker, type PickerState } from './picker';
import { shownName, toggled, without, withParameters, withTyped, type ShownLoss, type Study } from './study';

export type StudyScene = Pick<Scene<object>, 'study' | 'settledStudy' | 'language' | 'say'>;

export interface StudyActions {
  readonly study: (changes: Partial<Study>, moment?: Moment) => void;
  readonly redraw: () => void;
  readonly post: (message: FromView) => void;
}

export interface StudyParts {
  /** The field that finds losses, and a chip for each loss under study. */
  readonly picker: (scene: StudyScene) => TemplateResult;
  /** Presets and sliders of the leading loss; nothing where there is no loss. */
  readonly parameters: (scene: StudyScene) => TemplateResult | typeof nothing;
  /** Name and formula of the leading loss, for panels without room for the note beside. */
  readonly heading: (scene: StudyScene) => TemplateResult | typeof nothing;
  readonly note: (scene: StudyScene) => TemplateResult | typeof nothing;
}

export function studyParts({ study: change, redraw, post }: StudyActions): StudyParts {
  let picker: PickerState = CLOSED;
  /** A control may report while it is rendered anew, by a listener of the render before: what counts is what is shown now. */
  let shown: Study = { losses: [], leading: 0 };

  const onPicker = (next: PickerState): void => {
    picker = next;
    redraw();
  };

  const set = (changes: Parameters, dragging: boolean): void => {
    // The toolkit's checkbox reports changes that the view itself made.
    if (changesNothing(shown.losses[shown.leading]?.params ?? {}, changes)) return;
    change(withParameters(shown, shown.leading, changes), dragging ? 'dragging' : 'done');
  };

  return {
    picker: ({ study, language, say }) =>
      html`${lossPicker({
        picker,
        chosen: new Set(study.losses.map(({ declaration }) => declaration.id)),
        language,
        say,
        onPicker,
        onPick: (declaration: Declaration) => {
          picker = { ...picker, query: '' };
          change(toggled(study, declaration));
        },
        onTyped: (computation: Computation) => {
          picker = CLOSED;
          change(withTyped(study, computation));
        },
      })}
      ${chips({ study, language, say }, change)}`,

    parameters: ({ study, language, say }) => {
      shown = study;
      const leader = study.losses[study.leading];
      if (leader === undefined) return nothing;
      const panel: ParameterPanel = {
        declaration: leader.declaration,
        params: leader.params,
        ...(leader.preset === undefined ? {} : { preset: leader.preset }),
        language,
        say,
        onChange: set,
        onPreset: (values, preset) => change(withParameters(shown, shown.leading, values, preset)),
      };
      return html`<section
        class="parameters"
        aria-label=${say('parametersOf', leader.declaration.name[language])}
      >
        <h2>${say('parameters')}</h2>
        ${presetChips(panel)} ${parameterControls(panel)}
      </section>`;
    },

    heading: ({ study, settledStudy, language, say }) => {
      const leader = study.losses[study.leading];
      const settled = settledStudy.losses[settledStudy.leading];
      if (leader === undefined) return nothing;
      return html`<section class="leader">
        <h1>${leader.declaration.name[language]}</h1>
        <div class="leader-formula">
          ${guard([settled, language], () =>
            settled === undefined
              ? nothing
              : computedFormula(settled.declaration, { ...how(settled), reduction: 'none' }, say),
          )}
        </div>
      </section>`;
    },

    note: ({ settledStudy, language, say }) => {
      const settled = settledStudy.losses[settledStudy.leading];
      if (settled === undefined) return nothing;
      return html`${guard([settled, language], () =>
        noteTemplate({
          declaration: settled.declaration,
          how: { ...how(settled), reduction: 'mean' },
          warnings: [],
          language,
          say,
          onOpen: (target) => post({ kind: 'open', target }),
        }),
      )}`;
    },
  };
}

function how({ declaration, params }: ShownLoss) {
  return { params, layout: declaration.layouts[0] ?? 'elements' } as const;
}

function chips(
  { study, language, say }: Pick<StudyScene, 'study' | 'language' | 'say'>,
  change: StudyActions['study'],
): TemplateResult {
  return html`<div class="chips losses">
    ${study.losses.map((loss, i) => {
      const name = loss.declaration.name[language];
      return html`<span class=${i === study.leading ? 'loss-chip leading' : 'loss-chip'}>
        <button
          class="lead"
          aria-pressed=${i === study.leading ? 'true' : 'false'}
          title=${say('leadLoss', name)}
          @click=${() => change({ leading: i })}
        >
          <span class="swatch" .style=${`background: ${seriesColour(i)}`}></span>${shownName(loss)}
        </button>
        <button
          class="remove"
          aria-label=${say('removeLoss', name)}
          title=${say('removeLoss', name)}
          @click=${() => change(without(study, i))}
        >
          ×
        </button>
      </span>`;
    })}
  </div>`;
}
