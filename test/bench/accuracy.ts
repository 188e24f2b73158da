// The accuracy of every entry that streams at 10^8 numbers, beside a reference in double-double.
import { hasFusedMultiplyAdd } from '../../src/worker/kernels/relaxed';
import { enableRelaxedSimd } from '../../src/worker/kernels/relaxed.node';
import { allCases, arraysOf } from '../accuracy/cases';
import { measure } from '../accuracy/measure';
import type { AccuracyLine } from './results';

export const BOUNDS = { float32: 1e-6, float64: 1e-12 } as const;

/** @param numbers of each prediction @param only ids that begin with one of these @param take is given each line as it is found */
export async function eachAccuracy(
  numbers: number,
  only: readonly string[],
  take: (line: AccuracyLine) => void,
): Promise<void> {
  enableRelaxedSimd();
  for (const each of allCases(numbers).filter(({ name }) => only.some((begin) => name.startsWith(begin)))) {
    for (const dtype of ['float32', 'float64'] as const) {
      const { error } = await measure(each, arraysOf(each, dtype), dtype);
      const count = each.rows * each.columns * each.repeats;
      const line = { id: each.name, dtype, fused: hasFusedMultiplyAdd(), count, error };
      take(line);
      console.log(`${line.id}, ${dtype}: ${error.toExponential(1)}`);
    }
  }
}
