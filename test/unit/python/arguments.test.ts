// What a call's arguments settle, in the catalogue's names.
import { expect } from 'chai';
import type { Parameters, Reduction } from '../../../src/protocol/compute';
import { useAtMark } from './read';

const TORCH = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

const ROWS: readonly (readonly [string, Parameters, Reduction?])[] = [
  ['nn.‸HuberLoss(delta=2)', { delta: 2 }],
  ['nn.‸HuberLoss("sum", 0.5)', { delta: 0.5 }, 'sum'],
  ['nn.‸SmoothL1Loss(beta=1e-5)', { beta: 1e-5 }],
  ['nn.‸SmoothL1Loss(beta=2 / 4)', { beta: 0.5 }],
  ['b = 0.25\nnn.‸SmoothL1Loss(beta=b)', { beta: 0.25 }],
  ['b = 0.25\nb = 0.5\nnn.‸SmoothL1Loss(beta=b)', {}],
  ['nn.‸SmoothL1Loss(beta=f(x))', {}],
  ['nn.‸CrossEntropyLoss(ignore_index=-1)', { input: 'logits', ignoreIndex: -1 }],
  ['nn.‸CrossEntropyLoss(weight=torch.tensor([1.0, 2.0]))', { input: 'logits', weight: [1, 2] }],
  [
    'nn.‸CrossEntropyLoss(label_smoothing=0.1, reduction="none")',
    { input: 'logits', labelSmoothing: 0.1 },
    'none',
  ],
  ['c = nn.CrossEntropyLoss(label_smoothing=0.1)\n‸c(x, y)', { input: 'logits', labelSmoothing: 0.1 }],
  ['F.‸cross_entropy(x, y, ignore_index=255)', { input: 'logits', ignoreIndex: 255 }],
  ['nn.‸MSELoss(size_average=False)', {}, 'sum'],
  ['nn.‸MSELoss(reduce=False)', {}, 'none'],
  ['nn.‸MSELoss(False, True)', {}, 'sum'],
  ['nn.‸KLDivLoss(reduction="batchmean")', { divideBy: 'rows' }],
  [
    'import keras\nkeras.losses.‸BinaryCrossentropy(from_logits=True, label_smoothing=.1)',
    { input: 'logits', labelSmoothing: 0.1 },
  ],
  ['import keras\nkeras.losses.‸Huber(delta=2.0, reduction="sum")', { delta: 2 }, 'sum'],
  [
    'from monai.losses import DiceLoss\n‸DiceLoss(sigmoid=True, squared_pred=True)',
    { input: 'logits', denominator: 'squared' },
  ],
  ['from functools import partial\nf = partial(F.huber_loss, delta=3)\n‸f(x, y)', { delta: 3 }],
  ['class L(nn.HuberLoss):\n  pass\n‸L(delta=4)', { delta: 4 }],
];

describe('what the arguments of a loss say', () => {
  for (const [code, params, reduction = 'mean'] of ROWS)
    it(code.replaceAll('\n', ' ⏎ '), async () => {
      const use = await useAtMark(TORCH + code);
      expect(use?.params).to.deep.equal(params);
      expect(use?.reduction).to.equal(reduction);
    });

  it('keeps what is no literal as it stands', async () => {
    const use = await useAtMark(`${TORCH}nn.‸BCEWithLogitsLoss(pos_weight=ratio(x))`);
    expect(use?.arguments[0]).to.include({ name: 'pos_weight', text: 'ratio(x)', parameter: 'posWeight' });
    expect(use?.arguments[0]).not.to.have.property('value');
  });

  it('gives what a call computes from', async () => {
    const use = await useAtMark(`${TORCH}c = nn.MSELoss()\nc‸(torch.tensor([1., 2.]), target)`);
    expect(use?.inputs?.map(({ name, text, value }) => ({ name, text, value }))).to.deep.equal([
      { name: 'input', text: 'torch.tensor([1., 2.])', value: [1, 2] },
      { name: 'target', text: 'target', value: undefined },
    ]);
  });
});
