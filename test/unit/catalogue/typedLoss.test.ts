// What somebody types where a loss is asked for: an id, an expression, a formula, or a mistake with its place.
import { expect } from 'chai';
import { findDeclaration } from '../../../src/catalogue/catalogue';
import { canProbe, placesOn, probe } from '../../../src/catalogue/probe';
import { declareCustom, declareTyped, readTyped, type CustomLosses } from '../../../src/catalogue/typedLoss';
import { LossaryError } from '../../../src/protocol/errors';

const OWN: CustomLosses = {
  twice: {
    formula: 'w*(p - y)^2',
    parameters: { w: { default: 2, min: 0, max: 4 } },
    description: 'Twice Brier.',
  },
};

const ACCEPTED = [
  ['bce', { id: 'bce' }],
  ['  focal ', { id: 'focal' }],
  ['0.5*dice(smooth=1e-5) + bce', { id: 'combine', params: { expression: '0.5*dice(smooth=1e-5) + bce' } }],
  ['(p - y)^2', { formula: '(p - y)^2', params: {} }],
  ['-(1-p)^gamma * y*log(p); gamma=2', { formula: '-(1-p)^gamma * y*log(p)', params: { gamma: 2 } }],
  ['a*(p-y)^2 + b; a=1, b=-.5', { formula: 'a*(p-y)^2 + b', params: { a: 1, b: -0.5 } }],
  ['twice', { formula: 'w*(p - y)^2', params: { w: 2 }, name: 'twice', ranges: { w: [0, 4] } }],
] as const;

const REFUSED = [
  ['0.5*dice + bcee', 'column 12', 'bcee'],
  ['0.5*dice +', 'column 11', 'missing'],
  ['(1-p)^gamma', 'column 7', 'gamma'],
  ['(p - y)^2 + log(', 'column 17', ''],
  ['a*p; a=1, b', 'column 11', '“b”'],
  ['a*p; a=x', 'column 6', '“a=x”'],
  ['y^2', 'column 1', 'does not depend on the prediction'],
] as const;

describe('a loss that is typed', () => {
  for (const [text, computation] of ACCEPTED) {
    it(`reads ${text}`, () => expect(readTyped(text, OWN)).to.deep.equal(computation));
  }
  for (const [text, place, part] of REFUSED) {
    it(`refuses ${text}`, () => {
      let failure: unknown;
      try {
        readTyped(text, OWN);
      } catch (error) {
        failure = error;
      }
      expect(failure).to.be.instanceOf(LossaryError);
      const { failure: said } = failure as LossaryError;
      expect(said.place).to.equal(place);
      expect(said.message).to.contain(part);
    });
  }

  it('has a curve, a formula and sliders like any other', () => {
    const own = declareCustom('twice', OWN['twice']!);
    expect(own.parameters[0]).to.include({ name: 'w', default: 2 });
    expect(own.parameters[0]).to.deep.include({ slider: [0, 4] });
    expect(own.note.summary.en).to.equal('Twice Brier.');
    expect(own.note.formula).to.contain('w').and.contain('p_i');
    const found = probe(own, { w: 2 });
    if (!canProbe(found)) throw new Error(found.reason.en);
    const x = placesOn('real', 5);
    const { loss, slope } = found.evaluate(x, 1);
    x.forEach((p, i) => {
      expect(loss[i]).to.be.closeTo(2 * (p - 1) ** 2, 1e-12);
      expect(slope[i]).to.be.closeTo(4 * (p - 1), 1e-12);
    });
  });

  it('is drawn on the axis of its parts, and takes their layout', () => {
    const combined = (expression: string) =>
      probe(findDeclaration('combine')!, { expression }, { find: findDeclaration });
    const sum = combined('0.5*bce + bce');
    if (!canProbe(sum)) throw new Error(sum.reason.en);
    expect(sum.axis).to.equal('probability');
    const { loss } = sum.evaluate(Float64Array.of(0.3), 1);
    expect(loss[0]).to.be.closeTo(-1.5 * Math.log(0.3), 1e-12);
    const boxes = combined('giou_loss + 2*diou_loss');
    expect(canProbe(boxes) && boxes.layout).to.equal('boxes');
  });

  it('is nothing where it cannot be read', () => {
    expect(declareTyped('log(')).to.equal(undefined);
    expect(declareTyped('bce + dice')?.id).to.equal('combine');
  });
});
