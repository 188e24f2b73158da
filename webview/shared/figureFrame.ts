// What stands around every plot: its title and description, a switch to a table of its data, and saving.
import { html, nothing, type TemplateResult } from 'lit';
import type { FromView } from '../../src/protocol/views';
import { csvText, pngBytes, svgDocument } from './saveFigure';
import type { Say } from './words';

export interface FrameOptions {
  /** Unique in the page: names the saved file and the state of the table. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly figure: { readonly element: HTMLElement; readonly svg: () => SVGSVGElement | undefined };
  /** Column heads and rows of the data behind the plot, made when the table is open. */
  readonly table: () => { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** The numbers behind the plot, to the last digit, for a file. */
  readonly csv?: () => {
    readonly head: readonly string[];
    readonly rows: readonly (readonly (number | string)[])[];
  };
  readonly tableOpen: boolean;
  readonly onTable: (id: string) => void;
  readonly post: (message: FromView) => void;
  readonly say: Say;
  /** Further small buttons. */
  readonly actions?: TemplateResult;
  /** What explains the colours, beside the title. */
  readonly key?: TemplateResult;
}

export function figureFrame(options: FrameOptions): TemplateResult {
  const { id, title, description, figure, tableOpen, onTable, say, actions } = options;
  return html`<figure class="figure" aria-labelledby=${`${id}-title`}>
    <div class="figure-head">
      <div>
        <h3 id=${`${id}-title`}>${title}</h3>
        ${options.key ?? nothing}
      </div>
      <div class="figure-actions">
        ${actions ?? nothing}
        <button
          class="text-button"
          aria-pressed=${tableOpen ? 'true' : 'false'}
          aria-label=${say('tableOf', title)}
          title=${say('tableOf', title)}
          @click=${() => onTable(id)}
        >
          ${say('table')}
        </button>
        ${formatsOf(options).map(
          (format) =>
            html`<button
              class="text-button"
              aria-label=${say('save', title, format)}
              title=${say('save', title, format)}
              @click=${() => void save(options, format)}
            >
              ${format}
            </button>`,
        )}
      </div>
    </div>
    <p class="visually-hidden" id=${`${id}-description`}>${description}</p>
    <div ?hidden=${tableOpen}>${figure.element}</div>
    ${tableOpen ? dataTable(options) : nothing}
  </figure>`;
}

/** As high as the plot that it replaces, so that nothing below moves. */
function dataTable({ figure, table, title }: FrameOptions): TemplateResult {
  const { head, rows } = table();
  return html`<div class="figure-table" tabindex="0" .style=${`height: ${figure.element.style.height}`}>
    <table>
      <caption class="visually-hidden">
        ${title}
      </caption>
      <thead>
        <tr>
          ${head.map((text) => html`<th scope="col" class="right">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((text) => html`<td class="right number">${text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

type Format = 'SVG' | 'PNG' | 'CSV';

function formatsOf({ csv }: FrameOptions): readonly Format[] {
  return csv === undefined ? ['SVG', 'PNG'] : ['SVG', 'PNG', 'CSV'];
}

async function save({ id, title, figure, csv, post }: FrameOptions, format: Format): Promise<void> {
  const svg = figure.svg();
  if (svg === undefined) return;
  const content =
    format === 'CSV'
      ? csvText(csv?.() ?? { head: [], rows: [] })
      : format === 'SVG'
        ? svgDocument(svg, title)
        : await pngBytes(svg, title);
  post({ kind: 'save', suggestedName: `${id}.${format.toLowerCase()}`, content });
}
