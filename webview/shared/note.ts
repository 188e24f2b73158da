// The note of a loss: formula as in the textbook and as computed, what it does, what to mind, its parameters.
import { html, nothing, type TemplateResult } from 'lit';
import { asComputed, type AsComputed } from '../../src/catalogue/asComputed';
import type { Declaration, Parameter, Text } from '../../src/catalogue/declaration';
import type { Language } from '../../src/protocol/views';
import { formatParameter } from './format';
import { formula, inlineFormula, rich } from './formula';
import { kindName, type Say } from './words';

export interface NoteOptions {
  readonly declaration: Declaration;
  readonly how: AsComputed;
  /** What the data make worth saying. */
  readonly warnings: readonly string[];
  readonly language: Language;
  readonly say: Say;
  readonly onOpen: (target: string) => void;
}

export function noteTemplate(options: NoteOptions): TemplateResult {
  const { declaration, warnings, language, say } = options;
  const { note } = declaration;
  return html`<article class="note" aria-labelledby="note-title">
    <header>
      <h1 id="note-title">${declaration.name[language]}</h1>
      <p class="muted kinds">${kinds(options)}</p>
    </header>
    <section>
      <h2>${say('formula')}</h2>
      ${formula(note.formula)}
      <h3>${say('asComputed')}</h3>
      ${computedFormula(declaration, options.how, say)}
    </section>
    <section class="note-text">
      <p>${rich(note.summary[language])}</p>
      ${warnings.map(
        (warning) =>
          html`<p class="warning" role="note"><span aria-hidden="true">⚠</span> ${rich(warning)}</p>`,
      )}
    </section>
    ${pitfalls(note.pitfalls, options)} ${advice(options)} ${parameterTable(options)} ${sources(options)}
  </article>`;
}

/** What somebody wrote about it: nothing of a formula that was typed. */
function advice({ declaration: { note }, language, say }: NoteOptions): TemplateResult | typeof nothing {
  if (note.gradient[language] === '') return nothing;
  return html`<section class="note-text">
      <h2>${say('gradient')}</h2>
      <p>${rich(note.gradient[language])}</p>
    </section>
    <section class="note-text advice">
      <dl>
        <dt>${say('use')}</dt>
        <dd>${rich(note.use[language])}</dd>
        <dt>${say('avoid')}</dt>
        <dd>${rich(note.avoid[language])}</dd>
        <dt>${say('neighbours')}</dt>
        <dd>${rich(note.neighbours[language])}</dd>
      </dl>
    </section>`;
}

function sources(options: NoteOptions): TemplateResult | typeof nothing {
  const { note } = options.declaration;
  if (note.sources.length === 0) return nothing;
  return html`<section class="sources">
    <h2>${options.say('sources')}</h2>
    <ul>
      ${note.sources.map((source) => html`<li>${link(source.title, source.link, options)}</li>`)}
    </ul>
  </section>`;
}

function kinds(options: NoteOptions): TemplateResult {
  const { declaration, language } = options;
  const { tasks, family, note } = declaration;
  const [source] = note.sources;
  const names = [...tasks, family].map((kind) => kindName(kind, language));
  return html`${[...new Set(names)].join(' · ')}${
    source === undefined ? nothing : html` · ${link(source.title.split(',')[0] ?? '', source.link, options)}`
  }`;
}

/** Links are opened by the extension. A bare arXiv id or DOI becomes an address. */
function link(title: string, target: string, { onOpen }: NoteOptions): TemplateResult {
  const address = target.startsWith('http')
    ? target
    : target.startsWith('10.')
      ? `https://doi.org/${target}`
      : `https://arxiv.org/abs/${target}`;
  const open = (event: Event): void => {
    event.preventDefault();
    onOpen(address);
  };
  return html`<a href=${address} @click=${open}>${title}</a>`;
}

/** The formula with the parameters filled in, or why there is none. */
export function computedFormula(declaration: Declaration, how: AsComputed, say: Say): TemplateResult {
  let tex: string | undefined;
  try {
    tex = asComputed(declaration, how);
  } catch (error) {
    // A form says by an error what its parameters lack: an expression to combine.
    return html`<p class="muted">${error instanceof Error ? error.message : String(error)}</p>`;
  }
  return tex === undefined ? html`<p class="muted">${say('algorithm')}</p>` : formula(tex);
}

function pitfalls(texts: readonly Text[], { language, say }: NoteOptions): TemplateResult | typeof nothing {
  if (texts.length === 0) return nothing;
  return html`<section class="note-text">
    <h2>${say('mind')}</h2>
    <ul class="pitfalls">
      ${texts.map((text) => html`<li>${rich(text[language])}</li>`)}
    </ul>
  </section>`;
}

function parameterTable({ declaration, language, say }: NoteOptions): TemplateResult | typeof nothing {
  if (declaration.parameters.length === 0) return nothing;
  return html`<section>
    <h2>${say('parameters')}</h2>
    <table class="parameter-table">
      <tbody>
        ${declaration.parameters.map(
          (p) =>
            html`<tr>
              <th scope="row">
                ${'latex' in p ? html`${inlineFormula(p.latex)} ` : nothing}<span class="id">${p.name}</span>
              </th>
              <td>
                <span class="meaning">${rich(p.meaning[language])}</span>
                <span class="muted range">${rangeText(p, say)}</span>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function rangeText(p: Parameter, say: Say): string {
  const parts: string[] = [];
  if (p.kind === 'number') {
    if (Number.isFinite(p.min) || Number.isFinite(p.max)) {
      parts.push(say('range', formatParameter(p.min), formatParameter(p.max)));
    }
    if (p.words !== undefined) parts.push(...p.words);
    if (p.optional === true) parts.push(say('orOff'));
  } else if (p.kind === 'choice') parts.push(p.choices.join(' | '));
  if (p.kind === 'vector') parts.push(say('perClass'));
  const usual =
    p.default === null
      ? say('off')
      : typeof p.default === 'number'
        ? formatParameter(p.default)
        : String(p.default);
  if (p.kind !== 'vector') parts.push(say('defaultIs', usual));
  return parts.join(', ');
}
