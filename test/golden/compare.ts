// Compares an answer with an expected value of any nesting and says where they first differ.

/** A description of the first difference beyond `tolerance` (relative above 1, absolute below), or undefined. */
export function firstDifference(
  actual: unknown,
  expected: unknown,
  tolerance: number,
  path = 'value',
): string | undefined {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return `${path} is no array but ${JSON.stringify(actual)}`;
    if (actual.length !== expected.length)
      return `${path} has ${actual.length} items and not ${expected.length}`;
    return first(expected.map((e, i) => firstDifference(actual[i], e, tolerance, `${path}[${i}]`)));
  }
  if (typeof expected === 'object' && expected !== null) {
    const members = Object.entries(expected);
    return first(
      members.map(([name, e]) =>
        firstDifference(
          (actual as Record<string, unknown> | undefined)?.[name],
          e,
          tolerance,
          `${path}.${name}`,
        ),
      ),
    );
  }
  if (expected === null || typeof expected === 'boolean') {
    return actual === expected
      ? undefined
      : `${path} is ${JSON.stringify(actual)} and not ${String(expected)}`;
  }
  const [a, e] = [Number(actual), Number(expected)];
  if (Object.is(a, e) || a === e || Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e))) return undefined;
  return `${path} is ${a} and not ${e}`;
}

function first(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}
