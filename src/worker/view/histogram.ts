// A histogram of a stream whose range is not known before it ends: when a value falls outside, neighbouring bins
// are merged and the range doubles, so counts stay exact in one pass and constant memory.
import type { Histogram } from '../../protocol/compute';
import type { Numbers } from '../run/pass';

const BINS = 512;

/** Values that are waited for before bins are chosen. */
const FIRST_VALUES = 1024;

/** Values that lie closer share a bin: its width has a finite inverse. */
const LEAST_SPAN = 2 ** -1000;

export interface AddOptions {
  readonly factor?: number;
  readonly weights?: Numbers;
  readonly first?: number;
  readonly step?: number;
}

/** A histogram so far. Plain data. */
export interface HistogramState {
  readonly low: number;
  readonly width: number;
  readonly channels: readonly Float64Array[];
  readonly pending: readonly (readonly number[])[];
  readonly least: number;
  readonly most: number;
}

export class GrowingHistogram {
  /** A multiple of the width, which is a power of two: bins of any two histograms lie in one another. */
  private low = 0;
  private width = 0;
  private channels: Float64Array[];
  private readonly pending: number[][] = [];
  private least = Infinity;
  private most = -Infinity;
  /** The values of the block that are counted. */
  private taken = new Float64Array(0);

  /** @param channels how many weights each value carries */
  constructor(channels = 1) {
    this.channels = Array.from({ length: channels }, () => new Float64Array(BINS));
  }

  /**
   * Adds every `step`-th value from `first` on, each times `factor`. The first channel counts them; a second adds
   * up |weights|. What is not finite is left out.
   */
  addAll(values: Numbers, { factor = 1, weights, first = 0, step = 1 }: AddOptions = {}): void {
    let from = first;
    while (this.width === 0 && from < values.length) {
      this.addOne((values[from] as number) * factor, Math.abs(weights?.[from] ?? 0));
      from += step;
    }
    const count = Math.max(0, Math.ceil((values.length - from) / step));
    if (this.taken.length < count) this.taken = new Float64Array(count);
    const { taken } = this;
    for (let i = 0, at = from; i < count; i++, at += step) taken[i] = (values[at] as number) * factor;
    let [counts, sums] = this.channels as [Float64Array, Float64Array | undefined];
    let { least, most, low } = this;
    // Exact, as a division by a power of two is.
    let perBin = 1 / this.width;
    for (let i = 0; i < count; i++) {
      const value = taken[i] as number;
      const place = (value - low) * perBin;
      if (place >= 0 && place < BINS) {
        const bin = place | 0;
        if (value < least) least = value;
        if (value > most) most = value;
        counts[bin] = (counts[bin] as number) + 1;
        if (sums !== undefined && weights !== undefined) {
          sums[bin] = (sums[bin] as number) + Math.abs(weights[from + i * step] as number);
        }
      } else {
        this.addOne(value, Math.abs(weights?.[from + i * step] ?? 0));
        [counts, sums] = this.channels as [Float64Array, Float64Array | undefined];
        [low, perBin] = [this.low, 1 / this.width];
      }
    }
    this.least = Math.min(this.least, least);
    this.most = Math.max(this.most, most);
  }

  get state(): HistogramState {
    const { low, width, channels, pending, least, most } = this;
    return { low, width, channels, pending, least, most };
  }

  /** Adds what another thread has counted. Exact: its bins fall into the bins here once these are as wide. */
  merge(other: HistogramState): void {
    this.least = Math.min(this.least, other.least);
    this.most = Math.max(this.most, other.most);
    for (const [value = 0, weight = 0] of other.pending) this.addOne(value, weight);
    if (other.width === 0) return;
    if (this.width === 0) {
      this.low = other.low;
      this.width = other.width;
      this.channels = other.channels.map((channel) => channel.slice());
      for (const [value = 0, weight = 0] of this.pending.splice(0)) this.addOne(value, weight);
      return;
    }
    while (this.width < other.width) this.double(false);
    for (let i = 0; i < BINS; i++) {
      if (other.channels.every((channel) => channel[i] === 0)) continue;
      const bin = this.binOf(other.low + i * other.width);
      this.channels.forEach(
        (channel, c) => (channel[bin] = (channel[bin] ?? 0) + (other.channels[c]?.[i] ?? 0)),
      );
    }
  }

  /** The bin of a value, after making room for it. */
  private binOf(value: number): number {
    let bin = Math.floor((value - this.low) / this.width);
    while (bin < 0 || bin >= BINS) {
      this.double(bin < 0);
      bin = Math.floor((value - this.low) / this.width);
    }
    return bin;
  }

  /** Adds a value with a weight, making room for it first. */
  private addOne(value: number, weight: number): void {
    if (!Number.isFinite(value)) return;
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
    if (this.width === 0) {
      this.pending.push([value, weight]);
      if (this.pending.length >= FIRST_VALUES) this.settle();
      return;
    }
    const bin = this.binOf(value);
    const [counts, sums] = this.channels;
    if (counts !== undefined) counts[bin] = (counts[bin] ?? 0) + 1;
    if (sums !== undefined) sums[bin] = (sums[bin] ?? 0) + weight;
  }

  /** Chooses bins from the first values, then puts them in. */
  private settle(): void {
    const values = this.pending.map(([v]) => v ?? 0);
    const low = Math.min(...values);
    const span = Math.max(...values) - low;
    // A power of two, so that merged bins keep round borders.
    this.width = 2 ** Math.ceil(Math.log2(Math.max(span, Math.abs(low) * 1e-9, LEAST_SPAN) / (BINS / 2)));
    this.low = Math.floor(low / this.width) * this.width;
    const waiting = this.pending.splice(0);
    for (const [value = 0, weight = 0] of waiting) this.addOne(value, weight);
  }

  /** Makes the bins twice as wide, with the new room above or below. */
  private double(downwards: boolean): void {
    const wide = 2 * this.width;
    const low = downwards
      ? Math.ceil((this.low - this.width * BINS) / wide) * wide
      : Math.floor(this.low / wide) * wide;
    // Both are multiples of the old width.
    const shift = Math.round((this.low - low) / this.width);
    this.channels = this.channels.map((old) => {
      const merged = new Float64Array(BINS);
      for (let i = 0; i < BINS; i++) {
        const bin = (i + shift) >> 1;
        merged[bin] = (merged[bin] ?? 0) + (old[i] ?? 0);
      }
      return merged;
    });
    this.low = low;
    this.width = wide;
  }

  /** At most `bins` bins over what was seen, a histogram a channel; undefined where nothing was. */
  finish(bins: number): Histogram[] | undefined {
    if (this.width === 0) {
      if (this.pending.length === 0) return undefined;
      this.settle();
    }
    // The borders depend on the values alone, not on the order in which they came.
    let shown = Math.max(this.width, 2 ** Math.ceil(Math.log2((this.most - this.least) / bins)));
    const firstOf = (): number => Math.floor(this.least / shown);
    const countOf = (): number => Math.floor(this.most / shown) - firstOf() + 1;
    while (countOf() > bins) shown *= 2;
    const merge = shown / this.width;
    const count = countOf();
    const start = firstOf();
    const shift = Math.round(this.low / this.width);
    const edges = Array.from({ length: count + 1 }, (_, i) => (start + i) * shown);
    return this.channels.map((channel) => ({
      edges,
      counts: Array.from({ length: count }, (_, i) => {
        const from = (start + i) * merge - shift;
        return channel.subarray(Math.max(0, from), Math.max(0, from + merge)).reduce((a, b) => a + b, 0);
      }),
    }));
  }
}
