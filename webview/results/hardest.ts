// The hardest samples: a table that sorts by any column, and their indices as files that a sampler reads.
import { html, nothing, type TemplateResult } from 'lit';
import type { HardSample } from '../../src/protocol/compute';
import type { FromView } from '../../src/protocol/views';
import { formatExact, formatReading, formatShort } from '../shared/format';
import type { Say, Word } from '../shared/words';
import { sortSamples } from './sortSamples';
import type { ResultsState, SortKey } from './state';

export interface HardestOptions {
  readonly id: string;
  readonly samples: readonly HardSample[];
  readonly sort: ResultsState['sort'];
  readonly all: boolean;
  readonly say: Say;
  readonly post: (message: FromView) => void;
  readonly onSort: (sort: ResultsState['sort']) => void;
  readonly onAll: (all: boolean) => void;
}

const COLUMNS: readonly { readonly by: SortKey; readonly word: Word }[] = [
  { by: 'index', word: 'index' },
  { by: 'loss', word: 'loss' },
  { by: 'prediction', word: 'prediction' },
  { by: 'label', word: 'label' },
];

/** Rows shown before all are asked for. */
const FIRST = 10;

export function hardestTable(options: HardestOptions): TemplateResult {
  const { samples, sort, all, say, onSort, onAll } = options;
  const sorted = sortSamples(samples, sort);
  const rows = all ? sorted : sorted.slice(0, FIRST);
  return html`<section aria-label=${say('hardest')}>
    <div class="section-head">
      <h2>${say('hardest')}</h2>
      <div class="switches">${exportButtons(options, sorted)}</div>
    </div>
    <div class="table-scroll">
      <table class="hardest">
        <caption class="visually-hidden">
          ${say('hardestDescription')}
        </caption>
        <thead>
          <tr>
            ${COLUMNS.map(({ by, word }) => {
              const active = sort.by === by;
              const direction = active ? (sort.descending ? 'descending' : 'ascending') : 'none';
              return html`<th scope="col" class="right" aria-sort=${direction}>
                <button
                  title=${say('sortBy', say(word))}
                  @click=${() => onSort({ by, descending: active ? !sort.descending : by === 'loss' })}
                >
                  ${say(word)}<span aria-hidden="true">${active ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>`;
            })}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (sample) =>
              html`<tr>
                <td class="right number">${sample.index}</td>
                <td class="right number" title=${formatExact(sample.loss)}>${formatReading(sample.loss)}</td>
                <td class="right number" title=${sample.prediction.map(formatExact).join(', ')}>
                  ${predictionText(sample, say)}
                </td>
                <td class="right number" title=${sample.label.map(formatExact).join(', ')}>
                  ${vector(sample.label)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      samples.length > FIRST
        ? html`<button class="text-button" @click=${() => onAll(!all)}>
            ${all ? say('showFewer') : say('showAll', samples.length)}
          </button>`
        : nothing
    }
  </section>`;
}

/** Many scores against one class: the class they choose, and what the true one was given. */
function predictionText({ prediction, label }: HardSample, say: Say): string {
  const [truth] = label;
  if (prediction.length <= 4 || label.length !== 1 || truth === undefined || !Number.isInteger(truth)) {
    return vector(prediction);
  }
  const top = prediction.indexOf(Math.max(...prediction));
  const own = prediction[truth];
  const chosen = `${top} (${formatShort(prediction[top] ?? NaN)})`;
  return own === undefined || top === truth
    ? chosen
    : say('ratherThan', chosen, `${truth} (${formatShort(own)})`);
}

function vector(values: readonly number[]): string {
  const shown = values.slice(0, 4).map(formatShort).join(', ');
  return values.length > 4 ? `${shown}, …` : shown;
}

function exportButtons({ id, say, post }: HardestOptions, sorted: readonly HardSample[]): TemplateResult {
  const indices = sorted.map((s) => s.index);
  const save = (extension: string, content: string): void =>
    post({ kind: 'save', suggestedName: `hardest-${id}.${extension}`, content });
  return html`<span class="muted small">${say('exportIndices')}</span>
    <vscode-button
      appearance="secondary"
      aria-label=${say('exportIndicesAs', 'JSON')}
      @click=${() => save('json', `${JSON.stringify(indices)}\n`)}
      >JSON</vscode-button
    >
    <vscode-button
      appearance="secondary"
      aria-label=${say('exportIndicesAs', 'TXT')}
      @click=${() => save('txt', `${indices.join('\n')}\n`)}
      >TXT</vscode-button
    >`;
}
