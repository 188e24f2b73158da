// Computes a case of an algorithm by the worker, and how far that is from its reference.
import { memoryArray, type ArrayBytes } from '../../src/worker/readers/memoryArray';
import type { ArraySource } from '../../src/worker/readers/source';
import { run } from '../../src/worker/run/run';
import type { AlgorithmCase, NumberArray } from './algorithms';
import { of, sub } from './doubleDouble';

function bytesOf({ values, dtype }: NumberArray): ArrayBytes {
  if (dtype === 'float64') return Float64Array.from(values);
  return new Uint8Array((dtype === 'uint8' ? Uint8Array : Float32Array).from(values).buffer);
}

/** The relative error: nothing that these add up is negative. */
export async function errorOf({ id, params, prediction, label, reference }: AlgorithmCase): Promise<number> {
  const sides = { prediction, label };
  const platform = {
    open: (input: unknown): ArraySource => {
      const side = sides[input as keyof typeof sides];
      return memoryArray({ name: String(input), dtype: side.dtype, shape: side.shape, data: bytesOf(side) });
    },
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const request = { compute: [{ id, params }], prediction: 'prediction', label: 'label' };
  const answer = await run(request, platform, context);
  if (!answer.ok) throw new Error(`${id}: ${answer.error.message}`);
  const expected = reference();
  return Math.abs(sub(of(Number(answer.results[0]?.value)), expected).high / expected.high);
}
