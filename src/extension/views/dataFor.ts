// The last result as the visualizer gets it: what its views draw, without the long arrays that none of them needs.
import type { ComputationResult, Nested, ResultValue } from '../../protocol/compute';
import type { ShowData, ShowResult } from '../../protocol/views';

/** Numbers that a value may have to be sent on: a confusion matrix of 64 classes. */
const MOST_NUMBERS = 4096;

export function dataFor({ request, answer }: ShowResult): ShowData {
  return { kind: 'dataFor', request, answer: { ...answer, results: answer.results.map(withoutArrays) } };
}

function withoutArrays({ gradient: _, ...result }: ComputationResult): ComputationResult {
  return isLong(result.value) ? { ...result, value: NaN } : result;
}

function isLong(value: ResultValue): boolean {
  let left = MOST_NUMBERS;
  const count = (nested: ResultValue | Nested): void => {
    if (left < 0) return;
    if (Array.isArray(nested)) (nested as readonly Nested[]).forEach(count);
    else if (typeof nested === 'object') Object.values(nested).forEach(count);
    else left -= 1;
  };
  count(value);
  return left < 0;
}
