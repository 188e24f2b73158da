// Probing from declarations alone: every expected number follows from the formula by hand.
import { expect } from 'chai';
import { CATALOGUE, findDeclaration } from '../../../src/catalogue/catalogue';
import { canProbe, placesOn, probe, type Probe, type ProbeOptions } from '../../../src/catalogue/probe';
import type { Parameters } from '../../../src/protocol/compute';

function probeOf(id: string, changes: Parameters = {}, options: ProbeOptions = {}): Probe {
  const declaration = findDeclaration(id)!;
  const defaults = Object.fromEntries(declaration.parameters.map((p) => [p.name, p.default]));
  const made = probe(declaration, { ...defaults, ...changes }, options);
  if (!canProbe(made)) throw new Error(made.reason.en);
  return made;
}

function at(p: Probe, x: number, label: number): { loss: number; slope: number } {
  const { loss, slope } = p.evaluate(Float64Array.of(x), label);
  return { loss: loss[0]!, slope: slope[0]! };
}

interface Row {
  readonly what: string;
  readonly probe: () => Probe;
  readonly x: number;
  readonly label: number;
  readonly loss: number;
  readonly slope: number;
}

const rows: readonly Row[] = [
  {
    what: 'one sample of topk_percent, its cross entropy',
    probe: () => probeOf('topk_percent', {}, { layout: 'elements' }),
    x: 0.3,
    label: 1,
    loss: -Math.log(0.3),
    slope: -1 / 0.3,
  },
  {
    what: 'one pixel of lovasz_hinge, its hinge',
    probe: () => probeOf('lovasz_hinge'),
    x: 0.25,
    label: 1,
    loss: 0.75,
    slope: -1,
  },
  {
    what: 'one pixel of lovasz_softmax over the classes that are present: 1 − p',
    probe: () => probeOf('lovasz_softmax'),
    x: 0.3,
    label: 1,
    loss: 0.7,
    slope: -1,
  },
  {
    what: 'one pixel of lovasz_softmax over all 3 classes: 2(1 − p)/3',
    probe: () => probeOf('lovasz_softmax', { classes: 'all' }),
    x: 0.3,
    label: 1,
    loss: (2 * 0.7) / 3,
    slope: -2 / 3,
  },
  { what: 'mse', probe: () => probeOf('mse'), x: 1.5, label: 0, loss: 2.25, slope: 3 },
  {
    what: 'mse with a factor of ½',
    probe: () => probeOf('mse', { factor: 0.5 }),
    x: 1.5,
    label: 0.5,
    loss: 0.5,
    slope: 1,
  },
  {
    what: 'bce, label 1',
    probe: () => probeOf('bce'),
    x: 0.3,
    label: 1,
    loss: -Math.log(0.3),
    slope: -1 / 0.3,
  },
  {
    what: 'bce, label 0',
    probe: () => probeOf('bce'),
    x: 0.3,
    label: 0,
    loss: -Math.log(0.7),
    slope: 1 / 0.7,
  },
  {
    what: 'bce of probabilities against the logit: slope p − y',
    probe: () => probeOf('bce', {}, { axis: 'logit' }),
    x: Math.log(0.3 / 0.7),
    label: 1,
    loss: -Math.log(0.3),
    slope: 0.3 - 1,
  },
  {
    what: 'bce of logits against the probability',
    probe: () => probeOf('bce', { input: 'logits' }, { axis: 'probability' }),
    x: 0.3,
    label: 1,
    loss: -Math.log(0.3),
    slope: -1 / 0.3,
  },
  {
    // 1 − (2p + 1)/(p + 2), whose derivative is −3/(p + 2)²
    what: 'dice with s = 1, label 1',
    probe: () => probeOf('dice'),
    x: 0.3,
    label: 1,
    loss: 1 - 1.6 / 2.3,
    slope: -3 / 2.3 ** 2,
  },
  {
    // Each class a group: the label's has 1 − (2p + 1)/(p + 2), the other one 1 − 1/(1 − p + 1); the mean of both.
    what: 'dice of two classes, a value each class',
    probe: () => probeOf('dice', { per: 'class' }, { layout: 'classes', classes: 2 }),
    x: 0.3,
    label: 1,
    loss: (1 - 1.6 / 2.3 + 1 - 1 / 1.7) / 2,
    slope: (-3 / 2.3 ** 2 - 1 / 1.7 ** 2) / 2,
  },
  {
    // All classes one group: I = p, A = 1, B = 1.
    what: 'dice of four classes in one group',
    probe: () => probeOf('dice', {}, { layout: 'classes', classes: 4 }),
    x: 0.3,
    label: 1,
    loss: 1 - 1.6 / 3,
    slope: -2 / 3,
  },
  {
    what: 'cross entropy of probabilities',
    probe: () => probeOf('cross_entropy', {}, { classes: 4 }),
    x: 0.3,
    label: 1,
    loss: -Math.log(0.3),
    slope: -1 / 0.3,
  },
  {
    what: 'cross entropy of logits: slope p − 1',
    probe: () => probeOf('cross_entropy', { input: 'logits' }, { classes: 4 }),
    x: 0.5,
    label: 1,
    loss: Math.log(Math.exp(0.5) + 3) - 0.5,
    slope: Math.exp(0.5) / (Math.exp(0.5) + 3) - 1,
  },
  {
    what: 'cross entropy of logits against the probability',
    probe: () => probeOf('cross_entropy', { input: 'logits' }, { classes: 4, axis: 'probability' }),
    x: 0.3,
    label: 1,
    loss: -Math.log(0.3),
    slope: -1 / 0.3,
  },
  {
    what: 'cross entropy with a weight for each class: the true class is the first',
    probe: () => probeOf('cross_entropy', { weight: [2, 1, 1] }, { classes: 3 }),
    x: 0.3,
    label: 1,
    loss: -2 * Math.log(0.3),
    slope: -2 / 0.3,
  },
  {
    what: 'kl of two bins',
    probe: () => probeOf('kl'),
    x: 0.2,
    label: 0.6,
    loss: 0.6 * Math.log(3) + 0.4 * Math.log(0.5),
    slope: -0.6 / 0.2 + 0.4 / 0.8,
  },
  {
    // Unit boxes half a width apart: intersection ½, union and hull 1½.
    what: 'giou of overlapping boxes',
    probe: () => probeOf('giou_loss', { eps: 0 }),
    x: 0.5,
    label: 1,
    loss: 2 / 3,
    slope: 8 / 9,
  },
  {
    // Two widths apart: no overlap, union 2, hull 3: 2 − 2/(x + 1).
    what: 'giou of boxes apart, as centre and size',
    probe: () => probeOf('giou_loss', { eps: 0, boxFormat: 'cxcywh' }),
    x: 2,
    label: 1,
    loss: 4 / 3,
    slope: 2 / 9,
  },
  {
    // Two bins at 0 and 1: ∫|P − Q| = |q − p| of the first bin.
    what: 'wasserstein of two bins',
    probe: () => probeOf('wasserstein_1d'),
    x: 0.5,
    label: 0.3,
    loss: 0.2,
    slope: 1,
  },
  {
    // Equal unit boxes: aspect ratios agree, so that CIoU is DIoU: 1 − 1/3 + ρ²/c² with ρ² = ¼ and c² = 1.5² + 1.
    what: 'ciou, whose alpha is held',
    probe: () => probeOf('ciou_loss', { eps: 0 }),
    x: 0.5,
    label: 1,
    loss: 2 / 3 + 0.25 / 3.25,
    // d/dx of −(1 − x)/(1 + x) is 2/(1 + x)²; of x²/((1 + x)² + 1) the quotient rule.
    slope: 8 / 9 + (2 * 0.5 * 3.25 - 0.25 * 2 * 1.5) / 3.25 ** 2,
  },
];

