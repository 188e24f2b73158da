// Our side of a row: the worker's own run() over the same bytes in memory.
import { enableRelaxedSimd } from '../../src/worker/kernels/relaxed.node';
import { memoryArray } from '../../src/worker/readers/memoryArray';
import type { Platform } from '../../src/worker/run/run';
import { run } from '../../src/worker/run/run';
import type { Row } from './rows';

enableRelaxedSimd();

export interface Measured {
  readonly value: number;
  readonly seconds: number;
}

/** @param count numbers of the prediction */
export async function runOurs(
  row: Row,
  prediction: Uint8Array,
  label: Uint8Array,
  count: number,
): Promise<Measured> {
  const { columns } = row;
  const shape = columns === 1 ? [count] : [count / columns, columns];
  const labelShape = row.label.fill === 'classes' ? [count / columns] : shape;
  const platform: Platform = {
    open: (_, role) =>
      role === 'label'
        ? memoryArray({ name: role, dtype: row.label.dtype, shape: labelShape, data: label })
        : memoryArray({ name: role, dtype: row.prediction.dtype, shape, data: prediction }),
    // The gradient is computed and dropped, as the peers' stays in memory.
    gradientFile: () => ({ write: () => undefined, close: () => undefined }),
  };
  const context = { signal: new AbortController().signal, progress: (): void => undefined };
  const start = performance.now();
  const request = {
    ...row.request,
    prediction: '-',
    label: '-',
    ...(row.gradient ? { gradient: 'dropped.npy' } : {}),
  };
  const answer = await run(request, platform, context);
  const seconds = (performance.now() - start) / 1000;
  if (!answer.ok) throw new Error(`${row.name}: ${answer.error.message}`);
  return { value: Number(answer.results[0]?.value), seconds };
}
