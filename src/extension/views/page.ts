// Puts a page of ours into a webview, and lets it load nothing but the bundle's folder.
import { randomBytes } from 'node:crypto';
import { Uri, type Disposable, type LogOutputChannel, type Webview } from 'vscode';
import { fromMessage } from '../../protocol/messageNumbers';
import type { FromView } from '../../protocol/views';
import { language } from '../language';
import { webviewHtml } from './html';
import { parseFromView } from './viewMessages';

export type ViewName = 'results' | 'visualizer';

export interface PageContext {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
}

/** @param receive called with every message that has the right form */
export function openPage(
  webview: Webview,
  view: ViewName,
  title: string,
  { extensionUri, log }: PageContext,
  receive: (message: FromView) => void,
): Disposable {
  const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (file: string): string => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const listener = webview.onDidReceiveMessage((message: unknown) => {
    const parsed = parseFromView(fromMessage(message));
    if (typeof parsed === 'string') log.error(`${view}: a message was refused, ${parsed}`);
    else receive(parsed);
  });
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml({
    view,
    title,
    language: language(),
    script: address(`${view}.js`),
    style: address(`${view}.css`),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
  });
  return listener;
}
