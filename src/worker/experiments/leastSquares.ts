// Linear models with a penalty on their weights, from the normal equations.

/** XᵀX (d × d, row-major) and Xᵀy of `n` rows of `d` features. */
export interface Normal {
  readonly d: number;
  readonly n: number;
  readonly gram: Float64Array;
  readonly moment: Float64Array;
}

export function normalOf(x: Float64Array, y: Float64Array, d: number): Normal {
  const n = y.length;
  const [gram, moment] = [new Float64Array(d * d), new Float64Array(d)];
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < d; i++) {
      const v = x[row * d + i]!;
      moment[i]! += v * y[row]!;
      for (let j = 0; j <= i; j++) gram[i * d + j]! += v * x[row * d + j]!;
    }
  }
  for (let i = 0; i < d; i++) for (let j = i + 1; j < d; j++) gram[i * d + j] = gram[j * d + i]!;
  return { d, n, gram, moment };
}

/** argmin ½|Xw − y|² + ½λn|w|², by Cholesky's factors of XᵀX + λn (Hoerl and Kennard 1970). */
export function ridge({ d, n, gram, moment }: Normal, lambda: number): Float64Array {
  const l = gram.slice();
  for (let i = 0; i < d; i++) l[i * d + i]! += lambda * n;
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < j; k++) for (let i = j; i < d; i++) l[i * d + j]! -= l[i * d + k]! * l[j * d + k]!;
    const root = Math.sqrt(l[j * d + j]!);
    for (let i = j; i < d; i++) l[i * d + j]! /= root;
  }
  const w = moment.slice();
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) w[i]! -= l[i * d + k]! * w[k]!;
    w[i]! /= l[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) w[i]! -= l[k * d + i]! * w[k]!;
    w[i]! /= l[i * d + i]!;
  }
  return w;
}

const SWEEPS = 10_000;

/** argmin ½|Xw − y|²/n + λ|w|₁, by coordinate descent (Friedman et al. 2010, doi 10.18637/jss.v033.i01). */
export function lasso({ d, n, gram, moment }: Normal, lambda: number): Float64Array {
  const w = new Float64Array(d);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let i = 0; i < d; i++) {
      let pull = moment[i]! + gram[i * d + i]! * w[i]!;
      for (let j = 0; j < d; j++) pull -= gram[i * d + j]! * w[j]!;
      const next = (Math.sign(pull) * Math.max(0, Math.abs(pull) - lambda * n)) / gram[i * d + i]!;
      moved = Math.max(moved, Math.abs(next - w[i]!));
      w[i] = next;
    }
    if (moved < 1e-14) break;
  }
  return w;
}
