// Collects what the results view draws while the blocks stream by: histograms, the gradient's share by
// prediction, and the hardest samples.
import type { GradientShare, HardSample, ResultView } from '../../protocol/compute';
import type { Numbers } from '../run/pass';
import { GrowingHistogram, type AddOptions, type HistogramState } from './histogram';
import { Hardest } from './hardest';

export interface ViewBlock {
  readonly start: number;
  readonly rows: number;
  /** One value a sample; absent for losses with one value a group. */
  readonly losses?: Numbers;
  /** One number an element of the prediction, row-major. */
  readonly gradient: Numbers;
  /** What the gradient was multiplied by (1/n of a mean). */
  readonly gradientScale: number;
  readonly values: ReadonlyMap<string, number | Numbers>;
  readonly label?: Int32Array;
}

const SHOWN_BINS = 48;
const HARDEST = 200;
const MOST_COUNTED = 2 ** 21;

type Thinning = Pick<AddOptions, 'first' | 'step'>;

/** What has been collected so far. Plain data. */
export interface CollectorState {
  readonly losses: HistogramState;
  readonly gradients: HistogramState;
  readonly share: HistogramState;
  readonly hardest: readonly HardSample[];
  readonly absolute: number;
  readonly elements: number;
  readonly hasLosses: boolean;
}

export class ViewCollector {
  private readonly losses = new GrowingHistogram();
  private readonly gradients = new GrowingHistogram();
  private readonly share = new GrowingHistogram(2);
  private readonly hardest = new Hardest(HARDEST);
  private readonly step: number;
  private blocks = 0;
  private absolute = 0;
  private elements = 0;
  private hasLosses = false;

  /** @param total numbers of the prediction: beyond two million, histograms take evenly spaced ones */
  constructor(readonly total: number) {
    this.step = Math.max(1, Math.ceil(total / MOST_COUNTED));
  }

  get state(): CollectorState {
    const { absolute, elements, hasLosses } = this;
    const [losses, gradients, share] = [this.losses.state, this.gradients.state, this.share.state];
    return { losses, gradients, share, hardest: this.hardest.sorted(), absolute, elements, hasLosses };
  }

  /** Adds what another thread has collected of other blocks of the same data. */
  merge(state: CollectorState): void {
    this.losses.merge(state.losses);
    this.gradients.merge(state.gradients);
    this.share.merge(state.share);
    this.hardest.merge(state.hardest);
    this.absolute += state.absolute;
    this.elements += state.elements;
    this.hasLosses ||= state.hasLosses;
  }

  /** Which elements of a block histograms take: as many blocks begin anywhere in the step, at a place of their own. */
  private thinning(length: number): Thinning {
    return { first: this.step > length ? 0 : this.blocks % this.step, step: Math.min(this.step, length) };
  }

  add(block: ViewBlock): void {
    this.blocks++;
    const { rows, gradient, gradientScale, losses } = block;
    const columns = gradient.length / rows;
    const prediction = block.values.get('prediction');
    const thin = this.thinning(gradient.length);
    this.gradients.addAll(gradient, { factor: 1 / gradientScale, ...thin });
    let absolute = 0;
    for (let i = 0; i < gradient.length; i++) absolute += Math.abs(gradient[i] as number);
    this.absolute += absolute / gradientScale;
    this.elements += gradient.length;
    if (isNumbers(prediction)) this.addShare(prediction, gradient, block.label, columns, thin);
    if (losses === undefined) return;
    this.hasLosses = true;
    this.losses.addAll(losses, losses.length === gradient.length ? thin : this.thinning(losses.length));
    // A loss of each class has several numbers a row; the row's hardest one stands for it.
    const each = losses.length / rows;
    let { bar } = this.hardest;
    for (let i = 0; i < losses.length; i++) {
      const loss = losses[i] as number;
      // What is not above the bar is passed by; NaN is above every bar.
      if (loss <= bar || !this.hardest.admits(loss)) continue;
      const row = Math.floor(i / each);
      this.hardest.add(loss, block.start + row, () => sampleOf(block, row, columns));
      bar = this.hardest.bar;
    }
  }

  /** By the prediction of the label's class where samples have classes, else by each element's own. */
  private addShare(
    prediction: Numbers,
    gradient: Numbers,
    label: Int32Array | undefined,
    columns: number,
    thin: Thinning,
  ): void {
    if (label === undefined) {
      this.share.addAll(prediction, { weights: gradient, ...thin });
      return;
    }
    const [own, pulls] = [new Float64Array(label.length), new Float64Array(label.length)];
    for (let row = 0; row < label.length; row++) {
      let pull = 0;
      for (let k = 0; k < columns; k++) pull += Math.abs(gradient[row * columns + k] as number);
      pulls[row] = pull;
      own[row] = prediction[row * columns + (label[row] ?? 0)] as number;
    }
    this.share.addAll(own, { weights: pulls, ...this.thinning(own.length) });
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
      meanAbsoluteGradient: this.absolute / this.elements,
      ...(this.step > 1 ? { countedEvery: this.step } : {}),
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

function isNumbers(value: unknown): value is Numbers {
  return value instanceof Float64Array || value instanceof Float32Array;
}

function sampleOf(block: ViewBlock, row: number, columns: number): Pick<HardSample, 'prediction' | 'label'> {
  const numbers = (side: 'prediction' | 'label'): number[] => {
    const values = block.values.get(side);
    if (isNumbers(values)) {
      const each = values.length / block.rows;
      return [...values.subarray(row * each, (row + 1) * each)];
    }
    const coordinates = Array.from({ length: columns }, (_, axis) => block.values.get(`${side}${axis}`));
    return coordinates.flatMap((c) => (isNumbers(c) ? [c[row] ?? NaN] : []));
  };
  const index = block.label?.[row];
  return { prediction: numbers('prediction'), label: index === undefined ? numbers('label') : [index] };
}
