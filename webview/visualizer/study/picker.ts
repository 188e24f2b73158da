// The picker of losses: a field that searches by name, id, abbreviation or alias, and a list below it that the arrow
// keys move through.
import { html, nothing, type TemplateResult } from 'lit';
import type { Declaration } from '../../../src/catalogue/declaration';
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
}

export function lossPicker(options: PickerOptions): TemplateResult {
  const { picker, say, onPicker } = options;
  const found = picker.open ? searchCatalogue(picker.query) : [];
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
      @keydown=${(event: KeyboardEvent) => key(event, found, active, options)}
    />
    <div class="options" id="losses" role="listbox" aria-label=${say('addLoss')} ?hidden=${!picker.open}>
      ${found.map((declaration, i) => option(declaration, i, i === active, options))}
    </div>
    ${
      picker.open && found.length === 0
        ? html`<p class="nothing muted" role="status">${say('nothingFound', picker.query)}</p>`
        : nothing
    }
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
