// Starts the worker as a thread of Node.
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../protocol/messages';
import type { StartWorker } from './transport';

/** @param script absolute path of the bundled worker, `dist/worker.js` */
export function threadStarter(script: string): StartWorker {
  return (events) => {
    const worker = new Worker(script);
    let reason: string | undefined;
    worker.on('message', (message: FromWorker) => events.received(message));
    worker.on('error', (error) => (reason = describe(error)));
    worker.on('messageerror', (error) => {
      reason = `A message could not be read: ${error.message}`;
      void worker.terminate();
    });
    worker.on('exit', (code) => events.ended(reason ?? `The worker ended with exit code ${code}.`));
    return {
      post: (message) => worker.postMessage(message),
      end: () => void worker.terminate(),
    };
  };
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return outOfMemory ? `The worker ran out of memory (${message}).` : message;
}
