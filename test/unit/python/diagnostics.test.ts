// What the rules say about real idioms, what they are silent about, and what their fixes leave.
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { findProblems, ProblemFinder, RULES } from '../../../src/python/diagnostics/findProblems';
import type { Finding } from '../../../src/python/diagnostics/rule';
import { mayHaveProblems } from '../../../src/python/diagnostics/wordTest';
import { finished } from '../../../src/python/steps';
import { ROWS } from './diagnosticRows';
import { open } from './read';

const HEAD =
  'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\nfrom torchvision import ops\n';

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

  it('reads every text that a rule may speak about, and no other', async () => {
    const dice = 'def dice_loss(p, y):\n  return 1 - 2 * K.sum(p * y) / (K.sum(p) + K.sum(y))\n';
    const keras = `from keras import backend as K\n${dice}`;
    expect((await problems(keras)).map(({ rule }) => rule)).to.deep.equal(['diceWithoutSmoothing']);
    expect(mayHaveProblems(keras)).to.equal(true);
    const unasked = ['import monai\nimport keras\nkeras.losses.KLDivergence()', 'import numpy as np', ''];
    for (const text of unasked) {
      expect(await problems(text)).to.deep.equal([]);
      expect(mayHaveProblems(text), text).to.equal(false);
    }
    // Without what the words test looks for, no rule speaks.
    for (const [code] of ROWS) {
      const text = (HEAD + code).replace(/torch|dice/gi, 'other');
      expect(await problems(text), text).to.deep.equal([]);
    }
  });

  it('finds after each edit what it finds anew', async () => {
    const net = (returned: string): string =>
      `class Net(nn.Module):\n  def forward(self, x):\n    return ${returned}\n`;
    const use = 'net = Net()\ndef f(x, y):\n  return F.cross_entropy(net(x), y)\n';
    const texts = [
      net('x') + use,
      net('x.softmax(1)') + use,
      `# moved\n\n${net('x.softmax(1)')}${use}`,
      `${net('x.softmax(1)')}${use}net.forward = g\n`,
      `${net('x.softmax(1)')}${use}nn.KLDivLoss()\n`,
    ];
    const document = await open('');
    const finder = new ProblemFinder();
    const counts: number[] = [];
    for (const text of texts) {
      document.update(HEAD + text);
      const found = finished(finder.find(document, () => true));
      expect(found).to.deep.equal(findProblems(document, () => true));
      counts.push(found.length);
    }
    expect(counts).to.deep.equal([0, 1, 1, 0, 2]);
    document.dispose();
  });

  it('looks through thousands of statements that bind one name', async () => {
    const line = 'x = relu(matmul(x, b) + c)\n';
    const code = 'import torch.nn as nn\nloss = nn.MSELoss(size_average=False)\n';
    const document = await open(`${line.repeat(3000)}${code}${line.repeat(3000)}`);
    expect(findProblems(document, () => true).map(({ rule }) => rule)).to.deep.equal(['deprecatedReduction']);
    document.dispose();
  });

  it('is silent on correct scripts', async () => {
    const folder = 'test/unit/python/corpus';
    const files = (await readdir(folder)).filter((name) => name.endsWith('.py'));
    expect(files).to.have.length.of.at.least(50);
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
