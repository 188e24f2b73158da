// Problems and losses that are found after any series of edits are what a new reader finds in the text.
import { readdir, readFile } from 'node:fs/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { findProblems, ProblemFinder } from '../../../src/python/diagnostics/findProblems';
import { placeOf } from '../../../src/python/moved';
import type { PythonDocument } from '../../../src/python/pythonDocument';
import type { PlacedUse } from '../../../src/python/reading';
import { finished } from '../../../src/python/steps';
import { ROWS } from './diagnosticRows';
import { open } from './read';

const HEAD = [
  'import torch',
  'import torch.nn as nn',
  'import torch.nn.functional as F',
  'from torchvision import ops',
  'from torch.nn import *',
  'from torch import nn',
];

/** Statements that bear on one another by the names in them. */
const PIECES = [
  'ce = F.cross_entropy(z, y)',
  'pt = torch.exp(-ce)',
  'loss = (1 - pt) ** 2 * ce',
  'loss = ((1 - torch.exp(-ce)) ** 2 * ce).mean()',
  'print(ce)',
  'ce.clamp_(0)',
  'def later():\n  out.log_()',
  'out.add_(1)',
  'out = F.softmax(z, dim=1)',
  'out = net(z)',
  'torch.exp(z, out=out)',
  'criterion = nn.CrossEntropyLoss()',
  'criterion = nn.BCELoss()',
  'criterion(net(z), y)',
  'criterion(out, y)',
  'F.cross_entropy(net(z), y)',
  'nn.BCEWithLogitsLoss(pos_weight=w)',
  'w = 3.0',
  'w = torch.tensor(3.0)',
  'net = Net()',
  'net.head = nn.Softmax(dim=1)',
  'def replace():\n  net.layers.append(nn.ReLU())',
  'net[0] = nn.Linear(1, 1)',
  'class Net(Base):\n  def forward(self, x):\n    return self.head(x)',
  'class Net(nn.Module):\n  def __init__(self):\n    self.head = nn.Softmax(dim=1)\n  def forward(self, x):\n    return self.head(x)',
  'class Base(nn.Module):\n  def __init__(self):\n    self.head = nn.Linear(4, 1)',
  'class Other:\n  def f(self):\n    self.head.weight = 1',
  'def step(x, y):\n  return F.cross_entropy(net(x), y)',
  'def step(x, y):\n  return criterion(out, y)',
  'if train:\n  out = z.softmax(1)\nelse:\n  out = z',
  'for x, y in data:\n  loss = criterion(net(x), y)',
  'boxes_xywh = convert(boxes)',
  'ops.box_iou(boxes_xywh, boxes2)',
];

const CHARACTERS = [
  '(',
  ')',
  '"',
  "'",
  '"""',
  ':',
  '=',
  '#',
  '\n',
  ' ',
  '  ',
  ',',
  '.',
  'x',
  '_',
  ';',
  '\\\n',
];

type Edit = readonly [kind: number, place: number, other: number, character: number];

function edited(parts: readonly string[], pool: readonly string[], [kind, place, other, at]: Edit): string[] {
  const next = [...parts];
  const index = place % Math.max(1, next.length);
  const part = next[index] ?? '';
  const cut = at % (part.length + 1);
  const words = part.match(/[a-zA-Z_]\w*/g) ?? [];
  const others = pool[other % pool.length]!.match(/[a-zA-Z_]\w*/g) ?? ['x'];
  switch (kind % 8) {
    case 0:
      next.splice(index, 0, pool[other % pool.length]!);
      break;
    case 1:
      next.splice(index, 1 + (at % 3));
      break;
    case 2:
      next.splice(other % (next.length + 1), 0, ...next.splice(index, 1 + (at % 3)));
      break;
    case 3:
      next[index] = part.replace(words[at % Math.max(1, words.length)] ?? '', others[at % others.length]!);
      break;
    case 4:
      next[index] = part.slice(0, cut) + CHARACTERS[other % CHARACTERS.length]! + part.slice(cut);
      break;
    case 5:
      next[index] = part.slice(0, cut) + part.slice(cut + 1 + (other % 3));
      break;
    case 6:
      next[index] = `if flag:\n${part.replace(/^/gm, '  ')}`;
      break;
    default:
      next[index] = pool[other % pool.length]!;
  }
  return next;
}

