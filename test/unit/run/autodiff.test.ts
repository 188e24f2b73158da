// The symbolic gradient of every entry against TensorFlow.js's automatic differentiation, on data of its domain.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import type { Declaration, Layout } from '../../../src/catalogue/declaration';
import type { ComputeRequest, Nested, Parameters } from '../../../src/protocol/compute';
import { compute, random } from './support';

const ROWS = 24;
const COLUMNS = 4;

function numbers(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

function distribution(draw: () => number): number[] {
  const raw = numbers(COLUMNS, () => 0.1 + draw());
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((v) => v / sum);
}

function box(draw: () => number): number[] {
  const [x, y] = [4 * draw(), 4 * draw()];
  return [x, y, x + 1 + 3 * draw(), y + 1 + 3 * draw()];
}

/** One element of a prediction of this domain. */
function element(domain: ReturnType<Declaration['prediction']>, draw: () => number): number {
  if (domain === 'probability') return 0.05 + 0.9 * draw();
  return domain === 'logProbability' ? -3 * draw() - 0.1 : 4 * draw() - 2;
}

function data(
  declaration: Declaration,
  params: Parameters,
  layout: Layout,
  draw: () => number,
): Pick<ComputeRequest, 'prediction' | 'label'> {
  const domain = declaration.prediction(params);
  const rows = <T>(make: () => T): T[] => Array.from({ length: ROWS }, make);
  if (layout === 'boxes') return { prediction: rows(() => box(draw)), label: rows(() => box(draw)) };
  if (layout === 'distributions') {
    const real = domain !== 'distribution';
    const row = real
      ? (): number[] => numbers(COLUMNS, () => 2 * draw() - 1)
      : (): number[] => distribution(draw);
    return { prediction: rows(row), label: rows(row) };
  }
  if (layout === 'classes') {
    const row =
      domain === 'probability'
        ? (): number[] => distribution(draw)
        : (): number[] => numbers(COLUMNS, () => element(domain, draw));
    return { prediction: rows(row), label: rows(() => Math.floor(COLUMNS * draw())) };
  }
  const labels: Record<string, () => Nested> = {
    binary: () => Math.round(draw()),
    sign: () => (draw() < 0.5 ? -1 : 1),
    real: () => 4 * draw() - 2 + (domain === 'real' && declaration.id === 'msle' ? 3 : 0),
  };
  const label = labels[declaration.label(params, layout)] ?? labels['real'];
  const prediction = rows(() => element(domain, draw) + (declaration.id === 'msle' ? 3 : 0));
  return declaration.label(params, layout) === 'none'
    ? { prediction }
    : { prediction, label: rows(label as () => Nested) };
}

/** Every value of `input`, each with the entry's other defaults. */
function settings(declaration: Declaration): Parameters[] {
  const input = declaration.parameters.find((p) => p.name === 'input');
  const weights = Array.from({ length: COLUMNS }, (_, k) => k + 0.5);
  const defaults = Object.fromEntries(
    declaration.parameters.map((p) => [
      p.name,
      p.kind === 'vector' && p.required === true ? weights : p.default,
    ]),
  );
  if (input?.kind !== 'choice') return [defaults];
  return input.choices.map((choice) => ({ ...defaults, input: choice }));
}

const SPECIAL = new Set(['points', 'detections']);

describe('the symbolic gradient against automatic differentiation', () => {
  for (const declaration of CATALOGUE) {
    // What is put together at run time has the gradient of its parts.
    if (declaration.noGradient !== undefined || declaration.family === 'compound') continue;
    for (const layout of declaration.layouts.filter((name) => !SPECIAL.has(name))) {
      for (const params of settings(declaration)) {
        if (Object.values(declaration.inputs ?? {}).some(({ required }) => required)) continue;
        const title = `${declaration.id}, ${layout}${'input' in params ? `, ${String(params['input'])}` : ''}`;
        const kind = declaration.form({ params, layout, labels: 'index', inputs: new Set() }).kind;
        if (kind !== 'samples' && kind !== 'groups') continue;
        it(title, async () => {
          const draw = random(declaration.id.length * 7919 + title.length);
          const request = {
            compute: [{ id: declaration.id, params }],
            ...data(declaration, params, layout, draw),
            view: true,
          };
          const { view } = await compute(request);
          expect(view?.autodiff?.skipped).to.equal(undefined);
          expect(view?.autodiff?.largestDifference).to.be.below(1e-4);
          expect(view?.autodiff?.elements).to.be.greaterThan(0);
        });
      }
    }
  }
});
