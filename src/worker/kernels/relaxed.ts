// Whether this host runs fused multiply-add (relaxed SIMD): Node 21.7 and later, Chromium, VS Code; Node 20 once
// V8 has been told (see relaxed.node.ts).

import { wasm } from './host';

/** A module of one function that multiplies and adds vectors: valid only where relaxed SIMD is. */
const PROBE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 19, 1, 17, 0],
  ...[0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0x41, 0, 0xfd, 0x11, 0xfd, 0x85, 2, 0x0b],
);

let allowed = true;
/** Known to have it; a host that lacks it may still be told to (relaxed.node.ts). */
let known = false;

/** Whether kernels that are compiled from now on may use it; the tests hold both forms. */
export function allowFusedMultiplyAdd(allow: boolean): void {
  allowed = allow;
}

export function hasFusedMultiplyAdd(): boolean {
  known ||= wasm.validate(PROBE);
  return allowed && known;
}
