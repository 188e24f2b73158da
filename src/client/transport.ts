// A worker as the client sees it: something that takes messages, and that can end. The client itself knows
// neither threads nor processes, so it also runs in a browser.
import type { FromWorker, ToWorker } from '../protocol/messages';

export interface WorkerTransport {
  post(message: ToWorker): void;
  /** Ends the worker at once, whatever it is doing. `WorkerEvents.ended` is then called at most once. */
  end(): void;
}

export interface WorkerEvents {
  received(message: FromWorker): void;
  /** The worker is gone, by itself or not; `reason` is a sentence for the log. */
  ended(reason: string): void;
}

export type StartWorker = (events: WorkerEvents) => WorkerTransport;
