// Ctrl-C and a friendly kill while a file is being written: the computation is cancelled, which removes the unfinished file.
import { constants } from 'node:os';

export interface Signals {
  readonly aborted: AbortSignal;
  /** 128 and the signal's number, as shells count; undefined as long as none has come. */
  readonly status: number | undefined;
}

/** The first signal cancels; a second one ends the process as it always does. */
export function listenForSignals(): Signals {
  const controller = new AbortController();
  let status: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      status = 128 + constants.signals[signal];
      controller.abort();
    });
  }
  return {
    aborted: controller.signal,
    get status() {
      return status;
    },
  };
}
