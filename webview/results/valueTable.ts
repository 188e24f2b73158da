// The table of values: one row a result; a row that is chosen shows its note and parameters.
import { html, svg, type TemplateResult } from 'lit';
import type { ComputationResult, Histogram, ResultValue } from '../../src/protocol/compute';
import { formatCount, formatExact, formatShort, formatValue } from '../shared/format';
import { seriesColour } from '../shared/series';
import type { Say } from '../shared/words';
import { parameterText, resultName } from './state';

export interface ValueTableOptions {
  readonly results: readonly ComputationResult[];
  readonly selected: number;
  readonly say: Say;
  readonly onSelect: (index: number) => void;
}

export function valueTable({ results, selected, say, onSelect }: ValueTableOptions): TemplateResult {
  const key = (event: KeyboardEvent, index: number): void => {
    const next = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: results.length - 1,
      Enter: index,
      ' ': index,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const row = Math.min(results.length - 1, Math.max(0, next));
    onSelect(row);
    (event.currentTarget as HTMLElement).parentElement?.querySelectorAll<HTMLElement>('tr')[row]?.focus();
  };
  return html`<div class="table-scroll values-box">
    <table class="values" role="grid" aria-label=${say('values')}>
      <thead>
        <tr>
          <th scope="col">${say('loss')}</th>
          <th scope="col" class="right">${say('value')}</th>
          <th scope="col">${say('reduction')}</th>
          <th scope="col" class="right">${say('count')}</th>
          <th scope="col" class="right">${say('nonFinite')}</th>
          <th scope="col" class="right">${say('meanGradient')}</th>
          <th scope="col" class="spread">${say('perElement')}</th>
          <th scope="col">${say('gradientCheck')}</th>
        </tr>
      </thead>
      <tbody>
        ${results.map(
          (result, i) =>
            html`<tr
              aria-selected=${i === selected ? 'true' : 'false'}
              tabindex=${i === selected ? 0 : -1}
              @click=${() => onSelect(i)}
              @keydown=${(event: KeyboardEvent) => key(event, i)}
            >
              ${cells(result, i, say)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cells(result: ComputationResult, index: number, say: Say): TemplateResult {
  const gradient = result.view?.meanAbsoluteGradient;
  const histogram = result.view?.lossHistogram;
  return html`<td class="name">
      <span class="who"
        ><span class="swatch" .style=${`background: ${seriesColour(index)}`}></span
        >${resultName(result)}</span
      >
      <span class="muted small">${parameterText(result, undefined)}</span>
    </td>
    <td class="right number value" title=${exact(result.value)}>${shortValue(result.value, say)}</td>
    <td>${result.reduction}</td>
    <td class="right number">${formatCount(result.count)}</td>
    <td class=${result.nonFinite > 0 ? 'right number bad' : 'right number muted'}>
      ${formatCount(result.nonFinite)}
    </td>
    <td class="right number" title=${gradient === undefined ? '' : formatExact(gradient)}>
      ${gradient === undefined ? html`<span class="muted">–</span>` : formatShort(gradient)}
    </td>
    <td class="spread">
      ${histogram === undefined ? html`<span class="muted">${say('oneValue')}</span>` : sparkline(histogram, say)}
    </td>
    <td class="check">${gradientCheck(result, say)}</td>`;
}

function shortValue(value: ResultValue, say: Say): string {
  if (typeof value === 'number') return formatValue(value);
  if (Array.isArray(value)) return say('manyValues', formatCount((value as readonly unknown[]).length));
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return entries
    .map(([name, entry]) => {
      if (typeof entry === 'number') return `${name} ${formatValue(entry, 4)}`;
      const rows = entry as readonly (readonly unknown[])[];
      return Array.isArray(rows[0])
        ? say('matrix', rows.length, rows[0].length)
        : `${name} ${say('manyValues', rows.length)}`;
    })
    .join(' · ');
}

function exact(value: ResultValue): string {
  return typeof value === 'number' ? formatExact(value) : JSON.stringify(value).slice(0, 2000);
}

const SPARK = { width: 92, height: 22 };

/** Area of the distribution. Heights go by the square root, so that a peak leaves the tail to be seen. */
function sparkline({ edges, counts }: Histogram, say: Say): TemplateResult {
  const top = Math.max(1, ...counts);
  const step = SPARK.width / counts.length;
  const tops = counts.map((count, i) => {
    const y = (SPARK.height * (1 - Math.sqrt(count / top))).toFixed(1);
    return `L${(i * step).toFixed(1)},${y}L${((i + 1) * step).toFixed(1)},${y}`;
  });
  const mode = counts.indexOf(Math.max(...counts));
  const middle = ((edges[mode] ?? 0) + (edges[mode + 1] ?? 0)) / 2;
  const text = say(
    'histogramOf',
    formatShort(edges[0] ?? 0),
    formatShort(edges[edges.length - 1] ?? 0),
    formatShort(middle),
  );
  return html`<svg
    class="sparkline"
    viewBox=${`0 0 ${SPARK.width} ${SPARK.height}`}
    width=${SPARK.width}
    height=${SPARK.height}
    role="img"
    aria-label=${text}
  >
    ${svg`<title>${text}</title><path d=${`M0,${SPARK.height}${tops.join('')}L${SPARK.width},${SPARK.height}Z`}></path>`}
  </svg>`;
}

function gradientCheck(result: ComputationResult, say: Say): TemplateResult {
  const check = result.view?.autodiff;
  if (check === undefined) {
    const why = result.details['gradient'];
    return html`<span class="muted" title=${typeof why === 'string' ? why : ''}>${say('noGradient')}</span>`;
  }
  if (check.skipped !== undefined) {
    return html`<span class="muted" title=${check.skipped}>${say('skipped')}</span>
      <span class="visually-hidden">${check.skipped}</span>`;
  }
  const difference = formatShort(check.largestDifference);
  const detail = say('autodiffDetail', formatCount(check.elements), formatShort(check.tolerance));
  return check.passed
    ? html`<span title=${detail}
        ><span class="good" aria-hidden="true">✓</span>
        <span class="word">${say('autodiff')}</span> ${difference}</span
      >`
    : html`<span class="bad" title=${detail}
        ><span aria-hidden="true">✗</span> ${say('autodiffFailed', difference)}</span
      >`;
}
