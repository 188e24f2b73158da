// Which of two arrays is the label: by its name first, then by what it holds.
import { expect } from 'chai';
import { guessLabel, namesFor, type Candidate } from '../../../src/extension/commands/guessRoles';

const floats = { shape: [10], dtype: 'float32', sample: { min: 0, max: 1, integers: false, distinct: 10 } };
const wholeFloats = {
  shape: [10],
  dtype: 'float64',
  sample: { min: 0, max: 1, integers: true, distinct: 2 },
};
const ints = { shape: [10], dtype: 'int64', sample: { min: 0, max: 1, integers: true, distinct: 2 } };

const ROWS: readonly (readonly [prediction: Candidate, label: Candidate, because: string])[] = [
  [{ name: 'probs.npy' }, { name: 'labels.npy' }, 'name'],
  [{ name: 'pred_mask.npy' }, { name: 'mask.npy' }, 'name'],
  [{ name: 'y_pred' }, { name: 'y_true' }, 'name'],
  [{ name: 'y_pred' }, { name: 'y' }, 'name'],
  [{ name: 'a.npy' }, { name: 'groundTruth.npy' }, 'name'],
  [{ name: 'logits.npz' }, { name: 'b.npy' }, 'name'],
  [{ name: 'q.npy' }, { name: 'p.npy' }, 'name'],
  [{ name: 'a.npy', array: floats }, { name: 'b.npy', array: ints }, 'wholeNumbers'],
  [{ name: 'a.npy', array: floats }, { name: 'b.npy', array: wholeFloats }, 'wholeNumbers'],
  [
    { name: 'a.npy', array: { shape: [10, 3], dtype: 'float32' } },
    { name: 'b.npy', array: { shape: [10], dtype: 'float32' } },
    'fewerAxes',
  ],
  // a name says more than the content: labels may be soft, predictions may be hard
  [{ name: 'preds.npy', array: ints }, { name: 'labels.npy', array: floats }, 'name'],
];

describe('guessing the label', () => {
  for (const [prediction, label, because] of ROWS) {
    it(`${label.name}, not ${prediction.name}, by ${because}`, () => {
      expect(guessLabel(prediction, label)).to.have.property('label', 1);
      expect(guessLabel(label, prediction)).to.have.property('label', 0);
      expect(guessLabel(prediction, label).because).to.include(because);
    });
  }

  it('takes the second, and says that nothing spoke for it', () => {
    const guess = guessLabel({ name: 'a.npy', array: floats }, { name: 'b.npy', array: floats });
    expect(guess).to.deep.equal({ label: 1, because: [] });
  });

  it('finds columns by what they are called', () => {
    const columns = ['id', 'prediction', 'target', 'sigma'];
    expect(namesFor('prediction', columns)).to.deep.equal(['prediction']);
    expect(namesFor('label', columns)).to.deep.equal(['target']);
    expect(namesFor('prediction', ['p0', 'p1', 'p2', 'label'])).to.deep.equal(['p0', 'p1', 'p2']);
    expect(namesFor('label', ['a', 'b'])).to.deep.equal([]);
  });
});
