// The parts of the WebAssembly interface that kernels use; the compiler's libraries for Node alone lack them.

export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  grow(pages: number): number;
}

export interface WasmModule {
  readonly __module: never;
}

interface Host {
  validate(bytes: Uint8Array): boolean;
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { env: { memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, (...args: number[]) => number>> };
}

export const wasm: Host = (globalThis as unknown as { WebAssembly: Host }).WebAssembly;
