// The numbers that decide, as a table: what each means, and a column a loss where a number is had of several.
import { html, type TemplateResult } from 'lit';
import { meaningOf, type Experiment } from '../../../../src/catalogue/experiments/experiment';
import type { MeasureValue, Measures } from '../../../../src/protocol/experiments';
import type { Language } from '../../../../src/protocol/views';
import { formatExact, formatReading, formatValue } from '../../../shared/format';
import type { ExperimentsSay } from './words';

export function measureTable(
  experiment: Experiment,
  measures: Measures,
  language: Language,
  say: ExperimentsSay,
): TemplateResult {
  return html`<div class="table-scroll">
    <table class="loss-lines measures">
      <caption class="visually-hidden">
        ${say('deciding')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('measure')}</th>
          <th scope="col" class="right">${say('value')}</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(measures).map(([name, value]) => {
          const meaning = meaningOf(experiment, name);
          return html`<tr>
            <th scope="row">
              <code>${name}</code>
              <span class="muted meaning">${meaning?.meaning[language] ?? ''}</span>
            </th>
            <td class="right number" title=${exact(value)}>${shown(value)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function exact(value: MeasureValue): string {
  return typeof value === 'number' ? formatExact(value) : JSON.stringify(value);
}

function shown(value: MeasureValue): TemplateResult {
  if (typeof value === 'number') return html`${formatValue(value)}`;
  // A row a line: of a matrix, and of a list that is long.
  const rows = value.some((item) => Array.isArray(item))
    ? (value as readonly (readonly number[])[])
    : [value as readonly number[]];
  return html`${rows.map(
    (row) => html`<span class="measure-row">${row.map((v) => html`<span>${formatReading(v)}</span>`)}</span>`,
  )}`;
}
