// Collects what the results view draws while the blocks stream by: histograms, the gradient's share by
// prediction, and the hardest samples.
import type { GradientShare, HardSample, ResultView } from '../../protocol/compute';
import { ExactSum, type SumState } from '../run/exactSum';
import type { Numbers } from '../run/pass';
import { sampleOf, type Side, type Sides } from '../run/side';
import { GrowingHistogram, type HistogramState } from './histogram';
import { Hardest } from './hardest';
import { firstAbove, sumOfAbsolutes } from './scans';
import { Thinning } from './thinning';

export interface ViewBlock {
  readonly start: number;
  readonly rows: number;
  /** One value a sample; absent for losses with one value a group. */
  readonly losses?: Numbers;
  /** One number an element of the prediction, row-major. */
  readonly gradient: Numbers;
  /** What the gradient was multiplied by (1/n of a mean). */
  readonly gradientScale: number;
  readonly sides: Sides;
}

const SHOWN_BINS = 48;
const HARDEST = 200;

/** What has been collected so far. Plain data. */
export interface CollectorState {
  readonly losses: HistogramState;
  readonly gradients: HistogramState;
  readonly share: HistogramState;
  readonly hardest: readonly HardSample[];
  readonly absolute: SumState;
  readonly elements: number;
  readonly hasLosses: boolean;
}

export class ViewCollector {
  private readonly losses = new GrowingHistogram();
  private readonly gradients = new GrowingHistogram();
  private readonly share = new GrowingHistogram(2);
  private readonly hardest = new Hardest(HARDEST);
  private readonly thinning: Thinning;
  private readonly absolute = new ExactSum();
  private elements = 0;
  private hasLosses = false;
  private own = new Float64Array(0);
  private pulls = new Float64Array(0);

  /** @param total numbers of the prediction: of very many, histograms take evenly spaced ones */
  constructor(readonly total: number) {
    this.thinning = new Thinning(total);
  }

  get state(): CollectorState {
    const { elements, hasLosses } = this;
    const [losses, gradients, share] = [this.losses.state, this.gradients.state, this.share.state];
    const [hardest, absolute] = [this.hardest.sorted(), this.absolute.state];
    return { losses, gradients, share, hardest, absolute, elements, hasLosses };
  }

  /** Adds what another thread has collected of other blocks of the same data. */
  merge(state: CollectorState): void {
    this.losses.merge(state.losses);
    this.gradients.merge(state.gradients);
    this.share.merge(state.share);
    this.hardest.merge(state.hardest);
    this.absolute.merge(state.absolute);
    this.elements += state.elements;
    this.hasLosses ||= state.hasLosses;
  }

  add(block: ViewBlock): void {
    const { start, gradient, gradientScale, losses } = block;
    this.gradients.addAll(gradient, {
      factor: 1 / gradientScale,
      ...this.thinning.of(start, gradient.length),
    });
    this.absolute.add(sumOfAbsolutes(gradient) / gradientScale);
    this.elements += gradient.length;
    this.addShare(block);
    if (losses === undefined) return;
    this.hasLosses = true;
    this.losses.addAll(losses, this.thinning.of(start, losses.length));
    this.addHardest(block, losses);
  }

  /** A loss of each class has several numbers a row: the row's hardest one stands for it. */
  private addHardest(block: ViewBlock, losses: Numbers): void {
    const { start, rows } = block;
    const each = losses.length / rows;
    let sides: readonly (Side | undefined)[] | undefined;
    const content = (row: number): Pick<HardSample, 'prediction' | 'label'> => {
      const [prediction, label] = (sides ??= [block.sides.prediction(), block.sides.label()]);
      const of = (side: Side | undefined): number[] => (side === undefined ? [] : sampleOf(side, row));
      return { prediction: of(prediction), label: of(label) };
    };
    for (let i = 0; (i = firstAbove(losses, i, this.hardest.bar)) < losses.length;) {
      const row = Math.floor(i / each);
      i = (row + 1) * each;
      const loss = each === 1 ? (losses[row] as number) : Math.max(...losses.subarray(row * each, i));
      this.hardest.offer(loss, start + row, () => content(row));
    }
  }

  /** By the prediction of the label's class where samples have classes, else by each element's own. */
  private addShare(block: ViewBlock): void {
    const { start, rows, gradient } = block;
    const prediction = block.sides.prediction();
    if (prediction === undefined) return;
    const { values, columns, row, column } = prediction;
    const classes = block.sides.indexed ? block.sides.label() : undefined;
    const { first, step } = this.thinning.of(start, classes === undefined ? gradient.length : rows);
    const most = Math.ceil(gradient.length / step);
    if (this.own.length < most) [this.own, this.pulls] = [new Float64Array(most), new Float64Array(most)];
    const { own, pulls } = this;
    let count = 0;
    if (classes !== undefined) {
      for (let i = first; i < rows; i += step, count++) {
        let pull = 0;
        for (let k = 0; k < columns; k++) pull += Math.abs(gradient[i * columns + k] as number);
        pulls[count] = pull;
        own[count] = values[i * row + (classes.values[i] as number) * column] as number;
      }
    } else if (columns === 1) {
      for (let i = first; i < rows; i += step, count++) {
        pulls[count] = gradient[i] as number;
        own[count] = values[i * row] as number;
      }
    } else {
      for (let i = first; i < gradient.length; i += step, count++) {
        pulls[count] = gradient[i] as number;
        own[count] = values[Math.floor(i / columns) * row + (i % columns) * column] as number;
      }
    }
    this.share.addAll(own.subarray(0, count), { weights: pulls });
  }

  finish(): ResultView {
    const lossHistogram = this.hasLosses ? this.losses.finish(SHOWN_BINS)?.[0] : undefined;
    const gradientHistogram = this.gradients.finish(SHOWN_BINS)?.[0];
    const gradientShare = this.shares();
    return {
      ...(lossHistogram === undefined ? {} : { lossHistogram }),
      ...(gradientHistogram === undefined ? {} : { gradientHistogram }),
      ...(gradientShare === undefined ? {} : { gradientShare }),
      ...(this.hasLosses ? { hardest: this.hardest.sorted() } : {}),
      meanAbsoluteGradient: this.absolute.value / this.elements,
      ...(this.thinning.step > 1 ? { countedEvery: this.thinning.step } : {}),
    };
  }

  private shares(): GradientShare | undefined {
    const [counts, pulls] = this.share.finish(SHOWN_BINS) ?? [];
    if (counts === undefined || pulls === undefined) return undefined;
    const total = pulls.counts.reduce((a, b) => a + b, 0);
    return {
      edges: counts.edges,
      counts: counts.counts,
      shares: pulls.counts.map((pull) => (total > 0 ? pull / total : 0)),
    };
  }
}
