// The distance transform of one image, a plane of its first axis at a time, in WebAssembly: of the whole image only the
// steps along the first axis are kept, by the caller. All else has the size of a plane and stays in the processor's cache.
import distanceModule from '../assembly/distance.wasm';
import { assembled } from '../kernels/assembled';
import type { KernelMemory } from '../kernels/memory';

type Name = 'stackBytes' | 'linesBytes' | 'clear' | 'forth' | 'back' | 'across' | 'along' | 'nearest';

/** Bytes of a plane's voxel: mask, steps of this plane and of all before or behind, squared distance. */
const VOXEL_BYTES = 1 + 4 + 4 + 8;

/** Bytes of a voxel of the longest line, all that is needed for it. */
const LINE_BYTES = 16 * 8 + 24;

/** Steps of a voxel are an int32. */
export const STEP_BYTES = 4;

interface Range {
  readonly first: number;
  readonly end: number;
}

export class Planes {
  /** Voxels of a plane. */
  readonly size: number;
  private readonly calls: Readonly<Record<Name, (...args: number[]) => number>>;
  private readonly mask: number;
  private readonly ahead: number;
  private readonly steps: number;
  private readonly squares: number;
  private readonly stack: number;
  private readonly lines: number;
  /** Where columns along the first axis have a voxel of the mask: by the second axis, and by the last. */
  private rows: Range = { first: 0, end: 0 };
  private columns: Range = { first: 0, end: 0 };

  /** Bytes of memory that planes take. */
  static bytes(shape: readonly number[]): number {
    return shape.slice(1).reduce((a, b) => a * b, VOXEL_BYTES) + Math.max(...shape) * LINE_BYTES + 2 ** 16;
  }

  /**
   * @param memory keeps the regions for good
   * @param shape two axes or more
   */
  constructor(
    private readonly memory: KernelMemory,
    private readonly shape: readonly number[],
    private readonly spacing: readonly number[],
  ) {
    this.size = shape.slice(1).reduce((a, b) => a * b, 1);
    this.calls = assembled<Name>(distanceModule, memory);
    const longest = Math.max(...shape);
    this.mask = memory.reserve(this.size);
    this.ahead = memory.reserve(this.size * STEP_BYTES);
    this.steps = memory.reserve(this.size * STEP_BYTES);
    this.squares = memory.reserve(this.size * 8);
    this.stack = memory.reserve(this.calls.stackBytes(longest));
    this.lines = memory.reserve(this.calls.linesBytes(longest));
  }

  /**
   * Goes through the planes, from the first on.
   * @param fill writes the mask of a plane to an address, a byte a voxel
   * @param steps gives where a plane's steps are kept
   * @returns false where the mask is empty
   */
  forth(fill: (z: number, address: number) => void, steps: (z: number) => Uint8Array): boolean {
    const { calls, memory, size } = this;
    calls.clear(this.steps, size);
    for (let z = 0; z < this.count; z++) {
      fill(z, this.mask);
      calls.forth(this.mask, this.steps, size);
      steps(z).set(memory.bytes(this.steps, size * STEP_BYTES));
    }
    return this.bound();
  }

  private bound(): boolean {
    const n = this.shape.at(-1) ?? 1;
    const rows = this.shape.length > 2 ? (this.shape[1] ?? 1) : 1;
    const steps = new Int32Array(this.memory.memory.buffer, this.steps, this.size);
    let [top, bottom, left, right] = [Infinity, -1, Infinity, -1];
    for (let at = 0; at < this.size; at += n) {
      let [first, last] = [-1, -1];
      for (let x = 0; x < n; x++) {
        if ((steps[at + x] as number) >= this.count) continue;
        if (first < 0) first = x;
        last = x;
      }
      if (first < 0) continue;
      const row = Math.floor(at / (this.size / rows));
      top = Math.min(top, row);
      bottom = row;
      left = Math.min(left, first);
      right = Math.max(right, last);
    }
    this.rows = { first: top, end: bottom + 1 };
    this.columns = { first: left, end: right + 1 };
    return right >= 0;
  }

  /**
   * Goes back through the planes, from the last on, of a mask that is not empty.
   * @param steps gives what `forth` kept of a plane
   * @param visit gets the address of a plane's squared distances along all axes but the last, float64; columns outside of
   *   `columns` are infinite, whatever is written there
   */
  back(steps: (z: number) => Uint8Array, visit: (z: number, squares: number, columns: Range) => void): void {
    const { calls, memory, shape, spacing, size, rows } = this;
    const row = shape.length > 2 ? size / (shape[1] ?? 1) : size;
    const [skipped, count] = [rows.first * row, (rows.end - rows.first) * row];
    const [ahead, behind] = [this.ahead, this.steps].map((at) => at + skipped * STEP_BYTES) as [
      number,
      number,
    ];
    // Behind the last plane lies nothing: its steps are those that `forth` ended with.
    for (let z = this.count - 1; z >= 0; z--) {
      memory.bytes(this.ahead, size * STEP_BYTES).set(steps(z));
      calls.back(ahead, behind, this.squares + skipped * 8, count, spacing[0] ?? 1);
      for (let axis = 1; axis < shape.length - 1; axis++) this.across(axis);
      visit(z, this.squares, this.columns);
    }
  }

  private across(axis: number): void {
    const { shape, squares, lines, stack } = this;
    const n = shape[axis] ?? 1;
    const stride = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    const rows = axis === 1 ? this.rows : { first: 0, end: n };
    const columns = axis === shape.length - 2 ? this.columns : { first: 0, end: stride };
    const [upright, aside] = [
      [rows.first, rows.end],
      [columns.first, columns.end],
    ] as const;
    const spacing = this.spacing[axis] ?? 1;
    for (let at = squares; at < squares + this.size * 8; at += n * stride * 8)
      this.calls.across(at, n, stride, ...upright, ...aside, spacing, lines, stack);
  }

  /** Distances along every axis, or their squares, of the plane that is being visited: float64, until the next. */
  whole(roots: boolean): Uint8Array {
    const { squares, lines, stack, size } = this;
    const { first, end } = this.columns;
    const n = this.shape.at(-1) ?? 1;
    this.calls.along(squares, size / n, n, first, end, this.spacing.at(-1) ?? 1, lines, stack, roots ? 1 : 0);
    return this.memory.bytes(squares, size * 8);
  }

  /**
   * Distances at some voxels of the plane that is being visited.
   * @param bits address of the voxels (see src/worker/assembly/bits.ts)
   * @param to address of room for them
   * @returns how many bytes of it they took
   */
  nearest(bits: number, to: number): number {
    const { squares, lines, stack, size } = this;
    const { first, end } = this.columns;
    const n = this.shape.at(-1) ?? 1;
    const spacing = this.spacing.at(-1) ?? 1;
    const pitch = Math.ceil(n / 64) * 8;
    const stop = this.calls.nearest(squares, size / n, n, first, end, spacing, lines, stack, bits, pitch, to);
    return (stop >>> 0) - to;
  }

  private get count(): number {
    return this.shape[0] ?? 1;
  }
}
