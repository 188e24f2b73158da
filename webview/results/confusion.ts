// The confusion matrix as a table: counts, row percentages, and a heat scale over the percentages.
import { html, type TemplateResult } from 'lit';
import type { ConfusionMatrix } from '../../src/protocol/compute';
import { formatCount, formatPercent } from '../shared/format';
import type { Say } from '../shared/words';

export function confusionTable({ matrix, classes }: ConfusionMatrix, say: Say): TemplateResult {
  return html`<section aria-label=${say('confusion')}>
    <div class="section-head"><h2>${say('confusion')}</h2></div>
    <div class="confusion-scroll" tabindex="0" role="group" aria-label=${say('confusion')}>
      <table class="confusion">
        <caption class="visually-hidden">
          ${say('confusionCaption')}
        </caption>
        <thead>
          <tr>
            <td class="corner"></td>
            <th class="axis-head" scope="colgroup" colspan=${classes.length}>${say('predictedHead')}</th>
            <td class="corner"></td>
          </tr>
          <tr>
            <th scope="col">${say('trueClassHead')}</th>
            ${classes.map((name) => html`<th scope="col">${name}</th>`)}
            <th scope="col">${say('rowTotal')}</th>
          </tr>
        </thead>
        <tbody>
          ${matrix.map((row, i) => matrixRow(row, i, classes))}
        </tbody>
      </table>
    </div>
    <p class="muted small">${say('confusionCaption')}</p>
  </section>`;
}

function matrixRow(row: readonly number[], index: number, classes: readonly string[]): TemplateResult {
  const total = row.reduce((a, b) => a + b, 0);
  return html`<tr>
    <th scope="row">${classes[index]}</th>
    ${row.map((count, k) => {
      const share = total === 0 ? 0 : count / total;
      return html`<td
        class=${k === index ? 'number right-class' : 'number'}
        .style=${`background: ${heat(share, k === index)}`}
      >
        ${formatCount(count)}<span class="percent">${total === 0 ? '–' : formatPercent(share)}</span>
      </td>`;
    })}
    <td class="number muted">${formatCount(total)}</td>
  </tr>`;
}

/** Mixed so lightly that the text keeps its contrast in every theme; the root lets rare confusions be seen. */
function heat(share: number, right: boolean): string {
  const colour = right ? 'var(--series-1)' : 'var(--series-2)';
  return share === 0
    ? 'transparent'
    : `color-mix(in srgb, ${colour} ${(4 + 40 * Math.sqrt(share)).toFixed(1)}%, transparent)`;
}
