// Reads a Fortran-ordered array in C order with bounded memory, one block of C-consecutive elements at a time.
import type { ByteSource } from './source';
import { fill } from './wholeBytes';

/** The most that a block takes; larger where every block costs a pass over the whole file. */
const BLOCK_BYTES = 32 << 20;
const FORWARD_ONLY_BLOCK_BYTES = 64 << 20;

/** A block is made no larger than it must be for runs of this many bytes in the file. */
const RUN_BYTES = 256 << 10;

const WINDOW_BYTES = 1 << 20;

/** Reading through a gap of this size costs about as much as another call to the system. */
const GAP_BYTES = 16 << 10;

/**
 * Elements that have one index on every axis before `axis`, the indices [first, first + thickness) on `axis`, and
 * every index on the axes after it. Consecutive in C order; in the file they are one run of `thickness` elements for
 * each combination of the later axes.
 */
interface Block {
  readonly axis: number;
  readonly thickness: number;
  /** C-order index of its first element. */
  readonly start: number;
  readonly count: number;
}

export interface FortranReader {
  /** Fills `into` with the elements from C-order index `start` on. */
  read(start: number, into: Uint8Array): void;
  /** Gathers what `read` needs for the element `start`, and awaits `pause` between windows of the file. */
  prepare(start: number, pause: () => Promise<void>): Promise<void>;
}

/**
 * A reader in C order. Reading forwards gathers every block once; one block is kept, however large the array is.
 * Where the file cannot be gone back in, a block may take a pass over all of it: that is what `prepare` is for.
 */
export function fortranReader(
  source: ByteSource,
  dataStart: number,
  shape: readonly number[],
  itemBytes: number,
): FortranReader {
  const blockAt = blockFinder(shape, itemBytes, source.forwardOnly === true);
  const gather = blockGatherer(source, dataStart, shape, itemBytes);
  let block: Block = { axis: 0, thickness: 0, start: 0, count: 0 };
  let elements = new Uint8Array(0);
  const isKept = (element: number): boolean => element >= block.start && element < block.start + block.count;
  function* keep(element: number): Generator<void> {
    block = { ...block, count: 0 };
    const next = blockAt(element);
    if (elements.length < next.count * itemBytes) elements = new Uint8Array(next.count * itemBytes);
    yield* gather(next, elements);
    block = next;
  }
  return {
    read(start, into) {
      let done = 0;
      while (done < into.length) {
        const wanted = start + done / itemBytes;
        if (!isKept(wanted)) toItsEnd(keep(wanted));
        const from = (wanted - block.start) * itemBytes;
        const part = elements.subarray(from, Math.min(block.count * itemBytes, from + into.length - done));
        into.set(part, done);
        done += part.length;
      }
    },
    async prepare(start, pause) {
      if (isKept(start)) return;
      const steps = keep(start);
      while (steps.next().done !== true) await pause();
    },
  };
}

function toItsEnd(steps: Generator<void>): void {
  while (steps.next().done !== true);
}

/** Cuts the array along the first axis where one index, with all axes after it, fits into a block. */
function blockFinder(shape: readonly number[], itemBytes: number, forwardOnly: boolean) {
  const most = forwardOnly ? FORWARD_ONLY_BLOCK_BYTES : BLOCK_BYTES;
  const after = (axis: number) => shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const axis = shape.findIndex((_, index) => after(index) * itemBytes <= most);
  const size = shape[axis]!;
  const each = after(axis);
  const fitting = Math.max(1, Math.floor(most / (each * itemBytes)));
  const enough = forwardOnly ? size : Math.ceil(RUN_BYTES / itemBytes);
  const largest = Math.min(size, fitting, enough);
  return (element: number): Block => {
    const row = Math.floor(element / each);
    const onAxis = row % size;
    const first = onAxis - (onAxis % largest);
    const thickness = Math.min(size - first, largest);
    return { axis, thickness, start: (row - onAxis + first) * each, count: thickness * each };
  };
}

/**
 * Fills the block's elements, in C order, going through the file once from front to back; it stops after each window
 * that is read.
 */
