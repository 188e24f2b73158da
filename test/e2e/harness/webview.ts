// Finds the document of a webview: VS Code nests it two frames deep.
import type { Frame, Page } from 'playwright-core';
import { PATIENCE } from './eventually';

/**
 * The innermost frame of the webview in which an element matches the selector, as soon as there is one.
 * @throws after a minute without
 */
export async function webviewFrame(page: Page, selector: string): Promise<Frame> {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      if (!frame.url().includes('fake.html')) continue;
      const found = await frame.$(selector).catch(() => null); // a frame may go away meanwhile
      if (found) return frame;
    }
    await page.waitForTimeout(100);
  }
  const seen = page.frames().map((frame) => frame.url());
  throw new Error(`No webview holds ${selector}; frames: ${seen.join('\n')}`);
}
