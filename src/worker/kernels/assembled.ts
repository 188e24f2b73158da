// Modules that are written in AssemblyScript (src/worker/assembly), in a memory that hands out their regions.
import { wasm, type WasmModule } from './host';
import type { KernelMemory } from './memory';

interface Compiled {
  readonly module: WasmModule;
  readonly instances: WeakMap<KernelMemory, Exports>;
}

type Exports = Readonly<Record<string, (...args: number[]) => number>>;

const modules = new Map<Uint8Array, Compiled>();

/**
 * The functions of a module, over an unshared memory. Addresses and lengths are numbers of bytes below 2^32; an address
 * that a function returns is to be read with `>>> 0`. What a module remembers stays with the memory: it is made once a memory.
 * @param bytes what the import of a `.wasm` gives; compiled once
 */
export function assembled<Name extends string>(
  bytes: Uint8Array,
  memory: KernelMemory,
): Readonly<Record<Name, (...args: number[]) => number>> {
  let compiled = modules.get(bytes);
  if (compiled === undefined) {
    compiled = { module: new wasm.Module(bytes), instances: new WeakMap() };
    modules.set(bytes, compiled);
  }
  let functions = compiled.instances.get(memory);
  if (functions === undefined) {
    functions = new wasm.Instance(compiled.module, { env: { memory: memory.memory } }).exports;
    compiled.instances.set(memory, functions);
  }
  return functions;
}
