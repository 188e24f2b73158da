// Loads elements of every type as vectors of float32 or float64, converted on the way in.
import type { DType } from '../readers/source';
import { FloatLanes } from './floatLanes';
import type { Lane, LaneGraph } from './lanes';
import { demote, promoteLow } from './power';

const LOAD = 0;
const LOAD_32_ZERO = 92;
const LOAD_64_ZERO = 93;
const LOAD_16_SPLAT = 8;
const SHUFFLE = 13;
const PROMOTE = 95;

/** Beyond ±2^24 an integer may not be a float32. */
const EXACT_BITS = 24;

export interface Loaded {
  readonly value: Lane;
  /** All ones in lanes whose integer float32 cannot hold. */
  readonly inexact?: Lane;
}

export function isFloat(dtype: DType): boolean {
  return dtype.startsWith('float');
}

/** `f.lanes` consecutive elements from `pointer + offset` bytes on. Float64 cannot go into float32 lanes. */
export function loadVector(f: FloatLanes, dtype: DType, pointer: Lane, offset: number): Loaded {
  return f.width === 32 ? loadFour(f, dtype, pointer, offset) : { value: loadTwo(f, dtype, pointer, offset) };
}

function loadFour(f: FloatLanes, dtype: DType, pointer: Lane, offset: number): Loaded {
  const { graph } = f;
  const load = (code: number, at = offset): Lane => graph.load(code, pointer, at);
  const unary = (code: number, x: Lane): Lane => graph.operation(code, [x]);
  switch (dtype) {
    case 'float32':
      return { value: load(LOAD) };
    case 'float64': {
      // Only reached for data that a kernel in float32 may round: never for predictions.
      const halves = [load(LOAD), load(LOAD, offset + 16)] as const;
      return { value: demote(f, ...halves) };
    }
    case 'float16':
      return { value: halfToFloat(f, unary(169, load(LOAD_64_ZERO))) };
    case 'bool':
      return {
        value: f.oneWhere(graph.operation(56, [bytesToInts(graph, load(LOAD_32_ZERO), false), f.number(0)])),
      };
    case 'int8':
      return { value: unary(250, bytesToInts(graph, load(LOAD_32_ZERO), true)) };
    case 'uint8':
      return { value: unary(250, bytesToInts(graph, load(LOAD_32_ZERO), false)) };
    case 'int16':
      return { value: unary(250, unary(167, load(LOAD_64_ZERO))) };
    case 'uint16':
      return { value: unary(250, unary(169, load(LOAD_64_ZERO))) };
    case 'int32': {
      const x = load(LOAD);
      return { value: unary(250, x), inexact: tooLarge(f, unary(160, x)) };
    }
    case 'uint32': {
      const x = load(LOAD);
      return { value: unary(251, x), inexact: tooLarge(f, x) };
    }
    case 'int64':
    case 'uint64': {
      const halves = [load(LOAD), load(LOAD, offset + 16)];
      const low = graph.operation(SHUFFLE, halves, everyOther(0));
      const high = graph.operation(SHUFFLE, halves, everyOther(4));
      const signed = dtype === 'int64';
      const expected = signed ? f.shiftRightSigned(low, 31) : f.number(0);
      const wide = graph.operation(56, [high, expected]);
      const magnitude = signed ? unary(160, low) : low;
      return { value: unary(signed ? 250 : 251, low), inexact: f.or(wide, tooLarge(f, magnitude)) };
    }
  }
}

/** Lanes whose unsigned integer has more bits than float32's fraction. */
function tooLarge(f: FloatLanes, magnitude: Lane): Lane {
  return f.graph.operation(56, [f.shiftRight(magnitude, EXACT_BITS), f.number(0)]);
}

/** The bytes of 32-bit words 0, 2, 4, 6 (first = 0) or 1, 3, 5, 7 (first = 4) of two vectors. */
function everyOther(first: number): number[] {
  return [0, 8, 16, 24].flatMap((start) => [0, 1, 2, 3].map((byte) => start + first + byte));
}

