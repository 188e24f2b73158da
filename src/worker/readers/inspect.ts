// What arrays a file holds, with a look at their first elements: enough to offer keys and to guess what is a label.
import { LossaryError } from '../../protocol/errors';
import type { InspectedArray, InspectRequest, InspectResult } from '../../protocol/messages';
import { parseCell } from './cell';
import { readNumbers } from './convert';
import { detectFormat } from './formats';
import { looksInline } from './inline';
import { isNumeric, jsonArray, jsonArrays, readJson } from './json';
import { jsonLines } from './jsonLines';
import { exists, locate, type Places } from './locate';
import { openNpy } from './npy';
import { listNpz, openNpz } from './npz';
import { openArray } from './open';
import { gatherRecords, isRecord, numericFields, type RecordRow } from './records';
import type { ArraySource, ByteSource } from './source';
import { numericColumns, tableLayout } from './table';
import { tableRows } from './tableRows';
import { readHead } from './wholeBytes';

/** Elements that a sample is taken of. */
const SAMPLE = 4096;

/**
 * Of .npy and .npz only headers and samples are read; tables and JSON are gone through once. Where there are several
 * numeric columns to choose from (a table with a header, records), the one entry names them. A selector in `source` is disregarded.
 * @throws LossaryError when the file itself cannot be read.
 */
export function inspectFile({ source }: InspectRequest, places: Places): InspectResult {
  if (looksInline(source) && !exists(source, places)) {
    return { ok: true, arrays: [describe('', openArray(source, places))] };
  }
  const { bytes, file } = locate(source, places);
  try {
    return { ok: true, arrays: inspectBytes(bytes, file, places) };
  } finally {
    bytes.close();
  }
}

function inspectBytes(bytes: ByteSource, file: string, { disk }: Places): InspectedArray[] {
  const format = detectFormat(file, readHead(bytes, 512));
  if (bytes.size === 0) throw new LossaryError({ code: 'empty', message: 'The file is empty.', file });
  switch (format) {
    case 'npy':
      return [describe('', openNpy(bytes))];
    case 'npz': {
      const { unpacker } = disk;
      return listNpz(bytes, { unpacker }).map(({ key, dtype, shape, failure }) =>
        failure === undefined
          ? orUnusable({ key, dtype, shape }, () => describe(key, openNpz(bytes, key, { unpacker })))
          : { key, dtype, shape, unusable: failure.message },
      );
    }
    case 'table':
      return inspectTable(bytes);
    case 'json': {
      const value = readJson(bytes);
      if (!Array.isArray(value) || !isRecord(value[0])) return inspectJson(value, file);
      return inspectRecords(() => value.map((row: unknown, i) => ({ row, place: `record ${i}` })), file);
    }
    case 'jsonLines':
      return inspectRecords(() => jsonLines(bytes), file);
  }
}

function describe(key: string, array: ArraySource): InspectedArray {
  const sample = sampleOf(readNumbers(array, 0, Math.min(SAMPLE, array.length)));
  return { key, shape: array.shape, dtype: array.dtype, ...(sample === undefined ? {} : { sample }) };
}

function orUnusable(known: Omit<InspectedArray, 'unusable'>, look: () => InspectedArray): InspectedArray {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof LossaryError)) throw error;
    return { ...known, unusable: error.failure.message };
  }
}

/** Of the finite numbers; `undefined` where there are none. */
function sampleOf(numbers: Float64Array): InspectedArray['sample'] {
  const finite = numbers.filter((number) => Number.isFinite(number));
  if (finite.length === 0) return undefined;
  return {
    min: finite.reduce((least, number) => Math.min(least, number), Infinity),
    max: finite.reduce((most, number) => Math.max(most, number), -Infinity),
    integers: finite.every((number) => Number.isInteger(number)),
    distinct: new Set(finite).size,
  };
}

function inspectTable(bytes: ByteSource): InspectedArray[] {
  const layout = tableLayout(bytes);
  const numeric = numericColumns(layout);
  const used = [...layout.columns.keys()].filter((column) => !layout.hasHeader || numeric[column]);
  const first: number[] = [];
  let rows = 0;
  for (const { cells } of tableRows(bytes, layout)) {
    if (rows++ < SAMPLE) first.push(...used.map((column) => parseCell(cells[column]!) ?? NaN));
  }
  const shape = used.length === 1 ? [rows] : [rows, used.length];
  if (used.length === 0) {
    return [
      { key: '', shape: [rows], dtype: 'text', columns: [], unusable: 'None of its columns holds numbers.' },
    ];
  }
  const sample = sampleOf(Float64Array.from(first.slice(0, SAMPLE)));
  return [
    {
      key: '',
      shape,
      dtype: 'float64',
      ...(layout.hasHeader && used.length > 1
        ? { columns: used.map((column) => layout.columns[column]!) }
        : {}),
      ...(sample === undefined ? {} : { sample }),
    },
  ];
}

function inspectJson(value: unknown, file: string): InspectedArray[] {
  return [...jsonArrays(value)].map(([key, array]) => {
    const known = { key, shape: [], dtype: 'unknown' };
    if (!isNumeric(array)) return { ...known, unusable: 'It holds text or objects, not numbers.' };
    return orUnusable(known, () => describe(key, jsonArray(array, file, file)));
  });
}

function inspectRecords(read: () => Iterable<RecordRow>, file: string): InspectedArray[] {
  const [first] = read();
  if (first === undefined) throw new LossaryError({ code: 'empty', message: 'The file is empty.', file });
  if (!isRecord(first.row)) return [describe('', gatherRecords(read(), { file, selector: undefined }))];
  const columns = numericFields(first.row);
  if (columns.length > 1) {
    const rows = [...read()].length;
    return [{ key: '', shape: [rows, columns.length], dtype: 'float64', columns }];
  }
  return [
    orUnusable({ key: '', shape: [], dtype: 'unknown' }, () =>
      describe('', gatherRecords(read(), { file, selector: undefined })),
    ),
  ];
}
