// A row a record: JSON objects, arrays or numbers, one after the other, of which a selector names the fields.
import { LossaryError } from '../../protocol/errors';
import { chooseKey } from './chooseKey';
import { memoryArray } from './memoryArray';
import { gatherNested } from './nested';
import { NumberList } from './numberList';
import type { ArraySource } from './source';

export interface RecordRow {
  readonly row: unknown;
  /** "line 12", "record 3". */
  readonly place: string;
}

export interface RecordsOptions {
  readonly file: string;
  /** A field, or several with commas between. */
  readonly selector: string | undefined;
  readonly input?: string | undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One array from all rows: its first axis is the row. Where the rows are objects, of the fields that the selector
 * names, or of their only numeric one; several fields make a last axis.
 * @throws LossaryError `missingKey`, `shape` or `notNumeric`, naming the row.
 */
export function gatherRecords(rows: Iterable<RecordRow>, options: RecordsOptions): ArraySource {
  const { file, selector } = options;
  const numbers = new NumberList();
  const places: string[] = [];
  let fields: readonly string[] | undefined;
  let shape: readonly number[] | undefined;
  let started = false;
  for (const { row, place } of rows) {
    if (!started) fields = isRecord(row) ? chooseFields(row, options) : refuseSelector(options);
    started = true;
    const here = gatherNested(pick(row, fields, place, file), numbers, {
      file,
      place: (path) => (path.length === 0 ? place : `${place}, element [${path.join(', ')}]`),
    });
    shape ??= here;
    if (here.join() !== shape.join()) {
      throw new LossaryError({
        code: 'shape',
        message: `The rows differ: the first has shape [${shape.join(', ')}], this one [${here.join(', ')}].`,
        file,
        place,
        fix: 'Every row needs the same number of elements.',
      });
    }
    places.push(place);
  }
  const each = shape?.reduce((product, size) => product * size, 1) ?? 1;
  const { dtype, data } = numbers.finish();
  return memoryArray({
    name: selector === undefined ? file : `${file}#${selector}`,
    dtype,
    shape: [places.length, ...(shape ?? [])],
    data,
    ...(fields !== undefined && fields.length > 1 ? { columns: fields } : {}),
    place: (index) => {
      const place = places[Math.floor(index / each)] ?? 'the end';
      return each === 1 ? place : `${place}, element ${index % each}`;
    },
  });
}

/** The names of the fields that hold numbers or arrays; a dot leads into an object. */
export function numericFields(row: Readonly<Record<string, unknown>>, prefix = ''): string[] {
  return Object.entries(row).flatMap(([name, value]) => {
    if (isRecord(value)) return numericFields(value, `${prefix}${name}.`);
    return typeof value === 'string' && Number.isNaN(Number(value)) && value !== 'NaN' ? [] : [prefix + name];
  });
}

function chooseFields(
  row: Readonly<Record<string, unknown>>,
  { file, selector, input }: RecordsOptions,
): string[] {
  const keys = numericFields(row);
  if (keys.length === 0) {
    throw new LossaryError({
      code: 'notNumeric',
      message: 'No field of the first record holds numbers.',
      file,
    });
  }
  const wanted =
    selector === undefined || field(row, selector) !== undefined ? [selector] : selector.split(',');
  return wanted.map((name) => {
    if (name !== undefined && field(row, name.trim()) !== undefined) return name.trim();
    return chooseKey({ file, keys, selector: name?.trim(), input, noun: 'field' });
  });
}

function refuseSelector({ file, selector }: RecordsOptions): undefined {
  if (selector === undefined) return undefined;
  throw new LossaryError({
    code: 'missingKey',
    message: `There is no field "${selector}": the rows are no objects.`,
    file,
    fix: `Leave out #${selector}.`,
  });
}

function pick(row: unknown, fields: readonly string[] | undefined, place: string, file: string): unknown {
  if (fields === undefined) return row;
  const values = fields.map((name) => {
    const value = isRecord(row) ? field(row, name) : undefined;
    if (value !== undefined) return value;
    throw new LossaryError({ code: 'missingKey', message: `This row has no field "${name}".`, file, place });
  });
  return values.length === 1 ? values[0] : values;
}

function field(row: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name];
  const dot = name.indexOf('.');
  if (dot === -1) return undefined;
  const inner = Object.hasOwn(row, name.slice(0, dot)) ? row[name.slice(0, dot)] : undefined;
  return isRecord(inner) ? field(inner, name.slice(dot + 1)) : undefined;
}
