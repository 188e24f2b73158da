// The distance transform in typed arrays, for images that WebAssembly does not pay for or has no room for: lines alone,
// small planes, and planes of more than 4 GB. Felzenszwalb and Huttenlocher 2012, Distance Transforms of Sampled
// Functions, one axis after the other.

/** Lines that are gathered at once: 16 float64 are two cache lines. */
const LINES = 16;

/**
 * Squared distance of every voxel to the nearest voxel of the mask, between voxel centres, in squared units of
 * `spacing`; Infinity everywhere where the mask is empty.
 * @param mask not 0 where the distance is 0; C order of `shape`
 */
export function squaredDistancesPlain(
  mask: Uint8Array,
  shape: readonly number[],
  spacing: readonly number[],
): Float64Array {
  const out = alongBinaryAxis(mask, shape, 0, spacing[0] ?? 1);
  for (let axis = 1; axis < shape.length; axis++) alongAxis(out, shape, axis, spacing[axis] ?? 1);
  return out;
}

function strideOf(shape: readonly number[], axis: number): number {
  return shape.slice(axis + 1).reduce((a, b) => a * b, 1);
}

/** Squared distances along one axis alone, by a sweep forth and a sweep back that count steps. */
export function alongBinaryAxis(
  mask: Uint8Array,
  shape: readonly number[],
  axis: number,
  spacing: number,
): Float64Array {
  const n = shape[axis] ?? 1;
  const stride = strideOf(shape, axis);
  const out = new Float64Array(mask.length);
  for (let first = 0; first < mask.length; first += n * stride) {
    const end = first + n * stride;
    for (let i = first; i < first + stride; i++) out[i] = mask[i] === 0 ? Infinity : 0;
    for (let i = first + stride; i < end; i++) out[i] = mask[i] === 0 ? (out[i - stride] as number) + 1 : 0;
    for (let i = end - stride - 1; i >= first; i--) {
      const back = (out[i + stride] as number) + 1;
      if (back < (out[i] as number)) out[i] = back;
    }
    for (let i = first; i < end; i++) {
      const d = (out[i] as number) * spacing;
      out[i] = d * d;
    }
  }
  return out;
}

/** Lower envelopes of the parabolas that stand on `f` along one axis, in place. */
export function alongAxis(f: Float64Array, shape: readonly number[], axis: number, spacing: number): void {
  const n = shape[axis] ?? 1;
  if (n === 1) return;
  const stride = strideOf(shape, axis);
  const lines = new Float64Array(LINES * n);
  const envelope = new Envelope(n, spacing);
  for (let outer = 0; outer < f.length; outer += n * stride) {
    for (let inner = 0; inner < stride; inner += LINES) {
      const width = Math.min(LINES, stride - inner);
      const from = outer + inner;
      for (let k = 0; k < n; k++) {
        const row = from + k * stride;
        for (let b = 0; b < width; b++) lines[b * n + k] = f[row + b] as number;
      }
      for (let b = 0; b < width; b++) envelope.replace(lines, b * n);
      for (let k = 0; k < n; k++) {
        const row = from + k * stride;
        for (let b = 0; b < width; b++) f[row + b] = lines[b * n + k] as number;
      }
    }
  }
}

/** The lower envelope of one line; its arrays are used again for the next. */
class Envelope {
  private readonly vertex: Int32Array;
  private readonly height: Float64Array;
  private readonly border: Float64Array;
  private readonly inverse: number;
  /** 1 / (2 d): a division for each voxel took a third of the time. Where borders round, both sides are equal. */
  private readonly half: Float64Array;

  constructor(
    private readonly n: number,
    private readonly spacing: number,
  ) {
    this.vertex = new Int32Array(n);
    this.height = new Float64Array(n);
    this.border = new Float64Array(n + 1);
    this.inverse = 1 / (spacing * spacing);
    this.half = Float64Array.from({ length: n + 1 }, (_, d) => 1 / (2 * d));
  }

  /** min over j of f[j] + (spacing (i − j))² for each i of the line that begins at `start`, in place. */
  replace(f: Float64Array, start: number): void {
    const { n, spacing, vertex, height, border, inverse, half } = this;
    let top = -1;
    for (let q = 0; q < n; q++) {
      const h = f[start + q] as number;
      if (h === Infinity) continue;
      let s = -Infinity;
      while (top >= 0) {
        const v = vertex[top] as number;
        s = ((h - (height[top] as number)) * inverse + (q - v) * (q + v)) * (half[q - v] as number);
        if (s > (border[top] as number)) break;
        top--;
      }
      top++;
      vertex[top] = q;
      height[top] = h;
      border[top] = top === 0 ? -Infinity : s;
    }
    if (top < 0) return;
    border[top + 1] = Infinity;
    let k = 0;
    for (let i = 0; i < n; i++) {
      while ((border[k + 1] as number) < i) k++;
      const d = (i - (vertex[k] as number)) * spacing;
      f[start + i] = d * d + (height[k] as number);
    }
  }
}
