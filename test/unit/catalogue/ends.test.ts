// Every number parameter at the ends of its slider, and every other one at its least: values and gradients of
// probabilities away from 0 and 1 stay finite.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Declaration, NumberParameter } from '../../../src/catalogue/declaration';
import { dataFor, settingsOf } from './cases';
import { evaluate } from './evaluateForm';

/** Ends at which a formula has no finite value by definition. */
const INFINITE: Readonly<Record<string, string>> = {
  'mape.floor': 'a target of 0',
};

function endsOf({ slider, min, max }: NumberParameter): number[] {
  return [...new Set([...(slider ?? []), min, max])].filter((end) => Number.isFinite(end));
}

function numbersOf(entry: Declaration): NumberParameter[] {
  return entry.parameters.filter(
    (parameter): parameter is NumberParameter =>
      parameter.kind === 'number' && !['classAxis', 'ignoreIndex', 'spatialDims'].includes(parameter.name),
  );
}

describe('parameters at their ends', () => {
  for (const entry of CATALOGUE) {
    const parameters = numbersOf(entry);
    const [setting] = settingsOf(entry);
    if (setting === undefined || parameters.length === 0 || entry.noGradient !== undefined) continue;
    const form = entry.form(setting);
    if (form.kind !== 'samples' && form.kind !== 'groups') continue;
    it(`${entry.id}: ${parameters.map(({ name }) => name).join(', ')}`, () => {
      for (const parameter of parameters) {
        if (INFINITE[`${entry.id}.${parameter.name}`] !== undefined) continue;
        for (const end of endsOf(parameter)) {
          const at = { ...setting, params: { ...setting.params, [parameter.name]: end } };
          const { value, gradient } = evaluate(entry, dataFor(entry, at, 7));
          expect(value, `${parameter.name} ${end}`).to.satisfy(Number.isFinite);
          for (const g of gradient)
            expect(g, `gradient, ${parameter.name} ${end}`).to.satisfy(Number.isFinite);
        }
      }
    }).timeout(20_000);
  }
});
