// Runs one request after the other and tells whoever shows them. A new request takes the place of one under way.
import { EventEmitter, l10n, ProgressLocation, window, type Disposable, type LogOutputChannel } from 'vscode';
import type { Answer, Client } from '../client/client';
import type { ComputeRequest } from '../protocol/compute';
import { describeFailure, LossaryError, type Failed, type Failure } from '../protocol/errors';
import type { ShowResult, ToResults } from '../protocol/views';
import { diskFolder, readProvided } from './files';
import { language } from './language';
import type { Memory } from './memory';
import { filesOf } from './requestSources';

/** Anything longer than this shows a notification with Cancel, in milliseconds. */
const PATIENCE_MS = 500;

export class Computations implements Disposable {
  private readonly changed = new EventEmitter<ToResults>();
  private current: AbortController | undefined;
  /** What went wrong last, for diagnostics. */
  lastFailure: Failure | undefined;
  /** What was computed last in this window. */
  lastResult: ShowResult | undefined;
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly client: Client,
    private readonly memory: Memory,
    private readonly log: LogOutputChannel,
  ) {}

  /** Computes with all that the results view shows. */
  async run(plain: ComputeRequest): Promise<Answer<'compute'>> {
    const request: ComputeRequest = { ...plain, view: true };
    this.current?.abort();
    const controller = new AbortController();
    this.current = controller;
    this.memory.remember('request', request);
    const title = titleOf(request);
    this.log.info(`compute ${title}`);
    this.changed.fire({ kind: 'busy', text: title });

    const notice = new Notice(title, controller);
    const progress = (fraction: number, text: string): void => {
      if (this.current !== controller) return;
      notice.report(fraction, text);
      this.changed.fire({ kind: 'busy', text, fraction });
    };
    const answer = await this.call(request, controller.signal, progress);
    notice.close();

    const isLatest = this.current === controller;
    if (isLatest) this.current = undefined;
    if (answer.ok) {
      this.log.info(`computed ${title} in ${answer.elapsedMs.toFixed(1)} ms`);
      if (isLatest) {
        this.lastResult = { kind: 'result', request, answer, language: language() };
        this.changed.fire(this.lastResult);
      }
    } else {
      this.log.error(describeFailure(answer.error));
      if (answer.error.code !== 'cancelled') this.lastFailure = answer.error;
      if (isLatest) this.changed.fire({ kind: 'failure', request, error: answer.error });
    }
    return answer;
  }

  /** Computes a few numbers that a view asks for: nothing is remembered or shown. */
  evaluate(request: ComputeRequest, signal?: AbortSignal): Promise<Answer<'compute'>> {
    return this.call(request, signal);
  }

  cancel(): void {
    this.current?.abort();
  }

  dispose(): void {
    this.cancel();
    this.changed.dispose();
  }

  private async call(
    request: ComputeRequest,
    signal?: AbortSignal,
    progress?: (fraction: number, text: string) => void,
  ): Promise<Answer<'compute'>> {
    try {
      const files = await readProvided(filesOf(request));
      return await this.client.call('compute', request, { signal, progress, files, folder: diskFolder() });
    } catch (error) {
      return asFailed(error);
    }
  }
}

/** A progress notification that appears only when the work takes longer than a moment. */
class Notice {
  private readonly timer: ReturnType<typeof setTimeout>;
  private done: () => void = () => {};
  private show: ((fraction: number, text: string) => void) | undefined;

  constructor(title: string, controller: AbortController) {
    this.timer = setTimeout(() => {
      const options = {
        location: ProgressLocation.Notification,
        title: l10n.t('Computing {0}', title),
        cancellable: true,
      };
      void window.withProgress(options, (progress, token) => {
        token.onCancellationRequested(() => controller.abort());
        let reported = 0;
        this.show = (fraction, message) => {
          progress.report({ message, increment: Math.max(0, fraction - reported) * 100 });
          reported = Math.max(reported, fraction);
        };
        return new Promise<void>((resolve) => (this.done = resolve));
      });
    }, PATIENCE_MS);
  }

  report(fraction: number, text: string): void {
    this.show?.(fraction, text);
  }

  close(): void {
    clearTimeout(this.timer);
    this.done();
  }
}

/** What a person would call it: "focal, bce". */
export function titleOf({ compute }: ComputeRequest): string {
  return compute.map((each) => ('id' in each ? each.id : each.formula)).join(', ');
}

export function asFailed(error: unknown): Failed {
  if (error instanceof LossaryError) return { ok: false, error: error.failure };
  return {
    ok: false,
    error: { code: 'internal', message: error instanceof Error ? error.message : String(error) },
  };
}