const EDITS = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 1, maxLength: 12 });

async function holds(
  start: readonly string[],
  pool: readonly string[],
  edits: readonly Edit[],
): Promise<void> {
  let parts = [...start];
  const document = await open(parts.join('\n'));
  const finder = new ProblemFinder();
  finished(finder.find(document, () => true));
  for (const edit of edits) {
    parts = edited(parts, pool, edit);
    const text = parts.join('\n');
    document.update(text);
    const fresh = await open(text);
    const found = finished(finder.find(document, () => true));
    // Of code with an error tree-sitter may make another tree than it makes of the whole text at once.
    const uses = finished(document.uses());
    if (!fresh.root.hasError || String(fresh.root) === String(document.root)) {
      expect(found, text).to.deep.equal(findProblems(fresh, () => true));
      expect(uses, text).to.deep.equal(usesIn(fresh));
    }
    fresh.dispose();
  }
  document.dispose();
}

/** Asks every name. */
function usesIn({ root, lossUses }: PythonDocument): PlacedUse[] {
  const names = root.descendantsOfType(['identifier', 'string']);
  const uses = names.map((name) => lossUses.at(name)).filter((use) => use !== undefined);
  return uses.map(placeOf);
}

describe('diagnostics and uses after edits', function () {
  this.timeout(120_000);

  it('are those of a new reader, where statements bear on one another', async () => {
    const start = fc.array(fc.constantFrom(...PIECES), { minLength: 4, maxLength: 14 });
    const pool = [...PIECES, ...HEAD];
    await fc.assert(
      fc.asyncProperty(start, EDITS, (body, edits) => holds([...HEAD.slice(0, 4), ...body], pool, edits)),
      { numRuns: 150 },
    );
  });

  it('are those of a new reader, in whole scripts', async () => {
    const folder = 'test/unit/python/corpus';
    const names = (await readdir(folder)).filter((name) => name.endsWith('.py'));
    const scripts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
    const lines = scripts.map((text) => text.split('\n'));
    const pool = [...ROWS.map(([code]) => code), ...lines.flat()];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lines), fc.constantFrom(...lines), EDITS, (one, other, edits) =>
        holds([...HEAD.slice(0, 4), ...one, ...other], pool, edits),
      ),
      { numRuns: 40 },
    );
  });

  it('follow what bears on all of a file', async () => {
    const use = 'nn.BCEWithLogitsLoss(pos_weight=3.0)\nL = CrossEntropyLoss()\nL(F.softmax(z, dim=1), y)\n';
    const names = 'from torch import nn\nfrom torch.nn import functional as F\n';
    const star = 'from torch.nn import *\nBCEWithLogitsLoss(pos_weight=3.0)\n';
    const own = 'out = F.softmax(z, dim=1)\nF.cross_entropy(out, y)\n';
    const texts: readonly (readonly [text: string, rules: number, fixes: number])[] = [
      [star, 1, 0],
      [`${star}import torch\n`, 1, 1],
      [names + use, 1, 0],
      [`import torch\n${names}${use}`, 1, 1],
      [`from torch.nn import *\n${names}${use}`, 2, 1],
      [names + use, 1, 0],
      [`${names}${use}${own}`, 2, 0],
      [`${names}${use}${own}def later():\n  out.log_()\n`, 1, 0],
      [`${names}${use}${own}def later():\n  out.log()\n`, 2, 0],
    ];
    const document = await open('');
    const finder = new ProblemFinder();
    for (const [text, rules, fixes] of texts) {
      document.update(text);
      const found = finished(finder.find(document, () => true));
      expect(found, text).to.have.lengthOf(rules);
      expect(
        found.filter(({ fix }) => fix),
        text,
      ).to.have.lengthOf(fixes);
    }
    document.dispose();
  });
});
