// A button that opens a short menu: arrow keys move in it, Escape and a click elsewhere close it.
import { html, nothing, type TemplateResult } from 'lit';

export interface MenuOptions {
  readonly name: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly items: readonly { readonly text: string; readonly choose: () => void }[];
}

export function menu({ name, open, onOpen, items }: MenuOptions): TemplateResult {
  const toggle = (event: Event): void => {
    const anchor = (event.currentTarget as HTMLElement).closest<HTMLElement>('.menu-anchor');
    onOpen(!open);
    if (!open) requestAnimationFrame(() => anchor?.querySelector<HTMLElement>('[role=menuitem]')?.focus());
  };
  const key = (event: KeyboardEvent): void => {
    const anchor = event.currentTarget as HTMLElement;
    if (event.key === 'Escape' && open) {
      onOpen(false);
      anchor.querySelector<HTMLElement>('vscode-button')?.focus();
      return;
    }
    const entries = [...anchor.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const now = entries.indexOf(document.activeElement as HTMLElement);
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move === 0 || entries.length === 0) return;
    event.preventDefault();
    entries[(now + move + entries.length) % entries.length]?.focus();
  };
  const left = (event: FocusEvent): void => {
    const anchor = event.currentTarget as HTMLElement;
    if (open && !anchor.contains(event.relatedTarget as Node | null)) onOpen(false);
  };
  return html`<div class="menu-anchor" @keydown=${key} @focusout=${left}>
    <vscode-button
      appearance="secondary"
      aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'}
      @click=${toggle}
      >${name} ▾</vscode-button
    >
    ${
      open
        ? html`<div class="menu" role="menu" aria-label=${name}>
            ${items.map(
              ({ text, choose }) =>
                html`<button
                  role="menuitem"
                  @click=${() => {
                    choose();
                    onOpen(false);
                  }}
                >
                  ${text}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}
