// Runs a kernel over arrays in tests: lays the data out in memory, runs chunk by chunk, reads the outputs back.
import { kernelFor } from '../../../src/worker/kernels/kernel';
import { KernelMemory } from '../../../src/worker/kernels/memory';
import type { Arguments, KernelSpec } from '../../../src/worker/kernels/spec';
import { enableRelaxedSimd } from '../../../src/worker/kernels/relaxed.node';

enableRelaxedSimd();

export interface Ran {
  readonly sums: number[];
  readonly nonFinite: number;
  readonly inexact: boolean;
  readonly outputs: Float64Array[];
}

const memory = new KernelMemory(false);

/** @param data the raw bytes of each input, as many samples as `count` */
export function runKernel(
  spec: KernelSpec,
  data: Readonly<Record<string, Uint8Array>>,
  count: number,
  values: Arguments = {},
  chunk = count,
): Ran {
  const kernel = kernelFor(spec);
  const run = kernel.start(memory, values);
  const columns = spec.columns ?? 1;
  const before = memory.used;
  const names = Object.keys(spec.inputs);
  const perSample = Object.fromEntries(names.map((name) => [name, data[name]!.length / Math.max(1, count)]));
  const addresses = Object.fromEntries(names.map((name) => [name, memory.reserve(chunk * perSample[name]!)]));
  const float = spec.precision === 'f32' ? 4 : 8;
  const widths = spec.outputs.map((o) => ('kind' in o ? (o.level === 'column' ? columns : 1) : o.length));
  const outs = widths.map((width) => memory.reserve(chunk * width * float));
  const outputs = widths.map((width) => new Float64Array(count * width));
  for (let at = 0; at < count; at += chunk) {
    const size = Math.min(chunk, count - at);
    for (const name of names) {
      const bytes = perSample[name]!;
      memory.bytes(addresses[name]!, size * bytes).set(data[name]!.subarray(at * bytes, (at + size) * bytes));
    }
    run.chunk(size, addresses, outs);
    outs.forEach((address, i) => {
      const length = size * widths[i]!;
      const bytes = memory.bytes(address, length * float).slice().buffer;
      outputs[i]!.set(float === 4 ? new Float32Array(bytes) : new Float64Array(bytes), at * widths[i]!);
    });
  }
  memory.release(before);
  return { sums: run.sums, nonFinite: run.nonFinite, inexact: run.inexact, outputs };
}

export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
