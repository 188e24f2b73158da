// Names in Python code: every one that the specification lists is there, each means one thing, and its convention is
// that of the library it comes from.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import { NOTE_ONLY } from '../../../src/catalogue/noteOnly';
import { CODE_NAMES } from './catalogueText';

const ALIASES = CATALOGUE.flatMap(({ id, aliases }) => aliases.map((alias) => ({ id, ...alias })));
const find = (path: string): (typeof ALIASES)[number] | undefined =>
  ALIASES.find((alias) => alias.path === path);

describe('names in Python code', () => {
  it('are all known', () => {
    const known = new Set([...ALIASES.map(({ path }) => path), ...NOTE_ONLY.flatMap(({ paths }) => paths)]);
    expect(CODE_NAMES.filter((name) => !known.has(name))).to.deep.equal([]);
  });

  it('mean one entry each', () => {
    const paths = [...ALIASES.map(({ path }) => path), ...NOTE_ONLY.flatMap(({ paths: noted }) => noted)];
    expect(paths.filter((path, i) => paths.indexOf(path) !== i)).to.deep.equal([]);
  });

  it('are dotted paths', () => {
    for (const { path } of ALIASES) expect(path).to.match(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/);
  });

  const rows: [string, string, object][] = [
    ['torch.nn.BCEWithLogitsLoss', 'bce', { params: { input: 'logits' } }],
    ['torch.nn.CrossEntropyLoss', 'cross_entropy', { params: { input: 'logits' } }],
    ['torch.nn.KLDivLoss', 'kl', { preset: 'torch mean' }],
    ['torchvision.ops.sigmoid_focal_loss', 'focal', { preset: 'torchvision', reduction: 'none' }],
    ['optax.l2_loss', 'mse', { preset: 'optax', reduction: 'none' }],
    ['monai.losses.DiceLoss', 'dice', { preset: 'MONAI' }],
    ['segmentation_models_pytorch.losses.DiceLoss', 'dice', { preset: 'smp', params: { input: 'logits' } }],
    ['tl.cost.dice_hard_coe', 'dice_score', { preset: 'dice_hard_coe' }],
    ['scipy.spatial.distance.jensenshannon', 'js', { preset: 'scipy' }],
    ['mmdet.models.losses.EIoULoss', 'eiou_loss', { preset: 'mmdet' }],
    ['torchmetrics.classification.MulticlassHingeLoss', 'multiclass_hinge', { preset: 'Crammer-Singer' }],
  ];
  for (const [path, id, convention] of rows) {
    it(`${path} is ${id} in its library's convention`, () => {
      expect(find(path)).to.deep.include({ id, ...convention });
    });
  }
});
