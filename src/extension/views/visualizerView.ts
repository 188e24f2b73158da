// The visualizer in the side bar, below the catalogue.
import { l10n, type WebviewView, type WebviewViewProvider } from 'vscode';
import { openPage, type PageContext } from './page';
import { answerVisualizer, type VisualizerContext } from './visualizerPage';

export function visualizerView(page: PageContext, context: VisualizerContext): WebviewViewProvider {
  return {
    resolveWebviewView(view: WebviewView): void {
      const { webview } = view;
      const listener = openPage(webview, 'visualizer', l10n.t('Visualizer'), page, (message) => {
        void answerVisualizer(webview, message, context, undefined);
      });
      view.onDidDispose(() => void listener.dispose());
    },
  };
}
