// An image of a file in place of a painted one, and what is said of where it comes from.
import type { ShowImage } from '../../../../src/protocol/views';
import { resized, textOf } from './pixels';
import type { MaskState } from './state';
import type { Say } from './words';

/** That layer is shown from now on; the other one is laid over it. */
export function withImage(state: MaskState, { layer, source, image }: ShowImage): Partial<MaskState> {
  const { rows, columns, values, height, width, index, images, read } = image;
  const other = layer === 'label' ? 'prediction' : 'label';
  return {
    rows,
    columns,
    layer,
    [layer]: textOf(values),
    [other]: resized(state[other], state, image),
    at: Math.floor(rows / 2) * columns + Math.floor(columns / 2),
    origins: { ...state.origins, [layer]: { source, height, width, index, images, read } },
  };
}

/** A line for each layer that comes from a file: "prediction: pred.npy, 256 × 256, averaged to 32 × 32". */
export function originLines({ origins, rows, columns }: MaskState, say: Say): readonly string[] {
  return (['prediction', 'label'] as const).flatMap((layer) => {
    const origin = origins[layer];
    if (origin === undefined) return [];
    const { source, height, width, index, images, read } = origin;
    const isWhole = height === rows && width === columns;
    const parts = [
      say('of', say(layer), source),
      ...(images > 1 ? [say('slice', index, images)] : []),
      isWhole ? say('wholeSize', height, width) : say('shrunk', height, width, rows, columns),
      ...(read === 'asIs' ? [] : [say(read)]),
    ];
    return [parts.join(say('comma'))];
  });
}
