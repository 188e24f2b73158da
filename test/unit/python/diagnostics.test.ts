// What the rules say about real idioms, what they are silent about, and what their fixes leave.
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { findProblems, RULES } from '../../../src/python/diagnostics/findProblems';
import type { Finding } from '../../../src/python/diagnostics/rule';
import { open } from './read';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** Code, the rule that speaks (undefined: none), and the code after its fix. */
const ROWS: readonly (readonly [code: string, rule?: string, fixed?: string])[] = [
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
];

describe('diagnostics of Python code', () => {
  for (const [code, rule, fixed] of ROWS)
    it(`${rule ?? 'nothing'}: ${code.replaceAll('\n', ' ⏎ ')}`, async () => {
      const found = await problems(HEAD + code);
      expect(found.map((each) => each.rule)).to.deep.equal(rule === undefined ? [] : [rule]);
      if (fixed !== undefined) expect(apply(HEAD + code, found[0]!)).to.equal(HEAD + fixed);
    });

  it('offers no tensor where torch is not imported under its name', async () => {
    const [found] = await problems('from torch import nn\nnn.BCEWithLogitsLoss(pos_weight=3.0)');
    expect(found?.rule).to.equal('posWeightNumber');
    expect(found?.fix).to.equal(undefined);
  });

  it('asks only the rules that are on', async () => {
    const document = await open(`${HEAD}nn.KLDivLoss()`);
    expect(findProblems(document, (rule) => rule !== 'klDivMean')).to.deep.equal([]);
    document.dispose();
  });

  it('is silent on correct scripts', async () => {
    const folder = 'test/unit/python/corpus';
    const files = (await readdir(folder)).filter((name) => name.endsWith('.py'));
    expect(files).to.not.be.empty;
    for (const name of files)
      expect(await problems(await readFile(`${folder}/${name}`, 'utf8')), name).to.deep.equal([]);
  });

  it('has a page and a setting for every rule', async () => {
    const manifest = await readFile('package.json', 'utf8');
    for (const { id } of RULES) {
      expect(await readFile(`docs/rules/${id}.md`, 'utf8')).to.include('#');
      expect(manifest).to.include(`"lossary.diagnostics.${id}"`);
    }
  });
});

async function problems(text: string): Promise<Finding[]> {
  const document = await open(text);
  const found = findProblems(document, () => true);
  document.dispose();
  return found;
}

function apply(text: string, { fix }: Finding): string {
  const lines = text.split('\n');
  const offset = (line: number, character: number): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  const edits = (fix?.replacements ?? []).map(({ range: { start, end }, text: put }) => ({
    from: offset(start.line, start.character),
    to: offset(end.line, end.character),
    put,
  }));
  let result = text;
  for (const { from, to, put } of edits.sort((a, b) => b.from - a.from))
    result = result.slice(0, from) + put + result.slice(to);
  return result;
}
