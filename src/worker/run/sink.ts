// Where per-element results go: an array that the answer carries, or a file written as they are computed.
import type { Nested } from '../../protocol/compute';
import type { Numbers } from './pass';

export interface Sink {
  /** Numbers from element `start` on, in C order of the whole array. Any order of calls. */
  write(start: number, values: Numbers): void;
  close(): void;
  /** Where other threads can write the same elements, where they can. */
  readonly target?: FileTarget;
  /** Takes notice of bytes that another thread has written. */
  wrote?(bytes: number): void;
}

/** An open file of float64 numbers. Plain data. */
export interface FileTarget {
  readonly descriptor: number;
  /** What errors call it. */
  readonly path: string;
  /** Where element 0 begins. */
  readonly dataStart: number;
}

export class MemorySink implements Sink {
  readonly values: Float64Array;

  constructor(readonly shape: readonly number[]) {
    this.values = new Float64Array(shape.reduce((a, b) => a * b, 1));
  }

  write(start: number, values: Numbers): void {
    this.values.set(values, start);
  }

  close(): void {
    // Nothing is held open.
  }

  nested(): readonly Nested[] {
    return nest(this.values, this.shape);
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
