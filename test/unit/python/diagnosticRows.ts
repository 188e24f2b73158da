// Snippets of real idioms for the rules: some that a rule must speak about, and more that none may.

/** Code, the rule that speaks (undefined: none), and the code after its fix. */
export const ROWS: readonly (readonly [code: string, rule?: string, fixed?: string])[] = [
  ['nn.MSELoss(size_average=False)', 'deprecatedReduction', 'nn.MSELoss(reduction="sum")'],
  ['nn.MSELoss(reduce=False)', 'deprecatedReduction', 'nn.MSELoss(reduction="none")'],
  [
    'F.mse_loss(a, b, size_average=True, reduce=False)',
    'deprecatedReduction',
    'F.mse_loss(a, b, reduction="none")',
  ],
  ['nn.BCELoss(reduction="mean", size_average=False)', 'deprecatedReduction', 'nn.BCELoss(reduction="sum")'],
  ['F.l1_loss(a, b, size_average=True)', 'deprecatedReduction', 'F.l1_loss(a, b, reduction="mean")'],
  ['nn.MSELoss(reduction="sum")'],
  ['def f(mean):\n  return nn.MSELoss(size_average=mean)'],
  ['nn.MSELoss(size_average=None, reduce=None, reduction="sum")'],
  ['nn.MSELoss(**options)'],
  ['class MSELoss: pass\nMSELoss(size_average=False)'],
  ['torch.sum(a, reduce=False)'],

  ['nn.KLDivLoss()', 'klDivMean', 'nn.KLDivLoss(reduction="batchmean")'],
  ['nn.KLDivLoss(reduction="mean")', 'klDivMean', 'nn.KLDivLoss(reduction="batchmean")'],
  ['F.kl_div(p, q)', 'klDivMean', 'F.kl_div(p, q, reduction="batchmean")'],
  [
    'F.kl_div(p, q, reduction="mean", log_target=True)',
    'klDivMean',
    'F.kl_div(p, q, reduction="batchmean", log_target=True)',
  ],
  ['nn.KLDivLoss(log_target=True)', 'klDivMean', 'nn.KLDivLoss(log_target=True, reduction="batchmean")'],
  ['nn.KLDivLoss(reduction="batchmean")'],
  ['F.kl_div(p, q, reduction="none").sum(-1).mean()'],
  ['k = nn.KLDivLoss(reduction="batchmean")\nk(p, q)'],
  ['F.kl_div(p, q, None, None, "batchmean")'],
  ['F.kl_div(p, q, **options)'],
  ['def f(r):\n  return F.kl_div(p, q, reduction=r)'],

  [
    'nn.BCEWithLogitsLoss(pos_weight=3.5)',
    'posWeightNumber',
    'nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.5))',
  ],
  [
    'nn.BCEWithLogitsLoss(pos_weight=3)',
    'posWeightNumber',
    'nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0))',
  ],
  [
    'W = 3.0\nnn.BCEWithLogitsLoss(pos_weight=W)',
    'posWeightNumber',
    'W = 3.0\nnn.BCEWithLogitsLoss(pos_weight=torch.tensor(W))',
  ],
  [
    'F.binary_cross_entropy_with_logits(z, y, pos_weight=9 / 1)',
    'posWeightNumber',
    'F.binary_cross_entropy_with_logits(z, y, pos_weight=torch.tensor(9 / 1))',
  ],
  ['nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0))'],
  ['nn.BCEWithLogitsLoss(pos_weight=2 * torch.tensor(3.0))'],
  ['w = torch.tensor([3.0])\nnn.BCEWithLogitsLoss(pos_weight=w)'],
  ['def f(w):\n  return nn.BCEWithLogitsLoss(pos_weight=w)'],
  ['w = 3.0\nw = torch.tensor(w)\nnn.BCEWithLogitsLoss(pos_weight=w)'],
  ['nn.BCEWithLogitsLoss(pos_weight=None)'],

  ['F.cross_entropy(F.softmax(z, dim=1), y)', 'softmaxBeforeCrossEntropy', 'F.cross_entropy(z, y)'],
  ['F.cross_entropy(z.softmax(dim=-1), y)', 'softmaxBeforeCrossEntropy', 'F.cross_entropy(z, y)'],
  [
    'c = nn.CrossEntropyLoss()\nc(torch.softmax(net(x), 1), y)',
    'softmaxBeforeCrossEntropy',
    'c = nn.CrossEntropyLoss()\nc(net(x), y)',
  ],
  [
    'def f(net, x, y):\n  z = net(x)\n  p = F.softmax(z, 1)\n  return F.cross_entropy(p, y)',
    'softmaxBeforeCrossEntropy',
    'def f(net, x, y):\n  z = net(x)\n  p = F.softmax(z, 1)\n  return F.cross_entropy(z, y)',
  ],
  ['nn.CrossEntropyLoss()(nn.Softmax(dim=1)(z), y)', 'softmaxBeforeCrossEntropy'],
  ['F.cross_entropy(z, F.softmax(t, dim=1))'],
  ['p = F.softmax(z, 1)\np = g(p)\nF.cross_entropy(p, y)'],
  ['p = F.softmax(z, 1)\ndef f(y):\n  return F.cross_entropy(p, y)'],
  ['def f(p, y):\n  return F.cross_entropy(p, y)'],
  ['def f(self, z, y):\n  return F.cross_entropy(self.softmax(z), y)'],
  ['F.cross_entropy(F.softmax(z, 1) @ weights, y)'],
  ['F.cross_entropy(z, y)\np = F.softmax(z, 1)'],
  ['F.cross_entropy(F.log_softmax(z, 1), y)', 'logSoftmaxTwice', 'F.cross_entropy(z, y)'],
  ['F.cross_entropy(z.log_softmax(1), y)', 'logSoftmaxTwice', 'F.cross_entropy(z, y)'],
  ['F.nll_loss(F.log_softmax(z, 1), y)'],

  [
    'F.binary_cross_entropy_with_logits(torch.sigmoid(z), y)',
    'sigmoidBeforeLogitsLoss',
    'F.binary_cross_entropy_with_logits(z, y)',
  ],
  [
    'c = nn.BCEWithLogitsLoss()\nc(z.sigmoid(), y)',
    'sigmoidBeforeLogitsLoss',
    'c = nn.BCEWithLogitsLoss()\nc(z, y)',
  ],
  ['a = nn.Sigmoid()\nnn.BCEWithLogitsLoss()(a(z), y)', 'sigmoidBeforeLogitsLoss'],
  ['F.binary_cross_entropy(torch.sigmoid(z), y)'],
  ['nn.BCELoss()(torch.sigmoid(z), y)'],
  ['F.binary_cross_entropy_with_logits(z, torch.sigmoid(t))'],
  ['F.binary_cross_entropy_with_logits(z, y)\np = torch.sigmoid(z)'],

  ['F.kl_div(F.softmax(a, 1), b, reduction="batchmean")', 'klDivProbabilities'],
  ['F.kl_div(a.softmax(-1), b, reduction="sum")', 'klDivProbabilities'],
  ['F.kl_div(F.log_softmax(a, 1), F.softmax(b, 1), reduction="batchmean")'],
  ['F.kl_div(F.softmax(a, 1).log(), b, reduction="batchmean")'],
  ['F.nll_loss(F.softmax(z, 1), y)', 'nllProbabilities'],
  ['nn.NLLLoss()(torch.softmax(z, 1), y)', 'nllProbabilities'],
  ['nn.NLLLoss()(torch.log(torch.softmax(z, 1)), y)'],

  [
    'F.nll_loss(F.log_softmax(F.log_softmax(z, 1), 1), y)',
    'logSoftmaxTwice',
    'F.nll_loss(F.log_softmax(z, 1), y)',
  ],
  [
    `${model('F.log_softmax(self.fc(x), dim=1)')}F.nll_loss(F.log_softmax(net(x), dim=1), y)`,
    'logSoftmaxTwice',
  ],
  ['F.nll_loss(torch.log(F.softmax(z, 1)), y)'],
  ['F.cross_entropy(F.log_softmax(z, dim=2), y)'],

  [`${model('F.softmax(self.fc(x), dim=1)')}nn.CrossEntropyLoss()(net(x), y)`, 'softmaxBeforeCrossEntropy'],
  [`${model('self.fc(x)')}nn.CrossEntropyLoss()(net(x), y)`],
  [`${model('self.soft(self.fc(x))')}F.cross_entropy(net(x), y)`, 'softmaxBeforeCrossEntropy'],
  [`${model('x if self.training else self.soft(x)')}F.cross_entropy(net(x), y)`],
  [
    `${model('self.soft(self.fc(x))')}def train():\n  for x, y in batches:\n    out = net(x.cuda())\n    F.cross_entropy(out, y)`,
    'softmaxBeforeCrossEntropy',
  ],
  [`${model('self.soft(self.fc(x))')}net.soft = nn.Identity()\nF.cross_entropy(net(x), y)`],
  [`${model('self.soft(self.fc(x)), x')}out, _ = net(x)\nF.cross_entropy(out, y)`],
  [
    'm = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))\nF.cross_entropy(m(x), y)',
    'softmaxBeforeCrossEntropy',
  ],
  ['m = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))\nm[-1] = nn.Identity()\nF.cross_entropy(m(x), y)'],
  ['m = nn.Sequential(*layers, nn.Softmax(dim=1))\nF.cross_entropy(m(x), y)'],
  ['m = nn.Sequential(nn.Softmax(dim=1), nn.Linear(4, 3))\nF.cross_entropy(m(x), y)'],
  [
    'class M(nn.Module):\n  def forward(self, x):\n    return x.softmax(1)\n  def step(self, x, y):\n    return F.cross_entropy(self(x), y)',
    'softmaxBeforeCrossEntropy',
  ],
  [
    'def f(net, x, y):\n  z = net(x)\n  z = F.softmax(z, 1)\n  return F.cross_entropy(z, y)',
    'softmaxBeforeCrossEntropy',
  ],
  ['def f(z, y, raw):\n  p = z\n  if not raw:\n    p = F.softmax(z, 1)\n  return F.cross_entropy(p, y)'],
  ['def f(z, y):\n  for _ in y:\n    F.cross_entropy(z, y)\n    z = F.softmax(z, 1)'],
  ['F.cross_entropy(scores.softmax(dim=2), y)'],
  [
    'F.cross_entropy(input=torch.softmax(z, dim=1), target=y)',
    'softmaxBeforeCrossEntropy',
    'F.cross_entropy(input=z, target=y)',
  ],
  [
    'm = nn.Sequential(nn.Linear(4, 1), nn.Sigmoid())\nnn.BCEWithLogitsLoss()(m(x).squeeze(1), y)',
    'sigmoidBeforeLogitsLoss',
  ],
  ['m = nn.Sequential(nn.Linear(4, 1))\nnn.BCEWithLogitsLoss()(m(x).squeeze(1), y)'],

  [
    'fc = nn.Linear(4, 1)\nF.binary_cross_entropy(fc(x), y)',
    'bceWithoutSigmoid',
    'fc = nn.Linear(4, 1)\nF.binary_cross_entropy_with_logits(fc(x), y)',
  ],
  [
    'fc = nn.Linear(4, 1)\nc = nn.BCELoss()\nc(fc(x), y)',
    'bceWithoutSigmoid',
    'fc = nn.Linear(4, 1)\nc = nn.BCELoss()\nc(torch.sigmoid(fc(x)), y)',
  ],
  [`${model('self.fc(x)')}out = net(x).squeeze(1)\nnn.BCELoss()(out, y)`, 'bceWithoutSigmoid'],
  [`${model('torch.sigmoid(self.fc(x))')}out = net(x).squeeze(1)\nnn.BCELoss()(out, y)`],
  ['fc = nn.Linear(4, 1)\nF.binary_cross_entropy(fc(x).sigmoid(), y)'],
  ['fc = nn.Linear(4, 1)\nF.binary_cross_entropy(fc(x).clamp(0, 1), y)'],
  ['fc = make()\nF.binary_cross_entropy(fc(x), y)'],
  ['fc = nn.Linear(4, 1) if raw else nn.Sigmoid()\nF.binary_cross_entropy(fc(x), y)'],
  ['m = nn.Sequential(nn.Linear(4, 1), nn.Sigmoid(), nn.Flatten(0))\nF.binary_cross_entropy(m(x), y)'],
  [
    'm = nn.Sequential(nn.Linear(4, 1), nn.Dropout(0.1))\nF.binary_cross_entropy(m(x), y)',
    'bceWithoutSigmoid',
  ],
  ['fc = nn.Linear(4, 1)\np = fc(x)\np.sigmoid_()\nF.binary_cross_entropy(p, y)'],

  ['nn.NLLLoss()(F.softmax(z, dim=1), y)', 'nllProbabilities', 'nn.NLLLoss()(F.log_softmax(z, dim=1), y)'],
  [
    'F.kl_div(a.softmax(-1), b, reduction="sum")',
    'klDivProbabilities',
    'F.kl_div(a.log_softmax(-1), b, reduction="sum")',
  ],
  ['fc = nn.Linear(4, 3)\nF.nll_loss(fc(x), y)', 'nllProbabilities'],
  [`${model('F.log_softmax(self.fc(x), dim=1)')}F.nll_loss(net(x), y)`],
  [`${model('self.fc(x)')}F.nll_loss(net(x), y)`, 'nllProbabilities'],

  ['fc = nn.Linear(4, 1)\nF.cross_entropy(fc(x), y)', 'crossEntropyOneChannel'],
  [
    'head = nn.Conv2d(64, out_channels=1, kernel_size=1)\nnn.CrossEntropyLoss()(head(x), y)',
    'crossEntropyOneChannel',
  ],
  ['CLASSES = 1\nfc = nn.Linear(4, CLASSES)\nF.cross_entropy(fc(x), y)', 'crossEntropyOneChannel'],
  ['fc = nn.Linear(4, 10)\nF.cross_entropy(fc(x), y)'],
  ['fc = nn.Linear(4, 1)\nF.cross_entropy(fc(x).view(-1, 5), y)'],
  ['def f(n):\n  fc = nn.Linear(4, n)\n  return F.cross_entropy(fc(x), y)'],
  ['if one:\n  fc = nn.Linear(4, 1)\nelse:\n  fc = nn.Linear(4, 9)\nF.cross_entropy(fc(x), y)'],

  [
    'def f(z, y, g):\n  ce = F.cross_entropy(z, y)\n  pt = torch.exp(-ce)\n  return (1 - pt) ** g * ce',
    'focalOfMean',
    'def f(z, y, g):\n  ce = F.cross_entropy(z, y, reduction="none")\n  pt = torch.exp(-ce)\n  return ((1 - pt) ** g * ce).mean()',
  ],
  [
    'def f(z, y, g):\n  ce = F.cross_entropy(z, y, reduction="mean")\n  loss = ((1 - (-ce).exp()).pow(g) * ce).mean()\n  return loss',
    'focalOfMean',
    'def f(z, y, g):\n  ce = F.cross_entropy(z, y, reduction="none")\n  loss = ((1 - (-ce).exp()).pow(g) * ce).mean()\n  return loss',
  ],
  [
    'def f(z, y):\n  b = F.binary_cross_entropy_with_logits(z, y)\n  return 0.25 * (1 - torch.exp(-b)) ** 2 * b',
    'focalOfMean',
  ],
  [
    'class Focal(nn.Module):\n  def __init__(self):\n    self.ce = nn.CrossEntropyLoss()\n  def forward(self, z, y):\n    logp = self.ce(z, y)\n    p = torch.exp(-logp)\n    return (1 - p) ** 2 * logp',
    'focalOfMean',
  ],
  [
    'def f(z, y, g):\n  ce = F.cross_entropy(z, y, reduction="none")\n  pt = torch.exp(-ce)\n  return ((1 - pt) ** g * ce).mean()',
  ],
  [
    'def f(z, y, r):\n  ce = F.cross_entropy(z, y, reduction=r)\n  pt = torch.exp(-ce)\n  return (1 - pt) ** 2 * ce',
  ],
  ['def f(z, y):\n  return torch.exp(F.cross_entropy(z, y))'],
  ['def f(z, y):\n  ce = F.cross_entropy(z, y)\n  return 1 - torch.exp(-ce)'],
  ['def f(z, y):\n  ce = F.cross_entropy(z, y)\n  return torch.exp(-ce)'],
  [
    'class Focal(nn.Module):\n  def __init__(self):\n    self.ce = nn.CrossEntropyLoss(reduction="none")\n  def forward(self, z, y):\n    logp = self.ce(z, y)\n    p = torch.exp(-logp)\n    return ((1 - p) ** 2 * logp).mean()',
  ],

  [
    'def dice_loss(p, y):\n  i = (p * y).sum()\n  return 1 - 2 * i / (p.sum() + y.sum())',
    'diceWithoutSmoothing',
    'def dice_loss(p, y):\n  i = (p * y).sum()\n  return 1 - (2 * i + 1e-6) / (p.sum() + y.sum() + 1e-6)',
  ],
  [
    'class DiceLoss(nn.Module):\n  def forward(self, p, y):\n    total = torch.sum(p) + torch.sum(y)\n    dice = (2.0 * torch.sum(p * y)) / total\n    return 1 - dice',
    'diceWithoutSmoothing',
    'class DiceLoss(nn.Module):\n  def forward(self, p, y):\n    total = torch.sum(p) + torch.sum(y)\n    dice = (2.0 * torch.sum(p * y) + 1e-6) / (total + 1e-6)\n    return 1 - dice',
  ],
  ['def dice_loss(p, y, s=1.0):\n  return 1 - (2 * (p * y).sum() + s) / (p.sum() + y.sum() + s)'],
  ['def dice_loss(p, y):\n  return 1 - 2 * (p * y).sum() / (p.sum() + y.sum()).clamp(min=1)'],
  [
    'def dice_loss(p, y):\n  if y.sum() == 0:\n    return p.sum()\n  return 1 - 2 * (p * y).sum() / (p.sum() + y.sum())',
  ],
  ['def dice_score(p, y):\n  return 2 * (p * y).sum() / (p.sum() + y.sum())'],
  ['def f1_loss(p, y):\n  return 1 - 2 * (p * y).sum() / (p.sum() + y.sum())'],
  ['def dice_loss(p, y):\n  return 1 - 2 * (p * y).sum() / (p.sum() + y.sum() + 1)'],
  ['def dice_loss(p, y):\n  return 1 - 2 * (p * y).sum() / total(p, y)'],

  [
    'ops.box_iou(pred_xywh, target_xyxy)',
    'boxFormat',
    'ops.box_iou(ops.box_convert(pred_xywh, "xywh", "xyxy"), target_xyxy)',
  ],
  [
    'ops.generalized_box_iou_loss(a_cxcywh, b_cxcywh, reduction="mean")',
    'boxFormat',
    'ops.generalized_box_iou_loss(ops.box_convert(a_cxcywh, "cxcywh", "xyxy"), ops.box_convert(b_cxcywh, "cxcywh", "xyxy"), reduction="mean")',
  ],
  ['from torchvision.ops import box_iou\nbox_iou(self.boxes_xywh, b)', 'boxFormat'],
  ['ops.box_iou(a, b)'],
  ['ops.box_iou(xywh2xyxy(a), b)'],
  ['ops.box_iou(boxes_xywh, b, fmt="xywh")'],
  ['boxes_xywh = ops.box_convert(boxes_xywh, "xywh", "xyxy")\nops.box_iou(boxes_xywh, b)'],
  ['ops.box_iou(xywh_to_xyxy_boxes, b)'],
  ['ops.box_area(boxes_xywh)'],
];

/** A model whose `forward` returns an expression, and `net` made of it. */
function model(returned: string): string {
  return (
    'class Net(nn.Module):\n  def __init__(self):\n    self.fc = nn.Linear(4, 3)\n    self.soft = nn.Softmax(dim=1)\n' +
    `  def forward(self, x):\n    return ${returned}\nnet = Net().to(device)\n`
  );
}
