// What a button such as "Read as logits" makes of the request that failed.
import type { Computation, ComputeRequest } from '../protocol/compute';
import type { Remedy } from '../protocol/errors';
import { inputsOf, joinSource, splitSource, withInput } from './requestSources';

/** Whether an entry of the catalogue has a parameter `input` with the choice `logits`. */
export type TakesLogits = (id: string) => boolean;

/**
 * The request to send instead. `useKey` takes the first of its keys: whoever has several asks which one first.
 * A computation that cannot read logits stays as it is, and then fails on its own account.
 */
export function applyRemedy(
  request: ComputeRequest,
  remedy: Remedy,
  takesLogits: TakesLogits,
): ComputeRequest {
  switch (remedy.kind) {
    case 'readAsLogits':
      return { ...request, compute: request.compute.map((each) => asLogits(each, takesLogits)) };
    case 'divideBy255':
      return { ...request, scale: { ...request.scale, [remedy.input]: 255 } };
    case 'useKey': {
      const [key] = remedy.keys;
      const source = inputsOf(request)[remedy.input];
      if (key === undefined || typeof source !== 'string') return request;
      return withInput(request, remedy.input, joinSource({ file: splitSource(source).file, selector: key }));
    }
  }
}

function asLogits(computation: Computation, takesLogits: TakesLogits): Computation {
  if (!('id' in computation) || !takesLogits(computation.id)) return computation;
  return { ...computation, params: { ...computation.params, input: 'logits' } };
}
