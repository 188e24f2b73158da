// The browser's clipboard, which a VS Code in a browser copies to.
import type { Page } from 'playwright-core';
import { eventually } from './eventually';

export async function clear(page: Page): Promise<void> {
  await page.evaluate("navigator.clipboard.writeText('')");
}

/** What was copied, once something was. */
export function copiedText(page: Page): Promise<string> {
  return eventually(
    'something is copied',
    () => page.evaluate<string>('navigator.clipboard.readText()'),
    (text) => text !== '',
  );
}
