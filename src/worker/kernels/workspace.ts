// Memory for the chunks of a pass, used again by later passes of this thread with the kernels that live in it. A new
// memory for each pass took a millisecond: its pages are mapped at the first touch, and unmapped by the collector.
import { ALIGNMENT, KernelMemory, PADDING_BYTES } from './memory';

/** Passes that interleave each have their own; more than these are not kept. */
const MOST_IDLE = 2;

/** A larger memory is given back to the system. */
const MOST_BYTES = 1 << 24;

export interface Workspace {
  readonly memory: KernelMemory;
  /** Where each region begins. What it holds is left over from the pass before. */
  readonly addresses: readonly number[];
  /** Lets another pass have it; nothing of it may be used afterwards. */
  release(): void;
}

interface Room {
  readonly memory: KernelMemory;
  readonly start: number;
  readonly bytes: number;
}

const idle: Room[] = [];

/** @param sizes bytes of each region; kernels may go past their ends by `PADDING_BYTES` */
export function takeWorkspace(sizes: readonly number[]): Workspace {
  const steps = sizes.map((bytes) => Math.ceil((bytes + PADDING_BYTES) / ALIGNMENT) * ALIGNMENT);
  const total = steps.reduce((a, b) => a + b, 0);
  const room = takeRoom(total);
  let next = room.start;
  const addresses = steps.map((step) => {
    const address = next;
    next += step;
    return address;
  });
  return { memory: room.memory, addresses, release: () => giveBack(room) };
}

function takeRoom(bytes: number): Room {
  const found = idle.findIndex((room) => room.bytes >= bytes);
  const [room] = found < 0 ? [] : idle.splice(found, 1);
  if (room !== undefined) return room;
  const memory = new KernelMemory(false);
  return { memory, start: memory.reserve(bytes), bytes };
}

function giveBack(room: Room): void {
  if (room.memory.used > MOST_BYTES || idle.includes(room)) return;
  idle.unshift(room);
  idle.length = Math.min(idle.length, MOST_IDLE);
}
