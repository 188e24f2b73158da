// The samples with the largest loss, kept in a heap as they stream by.
import type { HardSample } from '../../protocol/compute';

type Content = Pick<HardSample, 'prediction' | 'label'>;

export class Hardest {
  /** A binary heap with the smallest loss on top. */
  private readonly heap: HardSample[] = [];

  constructor(private readonly size: number) {}

  /** Whether a sample of this loss would be among the hardest. NaN ranks above everything. */
  admits(loss: number): boolean {
    const easiest = this.heap[0];
    return this.heap.length < this.size || easiest === undefined || rank(loss) > rank(easiest.loss);
  }

  merge(samples: readonly HardSample[]): void {
    for (const { index, loss, ...content } of samples) {
      if (this.admits(loss)) this.add(loss, index, () => content);
    }
  }

  /** Samples up to this loss are not among the hardest; −∞ while there is room. */
  get bar(): number {
    return this.heap.length < this.size ? -Infinity : (this.heap[0]?.loss ?? -Infinity);
  }

  add(loss: number, index: number, content: () => Content): void {
    const sample = { index, loss, ...content() };
    if (this.heap.length < this.size) {
      this.heap.push(sample);
      this.rise(this.heap.length - 1);
    } else {
      this.heap[0] = sample;
      this.sink(0);
    }
  }

  /** Hardest first; equal losses in the order of their index. */
  sorted(): HardSample[] {
    return [...this.heap].sort((a, b) => rank(b.loss) - rank(a.loss) || a.index - b.index);
  }

  private at(i: number): number {
    const sample = this.heap[i];
    return sample === undefined ? Infinity : rank(sample.loss);
  }

  private swap(i: number, j: number): void {
    const [a, b] = [this.heap[i], this.heap[j]];
    if (a !== undefined && b !== undefined) [this.heap[i], this.heap[j]] = [b, a];
  }

  private rise(i: number): void {
    const parent = (i - 1) >> 1;
    if (i > 0 && this.at(i) < this.at(parent)) {
      this.swap(i, parent);
      this.rise(parent);
    }
  }

  private sink(i: number): void {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    const smallest = this.at(right) < this.at(left) ? right : left;
    if (this.at(smallest) < this.at(i)) {
      this.swap(i, smallest);
      this.sink(smallest);
    }
  }
}

function rank(loss: number): number {
  return Number.isNaN(loss) ? Number.MAX_VALUE : Math.min(loss, Number.MAX_VALUE);
}
