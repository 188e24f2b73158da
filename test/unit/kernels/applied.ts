// Vector functions as kernels of one output, applied to arrays.
import { apply, symbol, type PointwiseOp } from '../../../src/math/expression';
import { allowFusedMultiplyAdd } from '../../../src/worker/kernels/relaxed';
import type { KernelSpec } from '../../../src/worker/kernels/spec';
import { bytesOf, runKernel } from './runKernel';

const X = symbol('x', 'sample');
const Y = symbol('y', 'sample');

/** @returns op(x) or op(x, y), in the precision of the arrays */
export function applied<T extends Float32Array | Float64Array>(op: PointwiseOp, x: T, y?: T): Float64Array {
  const float32 = x instanceof Float32Array;
  const input = { dtype: float32 ? 'float32' : 'float64', layout: 'elements' } as const;
  const spec: KernelSpec = {
    precision: float32 ? 'f32' : 'f64',
    sums: [],
    outputs: [y === undefined ? apply(op, X) : apply(op, X, Y)],
    inputs: y === undefined ? { x: input } : { x: input, y: input },
  };
  return runKernel(spec, { x: bytesOf(x), y: bytesOf(y ?? x) }, x.length).outputs[0] ?? new Float64Array(0);
}

/** Every test in both forms of the kernels, whatever this host has. */
export function withAndWithoutFusing(tests: () => void): void {
  for (const fused of [true, false]) {
    describe(fused ? 'with fused multiply-add' : 'without fused multiply-add', () => {
      before(() => allowFusedMultiplyAdd(fused));
      after(() => allowFusedMultiplyAdd(true));
      tests();
    });
  }
}
