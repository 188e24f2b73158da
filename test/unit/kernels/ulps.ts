// How far a number is from another, in digits that a float format has.

/** float32 or float64, by the bits of the mantissa. */
export type Digits = 23 | 52;

const scratch = new DataView(new ArrayBuffer(8));

/** The distance of the numbers around x: 2^−1074 for the least of float64. */
export function lastDigit(x: number, digits: Digits): number {
  scratch.setFloat64(0, x);
  const exponent = ((scratch.getUint16(0) >> 4) & 0x7ff) - 1023;
  return 2 ** (Math.max(exponent, digits === 23 ? -126 : -1022) - digits);
}

/**
 * |got − (want + left)| in last digits of `want`; 0 where both are the same NaN or infinity, ∞ where only one is.
 * @param left what `want` lacks of the true value, in last digits
 */
export function ulps(got: number, want: number, digits: Digits, left = 0): number {
  const nearest = digits === 23 ? Math.fround(want) : want;
  if (Object.is(got, nearest) || (got === 0 && nearest === 0)) return Math.abs(left);
  if (!Number.isFinite(nearest) || !Number.isFinite(got)) return Infinity;
  return Math.abs((got - want) / lastDigit(want, digits) - left);
}

export const MOST_ULP = 2;
