// The memory that kernels of one thread work in: regions for input and output chunks, handed out once and kept.
import { wasm, type WasmMemory } from './host';
import { MAXIMUM_PAGES } from './module';

const PAGE_BYTES = 65_536;

/** Kernels read and write up to this far past the end of a region: a whole vector of rows. */
export const PADDING_BYTES = 1024;

export const ALIGNMENT = 64;

export class KernelMemory {
  readonly memory: WasmMemory;
  private end = ALIGNMENT;

  /**
   * @param shared lets other threads use it too; where the host has no shared memory the constructor throws
   * @param existing a memory that another thread made, and where its free part begins
   */
  constructor(
    readonly shared: boolean,
    existing?: { readonly memory: WasmMemory; readonly start: number },
  ) {
    this.memory =
      existing?.memory ??
      new wasm.Memory(shared ? { initial: 1, maximum: MAXIMUM_PAGES, shared } : { initial: 1 });
    if (existing !== undefined) this.end = existing.start;
  }

  /** A region of `bytes` bytes for good; its address. Views made before may be of an outgrown buffer afterwards. */
  reserve(bytes: number): number {
    const address = this.end;
    this.end = Math.ceil((address + bytes + PADDING_BYTES) / ALIGNMENT) * ALIGNMENT;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    return address;
  }

  /** Where the next region will begin. */
  get used(): number {
    return this.end;
  }

  /** Forgets every region from `address` on, so that the room is handed out again. */
  release(address: number): void {
    this.end = address;
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }

  view(address: number, length: number): DataView {
    return new DataView(this.memory.buffer, address, length);
  }
}
