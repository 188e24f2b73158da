// Distances between the surfaces of two masks, from every pair of their voxels: squares are whole numbers, and the roots
// are taken in double-double.
import { add, div, mul, of, sub, ZERO, type DD } from './doubleDouble';

/** Squared distances, ascending, of each surface's voxels to the other surface. */
export interface SurfaceSquares {
  readonly there: Int32Array;
  readonly back: Int32Array;
}

export function surfaceDistances(a: Uint8Array, b: Uint8Array, side: number): SurfaceSquares {
  const [ofA, ofB] = [surface(a, side), surface(b, side)];
  return { there: nearest(ofA, ofB), back: nearest(ofB, ofA) };
}

/** x, y, z of the foreground voxels with a face towards the background or the outside. */
function surface(mask: Uint8Array, side: number): Int32Array {
  const places: number[] = [];
  const isInside = (x: number, y: number, z: number): boolean =>
    Math.min(x, y, z) >= 0 && Math.max(x, y, z) < side && mask[(x * side + y) * side + z] === 1;
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      for (let z = 0; z < side; z++) {
        if (!isInside(x, y, z)) continue;
        const along = isInside(x - 1, y, z) && isInside(x + 1, y, z);
        const across = isInside(x, y - 1, z) && isInside(x, y + 1, z);
        if (!(along && across && isInside(x, y, z - 1) && isInside(x, y, z + 1))) places.push(x, y, z);
      }
    }
  }
  return Int32Array.from(places);
}

function nearest(from: Int32Array, to: Int32Array): Int32Array {
  const squares = new Int32Array(from.length / 3);
  for (let i = 0; i < from.length; i += 3) {
    const [x, y, z] = [from[i] as number, from[i + 1] as number, from[i + 2] as number];
    let least = 2 ** 30;
    for (let j = 0; j < to.length; j += 3) {
      const [dx, dy, dz] = [x - (to[j] as number), y - (to[j + 1] as number), z - (to[j + 2] as number)];
      const square = dx * dx + dy * dy + dz * dz;
      if (square < least) least = square;
    }
    squares[i / 3] = least;
  }
  return squares.sort();
}

/** A step of Newton's from the float64 root, which doubles its digits. */
function root(square: number): DD {
  const start = of(Math.sqrt(square));
  if (square === 0) return ZERO;
  return add(start, div(sub(of(square), mul(start, start)), mul(of(2), start)));
}

/** The larger of both 95th percentiles, between two distances by linear interpolation. */
export function percentile95({ there, back }: SurfaceSquares): DD {
  const [a, b] = [there, back].map((squares) => {
    const hundredths = 95 * (squares.length - 1);
    const below = Math.floor(hundredths / 100);
    const low = root(squares[below] as number);
    const high = root(squares[Math.min(below + 1, squares.length - 1)] as number);
    return add(low, mul(sub(high, low), div(of(hundredths % 100), of(100))));
  }) as [DD, DD];
  return sub(a, b).high > 0 ? a : b;
}

export function pooledMean({ there, back }: SurfaceSquares): DD {
  let sum = ZERO;
  for (const squares of [there, back]) for (const square of squares) sum = add(sum, root(square));
  return div(sum, of(there.length + back.length));
}
