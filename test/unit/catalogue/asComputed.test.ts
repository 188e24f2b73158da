// The formula as computed: parameters as numbers, a case for each label, the true n.
import { expect } from 'chai';
import { asComputed, countLatex, type AsComputed } from '../../../src/catalogue/asComputed';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import type { Parameters } from '../../../src/protocol/compute';

function formula(id: string, params: Parameters = {}, how: Partial<AsComputed> = {}): string {
  const declaration = findDeclaration(id)!;
  const defaults = Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
  return (
    asComputed(declaration, {
      params: { ...defaults, ...params },
      layout: declaration.layouts[0]!,
      reduction: 'mean',
      ...how,
    }) ?? ''
  );
}

describe('the formula as computed', () => {
  it('splits binary labels into cases and pulls out the minus', () => {
    expect(formula('bce', {}, { count: 1e7 })).equal(
      '-\\frac{1}{10^{7}} \\sum_i \\begin{cases} \\ln p_i & y_i = 1 \\\\ \\ln\\left(1 - p_i\\right) & y_i = 0 \\end{cases}',
    );
  });
  it('fills in a weight', () => {
    expect(formula('bce', { posWeight: 3 }, { reduction: 'sum' })).equal(
      '-\\sum_i \\begin{cases} 3 \\, \\ln p_i & y_i = 1 \\\\ \\ln\\left(1 - p_i\\right) & y_i = 0 \\end{cases}',
    );
  });
  it('leaves out a factor of 1 and prints another', () => {
    expect(formula('mse', {}, { count: 20000 })).equal(
      '\\frac{1}{20\\,000} \\sum_i \\left(\\hat y_i - y_i\\right)^{2}',
    );
    expect(formula('mse', { factor: 0.5 }, { reduction: 'none' })).equal(
      '\\ell_i = 0.5 \\, \\left(\\hat y_i - y_i\\right)^{2}',
    );
  });
  it('prints a region loss with its sums', () => {
    expect(formula('dice')).match(/^1 - \\frac\{2 .*\\sum_i p_i \\, y_i.* \+ 1\}\{.*\+ 1\}$/);
  });
  it('divides by what the mean divides by', () => {
    expect(formula('kl', { divideBy: 'elements' })).match(/\\frac\{\\sum_i .*\}\{\\sum_i K\}$/);
  });
  it('has none for an algorithm', () => {
    const algorithm = {
      ...findDeclaration('mse')!,
      form: () => ({ kind: 'algorithm', algorithm: 'x' }) as const,
    };
    expect(asComputed(algorithm, { params: {}, layout: 'elements', reduction: 'mean' })).equal(undefined);
  });
  it('prints counts exactly', () => {
    expect(countLatex(1234567)).equal('1\\,234\\,567');
    expect(countLatex(999)).equal('999');
    expect(countLatex(1000000)).equal('10^{6}');
  });
});