function blockGatherer(source: ByteSource, dataStart: number, shape: readonly number[], itemBytes: number) {
  /** How far apart in the file neighbours on each axis are, in elements. */
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, size) => product * size, 1));
  const window = new Uint8Array(WINDOW_BYTES);
  const windowLength = WINDOW_BYTES / itemBytes;
  const copy = stridedCopy(itemBytes, window);
  /** Where the last window ended: going on to a later one takes as long as reading what is between them. */
  let passed = 0;

  return function* gather(
    { axis, thickness, start, count }: Block,
    into: Uint8Array<ArrayBuffer>,
  ): Generator<void> {
    const step = steps[axis]!;
    const each = count / thickness;
    const base = fileIndex(shape, steps, start);
    const wheels = laterAxes(shape, steps, axis);
    const runLength = (thickness - 1) * step + 1;
    const end = base + runLength + wheels.reduce((sum, { size, step }) => sum + (size - 1) * step, 0);
    const readsThrough = ((steps[axis + 1] ?? 0) - runLength) * itemBytes <= GAP_BYTES;
    let windowStart = 0;
    let windowEnd = 0;

    for (let run = 0; run < each;) {
      const fileRun = wheels.reduce((sum, { position, step }) => sum + position * step, base);
      const place = wheels.reduce((sum, { position, placeStep }) => sum + position * placeStep, 0);
      const wheel = wheels[0];
      if (wheel !== undefined && readsThrough && runLength <= windowLength) {
        // The window holds several runs: transpose them together.
        if (fileRun < windowStart || fileRun + runLength > windowEnd) yield* load(fileRun, end);
        const runs = Math.floor((windowEnd - fileRun - runLength) / wheel.step) + 1;
        const here = Math.min(runs, wheel.size - wheel.position);
        const from = fileRun - windowStart;
        copy(into, { from, to: place, rows: thickness, rowStep: step, toRowStep: each }, wheel, here);
        advance(wheels, here);
        run += here;
        continue;
      }
      for (let item = 0; item < thickness;) {
        const element = fileRun + item * step;
        if (element < windowStart || element >= windowEnd) {
          yield* load(
            element,
            step * itemBytes > GAP_BYTES ? element + 1 : readsThrough ? end : fileRun + runLength,
          );
        }
        const here = Math.min(thickness - item, Math.ceil((windowEnd - element) / step));
        const to = item * each + place;
        copy(
          into,
          { from: element - windowStart, to, rows: 1, rowStep: 0, toRowStep: 0 },
          { step, placeStep: each },
          here,
        );
        item += here;
      }
      advance(wheels, 1);
      run++;
    }

    function* load(from: number, to: number): Generator<void> {
      if (source.forwardOnly === true) yield* pass(from);
      windowStart = from;
      windowEnd = Math.min(to, from + windowLength);
      readWindow(windowStart, windowEnd);
      passed = windowEnd;
      yield;
    }
  };

  /** Goes on to an element, from the front where it has been passed, a window at a time. */
  function* pass(to: number): Generator<void> {
    if (to < passed) passed = 0;
    for (; to - passed > windowLength; passed += windowLength) {
      readWindow(passed, passed + windowLength);
      yield;
    }
  }

  function readWindow(from: number, to: number): void {
    fill(source, dataStart + from * itemBytes, window.subarray(0, (to - from) * itemBytes), 'its data');
  }
}

/** A place on an axis that goes round while the file is read. */
interface Wheel {
  position: number;
  readonly size: number;
  /** How far apart its neighbours are in the file, and in the block. */
  readonly step: number;
  readonly placeStep: number;
}

function laterAxes(shape: readonly number[], steps: readonly number[], axis: number): Wheel[] {
  return shape.slice(axis + 1).map((size, index) => ({
    position: 0,
    size,
    step: steps[axis + 1 + index]!,
    placeStep: shape.slice(axis + 2 + index).reduce((product, size) => product * size, 1),
  }));
}

/** `count` runs on in the file; the first of the later axes goes round fastest. */
function advance(wheels: readonly Wheel[], count: number): void {
  let carry = count;
  for (const wheel of wheels) {
    wheel.position += carry;
    if (wheel.position < wheel.size) return;
    wheel.position = 0;
    carry = 1;
  }
}

/** Where the element with a C-order index stands in the file, in elements. */
function fileIndex(shape: readonly number[], steps: readonly number[], index: number): number {
  let rest = index;
  let offset = 0;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    offset += (rest % shape[axis]!) * steps[axis]!;
    rest = Math.floor(rest / shape[axis]!);
  }
  return offset;
}

/** Rows of elements, in the window and in the block. */
interface Rows {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly rowStep: number;
  readonly toRowStep: number;
}

/** Copies `count` elements of each row, which have steps of their own. As integers: every bit stays. */
function stridedCopy(itemBytes: number, window: Uint8Array<ArrayBuffer>) {
  const width = itemBytes === 8 ? 2 : 1;
  const source = asWords(window.buffer, itemBytes);
  let target = source;
  return (
    into: Uint8Array<ArrayBuffer>,
    { from, to, rows, rowStep, toRowStep }: Rows,
    { step, placeStep }: Pick<Wheel, 'step' | 'placeStep'>,
    count: number,
  ): void => {
    if (target.buffer !== into.buffer) target = asWords(into.buffer, itemBytes);
    for (let row = 0; row < rows; row++) {
      for (let word = 0; word < width; word++) {
        let read = (from + row * rowStep) * width + word;
        let write = (to + row * toRowStep) * width + word;
        for (let i = 0; i < count; i++) {
          target[write] = source[read]!;
          read += step * width;
          write += placeStep * width;
        }
      }
    }
  };
}

function asWords(buffer: ArrayBuffer, itemBytes: number): Uint8Array | Uint16Array | Uint32Array {
  if (itemBytes === 1) return new Uint8Array(buffer);
  return itemBytes === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}
