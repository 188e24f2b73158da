// From the coordinates of a surface to the numbers that a loss takes: logits behind a sigmoid or a softmax are moved
// as a network moves them. Row after row, and back for gradients.

export type Transform = 'none' | 'sigmoid' | 'softmax' | 'logSoftmax';

/** What the loss takes, in place. */
export function transformed(z: Float64Array, columns: number, transform: Transform): Float64Array {
  if (transform === 'sigmoid') return z.map((v) => 1 / (1 + Math.exp(-v)));
  if (transform === 'none') return z;
  const out = z.slice();
  for (let start = 0; start < z.length; start += columns) {
    const row = z.subarray(start, start + columns);
    const top = Math.max(...row);
    const sum = row.reduce((total, v) => total + Math.exp(v - top), 0);
    row.forEach((v, i) => {
      const log = v - top - Math.log(sum);
      out[start + i] = transform === 'softmax' ? Math.exp(log) : log;
    });
  }
  return out;
}

/**
 * The gradient by the coordinates.
 * @param p what the loss took @param g its gradient by that
 */
export function pulledBack(
  p: Float64Array,
  g: Float64Array,
  columns: number,
  transform: Transform,
): Float64Array {
  if (transform === 'none') return g;
  if (transform === 'sigmoid') return g.map((v, i) => v * p[i]! * (1 - p[i]!));
  const out = new Float64Array(g.length);
  for (let start = 0; start < g.length; start += columns) {
    let sum = 0;
    for (let i = start; i < start + columns; i++) sum += transform === 'softmax' ? g[i]! * p[i]! : g[i]!;
    for (let i = start; i < start + columns; i++) {
      out[i] = transform === 'softmax' ? p[i]! * (g[i]! - sum) : g[i]! - Math.exp(p[i]!) * sum;
    }
  }
  return out;
}
