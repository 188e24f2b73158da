// A loss over two coordinates: its values on a grid, and value and partial derivatives at any places.
import { linearScale, logScale, type ValueScale } from '../../../shared/valueScale';
import type { Coordinate, Space } from './coordinates';
import { pulledBack, transformed } from './transform';

export interface Surface {
  readonly x: Coordinate;
  readonly y: Coordinate;
  /** Values of `size` × `size` cells, the top row first; each at its cell's centre. */
  readonly grid: (size: number) => Float64Array;
  readonly at: (xs: Float64Array, ys: Float64Array) => Partials;
}

export interface Partials {
  readonly value: Float64Array;
  readonly byX: Float64Array;
  readonly byY: Float64Array;
}

/** @param held what the other coordinates are, by id; their usual value where absent */
export function surfaceOf(
  space: Space,
  axes: readonly [string, string],
  held: Readonly<Record<string, number>>,
): Surface {
  const find = (id: string): Coordinate =>
    space.coordinates.find((c) => c.id === id) ?? space.coordinates[0]!;
  const [x, y] = [find(axes[0]), find(axes[1])];

  const casesAt = (xs: Float64Array, ys: Float64Array) => {
    const cases = xs.length;
    const numbersOf = (c: Coordinate): Float64Array | number =>
      c === x ? xs : c === y ? ys : c.kind === 'parameter' ? c.usual : (held[c.id] ?? c.usual);
    const side = (kind: 'prediction' | 'label', width: number): Float64Array => {
      const out = new Float64Array(cases * width);
      space.coordinates
        .filter((c) => c.kind === kind)
        .forEach((c, k) => {
          const numbers = numbersOf(c);
          for (let i = 0; i < cases; i++)
            out[i * width + k] = typeof numbers === 'number' ? numbers : numbers[i]!;
        });
      return out;
    };
    const width = space.layout === 'boxes' ? 4 : space.columns;
    const prediction = transformed(side('prediction', width), width, space.transform);
    const varied = space.coordinates.filter((c) => c.kind === 'parameter' && (c === x || c === y));
    return {
      cases,
      width,
      prediction,
      label: space.label === undefined ? side('label', width) : Float64Array.from(space.label),
      inputs: Object.fromEntries(space.inputs.map((name) => [name, Float64Array.of(1)])),
      varied: Object.fromEntries(varied.map((c) => [c.id, c === x ? xs : ys])),
    };
  };

  return {
    x,
    y,
    grid: (size) => {
      const xs = new Float64Array(size * size);
      const ys = new Float64Array(size * size);
      for (let i = 0; i < size * size; i++) {
        xs[i] = valueAt(x, ((i % size) + 0.5) / size);
        ys[i] = valueAt(y, 1 - (Math.floor(i / size) + 0.5) / size);
      }
      return space.evaluator.values(casesAt(xs, ys));
    },
    at: (xs, ys) => {
      const cases = casesAt(xs, ys);
      const { value, gradient, byParameter } = space.evaluator.evaluate(cases);
      const { width, prediction } = cases;
      const pulled = pulledBack(prediction, gradient, width, space.transform);
      const by = (c: Coordinate): Float64Array => {
        if (c.kind === 'parameter') return byParameter[c.id]!;
        if (c.kind === 'prediction') {
          const index = Number(c.id.slice(c.id.indexOf('.') + 1));
          return value.map((_, i) => pulled[i * width + index]!);
        }
        return byDifference(c, (moved) => (c === x ? at(moved, ys) : at(xs, moved)), c === x ? xs : ys);
      };
      const at = (a: Float64Array, b: Float64Array): Float64Array => space.evaluator.values(casesAt(a, b));
      return { value, byX: by(x), byY: by(y) };
    },
  };
}

/** Labels have no derivative in a declaration: central differences, which a loss linear in its label has exactly. */
function byDifference(
  { range: [low, high] }: Coordinate,
  at: (moved: Float64Array) => Float64Array,
  around: Float64Array,
): Float64Array {
  const step = 1e-5 * (high - low);
  const [before, after] = [at(around.map((v) => v - step)), at(around.map((v) => v + step))];
  return after.map((v, i) => (v - before[i]!) / (2 * step));
}

/** The value at a share of an axis, and back. */
export function valueAt({ range: [low, high], scale }: Coordinate, share: number): number {
  return scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
}

export function shareAt({ range: [low, high], scale }: Coordinate, value: number): number {
  return scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** What the colours span. */
export function colourScale(values: Float64Array, log: boolean): ValueScale {
  const scale = log ? logScale([values]) : undefined;
  return scale?.kind === 'log' ? scale : linearScale([values], 0.03);
}

/** A value's place on the colour scale, 0 to 1 within. */
export function colourShare({ kind, domain: [low, high] }: ValueScale, value: number): number {
  return kind === 'log'
    ? (Math.log10(Math.max(value, 1e-300)) - Math.log10(low)) / (Math.log10(high) - Math.log10(low))
    : (value - low) / (high - low);
}
