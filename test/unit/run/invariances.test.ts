// What no order and no cut of the data may change, for every loss of single elements and every one of groups:
// mean · count = sum, elements in another order, and input that is summed in parts.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';
import type { ComputeRequest, Parameters } from '../../../src/protocol/compute';
import { inlineSource, parseInline } from '../../../src/worker/readers/inline';
import { memoryArray } from '../../../src/worker/readers/memoryArray';
import type { ArraySource } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import { random } from './support';

/** More than one block of the interpreter and several chunks of a kernel. */
const MANY = 70_003;

interface Pair {
  readonly prediction: Float64Array;
  readonly label: Float64Array;
}

function drawn({ prediction, label, limits }: Declaration, params: Parameters, count: number): Pair {
  const draw = random(count);
  const [p, y] = [prediction(params), label(params, 'elements')];
  const predicted = (): number => {
    const u = draw();
    if (p === 'probability') return 0.02 + 0.96 * u;
    if (p === 'logProbability') return -3 * u - 0.01;
    return limits?.(params).prediction === undefined ? 6 * u - 3 : 3 * u;
  };
  const known = (): number => {
    const u = draw();
    return y === 'binary' ? Number(u < 0.4) : y === 'sign' ? (u < 0.4 ? 1 : -1) : 4 * u;
  };
  return {
    prediction: Float64Array.from({ length: count }, predicted),
    label: Float64Array.from({ length: count }, known),
  };
}

function sliced({ prediction, label }: Pair, from: number, to: number): Pair {
  return { prediction: prediction.subarray(from, to), label: label.subarray(from, to) };
}

function shuffled({ prediction, label }: Pair): Pair {
  const draw = random(77);
  const order = Array.from(prediction, (_, i) => [draw(), i] as const).sort(([a], [b]) => a - b);
  const inOrder = (values: Float64Array): Float64Array => Float64Array.from(order, ([, i]) => values[i]!);
  return { prediction: inOrder(prediction), label: inOrder(label) };
}

async function valueOf(
  id: string,
  params: Parameters,
  data: Pair,
  reduction: 'mean' | 'sum',
  kernels: boolean,
): Promise<{ readonly value: number; readonly count: number }> {
  // One image: losses that take each sample for itself see the whole.
  const open = (_: unknown, role: string): ArraySource => {
    if (role !== 'prediction' && role !== 'label') return inlineSource(parseInline('[1]', role), role);
    return memoryArray({ name: role, dtype: 'float64', shape: [1, data[role].length], data: data[role] });
  };
  const request: ComputeRequest = { compute: [{ id, params }], prediction: [], label: [], reduction };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const answer = await run(request, { open, kernelsFrom: kernels ? 0 : Infinity }, context);
  if (!answer.ok) throw new Error(`${id}: ${answer.error.message}`);
  const [result] = answer.results;
  return { value: Number(result?.value), count: result?.count ?? NaN };
}

function closeTo(found: number, expected: number, scale: number): void {
  expect(Math.abs(found - expected)).to.be.at.most(1e-11 * Math.max(scale, Math.abs(expected), 1e-300));
}

const takers = CATALOGUE.flatMap((declaration) => {
  const { id, layouts, inputs = {}, parameters } = declaration;
  if (!layouts.includes('elements') || Object.values(inputs).some(({ required }) => required)) return [];
  const params = Object.fromEntries(parameters.map((p) => [p.name, p.default]));
  if (declaration.label(params, 'elements') === 'none') return [];
  const form = (() => {
    try {
      return declaration.form({ params, layout: 'elements', labels: 'columns', inputs: new Set() });
    } catch {
      return undefined;
    }
  })();
  if (form?.kind !== 'samples' && form?.kind !== 'groups') return [];
  // Shares and distances of the whole image are no matter of single elements.
  if ('derived' in form && form.derived !== undefined) return [];
  return [{ declaration, id, params: {}, full: params, form }];
});

describe('invariances', function () {
  this.timeout(60_000);
  for (const { declaration, id, params, full, form } of takers) {
    const additive = form.kind === 'samples' && form.weight === undefined;
    it(`${id}: ${additive ? 'mean · count = sum, ' : ''}the order of elements, the cuts between them`, async () => {
      const data = drawn(declaration, full, MANY);
      const whole = await valueOf(id, params, data, 'mean', true);
      const scale = Math.abs(whole.value);
      closeTo((await valueOf(id, params, data, 'mean', false)).value, whole.value, scale);
      closeTo((await valueOf(id, params, shuffled(data), 'mean', true)).value, whole.value, scale);
      if (!additive) return;
      expect(whole.count).to.equal(MANY);
      const sum = await valueOf(id, params, data, 'sum', true);
      closeTo(sum.value, whole.value * whole.count, MANY * scale);
      const cuts = [0, 1, 32_769, 65_537, MANY];
      let parts = 0;
      for (const [i, to] of cuts.slice(1).entries())
        parts += (await valueOf(id, params, sliced(data, cuts[i]!, to), 'sum', true)).value;
      closeTo(parts, sum.value, MANY * scale);
    });
  }

  it('hold of most losses of single elements', () => {
    expect(takers.filter(({ form }) => form.kind === 'samples').length).to.be.at.least(20);
  });
});
