// The table of the boxes view: value and gradient of every loss, which one leads, which ones descend.
import { html, type TemplateResult } from 'lit';
import type { Language } from '../../../../src/protocol/views';
import { formatExact, formatReading } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import { byCentreSize } from './box';
import type { LossRow } from './lossRows';
import { boxesWords } from './words';

export interface LossTableOptions {
  readonly rows: readonly LossRow[];
  readonly leading: string;
  readonly compared: readonly string[];
  readonly language: Language;
  readonly onLead: (id: string) => void;
  readonly onCompare: (id: string) => void;
}

export function lossTable(options: LossTableOptions): TemplateResult {
  const { rows, leading, language, onLead } = options;
  const say = boxesWords(language);
  const key = (event: KeyboardEvent, at: number): void => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move === 0) return;
    event.preventDefault();
    const next = (at + move + rows.length) % rows.length;
    onLead(rows[next]?.declaration.id ?? leading);
    (event.currentTarget as HTMLElement)
      .closest('tbody')
      ?.querySelectorAll<HTMLElement>('.lead')
      [next]?.focus();
  };
  return html`<div class="table-scroll">
    <table class="box-losses">
      <caption class="visually-hidden">
        ${say('losses')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('loss')}</th>
          <th scope="col" class="right">${say('value')}</th>
          ${['x', 'y', 'w', 'h'].map(
            (axis) => html`<th scope="col" class="right">${say('derivative', axis)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row, i) => line(row, i, options, key))}
      </tbody>
    </table>
  </div>`;
}

function line(
  { declaration, index, value, sides }: LossRow,
  at: number,
  { leading, compared, language, onLead, onCompare }: LossTableOptions,
  key: (event: KeyboardEvent, at: number) => void,
): TemplateResult {
  const { id, abbreviation = id } = declaration;
  const say = boxesWords(language);
  const isCompared = compared.includes(id);
  return html`<tr class=${id === leading ? 'leading' : ''}>
    <th scope="row">
      <button
        class="swatch-button"
        role="checkbox"
        aria-checked=${isCompared ? 'true' : 'false'}
        aria-label=${say('compare', abbreviation)}
        title=${say('compare', abbreviation)}
        @click=${() => onCompare(id)}
      >
        <span
          class=${isCompared ? 'swatch' : 'swatch hollow'}
          .style=${isCompared ? `background: ${seriesColour(index)}` : `border-color: ${seriesColour(index)}`}
        ></span>
      </button>
      <button
        class="lead"
        aria-pressed=${id === leading ? 'true' : 'false'}
        title=${declaration.name[language]}
        @click=${() => onLead(id)}
        @keydown=${(event: KeyboardEvent) => key(event, at)}
      >
        ${abbreviation}
      </button>
    </th>
    <td class="right number" title=${formatExact(value)}>${formatReading(value)}</td>
    ${byCentreSize(sides).map(
      (slope) => html`<td class="right number" title=${formatExact(slope)}>${formatReading(slope)}</td>`,
    )}
  </tr>`;
}
