// Reads the results view as a person does: its table of values, its banner, its buttons.
import type { Frame, Locator, Page } from 'playwright-core';
import type { Values } from './commandLine';
import { eventually } from './eventually';
import { webviewFrame } from './webview';

const ROWS = 'table.values tbody tr';

/** The document of the results view, once it shows a result. */
export function resultsFrame(page: Page): Promise<Frame> {
  return webviewFrame(page, `[data-view="results"] ${ROWS}`);
}

/** The values of the table by id, with all the digits that their tooltips have. */
export async function shownValues(page: Page): Promise<Record<string, number>> {
  const frame = await resultsFrame(page);
  const names = await readAll(frame, `${ROWS} td.name`, 'innerText');
  const values = await readAll(frame, `${ROWS} td.value`, 'title');
  return Object.fromEntries(
    names.map((name, i) => [name.trim().split(/\s/)[0] ?? '', Number(values[i])] as const),
  );
}

/** A property of every element at one moment: a row may go away between two questions. */
function readAll(frame: Frame, selector: string, property: string): Promise<string[]> {
  const [elements, name] = [JSON.stringify(selector), JSON.stringify(property)];
  return frame.evaluate<string[]>(`Array.from(document.querySelectorAll(${elements}), (e) => e[${name}])`);
}

/** Waits until the table shows exactly these ids with these values, to twelve digits. */
export async function expectValues(page: Page, expected: Values): Promise<void> {
  const right = Object.entries(expected).sort();
  await eventually(
    `the table shows ${JSON.stringify(expected)}`,
    async () => Object.entries(await shownValues(page)).sort(),
    (shown) =>
      shown.length === right.length &&
      shown.every(([id, value], i) => id === right[i]?.[0] && near(value, Number(right[i][1]))),
  );
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));
}

/** The banner of a computation that failed, in the view that keeps the result before it. */
export async function failureBanner(page: Page): Promise<Locator> {
  const banner = (await webviewFrame(page, '[data-view="results"] .banner')).locator('.banner');
  await banner.waitFor();
  return banner;
}

/** The shapes of all curves, in the order in which they stand. */
export function curveShapes(frame: Frame): Promise<string[]> {
  return frame.evaluate<string[]>(
    "Array.from(document.querySelectorAll('.plot .curve path'), (path) => path.getAttribute('d'))",
  );
}
