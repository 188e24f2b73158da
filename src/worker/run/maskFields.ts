// Distance fields of masks, one image (of one class) at a time: what boundary losses weigh their elements by.
import type { Derived } from '../../catalogue/declaration';
import { distances } from '../algorithms/edt';
import type { Images } from './images';

export type FieldName = Extract<
  Derived,
  'borderProximity' | 'signedDistance' | 'signedDistanceKervadec' | 'labelDistance' | 'predictionDistance'
>;

/**
 * The field of one mask: 0 everywhere where the mask is empty or full.
 * @param mask 1 in the foreground, 0 outside, in C order of the image
 */
export function maskField(name: FieldName, mask: Uint8Array, { shape, spacing }: Images): Float64Array {
  const foreground = mask.reduce((sum, v) => sum + v, 0);
  if (foreground === 0 || foreground === mask.length) return new Float64Array(mask.length);
  const outside = mask.map((v) => 1 - v);
  // Depth inside of the mask, and distance to it outside: one of the two is 0 everywhere.
  const inner = distances(outside, shape, spacing);
  const outer = distances(mask, shape, spacing);
  switch (name) {
    case 'signedDistance':
      return outer.map((d, i) => d - (inner[i] as number));
    case 'signedDistanceKervadec':
      return outer.map((d, i) => (mask[i] === 0 ? d : 1 - (inner[i] as number)));
    case 'borderProximity': {
      const both = outer.map((d, i) => d + (inner[i] as number));
      const farthest = both.reduce((a, b) => Math.max(a, b), 0);
      return both.map((d) => (farthest - d) / farthest);
    }
    default:
      return outer.map((d, i) => d + (inner[i] as number));
  }
}
