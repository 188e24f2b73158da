// A table of losses on the same data: numbers of each, which one leads, and where a view compares some of them, which.
import type { nothing } from 'lit';
import { html, type TemplateResult } from 'lit';
import type { Declaration } from '../../../src/catalogue/declaration';
import type { Language } from '../../../src/protocol/views';
import { formatExact, formatReading } from '../../shared/format';

export interface LossLine {
  readonly declaration: Declaration;
  /** Any CSS colour. */
  readonly colour: string;
  readonly numbers: readonly number[];
  /** Why there are none. */
  readonly reason?: string;
}

export interface LossTableOptions {
  readonly caption: string;
  /** Heads of the numbers. */
  readonly heads: readonly string[];
  readonly lossHead: string;
  readonly lines: readonly LossLine[];
  readonly leading: string;
  readonly language: Language;
  readonly onLead: (id: string) => void;
  /** Losses that are drawn against one another, where a view lets them be chosen. */
  readonly compared?: readonly string[];
  readonly compareText?: (name: string) => string;
  readonly onCompare?: (id: string) => void;
}

export function lossTable(options: LossTableOptions): TemplateResult {
  const { caption, heads, lossHead, lines } = options;
  return html`<div class="table-scroll">
    <table class="loss-lines">
      <caption class="visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${lossHead}</th>
          ${heads.map((head) => html`<th scope="col" class="right">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${lines.map((line, i) => row(line, i, options))}
      </tbody>
    </table>
  </div>`;
}

function row(
  { declaration, colour, numbers, reason }: LossLine,
  at: number,
  options: LossTableOptions,
): TemplateResult {
  const { leading, language, heads, onLead } = options;
  const { id, abbreviation = id } = declaration;
  return html`<tr class=${id === leading ? 'leading' : ''}>
    <th scope="row">
      ${swatch(id, abbreviation, colour, options)}
      <button
        class="lead"
        aria-pressed=${id === leading ? 'true' : 'false'}
        title=${declaration.name[language]}
        @click=${() => onLead(id)}
        @keydown=${(event: KeyboardEvent) => key(event, at, options)}
      >
        ${abbreviation}
      </button>
    </th>
    ${
      reason === undefined
        ? numbers.map(
            (number) =>
              html`<td class="right number" title=${formatExact(number)}>${formatReading(number)}</td>`,
          )
        : html`<td class="muted small reason" colspan=${heads.length}>${reason}</td>`
    }
  </tr>`;
}

function swatch(
  id: string,
  name: string,
  colour: string,
  { compared, compareText, onCompare }: LossTableOptions,
): TemplateResult | typeof nothing {
  if (compared === undefined) return html`<span class="swatch" .style=${`background: ${colour}`}></span>`;
  const isCompared = compared.includes(id);
  const text = compareText?.(name) ?? name;
  return html`<button
    class="swatch-button"
    role="checkbox"
    aria-checked=${isCompared ? 'true' : 'false'}
    aria-label=${text}
    title=${text}
    @click=${() => onCompare?.(id)}
  >
    <span
      class=${isCompared ? 'swatch' : 'swatch hollow'}
      .style=${isCompared ? `background: ${colour}` : `border-color: ${colour}`}
    ></span>
  </button>`;
}

function key(event: KeyboardEvent, at: number, { lines, leading, onLead }: LossTableOptions): void {
  const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (move === 0) return;
  event.preventDefault();
  const next = (at + move + lines.length) % lines.length;
  onLead(lines[next]?.declaration.id ?? leading);
  const body = (event.currentTarget as HTMLElement).closest('tbody');
  body?.querySelectorAll<HTMLElement>('.lead')[next]?.focus();
}
