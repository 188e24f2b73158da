// A name that stands for one of several losses, by the branch that ran: all of them or none are named.
import { expect } from 'chai';
import { open } from './read';

const TORCH = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** Code with ‸ at the place asked for, and each loss that it may be: the last part of its path and its arguments. */
const ROWS: readonly (readonly [string, readonly string[]])[] = [
  ['if x:\n  c = nn.BCELoss()\nelse:\n  c = nn.MSELoss()\n‸c(a, b)', ['BCELoss', 'MSELoss']],
  [
    'if x:\n  c = nn.BCELoss()\nelif y:\n  c = nn.L1Loss()\nelse:\n  c = nn.MSELoss()\n‸c(a, b)',
    ['BCELoss', 'L1Loss', 'MSELoss'],
  ],
  [
    'if x:\n  c = nn.BCELoss()\nelse:\n  c = nn.BCELoss(reduction="sum")\n‸c(a, b)',
    ['BCELoss', 'BCELoss reduction="sum"'],
  ],
  ['c = nn.BCELoss()\nif x:\n  c = nn.MSELoss()\n‸c(a, b)', ['BCELoss', 'MSELoss']],
  ['c = nn.BCELoss() if x else nn.MSELoss()\n‸c(a, b)', ['BCELoss', 'MSELoss']],
  [
    'c = nn.BCELoss() if x else nn.L1Loss() if y else nn.MSELoss()\n‸c(a, b)',
    ['BCELoss', 'L1Loss', 'MSELoss'],
  ],
  ['c = None\nif x:\n  c = nn.BCELoss()\nelse:\n  c = nn.MSELoss()\n‸c(a, b)', ['BCELoss', 'MSELoss']],
  [
    'class M:\n  def __init__(self):\n    if x:\n      self.c = nn.BCELoss()\n    else:\n      self.c = nn.MSELoss()\n  def f(self):\n    return self.‸c(a, b)',
    ['BCELoss', 'MSELoss'],
  ],
  [
    'if x:\n  f = F.mse_loss\nelse:\n  f = F.l1_loss\ndef step():\n  return ‸f(a, b)',
    ['mse_loss', 'l1_loss'],
  ],
  ['losses = {"bce": nn.BCELoss(), "mse": nn.MSELoss()}\nc = losses[name]\n‸c(a, b)', ['BCELoss', 'MSELoss']],
  ['losses = {"bce": nn.BCELoss(), "mse": nn.MSELoss()}\nc = losses["mae"]\n‸c(a, b)', []],
  // certain, or not known
  ['if x:\n  c = nn.BCELoss()\nelse:\n  c = nn.BCELoss()\n‸c(a, b)', []],
  ['if x:\n  c = nn.BCELoss()\nelse:\n  c = make()\n‸c(a, b)', []],
  ['if x:\n  c = nn.BCELoss()\nelse:\n  c = nn.Linear(1, 1)\n‸c(a, b)', []],
  ['c = nn.BCELoss()\nc = nn.MSELoss()\n‸c(a, b)', []],
  ['if x:\n  ‸c = nn.BCELoss()\nelse:\n  c = nn.MSELoss()', []],
  ['c = ‸c', []],
  ['if x:\n  c = c\nelse:\n  c = nn.BCELoss()\n‸c(a, b)', []],
];

async function alternatives(marked: string): Promise<string[]> {
  const [before = '', after = ''] = (TORCH + marked).split('‸');
  const lines = before.split('\n');
  const document = await open(before + after);
  const found = document.alternativesAt({ line: lines.length - 1, character: lines.at(-1)!.length });
  document.dispose();
  return found.map(({ path, arguments: given, inputs }) => {
    const own = given === inputs ? [] : given.map(({ name, text }) => `${name}=${text}`);
    return [path.slice(path.lastIndexOf('.') + 1), ...own].join(' ');
  });
}

describe('a name for one of several losses', () => {
  for (const [code, expected] of ROWS)
    it(`${code.replaceAll('\n', ' ⏎ ')} is ${expected.join(' or ') || 'not one of several'}`, async () =>
      expect(await alternatives(code)).to.deep.equal(expected));
});
