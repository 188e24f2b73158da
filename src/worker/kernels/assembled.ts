// Modules that are written in AssemblyScript (src/worker/assembly), in a memory that hands out their regions.
import { wasm, type WasmModule } from './host';
import type { KernelMemory } from './memory';

const modules = new Map<Uint8Array, WasmModule>();

/**
 * The functions of a module, over an unshared memory. Addresses and lengths are numbers of bytes below 2^32; an address
 * that a function returns is to be read with `>>> 0`.
 * @param bytes what the import of a `.wasm` gives; compiled once
 */
export function assembled<Name extends string>(
  bytes: Uint8Array,
  { memory }: KernelMemory,
): Readonly<Record<Name, (...args: number[]) => number>> {
  let module = modules.get(bytes);
  if (module === undefined) {
    module = new wasm.Module(bytes);
    modules.set(bytes, module);
  }
  return new wasm.Instance(module, { env: { memory } }).exports;
}
