// Waits for what a test reads to become true, however long the machine takes: never by a fixed time.
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which nothing is expected to happen any more, on a machine that has much else to do. */
export const PATIENCE = 60_000;

/**
 * Reads until the value passes, and gives it.
 * @throws after a minute, with the last value read, or what reading it failed with
 */
export async function eventually<T>(
  what: string,
  read: () => Promise<T>,
  passes: (value: T) => boolean,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const last = await read().then(
      (value) => ({ value, text: JSON.stringify(value) }),
      (error: unknown) => ({ value: undefined, text: String(error) }),
    );
    if (last.value !== undefined && passes(last.value)) return last.value;
    if (Date.now() > end) throw new Error(`It did not happen: ${what}. Last seen: ${last.text}`);
    await sleep(50);
  }
}
