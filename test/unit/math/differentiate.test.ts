// Symbolic derivatives against central differences and against derivatives known by algebra.
import { expect } from 'chai';
import fc from 'fast-check';
import { blockEvaluator } from '../../../src/math/blocks';
import {
  abs,
  add,
  atan,
  binaryCrossEntropy,
  clampedLog,
  cumulative,
  div,
  exp,
  expm1,
  less,
  log,
  log1p,
  logCosh,
  logSumExp,
  max,
  maxColumns,
  min,
  mul,
  pick,
  pow,
  select,
  sigmoid,
  softplus,
  sqrt,
  square,
  sub,
  sumColumns,
  sumSamples,
  tanh,
  xlogy,
} from '../../../src/math/build';
import { differentiate } from '../../../src/math/differentiate';
import { symbol, type Expr } from '../../../src/math/expression';
import { splitStages } from '../../../src/math/stages';

const x = symbol('x', 'sample');
const z = symbol('z', 'column');
const gamma = symbol('gamma', 'total');

function at(e: Expr, values: Record<string, number | number[]>, columns = 1, label?: number[]): number[] {
  const bound = new Map(
    Object.entries(values).map(([k, v]) => [k, typeof v === 'number' ? v : Float64Array.from(v)] as const),
  );
  const length = Math.max(1, ...Object.values(values).map((v) => (Array.isArray(v) ? v.length : 1)));
  const rows = columns > 1 ? length / columns : length;
  const [found = NaN] = blockEvaluator([e])({
    rows,
    columns,
    values: bound,
    ...(label === undefined ? {} : { label: Int32Array.from(label) }),
  });
  return typeof found === 'number' ? [found] : [...found];
}

describe('differentiate', () => {
  const smooth: Record<string, (e: Expr) => Expr> = {
    square,
    'reciprocal of 1 + x²': (e) => div(1, add(1, square(e))),
    exp,
    'log of 1 + x²': (e) => log(add(1, square(e))),
    'log1p of x²': (e) => log1p(square(e)),
    expm1,
    'root of 1 + x²': (e) => sqrt(add(1, square(e))),
    tanh,
    atan,
    sigmoid,
    softplus,
    logCosh,
    '(1 − σ)^2.5': (e) => pow(sub(1, sigmoid(e)), 2.5),
    'x ln σ': (e) => xlogy(e, sigmoid(e)),
    'cross entropy of σ': (e) => binaryCrossEntropy(sigmoid(e), 0.3, 2),
    'clamped log of σ': (e) => clampedLog(sigmoid(e)),
    'base in the exponent': (e) => pow(add(1, square(e)), e),
  };
  for (const [name, make] of Object.entries(smooth)) {
    it(`${name} agrees with central differences`, () => {
      const [slope] = differentiate(make(x), [x]) as [Expr];
      fc.assert(
        fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (v) => {
          const h = 1e-6;
          const [up = NaN, down = NaN] = [at(make(x), { x: [v + h] })[0], at(make(x), { x: [v - h] })[0]];
          const numeric = (up - down) / (2 * h);
          expect(at(slope, { x: [v] })[0]).to.be.closeTo(numeric, 1e-6 * Math.max(1, Math.abs(numeric)));
        }),
      );
    });
  }

  it('gives 0 where |x| has its kink, and half to each argument of a tie', () => {
    const [a] = differentiate(abs(x), [x]) as [Expr];
    expect(at(a, { x: [0, 2, -2] })).to.deep.equal([0, 1, -1]);
    const y = symbol('y', 'sample');
    const [inX, inY] = differentiate(max(x, y), [x, y]) as [Expr, Expr];
    expect(at(inX, { x: [1, 2, 3], y: [2, 2, 2] })).to.deep.equal([0, 0.5, 1]);
    expect(at(inY, { x: [1, 2, 3], y: [2, 2, 2] })).to.deep.equal([1, 0.5, 0]);
    const [minX] = differentiate(min(x, y), [x]) as [Expr];
    expect(at(minX, { x: [1, 2, 3], y: [2, 2, 2] })).to.deep.equal([1, 0.5, 0]);
  });

  it('keeps the branch not taken out, even where it is infinite', () => {
    const beta = symbol('beta', 'total');
    const e = select(less(abs(x), beta), div(square(x), mul(2, beta)), abs(x));
    const [slope] = differentiate(e, [x]) as [Expr];
    expect(at(slope, { x: [0.5, -2], beta: 0 })).to.deep.equal([1, -1]);
  });

  it('is 0 for (1 − p)^γ at γ = 0 and p = 1, where b aᵇ⁻¹ is 0 · ∞', () => {
    const [slope] = differentiate(pow(sub(1, x), gamma), [x]) as [Expr];
    expect(at(slope, { x: [1, 0.5], gamma: 0 }).map(Math.abs)).to.deep.equal([0, 0]);
  });

  it('gives softmax minus one-hot for the cross entropy of a row', () => {
    const [slope] = differentiate(sub(logSumExp(z), pick(z)), [z]) as [Expr];
    const isLabel = [0, 0, 1];
    const found = at(slope, { z: [1, 2, 3], isLabel }, 3, [2]);
    const total = Math.exp(1) + Math.exp(2) + Math.exp(3);
    [1, 2, 3].forEach((v, k) =>
      expect(found[k]).to.be.closeTo(Math.exp(v) / total - (isLabel[k] ?? 0), 1e-15),
    );
  });

  it('sums what a broadcast argument collects', () => {
    // Σ_k (z_k − max z)²: the maximum gets minus twice the sum of the differences.
    const [slope] = differentiate(sumColumns(square(sub(z, maxColumns(z)))), [z]) as [Expr];
    expect(at(slope, { z: [1, 4, 2] }, 3)).to.deep.equal([-6, 10, -4]);
  });

  it('runs a cumulative sum backwards', () => {
    // Σ_k (Σ_{j ≤ k} z_j)² at z = (1, 2): values 1, 3; slopes 2 · (1 + 3), 2 · 3.
    const [slope] = differentiate(sumColumns(square(cumulative(z))), [z]) as [Expr];
    expect(at(slope, { z: [1, 2] }, 2)).to.deep.equal([8, 6]);
  });

  it('passes through sums over samples, a pass each', () => {
    const y = symbol('y', 'sample');
    const value = div(sumSamples(mul(x, y)), sumSamples(square(x)));
    const stages = splitStages(differentiate(value, [x]), 'total');
    expect(stages.passes).to.have.length(1);
    expect(stages.passes[0]?.terms).to.have.length(2);
    // x = (1, 2), y = (3, 4): Σxy = 11, Σx² = 5; ∂ = y / Σx² − 2 x Σxy / (Σx²)².
    const [pass] = stages.passes;
    const sums = Object.fromEntries(
      (pass?.sums ?? []).map((s, i) => {
        const term = at(pass?.terms[i] as Expr, { x: [1, 2], y: [3, 4] });
        return [s.name, term.reduce((a, b) => a + b, 0)];
      }),
    );
    expect(Object.values(sums).sort((a, b) => a - b)).to.deep.equal([5, 11]);
    const found = at(stages.outputs[0] as Expr, { x: [1, 2], y: [3, 4], ...sums });
    expect(found[0]).to.be.closeTo(3 / 5 - 22 / 25, 1e-15);
    expect(found[1]).to.be.closeTo(4 / 5 - 44 / 25, 1e-15);
  });
});
