// What a running request shares with whoever started it: cancellation between chunks and progress.
import { LossaryError } from '../../protocol/errors';
import type { Figure } from '../../protocol/figures';

export interface RunContext {
  readonly signal: AbortSignal;
  /** Called as often as a step likes; the caller throttles, and asks for `figures` only where it sends them. */
  readonly progress: (fraction: number, text: string, figures?: () => readonly Figure[]) => void;
}

const BREATH_MS = 20;

/** Lets messages in now and then, so that a cancel arrives while a long loop runs. */
export class Breather {
  private last = performance.now();

  constructor(private readonly context: RunContext) {}

  /** Call between chunks. @throws LossaryError `cancelled` */
  async pause(fraction: number, text: string, figures?: () => readonly Figure[]): Promise<void> {
    const now = performance.now();
    if (now - this.last < BREATH_MS) return;
    this.context.progress(fraction, text, figures);
    // A timer of 0 ms takes a whole one.
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.last = performance.now();
    if (this.context.signal.aborted) {
      throw new LossaryError({ code: 'cancelled', message: 'The computation was cancelled.' });
    }
  }
}
