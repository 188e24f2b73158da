// Where per-element results go: an array that the answer carries, or a file written as they are computed.
import type { Nested } from '../../protocol/compute';
import type { Numbers } from './pass';

export interface Sink {
  /** Numbers from element `start` on, in C order of the whole array. Any order of calls. */
  write(start: number, values: Numbers): void;
  /** Adds to numbers that have been written. */
  add(start: number, values: Numbers): void;
  close(): void;
  /** What has been written is no answer: nothing of it stays. */
  abandon(): void;
  /** Where other threads can write the same elements, where they can. */
  readonly target?: FileTarget;
  /** Takes notice of bytes that another thread has written. */
  wrote?(bytes: number): void;
}

/** The numbers of a gradient's file: those of the prediction, float64 where it has no floats of its own. */
export type GradientType = 'float32' | 'float64';

/** An open file of numbers, and what becomes of those that are written to it. Plain data. */
export interface FileTarget {
  readonly descriptor: number;
  /** What errors call it. */
  readonly path: string;
  /** Where element 0 begins. */
  readonly dataStart: number;
  readonly dtype: GradientType;
  /** Numbers are multiplied by this; 1 where absent. */
  readonly factor?: number;
  /** Whether they are added to what is there. */
  readonly adds?: boolean;
}

export class MemorySink implements Sink {
  readonly values: Float64Array;

  constructor(readonly shape: readonly number[]) {
    this.values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  }

  write(start: number, values: Numbers): void {
    this.values.set(values, start);
  }

  add(start: number, values: Numbers): void {
    const { values: own } = this;
    for (let i = 0; i < values.length; i++)
      own[start + i] = (own[start + i] as number) + (values[i] as number);
  }

  close(): void {
    // Nothing is held open.
  }

  abandon(): void {
    // Whoever asked does not look at it.
  }

  nested(): readonly Nested[] {
    return nest(this.values, this.shape);
  }
}

/** A part of a sum of gradients: multiplied by its factor, and added where another part has been written. */
export class PartSink implements Sink {
  private readonly whole: Sink;
  private readonly factor: number;
  private readonly adds: boolean;
  private scratch = new Float64Array(0);

  constructor(whole: Sink, factor: number, adds: boolean) {
    // A part of a part: of a compound that is itself one of the parts.
    const outer = whole instanceof PartSink ? whole : undefined;
    this.whole = outer?.whole ?? whole;
    this.factor = factor * (outer?.factor ?? 1);
    this.adds = adds || outer?.adds === true;
  }

  get target(): FileTarget | undefined {
    const { whole, factor, adds } = this;
    return whole.target === undefined ? undefined : { ...whole.target, factor, adds };
  }

  write(start: number, values: Numbers): void {
    const { whole, factor, adds } = this;
    const scaled = this.scaled(values, factor);
    if (adds) whole.add(start, scaled);
    else whole.write(start, scaled);
  }

  add(start: number, values: Numbers): void {
    this.whole.add(start, this.scaled(values, this.factor));
  }

  /** Of elements that are written twice, the first time counts. */
  wrote(bytes: number): void {
    if (!this.adds) this.whole.wrote?.(bytes);
  }

  close(): void {
    // The whole is closed by whoever opened it.
  }

  abandon(): void {
    // The other parts may still be good.
  }

  private scaled(values: Numbers, factor: number): Numbers {
    if (factor === 1) return values;
    if (this.scratch.length < values.length) this.scratch = new Float64Array(values.length);
    const scaled = this.scratch.subarray(0, values.length);
    for (let i = 0; i < values.length; i++) scaled[i] = (values[i] as number) * factor;
    return scaled;
  }
}

/** Flat numbers as nested arrays of a shape. A shape without axes gives an array of its one number. */
export function nest(values: ArrayLike<number>, shape: readonly number[]): readonly Nested[] {
  const build = (axis: number, start: number, length: number): readonly Nested[] => {
    const size = shape[axis] ?? length;
    if (axis >= shape.length - 1) return Array.from({ length: size }, (_, i) => values[start + i] ?? NaN);
    const step = length / size;
    return Array.from({ length: size }, (_, i) => build(axis + 1, start + i * step, step));
  };
  return build(0, 0, values.length);
}
