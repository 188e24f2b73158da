// Drives the box at the top of the workbench: the command palette and every quick pick.
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

const widget = (page: Page): Locator => page.locator('.quick-input-widget:visible');
const input = (page: Page): Locator =>
  widget(page).locator('.quick-input-filter input, .quick-input-box input').first();
const rows = (page: Page): Locator => widget(page).locator('.quick-input-list .monaco-list-row');
const labelOf = '.quick-input-list-entry .monaco-icon-label .label-name';

/**
 * Opens the palette and types; the list then holds what matches. Opens it again while the box takes no text:
 * one that opens while another closes may be left inert.
 */
export async function openPalette(page: Page, text = ''): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    try {
      return await input(page).fill(`>${text}`, { timeout: 6000 });
    } catch (error) {
      if (attempt === 8) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/**
 * Titles that begin with a text, as the palette lists them: `Lossary: Compute on Files…`. Looks again while
 * there is none: the extensions of a window that has just opened are not known at once.
 */
export function listCommands(page: Page, start: string): Promise<string[]> {
  const read = async (): Promise<string[]> => {
    await openPalette(page, start);
    try {
      // The list is narrowed a moment after the text is typed.
      await rows(page).filter({ hasText: start }).first().waitFor({ timeout: 5000 });
      return (await quickPickLabels(page)).filter((title) => title.startsWith(start));
    } finally {
      await page.keyboard.press('Escape');
      await widget(page).waitFor({ state: 'hidden' });
    }
  };
  return eventually(`the palette lists ${start}`, read, (titles) => titles.length > 0);
}

/**
 * Runs a command by its full title.
 * @throws when the palette does not list it under exactly that title, not even after a minute
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await openPalette(page, title);
    try {
      return await row(page, title).click({ timeout: 6000 });
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

function exactly(label: string): RegExp {
  return new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

function row(page: Page, label: string, besides = ''): Locator {
  return rows(page)
    .filter({ has: page.locator(labelOf, { hasText: exactly(label) }) })
    .filter({ hasText: besides })
    .first();
}

/** Waits for a quick pick whose title contains the text. */
export async function waitForQuickPick(page: Page, title: string): Promise<void> {
  await widget(page).locator('.quick-input-title', { hasText: title }).waitFor();
}

export async function quickPickTitle(page: Page): Promise<string> {
  return (await widget(page).locator('.quick-input-title').innerText()).trim();
}

/** Presses one of the buttons beside the title. */
export async function pressTitleButton(page: Page, name: string): Promise<void> {
  await widget(page).locator('.quick-input-titlebar').getByRole('button', { name }).click();
}

/** Labels of the entries that the list shows; it draws about twenty of a long list: narrow it by typing. */
export async function quickPickLabels(page: Page): Promise<string[]> {
  return (await rows(page).locator(labelOf).allInnerTexts()).map((text) => text.trim());
}

/** Types into the open quick pick or input box, in place of what it holds. */
export async function typeText(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
}

/**
 * Chooses one entry by its label, and where several have it, by a text that its row shows besides. Waits for
 * that row: Enter, pressed right after typing, takes whatever happens to be first by then.
 */
export async function pick(page: Page, label: string, besides = ''): Promise<void> {
  await typeText(page, label);
  await row(page, label, besides).click();
}

/** Waits for the step of a dialog by what its box asks for, and until it has entries to choose from. */
export async function waitForPlaceholder(page: Page, text: string | RegExp): Promise<void> {
  await widget(page).getByPlaceholder(text).waitFor();
  await rows(page).first().waitFor();
}

/** Has exactly these entries of a quick pick that takes several ticked. */
export async function tick(page: Page, labels: readonly string[]): Promise<void> {
  await typeText(page, '');
  const ticked = widget(page).locator('.monaco-list-row[aria-checked=true]');
  while ((await ticked.count()) > 0) await ticked.first().click();
  for (const label of labels) {
    await typeText(page, label);
    await row(page, label).click();
    await widget(page)
      .locator('.monaco-list-row[aria-checked=true]', {
        has: page.locator(labelOf, { hasText: exactly(label) }),
      })
      .waitFor();
  }
  await typeText(page, '');
}

/** Accepts what is ticked or typed. */
export async function accept(page: Page): Promise<void> {
  await input(page).press('Enter');
}

export async function goBack(page: Page): Promise<void> {
  await widget(page).locator('.quick-input-left-action-bar .action-label').first().click();
}
