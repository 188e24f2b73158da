// Computes a case by the worker and by the reference.
import type { DType } from '../../src/worker/readers/source';
import { ITEM_BYTES, type ArraySource } from '../../src/worker/readers/source';
import { run } from '../../src/worker/run/run';
import type { Arrays, Case } from './cases';
import { of, sub } from './doubleDouble';
import { referenceOf, type Reference } from './reference';

export interface Measured {
  readonly value: number;
  /** |value − reference| / Σ|term|. */
  readonly error: number;
}

/** An array whose rows are repeated, of any length without the memory. */
function repeatedSource(
  name: string,
  dtype: DType,
  numbers: Float64Array,
  shape: readonly number[],
): ArraySource {
  const typed =
    dtype === 'float32'
      ? Float32Array.from(numbers)
      : dtype === 'int64'
        ? BigInt64Array.from(numbers, (v) => BigInt(v))
        : numbers;
  const bytes = new Uint8Array(typed.buffer);
  return {
    name,
    dtype,
    shape,
    length: shape.reduce((a, b) => a * b, 1),
    read(start, into) {
      let at = (start * ITEM_BYTES[dtype]) % bytes.length;
      for (let done = 0; done < into.length; at = 0) {
        const part = bytes.subarray(at, at + Math.min(bytes.length - at, into.length - done));
        into.set(part, done);
        done += part.length;
      }
    },
    place: (index) => `element ${index}`,
    close: () => undefined,
  };
}

function sources(each: Case, arrays: Arrays, dtype: 'float32' | 'float64'): Record<string, ArraySource> {
  const { entry, setting, rows, columns, repeats } = each;
  const { layout, params } = setting;
  const all = rows * repeats;
  // One image: what is worked out for each sample of the first axis is of all elements.
  const flat = layout === 'elements' ? [1, all] : [all, columns];
  const shapeOf = (name: string): number[] => {
    if (name === 'prediction') return flat;
    if (name === 'label') return layout === 'classes' ? [all] : flat;
    const shape = entry.inputs?.[name]?.shape;
    if (shape === 'row') return [all];
    return shape === 'columns' ? [columns] : shape === 'labelRow' ? [columns, columns] : flat;
  };
  const needed = Object.entries(arrays).filter(
    ([name]) => name !== 'label' || entry.label(params, layout) !== 'none',
  );
  return Object.fromEntries(
    needed.map(([name, numbers]) => [
      name,
      repeatedSource(
        name,
        name === 'label' && layout === 'classes' ? 'int64' : dtype,
        numbers,
        shapeOf(name),
      ),
    ]),
  );
}

export async function measure(
  each: Case,
  arrays: Arrays,
  dtype: 'float32' | 'float64',
  reference: Reference = referenceOf(each, arrays),
): Promise<Measured> {
  const given = sources(each, arrays, dtype);
  const platform = {
    open: (input: unknown): ArraySource => {
      const found = given[String(input)];
      if (found === undefined) throw new Error(`there is no ${String(input)}`);
      return found;
    },
    kernelsFrom: 0,
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const { entry, setting } = each;
  const request = {
    compute: [{ id: entry.id, params: withoutNull(setting.params) }],
    prediction: 'prediction',
    ...('label' in given ? { label: 'label' } : {}),
    inputs: Object.fromEntries([...setting.inputs].map((name) => [name, name])),
  };
  const answer = await run(request, platform, context);
  if (!answer.ok) throw new Error(`${each.name}: ${answer.error.message}`);
  const value = Number(answer.results[0]?.value);
  const off = Math.abs(sub(of(value), reference.value).high);
  return { value, error: off === 0 ? 0 : off / Math.max(reference.scale, Math.abs(reference.value.high)) };
}

function withoutNull(params: Case['setting']['params']): Case['setting']['params'] {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null));
}
