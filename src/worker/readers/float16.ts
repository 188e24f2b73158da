// Half precision: the 65,536 values that 16 bits can stand for.

let values: Float32Array | undefined;

/** The value of every bit pattern (IEEE 754 binary16), built at first use: 256 KB. */
export function float16Values(): Float32Array {
  values ??= Float32Array.from({ length: 65_536 }, (_, bits) => decode(bits));
  return values;
}

function decode(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
