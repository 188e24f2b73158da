// Beside an experiment: the numbers that decide, the command that gives the same, the notes it is about, its sources.
import { html, nothing, type TemplateResult } from 'lit';
import { findDeclaration } from '../../../../src/catalogue/catalogue';
import type { Experiment } from '../../../../src/catalogue/experiments/experiment';
import type { Parameters } from '../../../../src/protocol/compute';
import type { ExperimentResult } from '../../../../src/protocol/experiments';
import type { FromView, Language } from '../../../../src/protocol/views';
import { measureTable } from './measures';
import { shellCommand } from './shellCommand';
import type { ExperimentsSay } from './words';

export interface SideOptions {
  readonly experiment: Experiment;
  readonly params: Parameters;
  /** Absent before the first answer. */
  readonly result?: ExperimentResult;
  readonly language: Language;
  readonly say: ExperimentsSay;
  readonly post: (message: FromView) => void;
}

export function experimentSide({
  experiment,
  params,
  result,
  language,
  say,
  post,
}: SideOptions): TemplateResult {
  const command = shellCommand(experiment, params);
  const about = experiment.about.flatMap((id) => findDeclaration(id) ?? []);
  return html`<article class="note">
    <section>
      <h2>${say('deciding')}</h2>
      ${result === undefined ? nothing : measureTable(experiment, result.measures, language, say)}
    </section>
    <section>
      <h2>${say('shell')}</h2>
      <p class="shell-line">
        <code>${command}</code>
        <button
          class="text-button"
          @click=${() => post({ kind: 'copy', text: command, what: say('copiedCommand') })}
        >
          ${say('copyCommand')}
        </button>
      </p>
    </section>
    <section>
      <h2>${say('about')}</h2>
      <div class="chips">
        ${about.map(
          ({ id, name }) =>
            html`<button
              class="chip"
              title=${say('openLoss', name[language])}
              @click=${() => post({ kind: 'openVisualizer', state: { view: 'curve', losses: [{ id }] } })}
            >
              ${id}
            </button>`,
        )}
      </div>
    </section>
    ${
      experiment.sources.length === 0
        ? nothing
        : html`<section class="sources">
            <h2>${say('sources')}</h2>
            <ul>
              ${experiment.sources.map(
                ({ title, link }) =>
                  html`<li>
                    <a
                      href=${link}
                      @click=${(event: Event) => {
                        event.preventDefault();
                        post({ kind: 'open', target: link });
                      }}
                      >${title}</a
                    >
                  </li>`,
              )}
            </ul>
          </section>`
    }
  </article>`;
}
