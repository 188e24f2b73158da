// Where the costs of a transport problem come from, a few rows at a time: straight into the memory that it is solved in.
import pointCosts from '../assembly/pointCosts.wasm';
import { assembled } from '../kernels/assembled';
import type { KernelMemory } from '../kernels/memory';

export interface CostRows {
  /** Sources. */
  readonly rows: number;
  /** Sinks. */
  readonly columns: number;
  /** Bytes of memory that it needs for itself, where rows are `stride` bytes apart. */
  bytes(stride: number): number;
  /** @returns what writes `count` rows from `first` on to `address` @param own address of `bytes()` bytes */
  open(
    memory: KernelMemory,
    own: number,
    stride: number,
  ): (first: number, count: number, address: number) => void;
}

export type PointMetric = 'euclidean' | 'manhattan' | 'squared';

const METRICS: readonly PointMetric[] = ['euclidean', 'manhattan', 'squared'];

/** @param cost sources × sinks, row-major, finite */
export function givenCosts(cost: Float64Array, rows: number, columns: number): CostRows {
  return {
    rows,
    columns,
    bytes: () => 0,
    open: (memory, _, stride) => (first, count, address) => {
      const into = new Float64Array(memory.memory.buffer, address, (count * stride) / 8);
      for (let i = 0; i < count; i++) {
        const at = (first + i) * columns;
        into.set(cost.subarray(at, at + columns), (i * stride) / 8);
      }
    },
  };
}

export interface Points {
  /** Row-major. */
  readonly coordinates: Float64Array;
  readonly count: number;
}

/** Distances of each point of one set to each of another, of as many dimensions. */
export function costsBetween(from: Points, to: Points, dimensions: number, metric: PointMetric): CostRows {
  return {
    rows: from.count,
    columns: to.count,
    bytes: (stride) => from.coordinates.byteLength + dimensions * stride,
    open: (memory, own, stride) => {
      const { distances } = assembled<'distances'>(pointCosts, memory);
      const sinks = own + from.coordinates.byteLength;
      const width = stride / 8;
      new Float64Array(memory.memory.buffer, own, from.coordinates.length).set(from.coordinates);
      const byCoordinate = new Float64Array(memory.memory.buffer, sinks, dimensions * width);
      for (let k = 0; k < dimensions; k++) {
        for (let j = 0; j < to.count; j++)
          byCoordinate[k * width + j] = to.coordinates[j * dimensions + k] as number;
      }
      return (first, count, address) => {
        const at = own + first * dimensions * 8;
        distances(at, count, dimensions, sinks, stride, address, METRICS.indexOf(metric));
      };
    },
  };
}

/** With one more source, from which everything is free. */
export function withFreeSource(costs: CostRows): CostRows {
  const { rows, columns } = costs;
  return {
    rows: rows + 1,
    columns,
    bytes: (stride) => costs.bytes(stride),
    open: (memory, own, stride) => {
      const fill = costs.open(memory, own, stride);
      return (first, count, address) => {
        const priced = Math.min(count, rows - first);
        if (priced > 0) fill(first, priced, address);
        if (priced < count)
          new Float64Array(memory.memory.buffer, address + priced * stride, columns).fill(0);
      };
    },
  };
}

/** With one more sink, to which everything is free. */
export function withFreeSink(costs: CostRows): CostRows {
  const { rows, columns } = costs;
  return {
    rows,
    columns: columns + 1,
    bytes: (stride) => costs.bytes(stride),
    open: (memory, own, stride) => {
      const fill = costs.open(memory, own, stride);
      return (first, count, address) => {
        fill(first, count, address);
        const into = new Float64Array(memory.memory.buffer, address, (count * stride) / 8);
        for (let at = columns; at < into.length; at += stride / 8) into[at] = 0;
      };
    },
  };
}
