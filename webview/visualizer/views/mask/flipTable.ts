// What becomes of each compared loss when the pixel under the cursor is flipped.
import { html, type TemplateResult } from 'lit';
import { formatExact, formatReading } from '../../../shared/format';
import { seriesColour } from '../../../shared/series';
import { valuesOf } from './pixels';
import { placeOf } from './pixelTable';
import { shortName, type Flip } from './readings';
import type { MaskState } from './state';
import type { Say } from './words';

export function flipTable(found: readonly Flip[], state: MaskState, say: Say): TemplateResult {
  const p = valuesOf(state.prediction)[state.at] ?? NaN;
  const y = valuesOf(state.label)[state.at] ?? NaN;
  const number = (v: number): TemplateResult =>
    html`<td class="right number" title=${formatExact(v)}>${Number.isNaN(v) ? '…' : formatReading(v)}</td>`;
  return html`<div class="table-scroll">
    <table class="loss-lines mask-flip">
      <caption>
        <strong>${say('flip')}</strong>
        <span class="muted small pixel"
          >${say('pixel', ...placeOf(state.at, state), y, p, formatReading(1 - p))}</span
        >
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('loss')}</th>
          ${[say('now'), say('after'), say('difference')].map((head) => html`<th scope="col" class="right">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${found.map(
          ({ reading, now, after, difference }) =>
            html`<tr data-loss=${reading.declaration.id}>
              <th scope="row">
                <span class="swatch" .style=${`background: ${seriesColour(reading.index)}`}></span>
                ${shortName(reading)}
              </th>
              ${[now, after, difference].map(number)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
