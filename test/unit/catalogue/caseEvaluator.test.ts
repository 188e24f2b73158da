// Small cases, as the views evaluate them: equal to what the worker says of the same numbers, for every entry that is
// an expression, in each of its settings; and derivatives by parameters equal to central differences.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import { caseEvaluator, type CaseShape } from '../../../src/catalogue/caseEvaluator';
import type { Declaration, Setting } from '../../../src/catalogue/declaration';
import type { ComputeRequest, Nested, Parameters } from '../../../src/protocol/compute';
import { run } from '../../../src/worker/run/run';
import { memory } from '../run/support';
import { dataFor, settingsOf } from './cases';

const CASES = 3;

/** The numbers of a few cases: four elements each, or one sample, distribution or pair of boxes. */
function casesOf(entry: Declaration, setting: Setting) {
  const perCase = setting.layout === 'elements' || setting.layout === 'boxes' ? 4 : 3;
  const byIndex = setting.layout === 'classes' && setting.labels === 'index';
  const drawn = Array.from({ length: CASES }, (_, i) => dataFor(entry, setting, 7 + i));
  return {
    shape: {
      layout: setting.layout,
      columns: setting.layout === 'boxes' ? 1 : perCase,
      labels: setting.labels,
    } satisfies CaseShape,
    predictions: drawn.map(({ prediction }) => prediction.slice(0, perCase)),
    labels: drawn.map(({ label = [] }) => label.slice(0, byIndex ? 1 : perCase)),
    byIndex,
  };
}

async function fromWorker(request: ComputeRequest) {
  const answer = await run(request, memory, {
    signal: new AbortController().signal,
    progress: () => {},
  });
  if (!answer.ok) return answer.error.message;
  const [{ value, gradient } = { value: NaN, gradient: undefined }] = answer.results;
  return { value: value as number, gradient: ((gradient ?? []) as Nested[]).flat(9) as number[] };
}

const close = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

describe('small cases', () => {
  let compared = 0;
  after(() => console.log(`        ${compared} cases compared with the worker`));

  for (const entry of CATALOGUE) {
    it(`of ${entry.id} are what the worker says`, async () => {
      for (const plain of settingsOf(entry)) {
        const setting = { ...plain, inputs: new Set<string>() };
        const { shape, predictions, labels, byIndex } = casesOf(entry, setting);
        const evaluator = caseEvaluator(entry, setting.params, shape, findDeclaration);
        if (evaluator === undefined) continue;
        const { value, gradient } = evaluator.evaluate({
          cases: CASES,
          prediction: Float64Array.from(predictions.flat()),
          label: Float64Array.from(labels.flat()),
        });
        // Elements are one image of one class; equal shapes are classes only where the axis says so.
        const { layout, params } = setting;
        const laid = (numbers: readonly number[]): Nested[] =>
          layout === 'elements' ? [[numbers]] : [numbers];
        const axis: Parameters =
          layout === 'classes' && entry.layouts[0] === 'elements' ? { classAxis: 1 } : {};
        if (!byIndex && layout === 'classes' && entry.layouts[0] === 'elements' && !('classAxis' in params))
          continue;
        for (let i = 0; i < CASES; i++) {
          const label = labels[i]!;
          const said = await fromWorker({
            compute: [{ id: entry.id, params: { ...params, ...axis } }],
            prediction: laid(predictions[i]!),
            ...(label.length === 0 || entry.label(setting.params, setting.layout) === 'none'
              ? {}
              : { label: byIndex ? label : laid(label) }),
            gradient: true,
          });
          if (typeof said === 'string') continue; // what the worker refuses, no view asks
          compared += 1;
          const what = JSON.stringify([shape, setting.params, predictions[i], label]);
          expect(close(value[i]!, said.value), `${value[i]} ≠ ${said.value}: ${what}`).to.equal(true);
          const width = predictions[i]!.length;
          said.gradient.forEach((g, k) => {
            const here = gradient[i * width + k]!;
            expect(close(here, g), `∂${k} ${here} ≠ ${g}: ${what}`).to.equal(true);
          });
        }
      }
    });
  }

  it('are compared in hundreds', () => expect(compared).to.be.above(500));

  it('give the derivative by a parameter, each case with its own', () => {
    const focal = findDeclaration('focal')!;
    const params = { gamma: 2, alpha: 0.25, clip: 0, labelSmoothing: 0, input: 'probabilities' };
    const evaluator = caseEvaluator(focal, params, { layout: 'elements', columns: 1 }, findDeclaration, [
      'gamma',
      'alpha',
    ])!;
    const gammas = [0.5, 1, 2, 3];
    const at = (shift: number) =>
      evaluator.evaluate({
        cases: 4,
        prediction: Float64Array.of(0.1, 0.4, 0.6, 0.9),
        label: Float64Array.of(1),
        varied: { gamma: Float64Array.from(gammas, (g) => g + shift), alpha: new Float64Array(4).fill(0.25) },
      });
    const h = 1e-5;
    const [low, here, high] = [at(-h), at(0), at(h)];
    gammas.forEach((gamma, i) => {
      const p = [0.1, 0.4, 0.6, 0.9][i]!;
      expect(here.value[i]).to.be.closeTo(-0.25 * (1 - p) ** gamma * Math.log(p), 1e-15);
      const difference = (high.value[i]! - low.value[i]!) / (2 * h);
      expect(here.byParameter['gamma']![i]).to.be.closeTo(difference, 1e-9);
      expect(here.byParameter['alpha']![i]).to.be.closeTo(here.value[i]! / 0.25, 1e-14);
    });
  });
});
