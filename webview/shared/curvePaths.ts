// The paths of a plot of curves, as the text of their `d`: what is set in every frame.

/** A plot's scales in pixels, and where its frame ends. */
export interface Frame {
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
  readonly top: number;
  readonly bottom: number;
}

/** A path in tenths of a pixel, broken where there is no number, and kept near the frame where it runs off. */
export function pathOf(x: ArrayLike<number>, y: ArrayLike<number>, { px, py, top, bottom }: Frame): string {
  const reach = 4 * (bottom - top);
  let d = '';
  let pen = 'M';
  for (let i = 0; i < x.length; i++) {
    const v = py(y[i]!);
    if (Number.isNaN(v)) {
      pen = 'M';
      continue;
    }
    d += `${pen}${px(x[i]!).toFixed(1)},${Math.min(bottom + reach, Math.max(top - reach, v)).toFixed(1)}`;
    pen = 'L';
  }
  return d;
}

/** A straight line in the values; bent where the values are laid out by their logarithm, so of several pieces. */
const PIECES = 24;

/** How far a tangent reaches to each side, as a share of the range. */
const REACH = 0.22;

export function tangentPath(
  x: number,
  { at, slope }: { readonly at: number; readonly slope: number },
  [low, high]: readonly [number, number],
  frame: Frame,
): string {
  if (!Number.isFinite(at) || !Number.isFinite(slope)) return '';
  const from = Math.max(low, x - REACH * (high - low));
  const to = Math.min(high, x + REACH * (high - low));
  const xs = Array.from({ length: PIECES + 1 }, (_, i) => from + ((to - from) * i) / PIECES);
  return pathOf(
    xs,
    xs.map((v) => at + slope * (v - x)),
    frame,
  );
}

/** The tallest bar of a backdrop, as a share of the plot's height. */
const TALLEST = 0.42;

export function backdropPath(
  { edges, shares }: { readonly edges: readonly number[]; readonly shares: readonly number[] },
  px: (x: number) => number,
  bottom: number,
  height: number,
): string {
  const most = Math.max(...shares, 1e-300);
  return shares
    .map((share, i) => {
      if (!(share > 0)) return '';
      const [left, right] = [px(edges[i]!) + 0.5, px(edges[i + 1]!) - 0.5];
      const top = bottom - (share / most) * TALLEST * height;
      return `M${left.toFixed(1)},${bottom}V${top.toFixed(1)}H${Math.max(left, right).toFixed(1)}V${bottom}Z`;
    })
    .join('');
}
