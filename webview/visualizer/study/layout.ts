// A view's page: what is played with on the left, what explains it beside, or below where there is no room.
import { html, nothing, type TemplateResult } from 'lit';

export function studyLayout(
  main: TemplateResult,
  side: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class=${side === nothing ? 'view-page' : 'view-page with-side'}>
    <div class="visualizer-main">${main}</div>
    ${side === nothing ? nothing : html`<aside class="visualizer-side">${side}</aside>`}
  </div>`;
}
