// One VS Code with the packaged extension installed, shared by all end-to-end tests; each workbench that
// a test opens in it is a browser of its own with a copy of samples/ as its workspace.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser.mjs';
import { installExtension, startServer } from '../../../scripts/host/server.mjs';
import { eventually, PATIENCE } from './eventually';
import { screenshot } from './screenshot';
import { applyTheme, setSetting, type Theme } from './theme';

export interface Workbench {
  readonly page: Page;
  /** Path of the workspace's folder. */
  readonly workspace: string;
  /** What our webviews and the extension reported so far: errors, and violations of a webview's policy. */
  readonly problems: readonly Problem[];
  /**
   * Opens the same workspace anew, as the command Reload Window does, once VS Code has stored something that
   * matches: in a browser it stores what it and its views remember every five seconds.
   */
  reload(stored: RegExp): Promise<void>;
  close(): Promise<void>;
}

export interface Problem {
  readonly kind: 'error' | 'csp';
  readonly text: string;
  /** Address of the script or document that it came from. */
  readonly source: string;
}

interface Session {
  readonly browser: Browser;
  readonly folder: string;
  readonly address: (workspace: string) => string;
  readonly stop: () => Promise<void>;
}

let session: Promise<Session> | undefined;

async function startSession(): Promise<Session> {
  const vsix = process.env.LOSSARY_VSIX;
  if (!vsix) throw new Error('LOSSARY_VSIX must name the package to install; npm test sets it.');
  const folder = await mkdtemp(join(tmpdir(), 'lossary-e2e-'));
  await installExtension(vsix, folder);
  const server = await startServer({ dataFolder: folder });
  const browser = await launchBrowser();
  return {
    browser,
    folder,
    address: (workspace) => server.address(workspace),
    async stop() {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where a test that fails may have left its traces. */
const openPages = new Set<Page>();

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  const title = this.currentTest.fullTitle().replace(/[^\w]+/g, '-');
  for (const page of openPages) await screenshot(page, `failed-${title}`).catch(() => {});
});

after(async () => {
  await (await session)?.stop();
});

/** Opens VS Code on a fresh copy of samples/ with nothing remembered from earlier tests. */
export async function openWorkbench({
  theme = 'light',
  language,
}: { theme?: Theme; /** Without one it is English. */ language?: 'zh-cn' } = {}): Promise<Workbench> {
  session ??= startSession();
  const { browser, folder, address } = await session;
  const workspace = join(await mkdtemp(join(folder, 'workspace-')), 'samples');
  await cp('samples', workspace, { recursive: true });
  await applyTheme(workspace, theme);
  await setSetting(workspace, 'workbench.hover.delay', 3_600_000); // a hover covers what is to be clicked next

  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // The language that a language pack sets. VS Code's own words stay English without the pack.
  if (language !== undefined) await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = '${language}'`);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  openPages.add(page);
  page.once('close', () => openPages.delete(page));
  const problems: Problem[] = [];
  page.on('pageerror', ({ message, stack }) =>
    problems.push({ kind: 'error', text: message, source: stack ?? '' }),
  );
  page.on('console', (message) => {
    if (message.type() === 'error' && !isWorkbenchNoise(message)) problems.push(problemOf(message));
  });
  await page.goto(address(workspace));
  await ready(page);
  return {
    page,
    workspace,
    problems,
    async reload(stored) {
      await eventually(`${stored.source} is stored`, () => isStored(page, stored), Boolean);
      await page.reload();
      await ready(page);
    },
    close: () => context.close(),
  };
}

/** Looks through the databases in which VS Code keeps what it remembers, as JSON within JSON. */
function isStored(page: Page, pattern: RegExp): Promise<boolean> {
  return page.evaluate<boolean>(`(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      try {
        for (const store of database.objectStoreNames) {
          const values = await done(database.transaction(store).objectStore(store).getAll());
          if (values.some((value) => typeof value === 'string' && ${String(pattern)}.test(value))) return true;
        }
      } finally {
        database.close();
      }
    }
    return false;
  })()`);
}

/** What VS Code itself prints here: it finds neither a network nor its native modules, and needs neither. */
function isWorkbenchNoise(message: ConsoleMessage): boolean {
  const { url } = message.location();
  const ofExtension =
    url === '' || url.includes('vscode-resource') || message.text().includes('[lossary.lossary]');
  return !ofExtension || message.text().startsWith('A bad HTTP response code (404)');
}

function problemOf(message: ConsoleMessage): Problem {
  const text = message.text();
  const isViolation = text.includes('Content Security Policy directive');
  return { kind: isViolation ? 'csp' : 'error', text, source: message.location().url };
}

/** Waits until the explorer shows files: then the remote side, with the extension host, answers. */
async function ready(page: Page): Promise<void> {
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 2 * PATIENCE });
}
