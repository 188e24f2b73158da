// The top of the results view: what was computed from what, how long it took, and what to do next. Its second row
// is kept free for progress, so that nothing moves when a computation starts.
import { html, nothing, type TemplateResult } from 'lit';
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { ArrayInput } from '../../src/protocol/compute';
import type { FromView, ShowResult } from '../../src/protocol/views';
import { formatCount, formatDuration } from '../shared/format';
import { menu } from '../shared/menu';
import type { Say } from '../shared/words';
import { asCsv, asJson, asMarkdown } from './exportTable';
import { editedRequest, type ResultsState } from './state';

export interface HeaderOptions {
  readonly state: ResultsState;
  readonly say: Say;
  readonly post: (message: FromView) => void;
  readonly onExportOpen: (open: boolean) => void;
}

export function header(options: HeaderOptions): TemplateResult {
  const { state, say, post } = options;
  const { shown, busy } = state;
  return html`<header class="results-header">
    <div class="what">${shown === undefined ? html`<h1>Lossary</h1>` : title(shown, options)}</div>
    <div class="actions">
      ${shown === undefined ? nothing : html`<span class="muted number">${facts(shown, say)}</span>`}
      ${shown === undefined ? nothing : compareButton(shown, options)}
      ${shown === undefined ? nothing : exportMenu(shown, options)}
      ${
        busy === undefined
          ? shown === undefined
            ? nothing
            : html`<vscode-button
                @click=${() => post({ kind: 'compute', request: editedRequest(state, shown) })}
                >${say('recompute')}</vscode-button
              >`
          : html`<vscode-button appearance="secondary" @click=${() => post({ kind: 'cancel' })}
              >${say('cancel')}</vscode-button
            >`
      }
    </div>
    ${progress(options)}
  </header>`;
}

function title(shown: ShowResult, options: HeaderOptions): TemplateResult {
  const { request, answer } = shown;
  const names = [...new Set(answer.results.map((r) => r.formula ?? r.id))].join(', ');
  return html`<h1 title=${names}>${names}</h1>
    <span class="files">
      ${input(request.prediction, options)}
      ${request.label === undefined ? nothing : html` <span class="muted">↔</span> ${input(request.label, options)}`}
    </span>`;
}

/** A file that opens at a click; an inline array is a selection. */
function input(
  source: ArrayInput | undefined,
  { say, post }: HeaderOptions,
): TemplateResult | typeof nothing {
  if (source === undefined) return nothing;
  const path =
    typeof source === 'string' && !/^[\s]*[[({]|^(np|numpy|torch|tf)\./.test(source) ? source : undefined;
  if (path === undefined) return html`<span class="muted">${say('inline')}</span>`;
  const [file = path] = path.split('#');
  const short = path.split(/[\\/]/).pop() ?? path;
  return html`<a
    href="#"
    title=${say('openFile', path)}
    @click=${(event: Event) => {
      event.preventDefault();
      post({ kind: 'open', target: file });
    }}
    ><code>${short}</code></a
  >`;
}

function facts({ answer }: ShowResult, say: Say): string {
  const shape = answer.prediction?.shape;
  const elements = shape?.reduce((a, b) => a * b, 1) ?? answer.results[0]?.count ?? 0;
  const parts = [say('elements', formatCount(elements)), formatDuration(answer.elapsedMs)];
  if (answer.threads !== undefined)
    parts.push(answer.threads === 1 ? say('oneThread') : say('threads', answer.threads));
  return parts.join(' · ');
}

/** Computes the selected loss by the convention of every library that has one of its own. */
function compareButton(
  shown: ShowResult,
  { state, say, post }: HeaderOptions,
): TemplateResult | typeof nothing {
  const result = shown.answer.results[state.selected];
  if (result === undefined || result.formula !== undefined) return nothing;
  const declaration = findDeclaration(result.id);
  if (declaration === undefined || declaration.presets.length === 0) return nothing;
  return html`<vscode-button
    appearance="secondary"
    title=${say('compareConventionsOf', declaration.name[state.language])}
    ?disabled=${state.busy !== undefined}
    @click=${() =>
      post({ kind: 'compute', request: { ...shown.request, compute: [{ id: result.id, preset: 'all' }] } })}
    >${say('compareConventions')}</vscode-button
  >`;
}

function exportMenu({ answer }: ShowResult, options: HeaderOptions): TemplateResult {
  const { state, say, post, onExportOpen } = options;
  const { results } = answer;
  return menu({
    name: say('export'),
    open: state.exportOpen,
    onOpen: onExportOpen,
    items: [
      {
        text: say('copyMarkdown'),
        choose: () => post({ kind: 'copy', text: asMarkdown(results), what: say('copiedMarkdown') }),
      },
      {
        text: say('copyCsv'),
        choose: () => post({ kind: 'copy', text: asCsv(results), what: say('copiedCsv') }),
      },
      {
        text: say('copyJson'),
        choose: () => post({ kind: 'copy', text: asJson(answer), what: say('copiedJson') }),
      },
    ],
  });
}

function progress({ state }: HeaderOptions): TemplateResult {
  const { busy } = state;
  const fraction = busy?.fraction;
  return html`<div class="progress" role="status">
    ${
      busy === undefined
        ? nothing
        : html`<div
              class=${fraction === undefined ? 'bar unknown' : 'bar'}
              .style=${fraction === undefined ? '' : `width: ${Math.round(fraction * 100)}%`}
            ></div>
            <span class="progress-text">${busy.text}</span>`
    }
  </div>`;
}
