// Suggestions for misspelt ids, parameters and presets.
import { expect } from 'chai';
import { nearest, nearestOf } from '../../../src/catalogue/catalogue';

describe('nearest', () => {
  const rows: [string, string][] = [
    ['fcoal', 'focal'],
    ['crossentropy', 'cross_entropy'],
    ['Dice', 'dice'],
    ['tverksy', 'tversky'],
    ['BCEWithLogitsLos', 'bce'],
    ['wasserstein1d', 'wasserstein_1d'],
    ['huasdorff95', 'hausdorff95'],
    ['giou', 'box_giou'],
  ];
  for (const [wanted, id] of rows) {
    it(`takes “${wanted}” for ${id}`, () => {
      expect(nearest(wanted)[0]).to.equal(id);
    });
  }

  it('suggests nothing for what is like nothing', () => {
    expect(nearest('zzzzzzzz')).to.deep.equal([]);
  });

  it('suggests names of a list, nearest first', () => {
    expect(nearestOf('smoth', ['per', 'smooth', 'input'])).to.deep.equal(['smooth']);
    expect(nearestOf('torchvison', ['form 1', 'torchvision', 'keras'])).to.deep.equal(['torchvision']);
    expect(nearestOf('gmama', ['gamma', 'alpha'])).to.deep.equal(['gamma']);
  });
});
