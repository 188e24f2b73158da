// Numbers as the views print them: digits in groups of three, a true minus, exponents where zeros would mislead.

const THIN = '\u202f';
const MINUS = '−';

/** Groups the digits on both sides of the point: 1 234.567 8 (with narrow no-break spaces). */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const left = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  if (fraction === undefined) return left;
  return `${left}.${fraction.replace(/(\d{3})(?=\d)/g, `$1${THIN}`)}`;
}

/** A headline value to `digits` significant digits, at most six behind the point from 0.01 to 1: 0.061 742, 1 234.57, 1.2e−7, ∞, NaN. */
export function formatValue(value: number, digits = 6): string {
  const special = specialValue(value);
  if (special !== undefined) return special;
  if (Number.isInteger(value) && Math.abs(value) < 1e15)
    return signed(value, grouped(String(Math.abs(value))));
  const magnitude = Math.abs(value);
  if (magnitude < 1e-4 || magnitude >= 1e9) return formatExponent(value, digits);
  // Two groups behind the point are read at a glance; a third would hold a stray digit.
  const fixed = magnitude.toFixed(6);
  const inGroups = digits >= 6 && magnitude >= 0.01 && magnitude < 1 && Number(fixed) !== magnitude;
  return signed(value, grouped(inGroups ? fixed : String(Number(magnitude.toPrecision(digits)))));
}

/** A reading in a legend or an axis: three significant digits. */
export function formatShort(value: number): string {
  const special = specialValue(value);
  if (special !== undefined) return special;
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e5)) return formatExponent(value, 2);
  return signed(value, grouped(String(Number(magnitude.toPrecision(3)))));
}

/** A reading whose width stays the same while it changes: two decimals up to 100, three digits beyond. */
export function formatReading(value: number): string {
  const special = specialValue(value);
  if (special !== undefined) return special;
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && magnitude < 5e-4) return formatExponent(value, 2);
  if (magnitude >= 1e5) return formatExponent(value, 3);
  return signed(
    value,
    grouped(magnitude < 100 ? magnitude.toFixed(3) : String(Number(magnitude.toPrecision(4)))),
  );
}

/** Every digit that a float64 has, for tooltips and copies. */
export function formatExact(value: number): string {
  return specialValue(value) ?? String(value);
}

/** A parameter: as short as it is exact to 6 digits. */
export function formatParameter(value: number): string {
  const special = specialValue(value);
  if (special !== undefined) return special;
  const short = Number(value.toPrecision(6));
  const magnitude = Math.abs(short);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e7))
    return signed(short, magnitude.toExponential().replace('e+', 'e').replace('e-', `e${MINUS}`));
  return signed(short, String(magnitude));
}

export function formatCount(value: number): string {
  return grouped(String(value));
}

/** 12.3 %, 0.4 %, < 0.1 %. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent === 0) return `0${THIN}%`;
  if (percent < 0.1) return `<${THIN}0.1${THIN}%`;
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}${THIN}%`;
}

export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)}${THIN}ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)}${THIN}ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)}${THIN}s`;
}

function formatExponent(value: number, digits: number): string {
  const [mantissa = '0', exponent = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const trimmed = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const power = Number(exponent);
  return signed(value, `${trimmed}e${power < 0 ? MINUS : ''}${Math.abs(power)}`);
}

function specialValue(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  return undefined;
}

function signed(value: number, magnitude: string): string {
  return value < 0 ? `${MINUS}${magnitude}` : magnitude;
}
