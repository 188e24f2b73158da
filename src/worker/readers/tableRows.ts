// The rows of a table of text, one after the other in constant memory, each with its line.
import Papa from 'papaparse';
import { LossaryError } from '../../protocol/errors';
import type { ByteSource } from './source';
import type { TableLayout } from './tableLayout';
import { textChunks } from './textChunks';

export interface TableRow {
  /** As many as there are columns. */
  readonly cells: readonly string[];
  /** Line of the file where the row begins, from 1. */
  readonly line: number;
}

/** A row or quoted cell longer than this is a quote that was never closed. */
const LONGEST_ROW = 16 << 20;

/**
 * Rows below the header; blank lines are skipped.
 * @throws LossaryError `shape` at a row with more or fewer cells than the others, `corrupt` at an open quote.
 */
export function* tableRows(
  source: ByteSource,
  layout: TableLayout,
  chunkBytes?: number,
): Generator<TableRow> {
  const { delimiter, newline, columns } = layout;
  const parser = new Papa.Parser({ delimiter, newline });
  let line = 1;
  let rest = '';
  let enough = 0;
  for (const { chunk, last } of withLast(textChunks(source, chunkBytes))) {
    const text = rest + (layout.collapseSpaces ? collapse(chunk) : chunk);
    if (rest.length > LONGEST_ROW) throw openQuote(source, line);
    if (text.length < enough && !last) {
      rest = text;
      continue;
    }
    const { data, errors, meta } = parser.parse(text, 0, !last) as Papa.ParseResult<string[]>;
    const unclosed = errors.find(({ code }) => code === 'MissingQuotes')?.row;
    rest = last ? '' : text.slice(meta.cursor);
    // A row longer than a chunk: not looked at again before there is twice as much.
    enough = data.length === 0 ? 2 * text.length : 0;
    const quoted = text.includes('"');
    for (const [index, cells] of data.entries()) {
      const start = line;
      if (index === unclosed) throw openQuote(source, line);
      line += 1 + (quoted ? lineBreaks(cells) : 0);
      if (start <= layout.skippedLines || isBlank(cells, layout)) continue;
      yield { cells: fitted(cells, columns.length, start, source), line: start };
    }
  }
}

function fitted(cells: string[], count: number, line: number, source: ByteSource): readonly string[] {
  if (cells.length === count) return cells;
  // A separator at the end of the line, or spaces around it.
  if (cells.length === count + 1 && cells.at(-1)?.trim() === '') return cells.slice(0, -1);
  if (cells.length === count + 1 && cells[0] === '') return cells.slice(1);
  throw new LossaryError({
    code: 'shape',
    message: `This line has ${plural(cells.length, 'cell')}, the lines before have ${count}.`,
    file: source.name,
    place: `line ${line}`,
    fix: 'Every line needs the same number of cells.',
  });
}

function openQuote(source: ByteSource, line: number): LossaryError {
  return new LossaryError({
    code: 'corrupt',
    message: 'A quotation mark that opens here is never closed.',
    file: source.name,
    place: `line ${line}`,
  });
}

function collapse(chunk: string): string {
  return chunk.replace(/[ \t]+/g, ' ');
}

function isBlank(cells: readonly string[], { collapseSpaces }: TableLayout): boolean {
  if (cells.length === 1) return cells[0]!.trim() === '';
  return collapseSpaces && cells.every((cell) => cell === '');
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function* withLast(chunks: Iterable<string>): Generator<{ chunk: string; last: boolean }> {
  let waiting: string | undefined;
  for (const chunk of chunks) {
    if (waiting !== undefined) yield { chunk: waiting, last: false };
    waiting = chunk;
  }
  if (waiting !== undefined) yield { chunk: waiting, last: true };
}
