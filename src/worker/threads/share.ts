// How threads share a pass: a counter in shared memory hands out the chunks, in order, to whoever asks next.

const NEXT = 0;
const STOPPED = 1;
const CLOSED = 2;
const FIRST_HELPER = 3;

export class Share {
  private readonly cells: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.cells = new Int32Array(buffer);
  }

  static forHelpers(count: number): Share {
    return new Share(new SharedArrayBuffer(4 * (FIRST_HELPER + count)));
  }

  /** The next chunk for this thread; undefined where there is none, or where the pass was stopped. */
  next(chunks: number): number | undefined {
    if (Atomics.load(this.cells, STOPPED) !== 0) return undefined;
    const chunk = Atomics.add(this.cells, NEXT, 1);
    return chunk < chunks ? chunk : undefined;
  }

  /** No thread takes another chunk: something went wrong, or it was cancelled. */
  stop(): void {
    Atomics.store(this.cells, STOPPED, 1);
  }

  /** A helper takes part. @returns false where it came too late: then it must not touch the data */
  join(helper: number): boolean {
    Atomics.store(this.cells, FIRST_HELPER + helper, 1);
    return Atomics.load(this.cells, CLOSED) === 0;
  }

  /** Nobody may join any more. @returns whether each helper takes part, and so has to be waited for */
  close(): (helper: number) => boolean {
    Atomics.store(this.cells, CLOSED, 1);
    return (helper) => Atomics.load(this.cells, FIRST_HELPER + helper) !== 0;
  }
}
