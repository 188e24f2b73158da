// The parts of the views that need no page: rich text, letters, scales of plots and sliders.
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { NumberParameter } from '../../../src/catalogue/declaration';
import { parseRichText } from '../../../webview/shared/richText';
import { fromStep, parseTyped, toStep } from '../../../webview/shared/sliderScale';
import { symbolText } from '../../../webview/shared/symbolText';
import { domainsDiffer, valueDomain } from '../../../src/math/valueDomain';

describe('rich text', () => {
  it('takes formulas, code and emphasis out of a sentence', () => {
    expect(parseRichText('At $p = ½$ the `mean` is *less*.')).deep.equal([
      { kind: 'text', text: 'At ' },
      { kind: 'formula', text: 'p = ½' },
      { kind: 'text', text: ' the ' },
      { kind: 'code', text: 'mean' },
      { kind: 'text', text: ' is ' },
      { kind: 'emphasis', text: 'less' },
      { kind: 'text', text: '.' },
    ]);
  });
  it('leaves products and single signs alone', () => {
    for (const text of ['2*3*4', 'a * b * c', 'costs 5 $', 'a ` b']) {
      expect(parseRichText(text)).deep.equal([{ kind: 'text', text }]);
    }
  });
  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const length = parseRichText(text).reduce(
          (sum, p) => sum + p.text.length + (p.kind === 'text' ? 0 : 2),
          0,
        );
        expect(length).equal(text.length);
      }),
    );
  });
});

describe('letters of parameters', () => {
  it('are plain text where they can be', () => {
    expect(symbolText('\\gamma')).equal('γ');
    expect(symbolText('w_+')).equal('w₊');
    expect(symbolText('k_0')).equal('k₀');
    expect(symbolText('\\hat y')).equal(undefined);
  });
});

describe('the range of a plot', () => {
  const range = (n: number, of: (u: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => of((i + 0.5) / n));

  it('holds a straight line whole', () => {
    const [low, high] = valueDomain([range(100, (u) => u)]);
    expect(low).closeTo(0, 0.01);
    expect(high).closeTo(1, 0.01);
  });
  it('cuts off what runs to infinity', () => {
    // −ln u has its 95th percentile at −ln 0.05 = 3.0, and 5.3 at the last of 100 points.
    const [low, high] = valueDomain([range(100, (u) => -Math.log(u))]);
    expect(low).equal(0);
    expect(high).closeTo(3, 0.1);
  });
  it('bears constants, NaN and nothing at all', () => {
    expect(valueDomain([new Float64Array(10).fill(2)])).deep.equal([1.5, 2.5]);
    expect(valueDomain([new Float64Array(10).fill(NaN)])).deep.equal([0, 1]);
    expect(valueDomain([])).deep.equal([0, 1]);
  });
  it('differs only beyond the tolerance', () => {
    expect(domainsDiffer([0, 1], [0, 1.01], 0.02)).equal(false);
    expect(domainsDiffer([0, 1], [0, 1.1], 0.02)).equal(true);
  });
});

describe('sliders', () => {
  const base = { kind: 'number', name: 'x', latex: 'x', default: 1, meaning: { en: '', zh: '' } } as const;
  const linear: NumberParameter = { ...base, min: 0, max: Infinity, slider: [0, 5] };
  const log: NumberParameter = { ...base, min: 0, max: Infinity, slider: [0.1, 10], scale: 'log' };

  it('put the middle where the scale has it', () => {
    expect(fromStep(linear, 500)).equal(2.5);
    expect(fromStep(log, 500)).equal(1);
    expect(toStep(log, 1)).equal(500);
  });
  it('come back to where they were', () => {
    for (const p of [linear, log]) {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1000 }), (step) => {
          expect(toStep(p, fromStep(p, step))).closeTo(step, 2);
        }),
      );
    }
  });
  it('stop at their ends when a typed number lies beyond', () => {
    expect(toStep(linear, 50)).equal(1000);
    expect(parseTyped(linear, '50')).equal(50);
  });
  it('take typed numbers with a comma or a true minus, and nothing out of range', () => {
    expect(parseTyped(linear, '0,25')).equal(0.25);
    expect(parseTyped({ ...linear, min: -5 }, '−2')).equal(-2);
    expect(parseTyped(linear, '-2')).equal(undefined);
    expect(parseTyped(linear, '')).equal(undefined);
    expect(parseTyped({ ...linear, integer: true }, '1.5')).equal(undefined);
  });
});
