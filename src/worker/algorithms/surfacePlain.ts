// Surfaces of masks and their distances in typed arrays, for images that WebAssembly does not pay for or has no room for.
import { alongAxis, alongBinaryAxis } from './edtPlain';

/** 1 on voxels of the mask that have a face neighbour outside of it; outside of the box there is none of it. */
export function surfaceOf(mask: Uint8Array, shape: readonly number[]): Uint8Array {
  const out = new Uint8Array(mask.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const n = shape[axis] ?? 1;
    const block = stride * n;
    for (let start = 0; start < mask.length; start += block) {
      for (let i = start; i < start + stride; i++) if (mask[i] === 1) out[i] = 1;
      for (let i = start + block - stride; i < start + block; i++) if (mask[i] === 1) out[i] = 1;
      for (let i = start + stride; i < start + block - stride; i++)
        if (mask[i] === 1 && ((mask[i - stride] as number) & (mask[i + stride] as number)) === 0) out[i] = 1;
    }
    stride = block;
  }
  return out;
}

/** Distances from each voxel of `from` to the nearest of `to`, in the order of the voxels. */
export function directedDistances(
  from: Uint8Array,
  to: Uint8Array,
  shape: readonly number[],
  spacing: readonly number[],
): Float64Array {
  const last = shape.length - 1;
  const field = alongBinaryAxis(to, shape, 0, spacing[0] ?? 1);
  for (let axis = 1; axis < last; axis++) alongAxis(field, shape, axis, spacing[axis] ?? 1);
  let count = 0;
  for (let i = 0; i < from.length; i++) count += from[i] as number;
  const out = new Float64Array(count);
  const n = last === 0 ? 1 : (shape[last] ?? 1);
  let found = 0;
  for (let start = 0; start < from.length; start += n) {
    for (let i = 0; i < n; i++) {
      if (from[start + i] === 1)
        out[found++] = Math.sqrt(nearestInLine(field, start, i, n, spacing[last] ?? 1));
    }
  }
  return out;
}

/** min over j of f[j] + (spacing (i − j))², looking no further than it can still get better. */
function nearestInLine(f: Float64Array, start: number, i: number, n: number, spacing: number): number {
  let best = f[start + i] as number;
  for (let d = 1; d < n; d++) {
    const aside = (d * spacing) ** 2;
    if (aside >= best) break;
    if (i >= d) {
      const left = (f[start + i - d] as number) + aside;
      if (left < best) best = left;
    }
    if (i + d < n) {
      const right = (f[start + i + d] as number) + aside;
      if (right < best) best = right;
    } else if (i < d) break;
  }
  return best;
}
