// Answers the calls of whoever started the worker, over any channel: one answer a call, cancel by id, progress at
// most ten times a second.
import type { CallMessage, CallName, Calls, FromWorker, ToWorker } from '../protocol/messages';
import { failureOf, type Failed } from '../protocol/errors';
import type { RunContext } from './run/context';

/** One function a call. It may throw: what it throws becomes the answer. */
export type Handlers = {
  readonly [K in CallName]: (
    request: Calls[K]['request'],
    message: CallMessage<K>,
    context: RunContext,
  ) => Promise<Calls[K]['result'] | Failed> | Calls[K]['result'] | Failed;
};

type AnyAnswer = Calls[CallName]['result'] | Failed;
type AnyHandler = (
  request: unknown,
  message: CallMessage,
  context: RunContext,
) => Promise<AnyAnswer> | AnyAnswer;

const PROGRESS_MS = 100;

/** @param post sends a message back @returns what to call with each message that arrives */
export function dispatcher(
  handlers: Handlers,
  post: (message: FromWorker) => void,
): (message: ToWorker) => void {
  const running = new Map<number, AbortController>();
  return (message) => {
    if (message.kind === 'cancel') running.get(message.id)?.abort();
    else void answer(message);
  };

  async function answer(message: CallMessage): Promise<void> {
    const controller = new AbortController();
    running.set(message.id, controller);
    const context: RunContext = { signal: controller.signal, progress: throttled(message.id, post) };
    const handler = handlers[message.name] as AnyHandler;
    let result: AnyAnswer;
    try {
      result = await handler(message.request, message, context);
    } catch (error) {
      result = { ok: false, error: failureOf(error) };
    } finally {
      running.delete(message.id);
    }
    post({ kind: 'answer', id: message.id, answer: result });
  }
}

function throttled(id: number, post: (message: FromWorker) => void): RunContext['progress'] {
  let last = -Infinity;
  return (fraction, text, figures) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    post({ kind: 'progress', id, fraction, text, ...(figures === undefined ? {} : { figures: figures() }) });
  };
}
