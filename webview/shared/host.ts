// The view's line to the extension: typed messages both ways, the state that survives a reload, and script errors
// passed on to the log.
import { fromMessage, toMessage } from '../../src/protocol/messageNumbers';
import type { FromView, Language } from '../../src/protocol/views';

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

export interface Host<Incoming, Remembered> {
  readonly post: (message: FromView) => void;
  readonly remembered: Remembered | undefined;
  readonly remember: (state: Remembered) => void;
  readonly listen: (receive: (message: Incoming) => void) => void;
}

/** Call once: VS Code hands out its API a single time. */
export function connect<Incoming extends { readonly kind: string }, Remembered>(): Host<
  Incoming,
  Remembered
> {
  const api = acquireVsCodeApi();
  const post = (message: FromView): void => api.postMessage(toMessage(message));
  addEventListener('error', (event) =>
    post({ kind: 'error', message: describe(event.error ?? event.message) }),
  );
  addEventListener('unhandledrejection', (event) => post({ kind: 'error', message: describe(event.reason) }));
  return {
    post,
    remembered: (fromMessage(api.getState()) ?? undefined) as Remembered | undefined,
    remember: (state) => api.setState(toMessage(state)),
    listen: (receive) =>
      addEventListener('message', (event: MessageEvent<Incoming>) => {
        if (typeof event.data === 'object' && 'kind' in event.data) receive(fromMessage(event.data));
      }),
  };
}

/** The language that the extension wrote into the page. */
export function pageLanguage(): Language {
  return document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
}

function describe(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
