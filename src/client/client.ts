// Sends requests to the worker and hands back its answers. The worker is started by the first request, ended
// after a minute without one, and started anew when it has crashed. A call always answers; it never throws.
import type { Failed, Failure } from '../protocol/errors';
import type { Figure } from '../protocol/figures';
import type { CallMessage, CallName, Calls, FromWorker, ProvidedFiles } from '../protocol/messages';
import type { StartWorker, WorkerTransport } from './transport';

export type Answer<K extends CallName> = Calls[K]['result'] | Failed;

export interface CallOptions {
  /** Aborting it answers the call with `cancelled` at once. */
  readonly signal?: AbortSignal | undefined;
  /** Called at most ten times a second; `fraction` is 0 to 1, `figures` what an experiment can show so far. */
  readonly progress?: ((fraction: number, text: string, figures?: readonly Figure[]) => void) | undefined;
  readonly files?: ProvidedFiles | undefined;
  /** Relative paths of the request are relative to this folder. */
  readonly folder?: string | undefined;
}

export interface ClientOptions {
  /** How long a worker without requests is kept, in milliseconds. */
  readonly idleMs?: number;
  /** How long a cancelled request may keep the worker busy before the worker is ended, in milliseconds. */
  readonly cancelMs?: number;
}

type AnyAnswer = Answer<CallName>;

interface Pending {
  readonly message: CallMessage;
  readonly options: CallOptions;
  readonly answer: (answer: AnyAnswer) => void;
}

const CANCELLED: Failed = { ok: false, error: { code: 'cancelled', message: 'Cancelled.' } };

export class Client {
  private transport: WorkerTransport | undefined;
  private readonly pending = new Map<number, Pending>();
  /** Cancelled requests whose end the worker has not told yet, and when it is ended for that. */
  private readonly cancelled = new Map<number, ReturnType<typeof setTimeout>>();
  private idle: ReturnType<typeof setTimeout> | undefined;
  private lastId = 0;
  private disposed = false;
  private readonly idleMs: number;
  private readonly cancelMs: number;

  constructor(
    private readonly start: StartWorker,
    { idleMs = 60_000, cancelMs = 2_000 }: ClientOptions = {},
  ) {
    this.idleMs = idleMs;
    this.cancelMs = cancelMs;
  }

  /** Whether there is a worker now. */
  get running(): boolean {
    return this.transport !== undefined;
  }

  call<K extends CallName>(
    name: K,
    request: Calls[K]['request'],
    options: CallOptions = {},
  ): Promise<Answer<K>> {
    const { signal, files, folder } = options;
    if (signal?.aborted === true) return Promise.resolve(CANCELLED);
    if (this.disposed) return Promise.resolve(failed('internal', 'Lossary has been closed.'));
    const id = ++this.lastId;
    const message: CallMessage = {
      kind: 'call',
      id,
      name,
      request,
      ...(files === undefined ? {} : { files }),
      ...(folder === undefined ? {} : { folder }),
    };
    return new Promise<AnyAnswer>((resolve) => {
      const abort = () => this.cancel(id);
      const answer = (value: AnyAnswer) => {
        signal?.removeEventListener('abort', abort);
        resolve(value);
      };
      signal?.addEventListener('abort', abort);
      this.pending.set(id, { message, options, answer });
      this.send(message);
    });
  }

  /** Ends the worker as a crash would: pending requests are answered by `reason`, the next one starts another. */
  kill(reason: string): void {
    const transport = this.transport;
    this.forget();
    transport?.end();
    this.answerAll('crashed', reason);
  }

  dispose(): void {
    this.disposed = true;
    const transport = this.transport;
    this.forget();
    transport?.end();
    this.answerAll('cancelled', 'Cancelled.');
  }

  private send(message: CallMessage): void {
    clearTimeout(this.idle);
    try {
      this.transport ??= this.open();
      this.transport.post(message);
    } catch (error) {
      this.settle(message.id, failed('internal', error instanceof Error ? error.message : String(error)));
    }
  }

  private open(): WorkerTransport {
    const transport: WorkerTransport = this.start({
      received: (message) => {
        if (this.transport === transport) this.receive(message);
      },
      ended: (reason) => {
        if (this.transport !== transport) return;
        this.forget();
        this.answerAll('crashed', reason);
      },
    });
    return transport;
  }

  private receive(message: FromWorker): void {
    const pending = this.pending.get(message.id);
    if (message.kind === 'progress') {
      const { fraction, text, figures } = message;
      if (figures === undefined) pending?.options.progress?.(fraction, text);
      else pending?.options.progress?.(fraction, text, figures);
      return;
    }
    clearTimeout(this.cancelled.get(message.id));
    this.cancelled.delete(message.id);
    this.settle(message.id, message.answer);
  }

  /** The caller is answered now; the worker has `cancelMs` to stop, else it is ended and the others start anew. */
  private cancel(id: number): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    this.pending.delete(id);
    this.transport?.post({ kind: 'cancel', id });
    this.cancelled.set(id, unreferenced(setTimeout(() => this.replaceWorker(), this.cancelMs)));
    pending.answer(CANCELLED);
  }

  private replaceWorker(): void {
    const transport = this.transport;
    this.forget();
    transport?.end();
    for (const { message } of [...this.pending.values()]) this.send(message);
  }

  private settle(id: number, answer: AnyAnswer): void {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    pending?.answer(answer);
    if (this.pending.size > 0 || this.cancelled.size > 0) return;
    clearTimeout(this.idle);
    this.idle = unreferenced(setTimeout(() => this.endIdle(), this.idleMs));
  }

  private endIdle(): void {
    const transport = this.transport;
    this.forget();
    transport?.end();
  }

  /** Whatever the present worker still says is not heard any more. */
  private forget(): void {
    this.transport = undefined;
    clearTimeout(this.idle);
    for (const timer of this.cancelled.values()) clearTimeout(timer);
    this.cancelled.clear();
  }

  private answerAll(code: 'crashed' | 'cancelled', message: string): void {
    const all = [...this.pending.values()];
    this.pending.clear();
    for (const { answer } of all) answer(failed(code, message));
  }
}

function failed(code: Failure['code'], message: string): Failed {
  if (code !== 'crashed') return { ok: false, error: { code, message } };
  return {
    ok: false,
    error: { code, message: `The computation stopped unexpectedly. ${message}`, fix: 'Try again.' },
  };
}

/** A timer that does not keep a process alive. */
function unreferenced(timer: ReturnType<typeof setTimeout>): ReturnType<typeof setTimeout> {
  if (typeof timer === 'object') timer.unref();
  return timer;
}
