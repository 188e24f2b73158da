// Numbers of 32 digits as unevaluated sums of two float64 (Dekker 1971; Hida, Li and Bailey 2001): the arithmetic of the
// reference that kernels are held to. It shares no code and no polynomial with them.

/** high + low, |low| at most half a last digit of high. */
export interface DD {
  readonly high: number;
  readonly low: number;
}

export const ZERO: DD = { high: 0, low: 0 };
export const ONE: DD = { high: 1, low: 0 };
const TWO = { high: 2, low: 0 };
export const LN2: DD = { high: 0.6931471805599453, low: 2.3190468138462996e-17 };

export const of = (high: number): DD => ({ high, low: 0 });
export const neg = (a: DD): DD => ({ high: -a.high, low: -a.low });
export const abs = (a: DD): DD => (a.high < 0 ? neg(a) : a);

/** a + b where |a| ≥ |b|; infinities and NaN have no low part. */
function quick(high: number, low: number): DD {
  const sum = high + low;
  return Number.isFinite(sum) ? { high: sum, low: low - (sum - high) } : { high: sum, low: 0 };
}

function twoSum(a: number, b: number): DD {
  const sum = a + b;
  const other = sum - a;
  return { high: sum, low: a - (sum - other) + (b - other) };
}

export function add(a: DD, b: DD): DD {
  const s = twoSum(a.high, b.high);
  if (!Number.isFinite(s.high)) return { high: s.high, low: 0 };
  const t = twoSum(a.low, b.low);
  const first = quick(s.high, s.low + t.high);
  return quick(first.high, first.low + t.low);
}

export const sub = (a: DD, b: DD): DD => add(a, neg(b));

const SPLITTER = 2 ** 27 + 1;

/** The product of two float64 exactly, by Veltkamp's splitting. */
function twoProduct(a: number, b: number): DD {
  const high = a * b;
  if (!Number.isFinite(high) || Math.abs(a) > 1e290 || Math.abs(b) > 1e290) return { high, low: 0 };
  const [ca, cb] = [SPLITTER * a, SPLITTER * b];
  const [a1, b1] = [ca - (ca - a), cb - (cb - b)];
  const [a2, b2] = [a - a1, b - b1];
  return { high, low: a1 * b1 - high + a1 * b2 + a2 * b1 + a2 * b2 };
}

export function mul(a: DD, b: DD): DD {
  const p = twoProduct(a.high, b.high);
  return quick(p.high, p.low + (a.high * b.low + a.low * b.high));
}

export function div(a: DD, b: DD): DD {
  const first = a.high / b.high;
  if (!Number.isFinite(first) || first === 0) return { high: first, low: 0 };
  const rest = sub(a, mul(b, of(first)));
  const second = rest.high / b.high;
  const third = sub(rest, mul(b, of(second))).high / b.high;
  return add(quick(first, second), of(third));
}

export function sqrt(a: DD): DD {
  const root = Math.sqrt(a.high);
  if (!(root > 0) || !Number.isFinite(root)) return of(root);
  return add(of(root), of(sub(a, mul(of(root), of(root))).high / (2 * root)));
}

export const less = (a: DD, b: DD): boolean => a.high < b.high || (a.high === b.high && a.low < b.low);
export const equal = (a: DD, b: DD): boolean => a.high === b.high && a.low === b.low;
export const isNaN = (a: DD): boolean => Number.isNaN(a.high);

const scaled = (a: DD, power: number): DD => ({ high: a.high * 2 ** power, low: a.low * 2 ** power });

/** eˣ: the argument halved down below 2^−10, a Taylor series of e^r − 1, and as many squarings as halvings. */
export function exp(x: DD): DD {
  if (!(x.high > -746)) return Number.isNaN(x.high) ? x : ZERO;
  if (x.high > 710) return of(Infinity);
  const n = Math.round(x.high / Math.LN2);
  const HALVINGS = 9;
  const r = scaled(sub(x, mul(LN2, of(n))), -HALVINGS);
  let less1 = ZERO;
  for (let k = 12; k >= 1; k--) less1 = div(mul(r, add(ONE, less1)), of(k));
  // (1 + e)² − 1 = 2e + e² keeps the digits of a small e.
  for (let k = 0; k < HALVINGS; k++) less1 = add(scaled(less1, 1), mul(less1, less1));
  const whole = add(ONE, less1);
  const half = Math.trunc(n / 2);
  return scaled(scaled(whole, half), n - half);
}

export function expm1(x: DD): DD {
  if (Math.abs(x.high) > 0.1) return sub(exp(x), ONE);
  let sum = ZERO;
  for (let k = 22; k >= 1; k--) sum = div(mul(x, add(ONE, sum)), of(k));
  return sum;
}

/** ln x by Newton's method on eʸ = x, from the engine's own logarithm. */
export function log(x: DD): DD {
  if (!(x.high > 0) || !Number.isFinite(x.high)) return of(Math.log(x.high));
  if (x.high < 1e-290) return sub(log(scaled(x, 200)), mul(LN2, of(200)));
  let y = of(Math.log(x.high));
  for (let k = 0; k < 2; k++) y = add(y, sub(mul(x, exp(neg(y))), ONE));
  return y;
}

/** ln(1 + x): a series where 1 + x would lose digits of x. */
export function log1p(x: DD): DD {
  if (Math.abs(x.high) > 1e-3) return log(add(ONE, x));
  const s = div(x, add(TWO, x));
  const z = mul(s, s);
  let sum = ZERO;
  for (let k = 13; k >= 1; k -= 2) sum = add(div(ONE, of(k)), mul(z, sum));
  return mul(scaled(s, 1), sum);
}

function sinCos(x: DD): { sin: DD; cos: DD } {
  const z = neg(mul(x, x));
  let [sin, cos] = [ONE, ONE];
  for (let k = 17; k >= 1; k--) {
    sin = add(ONE, div(mul(z, sin), of(2 * k * (2 * k + 1))));
    cos = add(ONE, div(mul(z, cos), of((2 * k - 1) * 2 * k)));
  }
  return { sin: mul(x, sin), cos };
}

/** atan x: y from the engine's own, then y + (x cos y − sin y) / (cos y + x sin y). */
export function atan(x: DD): DD {
  const y = of(Math.atan(x.high));
  if (!Number.isFinite(x.high)) return y;
  const { sin, cos } = sinCos(y);
  return add(y, div(sub(mul(x, cos), sin), add(cos, mul(x, sin))));
}

export function pow(x: DD, y: DD): DD {
  if (y.high === 0 && y.low === 0) return ONE;
  if (Number.isInteger(y.high) && y.low === 0 && Math.abs(y.high) <= 16) {
    let product = ONE;
    for (let k = 0; k < Math.abs(y.high); k++) product = mul(product, x);
    return y.high < 0 ? div(ONE, product) : product;
  }
  if (!(x.high > 0) || !Number.isFinite(x.high)) return of(x.high ** y.high);
  return exp(mul(y, log(x)));
}
