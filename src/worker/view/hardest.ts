// The samples with the largest loss, kept in a heap as they stream by.
import type { HardSample } from '../../protocol/compute';

type Content = Pick<HardSample, 'prediction' | 'label'>;

export class Hardest {
  /** A binary heap with the easiest sample on top. */
  private readonly heap: HardSample[] = [];

  constructor(private readonly size: number) {}

  /** Samples up to this loss are not among the hardest, unless they stand before one of those; −∞ while there is room. */
  get bar(): number {
    const [easiest] = this.heap;
    return this.heap.length < this.size || easiest === undefined ? -Infinity : rank(easiest.loss);
  }

  /** Takes a sample in where it is among the hardest. Of equal losses, the first in the data are kept. */
  offer(loss: number, index: number, content: () => Content): void {
    const { heap, size } = this;
    const [easiest] = heap;
    if (heap.length >= size && (easiest === undefined || order(easiest, { loss, index }) <= 0)) return;
    const sample = { index, loss, ...content() };
    if (heap.length < size) {
      heap.push(sample);
      this.rise(heap.length - 1);
    } else {
      heap[0] = sample;
      this.sink(0);
    }
  }

  merge(samples: readonly HardSample[]): void {
    for (const { index, loss, ...content } of samples) this.offer(loss, index, () => content);
  }

  /** Hardest first; equal losses in the order of their index. */
  sorted(): HardSample[] {
    return [...this.heap].sort(order);
  }

  /** Whether the sample at one place is easier than the one at another; where there is none, it is not. */
  private easier(i: number, j: number): boolean {
    const [a, b] = [this.heap[i], this.heap[j]];
    return a !== undefined && (b === undefined || order(a, b) > 0);
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (a !== undefined && b !== undefined) [this.heap[i], this.heap[j]] = [b, a];
  }

  private rise(i: number): void {
    const parent = (i - 1) >> 1;
    if (i > 0 && this.easier(i, parent)) {
      this.swap(i, parent);
      this.rise(parent);
    }
  }

  private sink(i: number): void {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    const easiest = this.easier(right, left) ? right : left;
    if (this.easier(easiest, i)) {
      this.swap(i, easiest);
      this.sink(easiest);
    }
  }
}

function rank(loss: number): number {
  return Number.isNaN(loss) ? Number.MAX_VALUE : Math.min(loss, Number.MAX_VALUE);
}

/** Harder samples first; NaN is harder than everything. */
function order(a: Pick<HardSample, 'loss' | 'index'>, b: Pick<HardSample, 'loss' | 'index'>): number {
  return rank(b.loss) - rank(a.loss) || a.index - b.index;
}
