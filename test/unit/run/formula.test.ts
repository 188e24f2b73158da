// Losses typed as a formula: the same numbers as the catalogue's, and words for what a formula lacks.
import { expect } from 'chai';
import type { ComputationResult, ComputeRequest, Nested, Parameters } from '../../../src/protocol/compute';
import { compute, random, refusal } from './support';

const draw = random(20);
const matrix = (make: () => number): number[][] =>
  Array.from({ length: 6 }, () => Array.from({ length: 5 }, make));
const prediction = matrix(() => 0.02 + 0.96 * draw());
const label = matrix(() => Math.round(draw()));

function flat(nested: readonly Nested[] | null | undefined): number[] {
  return ((nested ?? []) as number[][]).flat();
}

function expectSame(found: ComputationResult, expected: ComputationResult): void {
  expect(found.value).to.be.closeTo(expected.value as number, 1e-13);
  const [ours, theirs] = [flat(found.gradient), flat(expected.gradient)];
  expect(ours).to.have.length(30);
  ours.forEach((g, i) => expect(g).to.be.closeTo(theirs[i] ?? NaN, 1e-12));
}

async function both(
  formula: string,
  params: Parameters,
  id: string,
  theirs: Parameters,
  more: Partial<ComputeRequest> = {},
): Promise<void> {
  const request = { prediction, label, gradient: true, ...more };
  const found = await compute({ ...request, compute: [{ formula, params }] });
  expectSame(found, await compute({ ...request, compute: [{ id, params: theirs }] }));
}

const FOCAL = '-(1-p)^gamma * y*log(p) - p^gamma*(1-y)*log(1-p)';
const DICE = '1 - (2*sum(p*y) + s)/(sum(p) + sum(y) + s)';

describe('a loss typed as a formula', () => {
  it('is focal, as the catalogue has it', async () => {
    await both(FOCAL, { gamma: 2 }, 'focal', { gamma: 2 });
    await both(FOCAL, { gamma: 0.7 }, 'focal', { gamma: 0.7 }, { reduction: 'sum' });
  });

  it('is dice, as the catalogue has it, in one group and in one a sample', async () => {
    await both(DICE, { s: 1 }, 'dice', { smooth: 1 });
    await both(DICE, { s: 0.1, per: 'sample' }, 'dice', { smooth: 0.1, per: 'sample' });
  });

  it('is the mean squared error, weighted where weights are given', async () => {
    const sampleWeight = matrix(() => draw());
    await both('mean((yhat - y)^2)', {}, 'mse', {}, { inputs: { sampleWeight } });
    await both('(yhat - y)^2', {}, 'mse', {}, { inputs: { sampleWeight }, reduction: 'sum' });
  });

  it('needs no label where it names none', async () => {
    const { value, gradient } = await compute({
      compute: [{ formula: 'f^2 / 2' }],
      prediction: [1, -3],
      gradient: true,
    });
    expect(value).to.equal(2.5);
    expect(gradient).to.deep.equal([0.5, -1.5]);
  });

  it('takes parameters of the whole request, and a name with a value as a parameter', async () => {
    const request = { prediction: [0.25], label: [1] };
    const shared = await compute({ ...request, compute: [{ formula: 'w * p' }], params: { w: 8 } });
    expect(shared.value).to.equal(2);
    const gce = await compute({ ...request, compute: [{ formula: '(1 - p^q) / q', params: { q: 0.5 } }] });
    expect(gce.value).to.be.closeTo(1, 1e-15);
  });

  it('says what was typed, what it is in LaTeX, and that autodiff agrees', async () => {
    const request: ComputeRequest = {
      compute: [{ formula: FOCAL, params: { gamma: 2 } }],
      prediction,
      label,
    };
    const result = await compute({ ...request, view: true });
    expect(result.formula).to.equal(FOCAL);
    expect(result.params).to.include({ gamma: 2 });
    expect(result.details['latex']).to.contain('\\left(1 - p_i\\right)^{\\gamma}');
    expect(result.view?.autodiff?.passed).to.equal(true);
  });

  const refused: readonly (readonly [string, Parameters, string, string, string])[] = [
    ['p * (1 - y', {}, 'formula', 'column 11', 'is missing before the end'],
    ['-y*log(p) + lam', {}, 'badParameter', 'column 13', '“lam”'],
    ['p * gamma', { gamma: [1, 2] }, 'badParameter', 'column 5', 'a number'],
    ['p * z', {}, 'formula', 'column 5', 'stands for the prediction'],
    ['y + 1', {}, 'formula', 'column 1', 'does not depend on the prediction'],
    ['(p - mean(p))^2', {}, 'formula', 'column 1', 'value of each element'],
    ['p * columns', { columns: 2 }, 'formula', 'column 5', 'cannot be a parameter'],
    ['p', { gama: 1 }, 'unknownParameter', '', 'gama'],
  ];
  for (const [formula, params, code, place, message] of refused) {
    it(`refuses ${formula} (${code})`, async () => {
      const failure = await refusal({ compute: [{ formula, params }], prediction, label });
      expect(failure.code).to.equal(code);
      expect(failure.place ?? '').to.equal(place);
      expect(failure.message).to.contain(message);
    });
  }
});
