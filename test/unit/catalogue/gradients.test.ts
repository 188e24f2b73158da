// Symbolic gradients against central differences, for every entry that is an expression, in every layout, preset and
// choice, at random points.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration, Setting } from '../../../src/catalogue/declaration';
import { dataFor, settingsOf } from './cases';
import { evaluate, type Data } from './evaluateForm';

const STEP = 1e-5;

/** Parts that are algorithms have tests of their own. */
function isExpression(entry: Declaration, setting: Setting): boolean {
  const form = entry.form(setting);
  if (form.kind === 'compound') {
    return form.parts.every(({ of }) => {
      const part = typeof of === 'string' ? findDeclaration(of) : of;
      return part !== undefined && isExpression(part, { ...setting, params: setting.params });
    });
  }
  return (form.kind === 'samples' || form.kind === 'groups') && entry.noGradient === undefined;
}

/** The difference quotient of element `i`, or NaN where two steps disagree because a kink lies between. */
function slope(entry: Declaration, data: Data, i: number): number {
  const at = (step: number): number => {
    const moved = (by: number): number =>
      evaluate(entry, { ...data, prediction: data.prediction.map((v, k) => (k === i ? v + by : v)) }).value;
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const [coarse, fine] = [at(STEP), at(STEP / 4)];
  return Math.abs(coarse - fine) <= 1e-5 * (1 + Math.abs(fine)) ? fine : NaN;
}

/** A part that is held constant has a gradient that no difference quotient shows. */
function holds(entry: Declaration, setting: Setting): boolean {
  const form = entry.form(setting);
  return form.kind === 'samples' && Object.keys(form.held ?? {}).length > 0;
}

describe('gradients against central differences', () => {
  for (const entry of CATALOGUE) {
    const settings = settingsOf(entry).filter(
      (setting) => isExpression(entry, setting) && !holds(entry, setting),
    );
    if (settings.length === 0) continue;
    it(`${entry.id}, in ${settings.length} settings`, () => {
      let compared = 0;
      settings.forEach((setting, seed) => {
        const data = dataFor(entry, setting, seed + 1);
        const { value, gradient } = evaluate(entry, data);
        const place = JSON.stringify({ ...setting, seed });
        expect(value, place).to.satisfy(Number.isFinite);
        data.prediction.forEach((_, i) => {
          const expected = slope(entry, data, i);
          if (Number.isNaN(expected)) return;
          compared++;
          const difference = Math.abs((gradient[i] ?? NaN) - expected);
          expect(difference, `${place}, element ${i}: ${gradient[i]} and ${expected}`).to.be.at.most(
            2e-6 * (1 + Math.abs(expected)),
          );
        });
      });
      expect(compared).to.be.greaterThan(0);
    }).timeout(20_000);
  }
});
