// Distance maps of masks that boundary losses weigh their elements by: a function of NumPy and SciPy, to be called
// once a mask. The map is constant for the gradient, so every library takes it as an argument.
import type { Derived } from '../declaration';

type MapName = Extract<
  Derived,
  'borderProximity' | 'signedDistance' | 'signedDistanceKervadec' | 'labelDistance' | 'predictionDistance'
>;

const MEANING: Readonly<Record<MapName, string>> = {
  borderProximity: 'nearness to the border of the label, 1 at the border',
  signedDistance: 'distance to the border of the label, negative inside',
  signedDistanceKervadec: 'distance to the border of the label, negative inside',
  labelDistance: 'distance to the border of the label',
  predictionDistance: 'distance to the border of the prediction, cut at its threshold',
};

const RETURN: Readonly<Record<MapName, readonly string[]>> = {
  borderProximity: ['distance = inside + outside', 'return (distance.max() - distance) / distance.max()'],
  signedDistance: ['return outside - inside'],
  signedDistanceKervadec: ['return np.where(mask, 1.0 - inside, outside)'],
  labelDistance: ['return outside + inside'],
  predictionDistance: ['return outside + inside'],
};

export function isMap(derived: Derived): derived is MapName {
  return derived in MEANING;
}

export function mapMeaning(name: MapName): string {
  return `${MEANING[name]} (see ${functionOf(name)})`;
}

function functionOf(name: MapName): string {
  switch (name) {
    case 'borderProximity':
      return 'border_proximity';
    case 'signedDistance':
    case 'signedDistanceKervadec':
      return 'signed_distance';
    default:
      return 'border_distance';
  }
}

/** The function that makes the map of one mask. */
export function mapCode(name: MapName): { readonly name: string; readonly code: string } {
  return {
    name: functionOf(name),
    code: [
      `def ${functionOf(name)}(mask, spacing=None):`,
      '    """The map of one image (of one class), 0 if it is empty or full."""',
      '    mask = np.asarray(mask) > 0.5',
      '    if mask.all() or not mask.any():',
      '        return np.zeros(mask.shape)',
      '    inside = ndimage.distance_transform_edt(mask, sampling=spacing)',
      '    outside = ndimage.distance_transform_edt(~mask, sampling=spacing)',
      ...RETURN[name].map((line) => `    ${line}`),
    ].join('\n'),
  };
}
