// How a compound of other entries takes its data: whatever lies in front of it, its first part decides.
import type { Parameters } from '../../protocol/compute';
import type { Declaration } from '../declaration';

/**
 * Layouts and domains of an entry that is put together at run time. `first` gives the id of the part whose
 * prediction and label these are; the domains here only say that any number may come, and each part checks its own.
 */
export function combinedInputs(
  first: (params: Parameters) => string,
): Pick<Declaration, 'layouts' | 'prediction' | 'label' | 'inputsOf'> {
  return {
    layouts: ['elements', 'classes', 'distributions', 'boxes'],
    prediction: () => 'real',
    label: () => 'real',
    inputsOf: first,
  };
}
