// The accuracy of every entry that streams at 10^8 numbers, and of algorithms at the sizes of the rows, beside references
// in double-double.
import { hasFusedMultiplyAdd } from '../../src/worker/kernels/relaxed';
import { enableRelaxedSimd } from '../../src/worker/kernels/relaxed.node';
import { algorithmCases } from '../accuracy/algorithms';
import { allCases, arraysOf } from '../accuracy/cases';
import { measure } from '../accuracy/measure';
import { errorOf } from '../accuracy/measureAlgorithm';
import type { AccuracyLine } from './results';

/** As large as the benchmark's rows. */
const BENCH_SIZES = { numbers: 1e7, side: 256, points: 1000 };

/** @param numbers of each prediction @param only ids that begin with one of these @param take is given each line as it is found */
export async function eachAccuracy(
  numbers: number,
  only: readonly string[],
  take: (line: AccuracyLine) => void,
): Promise<void> {
  enableRelaxedSimd();
  const isWanted = (name: string): boolean => only.some((begin) => name.startsWith(begin));
  const report = (line: AccuracyLine): void => {
    take(line);
    console.log(`${line.id}, ${line.dtype}: ${line.error.toExponential(1)}`);
  };
  for (const each of allCases(numbers).filter(({ name }) => isWanted(name))) {
    for (const dtype of ['float32', 'float64'] as const) {
      const { error } = await measure(each, arraysOf(each, dtype), dtype);
      const count = each.rows * each.columns * each.repeats;
      report({ id: each.name, dtype, fused: hasFusedMultiplyAdd(), count, error });
    }
  }
  const sizes = { ...BENCH_SIZES, numbers: Math.min(numbers, BENCH_SIZES.numbers) };
  for (const each of algorithmCases(sizes).filter(({ name }) => isWanted(name))) {
    const count = each.prediction.shape.reduce((a, b) => a * b, 1);
    const { dtype } = each.prediction;
    report({ id: each.name, dtype, fused: hasFusedMultiplyAdd(), count, error: await errorOf(each) });
  }
}
