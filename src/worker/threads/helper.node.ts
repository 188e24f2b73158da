// A helper thread: does its part of the passes that it is engaged for.
import { parentPort, workerData } from 'node:worker_threads';
import { enableRelaxedSimd } from '../kernels/relaxed.node';
import type { ThreadAnswer, ThreadJob } from './job';
import { doPart } from './part.node';
import { Share } from './share';

export interface HelperCall {
  readonly id: number;
  readonly job: ThreadJob;
  readonly share: SharedArrayBuffer;
}

export interface HelperAnswer {
  readonly id: number;
  /** Absent where the pass was over before this thread could join. */
  readonly answer?: ThreadAnswer;
}

const port = parentPort;
if (port === null) throw new Error('a helper is started by a crew, not by itself');
const { helper } = workerData as { readonly helper: number };

enableRelaxedSimd();
port.on('message', ({ id, job, share: buffer }: HelperCall) => {
  const share = new Share(buffer);
  if (!share.join(helper)) return port.postMessage({ id } satisfies HelperAnswer);
  void doPart(job, share).then((answer) => port.postMessage({ id, answer } satisfies HelperAnswer));
});
