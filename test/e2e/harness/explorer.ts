// Works with the files of the workspace as a user does, in the explorer. Paths are relative to the workspace.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

function row(page: Page, path: string): Locator {
  const item = `.explorer-item[aria-label$="/samples/${path}"]`; // every test's workspace is named samples
  return page.locator('.explorer-folders-view .monaco-list-row').filter({ has: page.locator(item) });
}

/** The row of a file or folder; the folders around it are expanded first. */
export async function explorerRow(page: Page, path: string): Promise<Locator> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = row(page, parts.slice(0, depth).join('/'));
    if ((await folder.getAttribute('aria-expanded')) !== 'true') await folder.click();
  }
  const found = row(page, path);
  await found.waitFor();
  return found;
}

/** Selects files, opens the context menu on the last one and chooses an entry. */
export async function chooseInContextMenu(
  page: Page,
  paths: readonly string[],
  entry: string,
): Promise<void> {
  await openContextMenu(page, paths);
  await page.locator('.context-view .action-item', { hasText: entry }).first().hover();
  await page.locator('.context-view .action-item.focused', { hasText: entry }).waitFor();
  await page.keyboard.press('Enter'); // a menu that has just opened ignores clicks
}

/** Labels of the context menu's entries for some files; leaves it closed. */
export async function contextMenuEntries(page: Page, paths: readonly string[]): Promise<string[]> {
  await openContextMenu(page, paths);
  const labels = await page.locator('.context-view .action-item .action-label').allInnerTexts();
  await page.keyboard.press('Escape');
  await page.locator('.context-view .action-item').first().waitFor({ state: 'hidden' });
  return labels.map((label) => label.trim()).filter((label) => label !== '');
}

/** Selects exactly these files; again where a click was taken by something that had not gone away yet. */
async function select(page: Page, paths: readonly string[]): Promise<Locator | undefined> {
  const selected = page.locator('.explorer-folders-view .monaco-list-row.selected');
  return eventually(
    `${paths.join(', ')} are selected`,
    async () => {
      const rows: Locator[] = [];
      for (const path of paths) {
        const next = await explorerRow(page, path);
        await next.click({ modifiers: rows.length > 0 ? ['ControlOrMeta'] : [] });
        rows.push(next);
      }
      return { last: rows.at(-1), count: await selected.count() };
    },
    ({ count }) => count === paths.length,
  ).then(({ last }) => last);
}

async function openContextMenu(page: Page, paths: readonly string[]): Promise<void> {
  const last = await select(page, paths);
  await last?.click({ button: 'right' });
  await page.locator('.context-view .action-item').first().waitFor();
}

/** Opens a text file in an editor and puts the cursor into it. */
export async function openFile(page: Page, path: string): Promise<void> {
  await (await explorerRow(page, path)).dblclick();
  const name = path.split('/').at(-1) ?? path;
  await page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-group-container.active .view-lines').first().click();
}
