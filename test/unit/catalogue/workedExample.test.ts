// The worked example that every region loss must reproduce, to the four digits it is printed with.
import { expect } from 'chai';
import { evaluate } from './evaluateForm';

const MASK = { rows: 4, prediction: [0.3, 0.2, 0.3, 0.2], label: [0, 1, 0, 1] };
const CLASSES = {
  rows: 1,
  columns: 4,
  layout: 'classes' as const,
  labels: 'index' as const,
  prediction: [0.1, 0.5, 0.1, 0.3],
  label: [2],
};

describe('the worked example', () => {
  const rows: [string, string, Record<string, number | string>, number][] = [
    ['Dice form 1', 'dice', { smooth: 0 }, 0.7333],
    ['Dice form 2, s = 1', 'dice', { smooth: 1 }, 0.55],
    ['Dice form 3, s = 0', 'dice', { smooth: 0, denominator: 'squared' }, 0.646],
    ['Dice form 3, s = 1', 'dice', { smooth: 1, denominator: 'squared' }, 0.4479],
    ['IoU loss, s = 0', 'soft_iou', { smooth: 0 }, 0.8462],
  ];
  for (const [name, id, params, expected] of rows) {
    it(`${name} is ${expected}`, () => {
      expect(evaluate(id, { ...MASK, params }).value).to.be.closeTo(expected, 5e-5);
    });
  }

  it('cross entropy form 1 is −ln .1 = 2.3026', () => {
    expect(evaluate('cross_entropy', CLASSES).value).to.be.closeTo(2.3026, 5e-5);
  });

  it('cross entropy form 2 is 3.4578, from probabilities and from their logits alike', () => {
    expect(evaluate('cross_entropy_all', CLASSES).value).to.be.closeTo(3.4578, 5e-5);
    const logits = { ...CLASSES, prediction: CLASSES.prediction.map(Math.log), params: { input: 'logits' } };
    expect(evaluate('cross_entropy_all', logits).value).to.be.closeTo(3.4578, 5e-5);
  });
});
