// The surface without a page: its coordinates from declarations, its values by hand, its slopes by differences, and
// descents by the rules that the optimisers are known for.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import type { Declaration } from '../../../src/catalogue/declaration';
import type { Parameters } from '../../../src/protocol/compute';
import '../../../webview/optimizers/main';
import type { OptimizerName } from '../../../webview/optimizers/stepper';
import { defaultsOf } from '../../../webview/shared/declarationOf';
import {
  hasSpace,
  spaceOf,
  usualAxes,
  type Space,
} from '../../../webview/visualizer/views/surface/coordinates';
import { descend, STEPS } from '../../../webview/visualizer/views/surface/descent';
import { parseSurface } from '../../../webview/visualizer/views/surface/state';
import { surfaceOf, valueAt, type Surface } from '../../../webview/visualizer/views/surface/surfaceModel';

function spaceOfLoss(id: string, changes: Parameters = {}, wanted?: 'logit'): Space {
  const declaration = findDeclaration(id)!;
  const space = spaceOf(declaration, { ...defaultsOf(declaration), ...changes }, wanted);
  if (!hasSpace(space)) throw new Error(space.reason.en);
  return space;
}

function at(surface: Surface, x: number, y: number) {
  const { value, byX, byY } = surface.at(Float64Array.of(x), Float64Array.of(y));
  return { value: value[0]!, byX: byX[0]!, byY: byY[0]! };
}

/** Whether its gradient takes a part as constant, by its paper. */
function holds(declaration: Declaration, { params, layout }: Space): boolean {
  const form = declaration.form({ params, layout, labels: 'index', inputs: new Set() });
  return form.kind === 'samples' && form.held !== undefined;
}

describe('a surface', () => {
  it('has its axes from the declaration: p × γ, two pixels, two logits', () => {
    expect(usualAxes(spaceOfLoss('focal'))).deep.equal(['prediction.0', 'gamma']);
    expect(usualAxes(spaceOfLoss('dice'))).deep.equal(['prediction.0', 'prediction.1']);
    const classes = spaceOfLoss('cross_entropy', { input: 'logits' });
    expect(classes.coordinates.slice(0, 3).map(({ letter }) => letter)).deep.equal(['z₁', 'z₂', 'z₃']);
    expect(spaceOfLoss('bce').coordinates.map(({ id }) => id)).include('label.0');
  });

  it('of focal loss over p and γ is −(1 − p)^γ ln p, with both slopes', () => {
    const { value, byX, byY } = at(surfaceOf(spaceOfLoss('focal'), ['prediction.0', 'gamma'], {}), 0.3, 1.5);
    expect(value).closeTo(-(0.7 ** 1.5) * Math.log(0.3), 1e-14);
    expect(byX).closeTo(1.5 * 0.7 ** 0.5 * Math.log(0.3) - 0.7 ** 1.5 / 0.3, 1e-13);
    expect(byY).closeTo(Math.log(0.7) * value, 1e-14);
  });

  it('of Dice over two pixels, labels 1 and 0, is 1 − (2p₁ + s)/(p₁ + p₂ + 1 + s)', () => {
    const { value, byX, byY } = at(
      surfaceOf(spaceOfLoss('dice', { smooth: 1 }), ['prediction.0', 'prediction.1'], {}),
      0.3,
      0.6,
    );
    expect(value).closeTo(1 - 1.6 / 2.9, 1e-15);
    expect(byX).closeTo(-2 / 2.9 + 1.6 / 2.9 ** 2, 1e-14);
    expect(byY).closeTo(1.6 / 2.9 ** 2, 1e-14);
  });

  it('of a cross entropy of probabilities is drawn over the logits behind them: slopes p − y', () => {
    const surface = surfaceOf(
      spaceOfLoss('cross_entropy', { input: 'probabilities' }),
      ['prediction.0', 'prediction.1'],
      { 'prediction.2': 0 },
    );
    const { value, byX, byY } = at(surface, 0.5, -1);
    const sum = Math.exp(0.5) + Math.exp(-1) + 1;
    expect(value).closeTo(Math.log(sum) - 0.5, 1e-14);
    expect(byX).closeTo(Math.exp(0.5) / sum - 1, 1e-14);
    expect(byY).closeTo(Math.exp(-1) / sum, 1e-14);
  });

  it('has rows from the top, each cell at its centre', () => {
    const surface = surfaceOf(spaceOfLoss('mse'), ['prediction.0', 'label.0'], {});
    const grid = surface.grid(4);
    expect(grid[0]).closeTo((-2.25 - 2.25) ** 2, 1e-12);
    expect(grid[3]).closeTo(0, 1e-12);
    expect(grid[12]).closeTo(0, 1e-12);
  });

  it('has the slopes of its own values, or a reason, for every entry', () => {
    let drawn = 0;
    let compared = 0;
    for (const declaration of CATALOGUE) {
      const space = spaceOf(declaration, defaultsOf(declaration), undefined);
      if (!hasSpace(space)) {
        expect(space.reason.en, declaration.id).match(/\w/);
        expect(space.reason.zh, declaration.id).match(/./);
        continue;
      }
      drawn += 1;
      const surface = surfaceOf(space, usualAxes(space), {});
      for (const [u, v] of [
        [0.21, 0.34],
        [0.47, 0.78],
        [0.83, 0.12],
      ] as const) {
        const [x, y] = [valueAt(surface.x, u), valueAt(surface.y, v)];
        const { byX, byY } = at(surface, x, y);
        for (const [slope, moved, c] of [
          [byX, (h: number) => at(surface, x + h, y).value, surface.x],
          [byY, (h: number) => at(surface, x, y + h).value, surface.y],
        ] as const) {
          const h = 1e-5 * (c.range[1] - c.range[0]);
          const [wide, narrow] = [(moved(2 * h) - moved(-2 * h)) / (4 * h), (moved(h) - moved(-h)) / (2 * h)];
          // Kinks, and what is held constant for the gradient, differ from differences by right.
          if (!(Math.abs(wide - narrow) < 1e-6 * Math.max(1, Math.abs(narrow)))) continue;
          if (c.kind === 'prediction' && holds(declaration, space)) continue;
          compared += 1;
          expect(slope, `${declaration.id} ${c.id} at ${x}, ${y}`).closeTo(
            narrow,
            1e-5 * Math.max(1, Math.abs(narrow)),
          );
        }
      }
    }
    console.log(`        ${drawn} of ${CATALOGUE.length} have a surface, ${compared} slopes compared`);
    expect(drawn).above(60);
    expect(compared).above(300);
  });

  for (const [what, remembered] of [
    ['nothing', undefined],
    ['text', 'surface'],
    ['fields of the wrong form', { rate: -1, at: [1], optimizers: ['sgdm'], held: { a: 'b' }, x: 3 }],
  ] as const)
    it(`takes its defaults where ${what} was remembered`, () =>
      expect(parseSurface(remembered)).deep.include({ rate: 0.1, log: false, arrows: true, held: {} }));
});

