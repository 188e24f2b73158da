// Runs work that is done in small steps, and lets the extension host answer others between pieces of a few steps.

/** How long others wait for a piece at most, but for a step that takes longer. */
const PIECE_MS = 8;

/** Undefined where the work was given up, for `isOld` says that nobody needs it any more. */
export async function inPieces<T>(
  steps: Generator<void, T>,
  isOld: () => boolean = () => false,
): Promise<T | undefined> {
  for (let start = performance.now(); ;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - start < PIECE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (isOld()) {
      steps.return(undefined as T);
      return undefined;
    }
    start = performance.now();
  }
}