function bytesToInts(graph: LaneGraph, bytes: Lane, signed: boolean): Lane {
  const shorts = graph.operation(signed ? 135 : 137, [bytes]);
  return graph.operation(signed ? 167 : 169, [shorts]);
}

/** Half precision in the low halves of 32-bit lanes: shift into place and scale; subnormals come out right. */
function halfToFloat(f: FloatLanes, bits: Lane): Lane {
  const magnitude = f.and(bits, f.integer(0x7fffn));
  const scaled = f.mul(f.shiftLeft(magnitude, 13), f.number(2 ** 112));
  const special = f.graph.operation(63, [magnitude, f.integer(0x7c00n)]);
  const finite = f.or(scaled, f.and(special, f.integer(0x7f800000n)));
  return f.or(finite, f.shiftLeft(f.and(bits, f.integer(0x8000n)), 16));
}

function loadTwo(f: FloatLanes, dtype: DType, pointer: Lane, offset: number): Lane {
  const { graph } = f;
  const load = (code: number): Lane => graph.load(code, pointer, offset);
  const unary = (code: number, x: Lane): Lane => graph.operation(code, [x]);
  const narrow = new FloatLanes(graph, 32);
  switch (dtype) {
    case 'float64':
      return load(LOAD);
    case 'float32':
      return unary(PROMOTE, load(LOAD_64_ZERO));
    case 'float16':
      return promoteLow(f, halfToFloat(narrow, unary(169, load(LOAD_32_ZERO))));
    case 'bool': {
      const ints = bytesToInts(graph, load(LOAD_16_SPLAT), false);
      const ones = graph.operation(78, [graph.operation(56, [ints, f.number(0)]), narrow.integer(1n)]);
      return unary(254, ones);
    }
    case 'int8':
      return unary(254, bytesToInts(graph, load(LOAD_16_SPLAT), true));
    case 'uint8':
      return unary(254, bytesToInts(graph, load(LOAD_16_SPLAT), false));
    case 'int16':
      return unary(254, unary(167, load(LOAD_32_ZERO)));
    case 'uint16':
      return unary(254, unary(169, load(LOAD_32_ZERO)));
    case 'int32':
      return unary(254, load(LOAD_64_ZERO));
    case 'uint32':
      return unary(255, load(LOAD_64_ZERO));
    case 'int64':
    case 'uint64': {
      const x = load(LOAD);
      const low = unary(255, graph.operation(SHUFFLE, [x, x], words(0)));
      const high = unary(dtype === 'int64' ? 254 : 255, graph.operation(SHUFFLE, [x, x], words(4)));
      // Both halves are exact, so the sum is the integer rounded once.
      return f.add(f.mul(high, f.number(2 ** 32)), low);
    }
  }
}

function words(first: number): number[] {
  return [0, 8, 0, 8].flatMap((start) => [0, 1, 2, 3].map((byte) => start + first + byte));
}

/** Rows of vectors as columns: 4 × 4 for float32 lanes, 2 × 2 for float64. Its own inverse. */
export function transpose(f: FloatLanes, rows: readonly Lane[]): Lane[] {
  const shuffle = (a: Lane, b: Lane, bytes: number[]): Lane => f.graph.operation(SHUFFLE, [a, b], bytes);
  const lanes = (indices: readonly number[], size: number): number[] =>
    indices.flatMap((index) => Array.from({ length: size }, (_, byte) => index * size + byte));
  const [lowHalf, highHalf] = [lanes([0, 2], 8), lanes([1, 3], 8)];
  const [a, b, c, d] = rows as [Lane, Lane, Lane, Lane];
  if (f.width === 64) return [shuffle(a, b, lowHalf), shuffle(a, b, highHalf)];
  const [low, high] = [lanes([0, 4, 1, 5], 4), lanes([2, 6, 3, 7], 4)];
  const [ab0, ab1, cd0, cd1] = [
    shuffle(a, b, low),
    shuffle(a, b, high),
    shuffle(c, d, low),
    shuffle(c, d, high),
  ];
  return [
    shuffle(ab0, cd0, lowHalf),
    shuffle(ab0, cd0, highHalf),
    shuffle(ab1, cd1, lowHalf),
    shuffle(ab1, cd1, highHalf),
  ];
}
