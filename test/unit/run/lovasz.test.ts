// Lovász losses of float32 input by keys and kernels against the interpreter and a plain sort, which the golden rows hold.
import { expect } from 'chai';
import type { ComputationResult, ComputeRequest, Parameters } from '../../../src/protocol/compute';
import { memoryArray } from '../../../src/worker/readers/memoryArray';
import type { ArraySource } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import { random } from './support';

interface Case {
  readonly id: string;
  readonly shape: readonly number[];
  /** Classes of index labels; else labels are signs. */
  readonly classes?: number;
  readonly params: Parameters;
}

const CASES: readonly Case[] = [
  { id: 'lovasz_softmax', shape: [300, 3], classes: 3, params: {} },
  { id: 'lovasz_softmax', shape: [300, 3], classes: 2, params: {} },
  { id: 'lovasz_softmax', shape: [300, 3], classes: 2, params: { classes: 'all' } },
  { id: 'lovasz_softmax', shape: [300, 5], classes: 5, params: { input: 'logits' } },
  { id: 'lovasz_softmax', shape: [2, 3, 10, 13], classes: 3, params: {} },
  { id: 'lovasz_softmax', shape: [2, 4, 10, 13], classes: 4, params: { per: 'sample' } },
  { id: 'lovasz_softmax', shape: [2, 3, 10, 13], classes: 3, params: { input: 'logits' } },
  { id: 'lovasz_hinge', shape: [1000], params: {} },
  { id: 'lovasz_hinge', shape: [4, 250], params: { per: 'sample' } },
];

async function computed(one: Case, reduction: 'mean' | 'sum', kernels: boolean): Promise<ComputationResult> {
  const { id, shape, classes, params } = one;
  const draw = random(5);
  const length = shape.reduce((a, b) => a * b, 1);
  const unbounded = classes === undefined || params['input'] === 'logits';
  // Differences from 1 are exact in float32: errors have one order.
  const prediction = Float32Array.from({ length }, () =>
    unbounded ? Math.fround(4 * draw() - 2) : Math.floor(4096 * draw()) / 4096,
  );
  const labelShape = classes === undefined ? shape : [shape[0] ?? 1, ...shape.slice(2)];
  const labels = Float64Array.from({ length: labelShape.reduce((a, b) => a * b, 1) }, () =>
    classes === undefined ? (draw() < 0.3 ? 1 : -1) : Math.floor(draw() * classes),
  );
  const open = (_: unknown, role: string): ArraySource =>
    role === 'prediction'
      ? memoryArray({ name: role, dtype: 'float32', shape, data: new Uint8Array(prediction.buffer) })
      : memoryArray({
          name: role,
          dtype: 'int8',
          shape: labelShape,
          data: new Uint8Array(Int8Array.from(labels).buffer),
        });
  const request: ComputeRequest = {
    compute: [{ id, params }],
    prediction: [],
    label: [],
    reduction,
    gradient: true,
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run(request, { open, kernelsFrom: kernels ? 0 : Infinity }, context);
  if (!answer.ok) throw new Error(answer.error.message);
  const [result] = answer.results;
  if (result === undefined) throw new Error('no result');
  return result;
}

function flat(nested: unknown): number[] {
  return Array.isArray(nested) ? nested.flatMap(flat) : [Number(nested)];
}

describe('Lovász losses of float32 input', () => {
  for (const one of CASES) {
    for (const reduction of ['mean', 'sum'] as const) {
      const labels = one.classes === undefined ? 'signs' : `${one.classes} classes`;
      const name = `${one.id} of ${one.shape.join(' × ')}, ${labels}, ${JSON.stringify(one.params)}, ${reduction}`;
      it(`${name}: value, gradient and notes`, async () => {
        const [quick, plain] = [await computed(one, reduction, true), await computed(one, reduction, false)];
        expect(Number(quick.value)).to.be.closeTo(Number(plain.value), 1e-6 * Number(plain.value));
        expect(quick.notes).to.deep.equal(plain.notes);
        expect(quick.count).to.equal(plain.count);
        const [found, wanted] = [flat(quick.gradient), flat(plain.gradient)];
        expect(found.length).to.equal(wanted.length);
        const far = found.findIndex((slope, i) => Math.abs(slope - wanted[i]!) > 1e-6);
        expect(far, `the gradient of ${far}: ${found[far]}, not ${wanted[far]}`).to.equal(-1);
      });
    }
  }
});
