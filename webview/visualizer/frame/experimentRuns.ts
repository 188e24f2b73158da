// Runs of the open experiment, by way of the extension. What was found stays until the next run has found something:
// a cancelled or failed one leaves it as it was.
import type { Failure } from '../../../src/protocol/errors';
import type { ExperimentRequest, ExperimentResult } from '../../../src/protocol/experiments';
import type { Figure } from '../../../src/protocol/figures';
import type { ExperimentAnswered, ExperimentProgress, FromView } from '../../../src/protocol/views';

export interface UnderWay {
  /** 0 to 1. */
  readonly fraction: number;
  readonly text: string;
  readonly figures?: readonly Figure[];
  /** Whether it has taken long enough to be shown. */
  readonly shown: boolean;
}

export interface RunState {
  readonly result?: ExperimentResult;
  readonly underWay?: UnderWay;
  /** Why the last run ended without a result. */
  readonly failure?: Failure;
}

export interface ExperimentRuns {
  /** What there is of an experiment. Asks for it where its settings are new; called in every frame. */
  readonly of: (request: ExperimentRequest) => RunState;
  /** Runs again what failed or was cancelled. */
  readonly again: () => void;
  readonly cancel: () => void;
  readonly receive: (message: ExperimentProgress | ExperimentAnswered) => void;
}

/** A run that takes longer than this is cancelled when its settings change, and says how far it is, in milliseconds. */
const PATIENCE_MS = 300;

interface Run {
  readonly requestId: number;
  readonly request: ExperimentRequest;
  readonly key: string;
  since: number;
  progress: Omit<UnderWay, 'shown'>;
}

export function experimentRuns(post: (message: FromView) => void, redraw: () => void): ExperimentRuns {
  let lastId = 0;
  let current: Run | undefined;
  /** What is to be shown, and whether it has been asked for. */
  let wanted: { readonly request: ExperimentRequest; readonly key: string } | undefined;
  let settled: string | undefined;
  const results = new Map<string, ExperimentResult>();
  let failure: { readonly key: string; readonly failure: Failure } | undefined;

  const start = (): void => {
    if (wanted === undefined || wanted.key === settled || wanted.key === current?.key) return;
    if (current !== undefined) {
      const { requestId, since } = current;
      const wait = since + PATIENCE_MS - performance.now();
      if (wait <= 0) post({ kind: 'cancelExperiment', requestId });
      else window.setTimeout(start, wait);
      return;
    }
    const requestId = ++lastId;
    current = { ...wanted, requestId, since: performance.now(), progress: { fraction: 0, text: '' } };
    post({ kind: 'runExperiment', requestId, request: wanted.request });
    window.setTimeout(redraw, PATIENCE_MS + 10);
  };

  return {
    of: (request) => {
      const key = JSON.stringify(request);
      if (wanted?.key !== key) {
        wanted = { request, key };
        start();
      }
      const { id } = request;
      const result = results.get(id);
      const running = current?.request.id === id ? current : undefined;
      return {
        ...(result === undefined ? {} : { result }),
        ...(running === undefined
          ? {}
          : {
              underWay: { ...running.progress, shown: performance.now() - running.since >= PATIENCE_MS },
            }),
        ...(failure?.key === key && running === undefined ? { failure: failure.failure } : {}),
      };
    },
    again: () => {
      settled = undefined;
      failure = undefined;
      start();
      redraw();
    },
    cancel: () => {
      if (current !== undefined) post({ kind: 'cancelExperiment', requestId: current.requestId });
    },
    receive: (message) => {
      if (message.requestId !== current?.requestId) return;
      if (message.kind === 'experimentProgress') {
        const { fraction, text, figures = current.progress.figures } = message;
        current.progress = { fraction, text, ...(figures === undefined ? {} : { figures }) };
        return redraw();
      }
      const { key, request } = current;
      current = undefined;
      settled = key;
      if (message.answer.ok) {
        results.set(request.id, message.answer);
        failure = undefined;
      } else if (wanted?.key === key) {
        failure = { key, failure: message.answer.error };
      }
      start();
      redraw();
    },
  };
}
