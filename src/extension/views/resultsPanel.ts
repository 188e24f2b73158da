// The results: one editor tab that shows the last computation, and comes back after a reload of the window.
import {
  l10n,
  Uri,
  ViewColumn,
  window,
  type Disposable,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import { toMessage } from '../../protocol/messageNumbers';
import type { ShowFailure, ShowResult, ToResults } from '../../protocol/views';
import { RESULTS_PANEL } from '../commandIds';
import { openPage, type PageContext } from './page';
import { isAction, type ViewActions } from './viewActions';

export class ResultsPanel implements WebviewPanelSerializer, Disposable {
  readonly viewType = RESULTS_PANEL;
  private panel: WebviewPanel | undefined;
  private result: ShowResult | undefined;
  /** Of the request after `result`. */
  private failure: ShowFailure | undefined;
  /** What a hidden page has not been told. */
  private missed: ToResults[] = [];

  constructor(
    private readonly context: PageContext,
    private readonly actions: ViewActions,
    /** Computes the last request again, for a tab that has come back with nothing to show. */
    private readonly recompute: () => void,
  ) {}

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Opens the tab for a result; progress and failures go to the tab that is there, if one is. */
  show(message: ToResults): void {
    if (message.kind === 'result') {
      this.result = message;
      this.failure = undefined;
    }
    if (message.kind === 'failure') this.failure = message;
    if (this.panel === undefined && message.kind === 'result') this.open();
    else {
      if (message.kind !== 'busy') this.panel?.reveal(undefined, true);
      void this.post(message);
    }
  }

  /** Brings the tab back, with the last result. */
  reveal(): void {
    if (this.panel === undefined) this.open();
    else this.panel.reveal();
  }

  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private open(): void {
    const beside = window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside;
    this.adopt(window.createWebviewPanel(RESULTS_PANEL, l10n.t('Loss Results'), beside));
  }

  private adopt(panel: WebviewPanel): void {
    this.panel = panel;
    this.missed = [];
    panel.iconPath = Uri.joinPath(this.context.extensionUri, 'media', 'lossary-tab.svg');
    const listener = openPage(panel.webview, 'results', panel.title, this.context, (message) => {
      if (message.kind === 'ready') this.replay(message.remembered);
      else if (isAction(message)) void this.actions.handle(message);
    });
    panel.onDidDispose(() => {
      listener.dispose();
      if (this.panel === panel) this.panel = undefined;
    });
  }

  /** A page that remembers is told only what it missed, so that moved sliders stay where they are. */
  private replay(remembered: boolean): void {
    const all: readonly (ToResults | undefined)[] = remembered ? this.missed : [this.result, this.failure];
    this.missed = [];
    for (const message of all) if (message !== undefined) void this.post(message);
    if (!remembered && all.every((message) => message === undefined)) this.recompute();
  }

  private async post(message: ToResults): Promise<void> {
    const panel = this.panel;
    if (panel === undefined) return;
    const delivered = await panel.webview.postMessage(toMessage(message));
    if (!delivered && panel === this.panel) this.missed = [...this.missed.filter(matters), message];
  }
}

/** Of what a hidden page misses, progress is stale by the time it is shown. */
function matters(message: ToResults): boolean {
  return message.kind !== 'busy';
}
