// A choice of a few, and what is on or off, as small buttons.
import { html, type TemplateResult } from 'lit';

/** A choice of a few, as buttons in a row; arrow keys move between them. */
export function segments<T>(
  name: string,
  choices: readonly { readonly value: T; readonly text: string }[],
  chosen: T,
  onChoose: (value: T) => void,
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    const move =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (move === 0) return;
    event.preventDefault();
    const now = choices.findIndex(({ value }) => value === chosen);
    const next = (now + move + choices.length) % choices.length;
    onChoose(choices[next]!.value);
    const group = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => group.querySelectorAll<HTMLElement>('.segment')[next]?.focus());
  };
  return html`<div class="segments" role="radiogroup" aria-label=${name} @keydown=${key}>
    <span class="muted">${name}</span>
    ${choices.map(
      ({ value, text }) =>
        html`<button
          class="segment number"
          role="radio"
          aria-checked=${value === chosen ? 'true' : 'false'}
          tabindex=${value === chosen ? 0 : -1}
          @click=${() => onChoose(value)}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}

/** Something that is on or off. */
export function toggle(
  text: string,
  on: boolean,
  onToggle: (on: boolean) => void,
  title = text,
): TemplateResult {
  return html`<button
    class="chip"
    aria-pressed=${on ? 'true' : 'false'}
    title=${title}
    @click=${() => onToggle(!on)}
  >
    ${text}
  </button>`;
}
