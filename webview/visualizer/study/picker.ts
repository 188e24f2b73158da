// The picker of losses: a field that searches by name, id, abbreviation or alias, and a list below it that the arrow
// keys move through.
import { html, nothing, type TemplateResult } from 'lit';
import type { Declaration } from '../../../src/catalogue/declaration';
import { readTyped } from '../../../src/catalogue/typedLoss';
import type { Computation } from '../../../src/protocol/compute';
import { describeFailure, LossaryError } from '../../../src/protocol/errors';
import type { Language } from '../../../src/protocol/views';
import { kindName, type Say } from '../../shared/words';
import { searchCatalogue } from './search';

export interface PickerState {
  readonly open: boolean;
  readonly query: string;
  /** Index of the option that Enter takes. */
  readonly active: number;
}

export const CLOSED: PickerState = { open: false, query: '', active: 0 };

export interface PickerOptions {
  readonly picker: PickerState;
  readonly chosen: ReadonlySet<string>;
  readonly language: Language;
  readonly say: Say;
  readonly onPicker: (picker: PickerState) => void;
  readonly onPick: (declaration: Declaration) => void;
  readonly onTyped: (computation: Computation) => void;
}

export function lossPicker(options: PickerOptions): TemplateResult {
  const { picker, say, onPicker } = options;
  const found = picker.open ? searchCatalogue(picker.query) : [];
  const typed = picker.open ? readExpression(picker.query) : undefined;
  const active = Math.min(picker.active, found.length - 1);
  return html`<div class="picker" @focusout=${(event: FocusEvent) => left(event, options)}>
    <input
      class="search"
      type="text"
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${picker.open ? 'true' : 'false'}
      aria-controls="losses"
      aria-activedescendant=${picker.open && active >= 0 ? `loss-${active}` : ''}
      aria-label=${say('addLoss')}
      placeholder=${say('searchLosses')}
      .value=${picker.query}
      @focus=${() => onPicker({ ...picker, open: true })}
      @click=${() => onPicker({ ...picker, open: true })}
      @input=${(event: Event) =>
        onPicker({ open: true, query: (event.target as HTMLInputElement).value, active: 0 })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || typed === undefined) return key(event, found, active, options);
        if ('computation' in typed) options.onTyped(typed.computation);
      }}
    />
    <div
      class="options"
      id="losses"
      role="listbox"
      aria-label=${say('addLoss')}
      ?hidden=${!picker.open || found.length === 0}
    >
      ${found.map((declaration, i) => option(declaration, i, i === active, options))}
    </div>
    ${
      typed !== undefined
        ? typedOption(typed, options)
        : picker.open && found.length === 0
          ? html`<p class="nothing muted" role="status">${say('nothingFound', picker.query)}</p>`
          : nothing
    }
  </div>`;
}

type Typed = { readonly text: string } & ({ readonly computation: Computation } | { readonly why: string });

/** What is typed as an expression over losses or a formula, where it looks like one. */
function readExpression(text: string): Typed | undefined {
  if (!/[*+/^();]|\d\s*-|-\s*[\d(]/.test(text)) return undefined;
  try {
    return { text, computation: readTyped(text) };
  } catch (error) {
    return { text, why: error instanceof LossaryError ? describeFailure(error.failure) : String(error) };
  }
}

function typedOption(typed: Typed, { say, onTyped }: PickerOptions): TemplateResult {
  if ('why' in typed) return html`<p class="nothing problem" role="status">${typed.why}</p>`;
  const kind = 'formula' in typed.computation ? say('typedFormula') : say('typedExpression');
  return html`<div class="nothing">
    <button
      class="option typed"
      @pointerdown=${(event: Event) => {
        event.preventDefault();
        onTyped(typed.computation);
      }}
    >
      <span class="option-name">${typed.text.trim()}</span> <span class="muted small">${kind}</span>
    </button>
  </div>`;
}

function option(
  declaration: Declaration,
  index: number,
  active: boolean,
  { chosen, language, onPick }: PickerOptions,
): TemplateResult {
  const picked = chosen.has(declaration.id);
  return html`<div
    class=${active ? 'option active' : 'option'}
    id=${`loss-${index}`}
    role="option"
    aria-selected=${picked ? 'true' : 'false'}
    @pointerdown=${(event: Event) => {
      event.preventDefault();
      onPick(declaration);
    }}
  >
    <span class="mark" aria-hidden="true">${picked ? '✓' : ''}</span>
    <span class="option-name">${declaration.name[language]}</span>
    <span class="muted small">${declaration.id} · ${kindName(declaration.family, language)}</span>
  </div>`;
}

function key(
  event: KeyboardEvent,
  found: readonly Declaration[],
  active: number,
  options: PickerOptions,
): void {
  const { picker, onPicker, onPick } = options;
  const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (move !== 0) {
    event.preventDefault();
    const next = (active + move + found.length) % Math.max(1, found.length);
    onPicker({ ...picker, open: true, active: next });
    requestAnimationFrame(() =>
      document.getElementById(`loss-${next}`)?.scrollIntoView({ block: 'nearest' }),
    );
  } else if (event.key === 'Enter') {
    const declaration = found[active];
    if (declaration !== undefined) onPick(declaration);
  } else if (event.key === 'Escape') onPicker(CLOSED);
}

function left(event: FocusEvent, { picker, onPicker }: PickerOptions): void {
  const box = event.currentTarget as HTMLElement;
  if (picker.open && !box.contains(event.relatedTarget as Node | null)) onPicker({ ...CLOSED });
}
