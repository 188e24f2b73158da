// Lets messages in while an array makes ready what is read next: one in Fortran order within a packed archive may go
// through all of its file for that.
import type { ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';
import { columnElement } from './columns';
import type { Breather } from './context';
import type { Sources } from './dataOptions';

/** @returns what to await before the element is read; undefined where there is nothing to wait for */
export function prepare(
  source: ArraySource | undefined,
  element: number,
  breather: Breather,
): Promise<void> | undefined {
  if (source?.prepare === undefined) return undefined;
  return source.prepare(element, () => breather.pause(element / source.length, `reading ${source.name}`));
}

/** The same for the prediction and the label of the samples from `start` on. */
export async function prepareSides(
  { prediction, label }: Sources,
  arrangement: Arrangement,
  start: number,
  breather: Breather,
): Promise<void> {
  const element = columnElement(arrangement, start, 0);
  await prepare(prediction, element, breather);
  await prepare(label, arrangement.labels === 'index' ? start : element, breather);
}
