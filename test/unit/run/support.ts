// Requests over arrays in memory, without files.
import type { ArrayInput, ComputationResult, ComputeRequest } from '../../../src/protocol/compute';
import type { Failure } from '../../../src/protocol/errors';
import { nestedSource } from '../../../src/worker/readers/nested';
import type { ArraySource } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';

export const memory = {
  open(input: ArrayInput, role: string): ArraySource {
    if (typeof input === 'string' || 'points' in input) throw new Error('only nested numbers here');
    return nestedSource(input, role);
  },
};

export async function compute(
  request: ComputeRequest,
  signal = new AbortController().signal,
): Promise<ComputationResult> {
  const answer = await run(request, memory, { signal, progress: () => undefined });
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  const [result] = answer.results;
  if (result === undefined) throw new Error('no result');
  return result;
}

export async function refusal(request: ComputeRequest): Promise<Failure> {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run(request, memory, context);
  if (answer.ok) throw new Error('this should be refused');
  return answer.error;
}

/** A small generator of numbers in [0, 1) that is the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
