// Opens a webview's bundle in a bare Chromium: the page and the policy that the extension gives it, a theme, and a
// stand-in for VS Code that keeps what the view posts.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/extension/views/html';
import { toMessage } from '../../../src/protocol/messageNumbers';
import type { FromView } from '../../../src/protocol/views';
import { THEMES, type ThemeKind } from './themes';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface ViewServer {
  readonly address: string;
  readonly close: () => void;
}

/** Serves dist/webview, and a page for each view under /results and /visualizer. */
export async function serveViews(): Promise<ViewServer> {
  const server: Server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const view = /^\/(results|visualizer)$/.exec(path)?.[1];
    if (view !== undefined) {
      response.setHeader('content-type', 'text/html');
      response.end(pageOf(view, `http://127.0.0.1:${(server.address() as AddressInfo).port}`));
      return;
    }
    readFile(join('dist', 'webview', path)).then(
      (bytes) => {
        response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

function pageOf(view: string, origin: string): string {
  return webviewHtml({
    view,
    title: view,
    language: 'en',
    script: `${origin}/${view}.js`,
    style: `${origin}/${view}.css`,
    cspSource: origin,
    nonce: randomBytes(16).toString('base64'),
  });
}

export interface OpenView {
  readonly page: Page;
  /** Sends a message as the extension does. */
  readonly send: (message: unknown) => Promise<void>;
  /** Waits until an expression holds in the page. Playwright's own waiting evaluates there, which the policy refuses. */
  readonly until: (expression: string) => Promise<void>;
  /** Everything the view has posted. */
  readonly posted: () => Promise<readonly FromView[]>;
  /** What setState was last given. */
  readonly state: () => Promise<unknown>;
  /** Violations of the content security policy and errors of scripts. */
  readonly problems: () => Promise<readonly string[]>;
}

export interface OpenOptions {
  readonly view: 'results' | 'visualizer';
  readonly theme: ThemeKind;
  readonly width: number;
  readonly height: number;
  /** What getState answers. */
  readonly state?: unknown;
}

/** Runs before the view's own script: the theme's variables, and what VS Code puts into a webview. */
function standIn({ theme, state }: OpenOptions): string {
  const contrastLight = theme === 'vscode-high-contrast-light';
  const classes = contrastLight ? [theme, 'vscode-high-contrast'] : [theme];
  return `{
    const host = { posted: [], state: ${JSON.stringify(state ?? null)}, problems: [] };
    window.fakeHost = host;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => host.posted.push(message),
      getState: () => host.state ?? undefined,
      setState: (state) => { host.state = JSON.parse(JSON.stringify(state)); },
    });
    document.addEventListener('securitypolicyviolation', (event) =>
      host.problems.push(event.violatedDirective + ': ' + event.blockedURI + ' ' + event.sample));
    document.addEventListener('DOMContentLoaded', () => {
      for (const [name, value] of Object.entries(${JSON.stringify(THEMES[theme])})) {
        document.documentElement.style.setProperty('--vscode-' + name, value);
      }
      document.body.classList.add(...${JSON.stringify(classes)});
      document.body.dataset.vscodeThemeKind = ${JSON.stringify(theme)};
    });
  }`;
}

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

export async function openView(
  browser: Browser,
  server: ViewServer,
  options: OpenOptions,
): Promise<OpenView> {
  const { view, width, height } = options;
  const page = await browser.newPage({ locale: 'en-US', viewport: { width, height } });
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text());
  });
  // What a drag has changed is drawn in the next frame. Keys do not wait: they may come faster than frames.
  const { mouse } = page;
  const up = mouse.up.bind(mouse);
  mouse.up = async (button) => {
    await up(button);
    await page.evaluate(TWO_FRAMES);
  };
  await page.addInitScript({ content: standIn(options) });
  await page.goto(`${server.address}/${view}`);
  const host = async <T>(name: string): Promise<T> => page.evaluate<T>(`window.fakeHost.${name}`);
  return {
    page,
    send: async (message) => {
      await page.evaluate(`window.postMessage(${JSON.stringify(toMessage(message))}, '*')`);
      await page.evaluate(TWO_FRAMES);
    },
    until: async (expression) => {
      const end = Date.now() + 20_000;
      while (!(await page.evaluate<boolean>(expression))) {
        if (Date.now() > end) throw new Error(`never came true: ${expression}`);
        await page.evaluate(TWO_FRAMES);
      }
    },
    posted: () => host('posted'),
    state: () => host('state'),
    problems: async () => [...failures, ...(await host<string[]>('problems'))],
  };
}