describe('a descent', () => {
  const [start, rate] = [2.5, 0.05];
  const path = (optimizer: OptimizerName) => {
    // (ŷ − y)² with y = 0 and slope 2ŷ.
    const surface = surfaceOf(spaceOfLoss('mse'), ['prediction.0', 'label.0'], {});
    return descend(surface, [start, 0], rate, optimizer, globalThis.lossaryOptimizers!);
  };

  it('by SGD multiplies by 1 − 2η each step', () => {
    const { x, y, value } = path('sgd');
    expect(x).lengthOf(STEPS + 1);
    x.forEach((v, k) => expect(v).closeTo(start * 0.9 ** k, 1e-6));
    expect(new Set(y), 'a label is not trained').deep.equal(new Set([0]));
    expect(value[0]).closeTo(start ** 2, 1e-12);
  });

  it('by momentum keeps nine tenths of the last step', () => {
    let [x, v] = [start, 0];
    path('momentum').x.forEach((found) => {
      expect(found).closeTo(x, 1e-5);
      v = 0.9 * v + 2 * x;
      x -= rate * v;
    });
  });

  it('by Adam scales each step by the root of the mean square of slopes', () => {
    let [x, m, s] = [start, 0, 0];
    path('adam').x.forEach((found, k) => {
      expect(found).closeTo(x, 1e-4);
      const g = 2 * x;
      [m, s] = [0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g];
      x -= (rate * (m / (1 - 0.9 ** (k + 1)))) / (Math.sqrt(s / (1 - 0.999 ** (k + 1))) + 1e-7);
    });
  });

  it('keeps a probability inside of 0 and 1', () => {
    const surface = surfaceOf(spaceOfLoss('dice'), ['prediction.0', 'prediction.1'], {});
    const { x, y } = descend(surface, [0.2, 0.8], 2, 'momentum', globalThis.lossaryOptimizers!);
    for (const v of [...x, ...y]) expect(v).within(0, 1);
    expect(x.at(-1)).above(0.99);
    expect(y.at(-1)).below(0.01);
  });
});
