// JSON has no NaN and no infinities: the answers' strings for them, both ways.

const NAMES: Readonly<Record<string, number>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** For JSON.stringify: a number that JSON lacks becomes its name. */
export function nameNumbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** The number that a string of JSON stands for, or undefined. */
export function namedNumber(text: string): number | undefined {
  return Object.hasOwn(NAMES, text) ? NAMES[text] : undefined;
}