describe('probing a loss from its declaration', () => {
  for (const row of rows) {
    it(row.what, () => {
      const { loss, slope } = at(row.probe(), row.x, row.label);
      expect(loss).closeTo(row.loss, 1e-12);
      expect(slope).closeTo(row.slope, 1e-12);
    });
  }

  it('says why a metric of counts has no curve', () => {
    const declaration = findDeclaration('precision')!;
    const made = probe(declaration, { threshold: 0.5, zeroDivision: 0 });
    expect(canProbe(made)).to.equal(false);
    expect(made).to.have.nested.property('reason.en').that.includes('hard decisions');
  });

  it('has the slope of its own curve everywhere', () => {
    for (const id of ['mse', 'bce', 'dice', 'cross_entropy', 'kl', 'giou_loss']) {
      const made = probeOf(id);
      const step = 1e-6;
      // Off the kinks of boxes that just touch or coincide.
      for (const x of placesOn(made.axis, 20)
        .map((v) => v + 0.0123)
        .filter((v) => made.axis !== 'probability' || v < 0.98)) {
        const [before, after] = made.evaluate(Float64Array.of(x - step, x + step), made.label.default).loss;
        const slope = (after! - before!) / (2 * step);
        expect(at(made, x, made.label.default).slope, `${id} at ${x}`).closeTo(
          slope,
          1e-5 * Math.max(1, Math.abs(slope)),
        );
      }
    }
  });

  for (const { what, of, x, label, curvature } of [
    { what: 'mse: 2', of: () => probeOf('mse'), x: 1.5, label: 0, curvature: 2 },
    { what: 'bce: 1/p²', of: () => probeOf('bce'), x: 0.3, label: 1, curvature: 1 / 0.09 },
    {
      what: 'bce, label 0.6: 0.6/p² + 0.4/(1 − p)²',
      of: () => probeOf('bce'),
      x: 0.3,
      label: 0.6,
      curvature: 0.6 / 0.09 + 0.4 / 0.49,
    },
    {
      what: 'bce of probabilities against the logit: p(1 − p)',
      of: () => probeOf('bce', {}, { axis: 'logit' }),
      x: Math.log(0.3 / 0.7),
      label: 1,
      curvature: 0.3 * 0.7,
    },
    {
      what: 'cross entropy of three classes against the logit of the true one: p(1 − p)',
      of: () => probeOf('cross_entropy', { input: 'logits' }),
      x: Math.log(2 * (0.3 / 0.7)),
      label: 1,
      curvature: 0.3 * 0.7,
    },
    {
      what: 'bce of logits against the probability: 1/p²',
      of: () => probeOf('bce', { input: 'logits' }, { axis: 'probability' }),
      x: 0.3,
      label: 1,
      curvature: 1 / 0.09,
    },
    { what: 'dice, s = 1: 6/(p + 2)³', of: () => probeOf('dice'), x: 0.3, label: 1, curvature: 6 / 2.3 ** 3 },
  ])
    it(`has the second derivative of ${what}`, () =>
      expect(of().curvature(Float64Array.of(x), label)[0]).closeTo(curvature, 1e-9));

  it('has the second derivative of its own slope, for every entry on every axis', () => {
    let compared = 0;
    const step = 1e-5;
    for (const { id, parameters } of CATALOGUE) {
      const params = Object.fromEntries(parameters.map((p) => [p.name, p.default]));
      const first = probe(findDeclaration(id)!, params, { find: findDeclaration });
      if (!canProbe(first)) continue;
      for (const axis of first.axes) {
        const wanted = axis === 'probability' || axis === 'logit' ? { axis } : {};
        const made = probe(findDeclaration(id)!, params, { find: findDeclaration, ...wanted });
        if (!canProbe(made)) continue;
        const places = placesOn(axis, 9).map((v) => (axis === 'probability' ? 0.1 + 0.8 * v : v) + 0.0123);
        for (const x of places) {
          const label = made.label.default;
          const near = Float64Array.of(x - step, x - step / 2, x + step / 2, x + step);
          const [a, b, c, d] = made.evaluate(near, label).slope as unknown as [
            number,
            number,
            number,
            number,
          ];
          const [wide, narrow] = [(d - a) / (2 * step), (c - b) / step];
          // A kink, or a slope too steep for differences: the two widths then disagree.
          if (!(Math.abs(wide - narrow) < 1e-5 * Math.max(1, Math.abs(narrow)))) continue;
          compared += 1;
          const [here] = made.curvature(Float64Array.of(x), label);
          expect(here, `${id} at ${axis} ${x}`).closeTo(narrow, 1e-4 * Math.max(1, Math.abs(narrow)));
        }
      }
    }
    expect(compared).to.be.above(500);
  });
});
