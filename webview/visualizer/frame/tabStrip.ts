// The tabs, as the ARIA pattern has them: one stop for Tab, arrows, Home and End within. Where the panel is too
// narrow for a row of names, a list to choose from takes their place. Beside them what every view can do.
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Language, VisualizerViewId } from '../../../src/protocol/views';
import type { Dropdown } from '../../shared/toolkit';
import type { Say } from '../../shared/words';
import type { Tab } from './tab';

export interface TabStripOptions {
  readonly tabs: readonly Pick<Tab, 'id' | 'name'>[];
  readonly open: VisualizerViewId;
  readonly language: Language;
  readonly say: Say;
  readonly onOpen: (id: VisualizerViewId) => void;
  readonly actions: TemplateResult;
}

/** Id of the element that holds the open view. */
export const PANEL_ID = 'view';

export function tabStrip({ tabs, open, language, say, onOpen, actions }: TabStripOptions): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const now = tabs.findIndex(({ id }) => id === open);
    const last = tabs.length - 1;
    const next = {
      ArrowRight: now === last ? 0 : now + 1,
      ArrowLeft: now === 0 ? last : now - 1,
      Home: 0,
      End: last,
    }[event.key];
    const tab = next === undefined ? undefined : tabs[next];
    if (tab === undefined) return;
    event.preventDefault();
    const strip = event.currentTarget as HTMLElement;
    onOpen(tab.id);
    requestAnimationFrame(() => strip.querySelector<HTMLElement>('[aria-selected=true]')?.focus());
  };
  return html`<nav class="tab-bar" aria-label=${say('views')}>
    <div class="tabs" role="tablist" aria-label=${say('views')} @keydown=${key}>
      ${tabs.map(
        ({ id, name }) =>
          html`<button
            class="tab"
            id=${`tab-${id}`}
            role="tab"
            aria-selected=${id === open ? 'true' : 'false'}
            aria-controls=${PANEL_ID}
            tabindex=${id === open ? 0 : -1}
            @click=${() => onOpen(id)}
          >
            ${name[language]}
          </button>`,
      )}
    </div>
    <vscode-dropdown
      class="tab-list"
      aria-label=${say('views')}
      .value=${live(open)}
      @change=${(event: Event) => onOpen((event.target as Dropdown).value as VisualizerViewId)}
    >
      ${tabs.map(
        ({ id, name }) =>
          html`<vscode-option value=${id} ?selected=${id === open}>${name[language]}</vscode-option>`,
      )}
    </vscode-dropdown>
    <div class="tab-actions">${actions}</div>
  </nav>`;
}
