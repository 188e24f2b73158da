// Formulas as a paper would set them; KaTeX must accept each.
import { expect } from 'chai';
import katex from 'katex';
import {
  abs,
  add,
  binaryCrossEntropy,
  div,
  equal,
  log,
  logSumExp,
  mul,
  neg,
  pick,
  pow,
  select,
  sqrt,
  sub,
  sumSamples,
} from '../../../src/math/build';
import { symbol, type Expr } from '../../../src/math/expression';
import { numberLatex, toLatex } from '../../../src/math/latex';

const p = symbol('p', 'sample', 'p_i');
const y = symbol('y', 'sample', 'y_i');
const gamma = symbol('gamma', 'total', '\\gamma');

const Z = symbol('z', 'column', 'z_{ik}');
const W = symbol('w', 'column', 'w_k');

const ROWS: readonly (readonly [string, Expr, string])[] = [
  ['a sum inside a product', mul(2, add(p, y)), '2 \\, \\left(p_i + y_i\\right)'],
  ['a fraction', div(add(p, 1), sub(1, y)), '\\frac{p_i + 1}{1 - y_i}'],
  ['a power of a difference', pow(sub(1, p), gamma), '\\left(1 - p_i\\right)^{\\gamma}'],
  ['minus a product', neg(mul(p, log(p))), '-p_i \\, \\ln p_i'],
  ['a difference of a sum', sub(p, add(y, 1)), 'p_i - \\left(y_i + 1\\right)'],
  ['an absolute value', abs(sub(p, y)), '\\left|p_i - y_i\\right|'],
  ['a root', sqrt(add(p, y)), '\\sqrt{p_i + y_i}'],
  ['a sum over elements', sumSamples(mul(p, y)), '\\sum_i p_i \\, y_i'],
  [
    'cases',
    select(equal(y, 1), p, sub(1, p)),
    '\\begin{cases} p_i & y_i = 1 \\\\ 1 - p_i & \\text{else} \\end{cases}',
  ],
  [
    'the cross entropy of a label',
    pick(sub(logSumExp(Z), mul(W, Z))),
    '\\ln \\sum_k e^{z_{ik}} - w_{y_i} \\, z_{i,y_i}',
  ],
  ['log-sum-exp', logSumExp(symbol('z', 'column', 'z_{ik}')), '\\ln \\sum_k e^{z_{ik}}'],
];

describe('toLatex', () => {
  for (const [name, e, expected] of ROWS) {
    it(`sets ${name}`, () => {
      expect(toLatex(e)).to.equal(expected);
      katex.renderToString(toLatex(e), { throwOnError: true });
    });
  }

  it('is accepted by KaTeX for nested forms', () => {
    const z = symbol('z', 'column', 'z_{ik}');
    for (const e of [binaryCrossEntropy(p, y, gamma), pick(sub(z, logSumExp(z))), pow(pow(p, 2), gamma)]) {
      katex.renderToString(toLatex(e), { throwOnError: true });
    }
  });

  it('prints numbers as papers do', () => {
    expect([0.25, 1e-5, 1.5e-7, -2, 1e6, 0, Infinity].map(numberLatex)).to.deep.equal([
      '0.25',
      '10^{-5}',
      '1.5 \\times 10^{-7}',
      '-2',
      '10^{6}',
      '0',
      '\\infty',
    ]);
  });
});
