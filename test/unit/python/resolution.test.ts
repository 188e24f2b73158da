// Which loss a name means, by Python's rules of imports, scopes and attributes; and that doubt yields nothing.
import { expect } from 'chai';
import { useAtMark } from './read';

const TORCH = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
const BCE = 'torch.nn.BCELoss';
const MSE = 'torch.nn.MSELoss';

/** Code with ‸ at the place asked for, and the path it means; undefined for nothing. */
const ROWS: readonly (readonly [string, string | undefined])[] = [
  // imports and aliases
  ['import torch\ntorch.nn.‸BCELoss()', BCE],
  ['import torch.nn\ntorch.nn.‸BCELoss()', BCE],
  ['import torch.nn as N\nN.BCE‸Loss()', BCE],
  ['from torch import nn\nnn.BCELoss‸()', BCE],
  ['from torch import nn as neural\nneural.‸BCELoss()', BCE],
  ['from torch.nn import ‸BCELoss', BCE],
  ['from torch.nn import ‸BCELoss as B', BCE],
  ['from torch.nn import BCELoss as ‸B', BCE],
  ['from torch.nn import functional as F, BCELoss as B\n‸B()', BCE],
  [
    'from torch.nn import (\n  functional as F,\n  BCELoss as B,\n)\nF.‸mse_loss(a, b)',
    'torch.nn.functional.mse_loss',
  ],
  [
    'from torch.nn.functional import cross_entropy\n‸cross_entropy(a, b)',
    'torch.nn.functional.cross_entropy',
  ],
  ['from torch.nn.modules.loss import BCELoss\n‸BCELoss()', BCE],
  ['from torch.nn import *\n‸BCELoss()', BCE],
  ['from somewhere import *\n‸BCELoss()', undefined],
  ['import tensorflow as tf\ntf.keras.losses.‸Huber()', 'keras.losses.Huber'],
  ['from tensorflow import keras\nkeras.losses.‸Huber()', 'keras.losses.Huber'],
  ['from tensorflow.keras.losses import Huber as H\n‸H()', 'keras.losses.Huber'],
  ['import keras\nkeras.losses.‸mean_squared_error(a, b)', 'keras.losses.mean_squared_error'],
  ['from keras import losses\nlosses.‸Tversky()', 'keras.losses.Tversky'],
  ['import optax\noptax.‸l2_loss(a)', 'optax.l2_loss'],
  ['import optax\noptax.losses.‸l2_loss(a)', 'optax.l2_loss'],
  ['from sklearn import metrics\nmetrics.‸log_loss(a, b)', 'sklearn.metrics.log_loss'],
  ['from sklearn.metrics import f1_score\nprint(‸f1_score(a, b))', 'sklearn.metrics.f1_score'],
  ['from monai.losses import DiceCELoss\n‸DiceCELoss()', 'monai.losses.DiceCELoss'],
  ['from monai.losses.dice import DiceLoss\n‸DiceLoss()', 'monai.losses.DiceLoss'],
  [
    'import segmentation_models_pytorch as smp\nsmp.losses.‸DiceLoss("binary")',
    'segmentation_models_pytorch.losses.DiceLoss',
  ],
  ['from torchvision.ops import box_iou\n‸box_iou(a, b)', 'torchvision.ops.box_iou'],
  ['import torchvision\ntorchvision.ops.‸sigmoid_focal_loss(a, b)', 'torchvision.ops.sigmoid_focal_loss'],
  ['import torchmetrics\ntorchmetrics.‸JaccardIndex(task="binary")', 'torchmetrics.JaccardIndex'],
  [
    'from torchmetrics.classification import BinaryF1Score\n‸BinaryF1Score()',
    'torchmetrics.classification.BinaryF1Score',
  ],
  ['from scipy import stats\nstats.‸wasserstein_distance(a, b)', 'scipy.stats.wasserstein_distance'],
  [
    'from scipy.spatial import distance\ndistance.‸jensenshannon(a, b)',
    'scipy.spatial.distance.jensenshannon',
  ],
  ['import ot\not.‸emd2(a, b, M)', 'ot.emd2'],
  ['import cv2\ncv2.‸EMD(a, b, cv2.DIST_L2)', 'cv2.EMD'],
  [`${TORCH}nn.‸CTCLoss()`, 'torch.nn.CTCLoss'],
  [
    'try:\n  import tensorflow.keras as keras\nexcept ImportError:\n  import keras\nkeras.losses.‸Huber()',
    'keras.losses.Huber',
  ],
  ['try:\n  from torch.nn import BCELoss\nexcept ImportError:\n  BCELoss = None\n‸BCELoss()', BCE],
  ['if x:\n  from torch.nn import BCELoss as L\nelse:\n  from torch.nn import MSELoss as L\n‸L()', undefined],
  ['def f():\n  from torch.nn import BCELoss\n  return ‸BCELoss()', BCE],
  ['def f():\n  from torch.nn import BCELoss\n‸BCELoss()', undefined],
  // not a name of these libraries
  ['nn.‸BCELoss()', undefined],
  ['from other import BCELoss\n‸BCELoss()', undefined],
  ['from .losses import FocalLoss\n‸FocalLoss()', undefined],
  [`${TORCH}nn.‸Linear(1, 1)`, undefined],
  [`${TORCH}‸nn.BCELoss()`, undefined],
  [`${TORCH}f(‸BCELoss=1)`, undefined],
  ['x = "‸mse"', undefined],
  // variables
  [`${TORCH}L = nn.BCELoss\n‸L()`, BCE],
  [`${TORCH}‸criterion = nn.BCELoss()`, BCE],
  [`${TORCH}criterion = nn.BCELoss()\nloss = ‸criterion(a, b)`, BCE],
  [`${TORCH}criterion = nn.BCELoss()\ndef step():\n  return ‸criterion(a, b)`, BCE],
  [`${TORCH}criterion = nn.BCELoss().to(device)\n‸criterion(a, b)`, BCE],
  [`${TORCH}a, b = nn.BCELoss(), nn.MSELoss()\n‸b(x, y)`, MSE],
  [`${TORCH}a = b = nn.BCELoss()\n‸a(x, y)`, BCE],
  [`${TORCH}criterion: nn.Module = nn.BCELoss()\n‸criterion(a, b)`, BCE],
  [`${TORCH}loss = nn.BCELoss()(a, b)\n‸loss.backward()`, undefined],
  [`${TORCH}loss = F.mse_loss(a, b)\n‸loss.backward()`, undefined],
  [`${TORCH}c = nn.BCELoss()\nc = nn.MSELoss()\n‸c(a, b)`, MSE],
  [`${TORCH}c = nn.BCELoss()\n‸c(a, b)\nc = nn.MSELoss()`, BCE],
  [`${TORCH}c = nn.BCELoss()\nc = make()\n‸c(a, b)`, undefined],
  [`${TORCH}c = nn.BCELoss()\nif x:\n  c = nn.MSELoss()\n‸c(a, b)`, undefined],
  [`${TORCH}if x:\n  c = nn.BCELoss()\nelse:\n  c = nn.BCELoss(reduction="sum")\n‸c(a, b)`, BCE],
  [`${TORCH}c = nn.BCELoss()\nfor i in r:\n  ‸c(a, b)\n  c = nn.MSELoss()`, undefined],
  [`${TORCH}c = nn.BCELoss() if x else nn.MSELoss()\n‸c(a, b)`, undefined],
  // scopes and shadowing
  [`${TORCH}c = nn.BCELoss()\ndef f(c):\n  ‸c(a, b)`, undefined],
  [`${TORCH}def f(nn):\n  nn.‸BCELoss()`, undefined],
  [`${TORCH}def f():\n  F = make()\n  F.‸mse_loss(a, b)`, undefined],
  [`${TORCH}c = nn.BCELoss()\ndef f():\n  for c in cs:\n    ‸c(a, b)`, undefined],
  [`${TORCH}[‸c(a, b) for c in cs]`, undefined],
  [`${TORCH}c = nn.BCELoss()\nwith x as c:\n  ‸c(a, b)`, undefined],
  [`${TORCH}def f(loss_fn=F.‸mse_loss):\n  pass`, 'torch.nn.functional.mse_loss'],
  [`${TORCH}c = nn.BCELoss()\ndef f(c=‸c):\n  pass`, BCE],
  [`${TORCH}c = nn.MSELoss()\ndef f():\n  global c\n  ‸c(a, b)`, MSE],
  [`${TORCH}class A:\n  c = nn.BCELoss()\n  def f(self):\n    ‸c(a, b)`, undefined],
  // self
  [
    `${TORCH}class M(nn.Module):\n  def __init__(self):\n    self.criterion = nn.BCELoss()\n  def step(self):\n    return self.‸criterion(a, b)`,
    BCE,
  ],
  [`${TORCH}class M(nn.Module):\n  def __init__(self):\n    self.‸criterion = nn.BCELoss()`, BCE],
  [`${TORCH}class M:\n  criterion = nn.BCELoss()\n  def f(self):\n    return self.‸criterion(a, b)`, BCE],
  [
    `${TORCH}class A:\n  def __init__(self):\n    self.c = nn.BCELoss()\nclass B(A):\n  def f(self):\n    return self.‸c(a, b)`,
    BCE,
  ],
  [
    `${TORCH}class A:\n  def __init__(self, c):\n    self.c = c\n  def f(self):\n    return self.‸c(a, b)`,
    undefined,
  ],
  [
    `${TORCH}class A:\n  def __init__(self):\n    self.c = nn.BCELoss()\n  def g(self):\n    self.c = nn.MSELoss()\n  def f(self):\n    return self.‸c(a, b)`,
    undefined,
  ],
  [`${TORCH}class A:\n  def __init__(self):\n    self.c = nn.BCELoss()\nm = A()\nm.‸c(a, b)`, BCE],
  // passed by name, partial, dictionaries
  [`${TORCH}train(loss_fn=F.‸mse_loss)`, 'torch.nn.functional.mse_loss'],
  [
    `${TORCH}from functools import partial\nf = partial(F.cross_entropy, label_smoothing=0.1)\n‸f(a, b)`,
    'torch.nn.functional.cross_entropy',
  ],
  [`${TORCH}losses = {"bce": nn.BCELoss(), "mse": nn.MSELoss()}\nlosses‸["bce"](a, b)`, undefined],
  [`${TORCH}losses = {"bce": nn.BCELoss(), "mse": nn.MSELoss()}\nc = losses["mse"]\n‸c(a, b)`, MSE],
  [`${TORCH}losses = nn.ModuleDict({"bce": nn.BCELoss()})\nc = losses["bce"]\n‸c(a, b)`, BCE],
  [`${TORCH}losses = {"bce": nn.BCELoss()}\nc = losses[name]\n‸c(a, b)`, undefined],
  // Keras's strings
  ['model.compile("adam", "‸mse")', 'keras.compile.mse'],
  ['model.compile(optimizer="adam", loss="‸binary_crossentropy")', 'keras.compile.binary_crossentropy'],
  ['model.compile(loss={"a": "‸mse", "b": "mae"})', 'keras.compile.mse'],
  ['model.compile(loss={"‸mse": "mae"})', undefined],
  ['model.compile(loss=["mse", "‸mae"])', 'keras.compile.mae'],
  ['model.compile(loss="mse", metrics=["‸mae"])', 'keras.compile.mae'],
  ['model.compile("‸mse")', undefined],
  ['model.compile(loss="‸MeanSquaredError")', 'keras.losses.MeanSquaredError'],
  ['model.compile(metrics=["‸accuracy"])', 'keras.compile.accuracy'],
  ['model.compile(metrics=["mae", "‸Precision"])', 'keras.metrics.Precision'],
  ['model.compile(weighted_metrics=["‸AUC"])', 'keras.compile.AUC'],
  ['model.compile(metrics=["‸nothing_known"])', undefined],
  [
    'import keras\nmodel.compile(metrics=[keras.metrics.‸BinaryAccuracy(threshold=0.3)])',
    'keras.metrics.BinaryAccuracy',
  ],
  ['import keras\nm = keras.metrics.get("‸accuracy")', 'keras.compile.accuracy'],
  ['from keras.losses import get\nl = get("‸mse")', 'keras.compile.mse'],
  ['from os.path import get\nl = get("‸mse")', undefined],
  ['import tensorflow as tf\ntf.losses.‸MeanSquaredError()', 'keras.losses.MeanSquaredError'],
  ['import keras\nl = keras.losses.get("‸mse")', 'keras.compile.mse'],
  ['import keras\nl = keras.losses.get("mse")\n‸l(a, b)', 'keras.compile.mse'],
  ['l = d.get("‸mse")', undefined],
  // classes and functions of the file
  [`${TORCH}class MyLoss(nn.BCELoss):\n  pass\n‸MyLoss()`, BCE],
  [`${TORCH}class ‸MyLoss(nn.BCELoss):\n  pass`, BCE],
  [`${TORCH}class Other(nn.Module):\n  pass\n‸Other()`, undefined],
  [`${TORCH}def ‸helper(x):\n  pass`, undefined],
  [`${TORCH}class T:\n  def ‸mse_loss(self, x):\n    pass`, undefined],
];

