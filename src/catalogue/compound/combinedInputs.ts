// How a compound that is put together at run time takes its data: any numbers in any layout; each part checks its own.
import type { Declaration } from '../declaration';

export const COMBINED_INPUTS: Pick<Declaration, 'layouts' | 'prediction' | 'label'> = {
  layouts: ['elements', 'classes', 'distributions', 'boxes'],
  prediction: () => 'real',
  label: () => 'real',
};
