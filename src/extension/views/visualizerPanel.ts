// The visualizer as an editor tab; it remembers its own picture and comes back after a reload of the window.
import {
  l10n,
  Uri,
  ViewColumn,
  window,
  type Disposable,
  type WebviewPanel,
  type WebviewPanelSerializer,
} from 'vscode';
import type { VisualizerState } from '../../protocol/views';
import { VISUALIZER_PANEL } from '../commandIds';
import { openPage, type PageContext } from './page';
import { answerVisualizer, showData, showPicture, type VisualizerContext } from './visualizerPage';

export class VisualizerPanel implements WebviewPanelSerializer, Disposable {
  readonly viewType = VISUALIZER_PANEL;
  private panel: WebviewPanel | undefined;
  private asked: VisualizerState | undefined;

  constructor(
    private readonly page: PageContext,
    private readonly context: VisualizerContext,
  ) {}

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** @param state what to show; without it the tab shows what it showed last */
  async show(state?: VisualizerState): Promise<void> {
    if (state !== undefined) this.context.memory.remember('visualizer', state);
    if (this.panel === undefined) {
      this.asked = state;
      this.adopt(window.createWebviewPanel(VISUALIZER_PANEL, l10n.t('Loss Visualizer'), ViewColumn.Active));
      return;
    }
    this.panel.reveal();
    if (state === undefined) return;
    const delivered = await showPicture(this.panel.webview, state);
    if (!delivered) this.asked = state;
  }

  /** Sends what was computed last; a page that is hidden asks for it when it is ready again. */
  showData(): void {
    if (this.panel !== undefined) void showData(this.panel.webview, this.context.computations);
  }

  deserializeWebviewPanel(panel: WebviewPanel): Promise<void> {
    this.adopt(panel);
    return Promise.resolve();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private adopt(panel: WebviewPanel): void {
    this.panel = panel;
    panel.iconPath = Uri.joinPath(this.page.extensionUri, 'media', 'lossary-tab.svg');
    const listener = openPage(panel.webview, 'visualizer', panel.title, this.page, (message) => {
      void answerVisualizer(panel.webview, message, this.context, this.asked);
      if (message.kind === 'ready') this.asked = undefined;
    });
    panel.onDidDispose(() => {
      listener.dispose();
      this.context.experiments.forget(panel.webview);
      if (this.panel === panel) this.panel = undefined;
    });
  }
}