describe('what a name in Python code means', () => {
  for (const [code, path] of ROWS)
    it(`${code.replace(TORCH, '').replaceAll('\n', ' ⏎ ')} is ${path ?? 'nothing'}`, async () => {
      expect((await useAtMark(code))?.path).to.equal(path);
    });

  it('says of a class of that name that it looks like it, and how its parameters differ', async () => {
    const use = await useAtMark(
      `${TORCH}class FocalLoss(nn.Module):\n  def __init__(self, gamma=2, size=3):\n    pass\nc = ‸FocalLoss(gamma=3)`,
    );
    expect(use).to.include({ certainty: 'looksLike', definedAs: 'FocalLoss' });
    expect(use?.differences?.adds).to.deep.equal(['size']);
    expect(use?.differences?.lacks).to.include('alpha');
  });

  it('settles a class that derives from a loss by what it hands to the loss', async () => {
    const handed = async (initialiser: string): Promise<string[]> => {
      const use = await useAtMark(
        `${TORCH}class Own(nn.CrossEntropyLoss):\n  def __init__(self, eps, *args, **more):\n    ${initialiser}\nc = Own(0.3)\n‸c(a, b)`,
      );
      expect(use?.certainty).to.equal('resolved');
      return (use?.arguments ?? []).map(({ name, text }) => `${name}=${text}`);
    };
    expect(await handed('super().__init__(label_smoothing=0.1)')).to.deep.equal(['label_smoothing=0.1']);
    expect(await handed('super(Own, self).__init__(ignore_index=0)')).to.deep.equal(['ignore_index=0']);
    expect(await handed('super().__init__(*args, **more)')).to.deep.equal(['weight=0.3']);
  });

  it('takes a class that derives from a loss for it, unless it computes anew', async () => {
    const derived = await useAtMark(`${TORCH}class L(nn.BCELoss):\n  pass\n‸L()`);
    expect(derived?.certainty).to.equal('resolved');
    const anew = await useAtMark(`${TORCH}class L(nn.BCELoss):\n  def forward(self, a, b):\n    pass\n‸L()`);
    expect(anew?.certainty).to.equal('looksLike');
  });
});
