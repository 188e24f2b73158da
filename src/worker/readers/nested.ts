// Nested arrays of JSON values as one array of numbers.
import { LossaryError } from '../../protocol/errors';
import { memoryArray } from './memoryArray';
import { NumberList } from './numberList';
import type { ArraySource } from './source';

/** What JSON has no number for, as text. */
const NAMED: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['NaN', NaN],
  ['nan', NaN],
  ['Infinity', Infinity],
  ['inf', Infinity],
  ['-Infinity', -Infinity],
  ['-inf', -Infinity],
  [null, NaN],
]);

/** Whether `value` stands for NaN or an infinity. */
export function isNamedNumber(value: unknown): boolean {
  return NAMED.has(value);
}

const MOST_AXES = 64;

/** Says where something stands: `path` holds an index for each axis. */
export interface NestedContext {
  readonly file: string;
  place(path: readonly number[]): string;
}

/**
 * Appends the numbers of `value` in C order and gives its shape. `null` counts as NaN.
 * @throws LossaryError `shape` where rows differ in length or depth, `notNumeric` where something is no number.
 */
export function gatherNested(value: unknown, numbers: NumberList, context: NestedContext): readonly number[] {
  const shape: number[] = [];
  for (let first = value; Array.isArray(first) && shape.length <= MOST_AXES; first = first[0] as unknown) {
    shape.push(first.length);
  }
  if (shape.length > MOST_AXES) {
    throw failAt(context, [], 'unsupported', `The arrays are nested deeper than ${MOST_AXES} axes.`);
  }
  gatherRow(value, [], shape, numbers, context);
  return shape;
}

function gatherRow(
  value: unknown,
  path: readonly number[],
  shape: readonly number[],
  numbers: NumberList,
  context: NestedContext,
): void {
  const axis = path.length;
  if (!Array.isArray(value)) {
    if (axis < shape.length) {
      throw failAt(context, path, 'shape', `Expected ${describeRow(shape[axis]!)}, found a single value.`);
    }
    gatherNumber(value, path, numbers, context);
    return;
  }
  if (axis === shape.length)
    throw failAt(context, path, 'shape', 'Expected a single number, found an array.');
  if (value.length !== shape[axis]) {
    throw failAt(context, path, 'shape', `Expected ${describeRow(shape[axis]!)}, found ${value.length}.`);
  }
  const items: readonly unknown[] = value;
  if (axis + 1 === shape.length && items.every((item) => typeof item === 'number')) {
    items.forEach((item) => addNumber(item, numbers));
    return;
  }
  items.forEach((item, index) => gatherRow(item, [...path, index], shape, numbers, context));
}

function gatherNumber(
  value: unknown,
  path: readonly number[],
  numbers: NumberList,
  context: NestedContext,
): void {
  if (typeof value === 'number') return addNumber(value, numbers);
  if (typeof value === 'boolean') return numbers.addBoolean(value);
  const named = NAMED.get(value);
  if (named !== undefined) return numbers.addReal(named);
  const found = typeof value === 'string' ? `the text "${value}"` : 'an object';
  throw failAt(context, path, 'notNumeric', `Expected a number, found ${found}.`);
}

function addNumber(value: number, numbers: NumberList): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) numbers.addInteger(value);
  else numbers.addReal(value);
}

function describeRow(length: number): string {
  return length === 1 ? 'an array of 1 element' : `an array of ${length} elements`;
}

function failAt(
  context: NestedContext,
  path: readonly number[],
  code: 'shape' | 'notNumeric' | 'unsupported',
  message: string,
): LossaryError {
  const fix = code === 'shape' ? { fix: 'Every row needs the same number of elements.' } : {};
  return new LossaryError({ code, message, file: context.file, place: context.place(path), ...fix });
}

/** Numbers nested as in a request, or a single one. */
export function nestedSource(value: unknown, name: string): ArraySource {
  const numbers = new NumberList();
  const shape = gatherNested(value, numbers, { file: name, place: describePath });
  const { dtype, data } = numbers.finish();
  return memoryArray({ name, dtype, shape, data });
}

/** "element [3, 1]", or '' for the whole. */
export function describePath(path: readonly number[]): string {
  return path.length === 0 ? '' : `element [${path.join(', ')}]`;
}
