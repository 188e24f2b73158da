// How a table of text is laid out: what separates its cells, whether its first line names the columns.
import Papa from 'papaparse';
import { parseCell } from './cell';

export interface TableLayout {
  readonly delimiter: string;
  readonly newline: '\n' | '\r\n' | '\r';
  /** Several spaces in a row are one separator, as NumPy's savetxt pads with them. */
  readonly collapseSpaces: boolean;
  /** One name a column: from the first line, else "0", "1", … */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** Lines before the first row. */
  readonly skippedLines: number;
  /** The column that only numbers the rows (pandas writes one without a name), if there is one. */
  readonly indexColumn: number | undefined;
  /** The first rows as they are. */
  readonly sample: readonly (readonly string[])[];
}

const SAMPLE_ROWS = 200;

/** Tabs and semicolons first: a comma may stand inside of what they separate. */
const DELIMITERS = ['\t', ';', '|', ','] as const;

/** @param head the first lines of the file; at least one that is not blank */
export function detectLayout(head: string): TableLayout {
  const newline = head.includes('\r\n')
    ? '\r\n'
    : head.includes('\n')
      ? '\n'
      : head.includes('\r')
        ? '\r'
        : '\n';
  const lines = head.split(newline);
  const comments = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  const skipped = comments === -1 ? lines.length : comments;
  const body = lines.slice(skipped, skipped + 2 * SAMPLE_ROWS).join(newline);
  const { delimiter, rows } = detectDelimiter(body, newline);
  const commented = lines.slice(0, skipped).findLast((line) => line.startsWith('#'));
  const named = commented === undefined ? undefined : splitLine(commented.slice(1), delimiter);
  const collapseSpaces = delimiter === ' ';
  const first = rows[0] ?? [];
  if (named?.length === first.length && !named.some(isNumber)) {
    return layout({ delimiter, newline, collapseSpaces, names: named, skipped, rows });
  }
  if (!isHeader(rows)) return layout({ delimiter, newline, collapseSpaces, names: undefined, skipped, rows });
  const headerLines = first.join('').split('\n').length;
  return layout({
    delimiter,
    newline,
    collapseSpaces,
    names: first,
    skipped: skipped + headerLines,
    rows: rows.slice(1),
  });
}

interface Findings extends Pick<TableLayout, 'delimiter' | 'newline' | 'collapseSpaces'> {
  readonly names: readonly string[] | undefined;
  readonly skipped: number;
  readonly rows: readonly (readonly string[])[];
}

function layout({ names, skipped, rows, ...rest }: Findings): TableLayout {
  const count = names?.length ?? rows[0]?.length ?? 0;
  const columns = Array.from({ length: count }, (_, index) => names?.[index]?.trim() ?? String(index));
  const numbersRows = rows.length > 0 && rows.every((row, index) => row[0] === String(index));
  const unnamed = columns[0] === '' || columns[0] === 'Unnamed: 0';
  return {
    ...rest,
    columns,
    hasHeader: names !== undefined,
    skippedLines: skipped,
    indexColumn: count > 1 && unnamed && numbersRows ? 0 : undefined,
    sample: rows.slice(0, SAMPLE_ROWS),
  };
}

/**
 * The first line names the columns when one of its cells is text, when its first cell is empty (pandas), or when it
 * counts 0, 1, 2, … above numbers that are not whole (pandas again).
 */
function isHeader(rows: readonly (readonly string[])[]): boolean {
  const first = rows[0] ?? [];
  if (first.some((cell) => cell.trim() !== '' && !isNumber(cell))) return true;
  if (first.length < 2) return false;
  if (first[0]?.trim() === '' && first.slice(1).every((cell) => cell.trim() !== '')) return true;
  return (
    first.every((cell, index) => cell === String(index)) && rows.slice(1).some((row) => row.some(isFraction))
  );
}

function isNumber(cell: string): boolean {
  return parseCell(cell) !== undefined;
}

function isFraction(cell: string): boolean {
  return cell.trim() !== '' && !Number.isInteger(parseCell(cell) ?? 0);
}

function detectDelimiter(body: string, newline: TableLayout['newline']) {
  const tried = DELIMITERS.map((delimiter) => ({
    delimiter: delimiter,
    rows: parseHead(body, delimiter, newline),
  }));
  const even = tried.find(({ rows }) => {
    const count = rows[0]?.length ?? 0;
    return count > 1 && rows.every((row) => row.length === count);
  });
  if (even !== undefined) return even;
  const spaced = parseHead(body.replace(/[ \t]+/g, ' ').replace(/^ | (?=[\r\n]|$)/gm, ''), ' ', newline);
  const count = spaced.at(-1)?.length ?? 0;
  if (
    count > 1 &&
    spaced.every((row) => row.length === count) &&
    spaced.slice(1).every((row) => row.every(isNumber))
  ) {
    return { delimiter: ' ', rows: spaced };
  }
  // Uneven rows: the separator that most rows have, so that the row which differs can be named.
  const cells = (rows: readonly (readonly string[])[]) => rows.filter((row) => row.length > 1).length;
  return tried.reduce((best, next) => (cells(next.rows) > cells(best.rows) ? next : best), tried.at(-1)!);
}

function parseHead(body: string, delimiter: string, newline: TableLayout['newline']): string[][] {
  const { data } = Papa.parse<string[]>(body, { delimiter, newline, preview: SAMPLE_ROWS });
  return data.filter((row) => row.length > 1 || row[0]?.trim() !== '');
}

function splitLine(line: string, delimiter: string): string[] {
  return line.trim().split(delimiter === ' ' ? /\s+/ : delimiter);
}
