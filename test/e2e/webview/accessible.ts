// What a page must not do to anybody: serious or critical violations of axe's rules, or a page wider than its window.
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

export async function isAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
  const violations = await page.evaluate<readonly unknown[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 300)) })))",
  );
  expect(violations).deep.equal([]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).lessThan(1);
}
