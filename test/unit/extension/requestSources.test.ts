// Sources of a request: files with selectors, and arrays written out.
import { expect } from 'chai';
import { filesOf, isInline, joinSource, splitSource } from '../../../src/extension/requestSources';

describe('sources of a request', () => {
  for (const [source, file, selector] of [
    ['preds.npz#probs', 'preds.npz', 'probs'],
    ['a/table.csv#p0,p1', 'a/table.csv', 'p0,p1'],
    ['run #3/preds.npy', 'run #3/preds.npy', undefined],
    ['run #3/preds.npz#net/out', 'run #3/preds.npz', 'net/out'],
    ['preds.npz#a.npy', 'preds.npz', 'a.npy'],
    ['table.csv#a#b', 'table.csv', 'a#b'],
    ['volume.h5#/net/out', 'volume.h5', '/net/out'],
    ['preds.NPY', 'preds.NPY', undefined],
  ] as const) {
    it(`takes ${source} apart`, () => {
      const named = splitSource(source);
      expect(named).to.deep.equal(selector === undefined ? { file } : { file, selector });
      expect(joinSource(named)).to.equal(source);
    });
  }

  for (const [source, inline] of [
    ['[0.1, 0.9]', true],
    ['  np.array([1, 2])', true],
    ['torch.tensor([[1.]], dtype=torch.float32)', true],
    ['(1, 2)', true],
    ['0.1 0.9 1e-3', true],
    ['preds(1).npy', false],
    ['preds.npz#probs', false],
    ['C:\\runs\\preds.npy', false],
    ['2024-01-02', true],
    ['2024.npy', false],
  ] as const) {
    it(`${source} is ${inline ? 'an array' : 'a file'}`, () => expect(isInline(source)).to.equal(inline));
  }

  it('names every file once', () => {
    const files = filesOf({
      compute: [{ id: 'mse' }],
      prediction: 'a.npz#p',
      label: 'a.npz#y',
      inputs: { weights: '[1, 2]', cost: 'c.npy', positions: [0, 1] },
    });
    expect(files).to.deep.equal(['a.npz', 'c.npy']);
  });
});
