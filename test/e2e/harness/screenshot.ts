// Keeps pictures of what the tests saw in a folder that git ignores.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Writes test/screenshots/NAME.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = join('test', 'screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
