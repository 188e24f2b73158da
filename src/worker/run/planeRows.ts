// Reads the planes of many outer samples at once, where a plane is short, and lays them out as rows for a kernel: what a
// plane costs by itself, two reads and a kernel's start, is then paid once for a chunk.
import planeRowsModule from '../assembly/planeRows.wasm';
import { assembled } from '../kernels/assembled';
import type { KernelMemory } from '../kernels/memory';
import { ITEM_BYTES, type ArraySource } from '../readers/source';
import type { Arrangement } from './arrangement';

/** Numbers of an outer sample up to which its planes are short: of twice as many, chunks of a plane took less time. */
const SHORT = 65_536;

/** Bytes that are read at once, and then turned while they are in the cache. */
const STAGE_BYTES = 65_536;

type TurnFunction = 'turn1' | 'turn2' | 'turn4' | 'turn8' | 'writeTable';

/** Whether the columns of a sample are apart, in planes that are short. */
export function hasShortPlanes({ columns, inner }: Arrangement): boolean {
  return inner > 1 && columns > 1 && columns * inner <= SHORT;
}

export class PlaneRows {
  private readonly functions: ReturnType<typeof assembled<TurnFunction>>;
  private readonly stage: number;
  private readonly table: number;

  /** @param regions addresses of as many bytes as `regionsOf` says */
  constructor(
    private readonly memory: KernelMemory,
    private readonly arrangement: Arrangement,
    [stage = 0, table = 0]: readonly number[],
  ) {
    [this.stage, this.table] = [stage, table];
    this.functions = assembled<TurnFunction>(planeRowsModule, memory);
    this.functions.writeTable(table, arrangement.columns, arrangement.inner);
  }

  /** Bytes of the regions that this needs. */
  static regionsOf({ columns, inner }: Arrangement): readonly number[] {
    const outer = columns * inner;
    return [Math.max(STAGE_BYTES, outer * ITEM_BYTES.float64), 4 * outer];
  }

  /** Samples `start` to `start + count` as rows, which begin at address `to`. */
  read(source: ArraySource, start: number, count: number, to: number): void {
    const { memory, arrangement, stage, table } = this;
    const { columns, inner } = arrangement;
    const itemBytes = ITEM_BYTES[source.dtype];
    const turn = this.functions[`turn${itemBytes as 1 | 2 | 4 | 8}`];
    const period = columns * inner;
    const most = Math.max(1, Math.floor(STAGE_BYTES / (period * itemBytes)));
    const end = start + count;
    for (let sample = start; sample < end;) {
      const outer = Math.floor(sample / inner);
      const outers = Math.min(most, Math.ceil(end / inner) - outer);
      const length = Math.min(end, (outer + outers) * inner) - sample;
      source.read(outer * period, memory.bytes(stage, outers * period * itemBytes));
      turn(stage, table, period, (sample % inner) * columns, length * columns, to);
      sample += length;
      to += length * columns * itemBytes;
    }
  }
}
