// Moves and selects in the active text editor by the keyboard, and reads its hovers.
import type { Page } from 'playwright-core';
import { typeText } from './quickInput';

/** Line and column, both counted from 1. */
export type Place = readonly [line: number, column: number];

export async function moveCursor(page: Page, [line, column]: Place): Promise<void> {
  await page.keyboard.press('Control+G');
  await typeText(page, `:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Selects from one place up to another one further on. */
export async function selectRange(page: Page, from: Place, to: Place): Promise<void> {
  await moveCursor(page, from);
  for (let line = from[0]; line < to[0]; line++) await page.keyboard.press('Shift+ArrowDown');
  const column = to[0] > from[0] ? 1 : from[1];
  if (column === 1) await page.keyboard.press('Shift+Home');
  for (let i = column; i < to[1]; i++) await page.keyboard.press('Shift+ArrowRight');
}

/** Selects the last `count` characters of each of some lines: a selection a line. */
export async function selectLineEnds(page: Page, first: number, last: number, count: number): Promise<void> {
  await selectRange(page, [first, 1], [last + 1, 1]);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+Alt+I');
  for (let i = 0; i < count; i++) await page.keyboard.press('Shift+ArrowLeft');
}

/** The text of the hover at a place, once there is one. */
export async function hoverText(page: Page, place: Place): Promise<string> {
  await moveCursor(page, place);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  const hover = page.locator('.monaco-hover:visible').first();
  await hover.waitFor();
  return hover.innerText();
}
