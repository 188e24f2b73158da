// Switches fused multiply-add on where Node has it behind a flag (before Node 21).
import { createRequire } from 'node:module';
import type * as V8 from 'node:v8';
import { hasFusedMultiplyAdd } from './relaxed';

/** Call once, before the first kernel is compiled. Newer hosts need nothing, older ones lack the flag: both are fine. */
export function enableRelaxedSimd(): void {
  if (hasFusedMultiplyAdd()) return;
  // Not imported: node:v8 brings Node's streams along, which take milliseconds of a cold start.
  const { setFlagsFromString } = createRequire(__filename)('node:v8') as typeof V8;
  setFlagsFromString('--experimental-wasm-relaxed-simd');
}
