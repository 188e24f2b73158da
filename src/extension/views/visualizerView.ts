// The visualizer in the side bar, below the catalogue. It follows what is selected there.
import { l10n, type WebviewView, type WebviewViewProvider } from 'vscode';
import type { VisualizerState } from '../../protocol/views';
import { openPage, type PageContext } from './page';
import { answerVisualizer, showData, showPicture, type VisualizerContext } from './visualizerPage';

export class VisualizerView implements WebviewViewProvider {
  private view: WebviewView | undefined;
  /** What was selected while the view could not show it. */
  private missed: VisualizerState | undefined;

  constructor(
    private readonly page: PageContext,
    private readonly context: VisualizerContext,
  ) {}

  async show(state: VisualizerState): Promise<void> {
    const delivered = this.view !== undefined && (await showPicture(this.view.webview, state));
    if (!delivered) this.missed = state;
  }

  /** Sends what was computed last; a page that is hidden asks for it when it is ready again. */
  showData(): void {
    if (this.view !== undefined) void showData(this.view.webview, this.context.computations);
  }

  resolveWebviewView(view: WebviewView): void {
    this.view = view;
    const { webview } = view;
    const listener = openPage(webview, 'visualizer', l10n.t('Visualizer'), this.page, (message) => {
      void answerVisualizer(webview, message, this.context, this.missed);
      if (message.kind === 'ready') this.missed = undefined;
    });
    view.onDidDispose(() => {
      listener.dispose();
      this.context.experiments.forget(view.webview);
      if (this.view === view) this.view = undefined;
    });
  }
}
