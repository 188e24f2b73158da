// Runs experiments for the visualizer's pages: each page has one under way at most.
import type { Webview } from 'vscode';
import type { Client } from '../client/client';
import type { ExperimentAnswered, ExperimentProgress, RunExperiment } from '../protocol/views';
import { toMessage } from '../protocol/messageNumbers';

interface UnderWay {
  readonly requestId: number;
  readonly controller: AbortController;
}

export class Experiments {
  private readonly underWay = new Map<Webview, UnderWay>();

  constructor(private readonly client: Client) {}

  /** Runs it in the worker and tells the page; one that the page had under way is cancelled. */
  async run(webview: Webview, { requestId, request }: RunExperiment): Promise<void> {
    this.underWay.get(webview)?.controller.abort();
    const current: UnderWay = { requestId, controller: new AbortController() };
    this.underWay.set(webview, current);
    const post = (message: ExperimentProgress | ExperimentAnswered): void => {
      void webview.postMessage(toMessage(message));
    };
    const answer = await this.client.call('experiment', request, {
      signal: current.controller.signal,
      progress: (fraction, text, figures) =>
        post({
          kind: 'experimentProgress',
          requestId,
          fraction,
          text,
          ...(figures === undefined ? {} : { figures }),
        }),
    });
    if (this.underWay.get(webview) === current) this.underWay.delete(webview);
    post({ kind: 'experimentAnswered', requestId, answer });
  }

  cancel(webview: Webview, requestId: number): void {
    const current = this.underWay.get(webview);
    if (current?.requestId === requestId) current.controller.abort();
  }

  /** Ends what a page had under way that is closed now. */
  forget(webview: Webview): void {
    this.underWay.get(webview)?.controller.abort();
    this.underWay.delete(webview);
  }
}
