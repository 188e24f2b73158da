// Formulas as text, each written by hand beside its LaTeX.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import { plainFormula } from '../../../src/math/plainFormula';

const ROWS: readonly (readonly [latex: string, text: string])[] = [
  ['\\frac{1}{n} \\sum_{i=1}^{n} \\left(\\hat y_i - y_i\\right)^2', '1/n Σᵢ₌₁ⁿ (ŷᵢ − yᵢ)²'],
  ['\\frac{TP}{TP + FP}', 'TP/(TP + FP)'],
  ['\\mathrm{IoU} = \\frac{|A \\cap B|}{|A \\cup B|}', 'IoU = (|A ∩ B|)/(|A ∪ B|)'],
  ['-\\alpha_t (1 - p_t)^\\gamma \\ln p_t', '−αₜ (1 − pₜ)ᵞ ln pₜ'],
  ['D_{\\mathrm{KL}}(p \\,\\|\\, q)', 'D_(KL)(p ‖ q)'],
  ['x^{a b}_{\\Omega}', 'x^(a b)_Ω'],
  ['\\begin{cases} p & y = 1 \\\\ 1 - p & y = 0 \\end{cases}', '{p, y = 1; 1 − p, y = 0}'],
  ['\\sqrt{\\frac{1}{n}}, \\qquad y_i \\in \\{-1, 1\\}', '√(1/n),\u2003yᵢ ∈ {−1, 1}'],
];

describe('plain formula', () => {
  for (const [latex, text] of ROWS) it(text, () => expect(plainFormula(latex)).to.equal(text));

  it('leaves no LaTeX of the catalogue behind', () => {
    const left = CATALOGUE.map(({ id, note }) => `${id}: ${plainFormula(note.formula)}`).filter((text) =>
      /\\|\b(?:frac|hat|sum|left|right|mathrm|begin|end|cases)\b/.test(text),
    );
    expect(left).to.deep.equal([]);
  });

  it('ends whatever is cut off', () => {
    const latex = '\\frac{1}{n} \\sum_{i=1}^{n} \\begin{cases} a & b \\end{cases}';
    for (let length = 0; length < latex.length; length++)
      expect(plainFormula(latex.slice(0, length))).to.be.a('string');
  });
});
