// Formulas and notes as elements. KaTeX renders into an element rather than to a string: a string put in by
// innerHTML would carry style attributes, which the content security policy refuses.
import katex from 'katex';
import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { parseRichText } from './richText';

function typeset(tex: string, displayMode: boolean): HTMLElement {
  const element = document.createElement(displayMode ? 'div' : 'span');
  element.className = displayMode ? 'formula' : 'inline-formula';
  withoutStyleAttributes(() => {
    katex.render(tex, element, { displayMode, throwOnError: false, strict: 'ignore' });
  });
  return element;
}

/**
 * KaTeX sets the width of tall delimiters by a style attribute, which the policy blocks. While it draws, such an
 * attribute goes through the style object, which the policy allows.
 */
function withoutStyleAttributes(render: () => void): void {
  const { prototype } = SVGElement;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
  const plain = Element.prototype.setAttribute;
  prototype.setAttribute = function (this: SVGElement, name: string, value: string) {
    if (name === 'style') this.style.cssText = value;
    else plain.call(this, name, value);
  };
  try {
    render();
  } finally {
    Reflect.deleteProperty(prototype, 'setAttribute');
  }
}

/** A formula on a line of its own, scrolled where it is too wide. */
export function formula(tex: string): TemplateResult {
  return html`<div class="formula-scroll" tabindex="0" role="math" aria-label=${tex}>
    ${guard([tex], () => typeset(tex, true))}
  </div>`;
}

export function inlineFormula(tex: string): TemplateResult {
  return html`${guard([tex], () => typeset(tex, false))}`;
}

/** A note's sentence with its formulas and code. */
export function rich(text: string): TemplateResult {
  return html`${guard([text], () =>
    parseRichText(text).map((piece) => {
      switch (piece.kind) {
        case 'formula':
          return typeset(piece.text, false);
        case 'code':
          return html`<code>${piece.text}</code>`;
        case 'emphasis':
          return html`<em>${piece.text}</em>`;
        case 'text':
          return piece.text;
      }
    }),
  )}`;
}
