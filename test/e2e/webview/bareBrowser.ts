// What tests of a view in a bare browser have in common: one browser for all of them, and a look in every theme.
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/host/browser.mjs';
import { screenshot } from '../harness/screenshot';
import { isAccessible } from './accessible';
import { THEMES, type ThemeKind } from './themes';
import { openView, serveViews, type OpenOptions, type OpenView, type ViewServer } from './viewPage';

export type Open = (options: OpenOptions) => Promise<OpenView>;

/** Call in a `describe`, before its own hooks: a browser and the pages are there until its tests are over. */
export function bareBrowser(): Open {
  let browser: Browser;
  let server: ViewServer;
  before(async () => {
    [browser, server] = await Promise.all([launchBrowser(), serveViews()]);
  });
  after(async () => {
    await browser.close();
    server.close();
  });
  return (options) => openView(browser, server, options);
}

/** Every kind of theme, in an editor and in a side panel. */
const SIZES = (Object.keys(THEMES) as ThemeKind[]).flatMap((theme) =>
  [1240, 320].map((width) => ({ theme, width })),
);

/** A test for each theme and width. @param open opens a page with what is to be seen, and waits until it is there */
export function looksRight(name: string, open: Open): void {
  for (const { theme, width } of SIZES) {
    it(`is accessible and obeys the policy in ${theme} at ${width}`, async () => {
      const one = await open({ view: 'visualizer', theme, width, height: 1100 });
      await isAccessible(one.page);
      await screenshot(one.page, `${name}-${theme}-${width}`);
      expect(await one.problems()).deep.equal([]);
      await one.page.close();
    });
  }
}
