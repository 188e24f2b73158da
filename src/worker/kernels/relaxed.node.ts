// Switches fused multiply-add on where Node has it behind a flag (before Node 21).
import { setFlagsFromString } from 'node:v8';
import { hasFusedMultiplyAdd } from './relaxed';

/** Call once, before the first kernel is compiled. Newer hosts need nothing, older ones lack the flag: both are fine. */
export function enableRelaxedSimd(): void {
  if (!hasFusedMultiplyAdd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
