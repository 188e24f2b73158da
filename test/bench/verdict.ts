// Whether the value of a row is right: as its peer just said, or, where the peer is not installed here, as it said
// when the table of docs/benchmarks.json was made.
import { keys, relative, type Line } from './results';

/** Relative difference that two libraries may have that add up float32 in their own way; ours adds up in float64. */
const AGREES = 1e-5;

export interface Verdict {
  /** Undefined where there is nothing to compare with: no pass, and no failure. */
  readonly right: boolean | undefined;
  readonly text: string;
}

export function verdictOf(line: Line, recorded: readonly Line[]): Verdict {
  if (line.ours === undefined) return { right: false, text: 'no value' };
  // TensorFlow.js loses digits that are not ours to answer for.
  if (line.peer.startsWith('tfjs.')) return { right: undefined, text: 'not judged' };
  if (line.missing === undefined) {
    const right = agrees(line.difference) && agrees(line.gradientDifference ?? 0);
    return { right, text: right ? 'right' : 'wrong' };
  }
  const then = recorded.find((each) => keys.line(each) === keys.line(line))?.theirs;
  if (then?.value === undefined) return { right: undefined, text: 'not judged' };
  const right =
    agrees(relative(then.value, line.ours.value)) &&
    (then.gradient === undefined || agrees(relative(then.gradient, line.ours.gradient)));
  return { right, text: right ? 'right: the value of the table' : 'wrong: not the value of the table' };
}

function agrees(difference: number | undefined): boolean {
  return difference !== undefined && difference < AGREES;
}
