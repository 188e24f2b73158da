// Ranges of what stands in a part of a program, by the lines of the whole or of the part.
import type { LossUse, PlacedUse, Range } from './reading';

export function movedRange({ start, end }: Range, lines: number): Range {
  return {
    start: { ...start, line: start.line + lines },
    end: { ...end, line: end.line + lines },
  };
}

export function placeOf({
  path,
  id,
  preset,
  params,
  certainty,
  range,
  callRange,
  inputs,
}: LossUse): PlacedUse {
  return {
    path,
    id,
    ...(preset === undefined ? {} : { preset }),
    params,
    certainty,
    range,
    ...(callRange ? { callRange } : {}),
    computes: inputs !== undefined,
  };
}

export function movedPlace(use: PlacedUse, lines: number): PlacedUse {
  const { range, callRange } = use;
  return {
    ...use,
    range: movedRange(range, lines),
    ...(callRange ? { callRange: movedRange(callRange, lines) } : {}),
  };
}
