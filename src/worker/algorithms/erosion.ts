// The soft erosions of Karimi's Hausdorff loss and their adjoint: a cross-shaped mean, less one half, rescaled.

/** One erosion of an image, with what its adjoint needs. */
export interface Eroded {
  readonly values: Float64Array;
  /** Which voxels are above 0 after one half is taken away. */
  readonly alive: Uint8Array;
  /** Lowest and highest value before the image is rescaled to [0, 1]; equal where it is left as it is. */
  readonly low: number;
  readonly high: number;
}

/** The mean of each voxel and its face neighbours, outside counting as 0. It is its own adjoint. */
export function crossMean(image: Float64Array, shape: readonly number[]): Float64Array {
  const out = image.slice();
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis] ?? 1;
    for (let i = 0; i < image.length; i++) {
      const at = Math.floor(i / stride) % n;
      if (at > 0) out[i] = (out[i] as number) + (image[i - stride] as number);
      if (at < n - 1) out[i] = (out[i] as number) + (image[i + stride] as number);
    }
    stride *= n;
  }
  const share = 1 / (2 * shape.length + 1);
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) * share;
  return out;
}

export function erode(image: Float64Array, shape: readonly number[]): Eroded {
  const values = crossMean(image, shape);
  const alive = new Uint8Array(values.length);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const v = (values[i] as number) - 0.5;
    alive[i] = v > 0 ? 1 : 0;
    values[i] = v <= 0 ? 0 : v;
    low = Math.min(low, values[i] as number);
    high = Math.max(high, values[i] as number);
  }
  if (high > low)
    for (let i = 0; i < values.length; i++) values[i] = ((values[i] as number) - low) / (high - low);
  return { values, alive, low, high };
}

/**
 * ∂L/∂image from ∂L/∂eroded. Lowest and highest value depend on the image too; voxels that share one take equal
 * parts of its gradient.
 */
export function erodeBack(gradient: Float64Array, eroded: Eroded, shape: readonly number[]): Float64Array {
  const { values, alive, low, high } = eroded;
  const back = gradient.slice();
  if (high > low) {
    const range = high - low;
    let [ofLow, ofHigh, lows, highs] = [0, 0, 0, 0];
    for (let i = 0; i < back.length; i++) {
      const [g, x] = [gradient[i] as number, values[i] as number];
      ofLow -= (g * (1 - x)) / range;
      ofHigh -= (g * x) / range;
      if (x === 0) lows++;
      if (x === 1) highs++;
    }
    for (let i = 0; i < back.length; i++) {
      const x = values[i] as number;
      const extra = (x === 0 ? ofLow / lows : 0) + (x === 1 ? ofHigh / highs : 0);
      back[i] = (gradient[i] as number) / range + extra;
    }
  }
  for (let i = 0; i < back.length; i++) if (alive[i] === 0) back[i] = 0;
  return crossMean(back, shape);
}
