// Messages between the extension and its pages travel as JSON, which has no NaN and no infinities and would make null
// of them. They travel as strings that no text of ours begins with.

const MARK = '\u0000';

/** The message with such numbers as marked strings. What holds none is the same object, not a copy. */
export function toMessage<T>(message: T): T {
  return mapped(message, (value) =>
    typeof value === 'number' && !Number.isFinite(value) ? MARK + String(value) : value,
  ) as T;
}

/** The message as it was before {@link toMessage}. */
export function fromMessage<T>(message: T): T {
  return mapped(message, (value) =>
    typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value,
  ) as T;
}

function mapped(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      const next = mapped(item, leaf);
      if (!Object.is(next, item)) (copy ??= value.slice() as unknown[])[i] = next;
    }
    return copy ?? value;
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer
  )
    return leaf(value);
  let copy: Record<string, unknown> | undefined;
  for (const [name, item] of Object.entries(value)) {
    const next = mapped(item, leaf);
    if (!Object.is(next, item)) (copy ??= { ...value })[name] = next;
  }
  return copy ?? value;
}
