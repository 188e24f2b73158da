// Reads the products that a loop has left in its results as the sum of logarithms that they stand for.

const EXPONENT_BIAS = 1023;

/** ln of running products: pairs of vectors, mantissas without their exponents, then the sums of those. */
export function logOfProducts(results: DataView, offset: number, pairs: number, turns: number): number {
  let log = 0;
  for (let pair = 0; pair < pairs; pair++) {
    for (let lane = 0; lane < 2; lane++) {
      const at = offset + pair * 32 + lane * 8;
      const low = results.getUint32(at, true);
      const high = results.getUint32(at + 4, true);
      const mantissa = 1 + (high * 2 ** 32 + low) / 2 ** 52;
      const exponent = results.getInt32(at + 16, true) - EXPONENT_BIAS * turns;
      log += Math.log(mantissa) + exponent * Math.LN2;
    }
  }
  return log;
}
