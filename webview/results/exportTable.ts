// The table of values as text to paste: Markdown for a report, CSV for a sheet, JSON for a script. Every digit is
// kept, and numbers that JSON lacks are written as the shell writes them.
import type { ComputationResult, ComputeResult, ResultValue } from '../../src/protocol/compute';
import { resultName } from './state';

const HEAD = [
  'id',
  'parameters',
  'value',
  'reduction',
  'count',
  'nonFinite',
  'meanAbsoluteGradient',
] as const;

function cells(result: ComputationResult): string[] {
  const gradient = result.view?.meanAbsoluteGradient;
  return [
    resultName(result),
    Object.entries(result.params)
      .map(([name, value]) => `${name}=${Array.isArray(value) ? JSON.stringify(value) : String(value)}`)
      .join(' '),
    valueText(result.value),
    result.reduction,
    String(result.count),
    String(result.nonFinite),
    gradient === undefined ? '' : String(gradient),
  ];
}

function valueText(value: ResultValue): string {
  return typeof value === 'number' ? String(value) : toJson(value);
}

export function asMarkdown(results: readonly ComputationResult[]): string {
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  const rule = HEAD.map((name) =>
    ['value', 'count', 'nonFinite', 'meanAbsoluteGradient'].includes(name) ? '--:' : '---',
  );
  return `${[line(HEAD), line(rule), ...results.map((r) => line(cells(r)))].join('\n')}\n`;
}

/** Quoted as RFC 4180 asks. */
export function asCsv(results: readonly ComputationResult[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  return [HEAD, ...results.map(cells)].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The answer without what only the view needs. */
export function asJson(answer: ComputeResult): string {
  const results = answer.results.map(({ view: _, ...rest }) => rest);
  return `${toJson({ ...answer, results }, 2)}\n`;
}

function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? String(v) : v),
    indent,
  );
}
