// The cells of a notebook as one program: each sees what the ones before it bind, whatever state they are in.
import { expect } from 'chai';
import { closedCell, joinCells } from '../../../src/python/cells';
import { findProblems } from '../../../src/python/diagnostics/findProblems';
import type { PythonDocument } from '../../../src/python/pythonDocument';
import { PythonPart } from '../../../src/python/pythonPart';
import type { LossUse } from '../../../src/python/reading';
import { finished } from '../../../src/python/steps';
import { open } from './read';

const IMPORTS = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F';
const MADE = 'criterion = nn.SmoothL1Loss(beta=0.5)';
const USED = '# the use\nloss = criterion(out, y)';

function joined(cells: readonly string[]): { text: string; firstLines: readonly number[] } {
  return joinCells(cells.map(closedCell));
}

function partOf(program: PythonDocument, cells: readonly string[], index: number): PythonPart {
  const lines = cells[index]!.split('\n').length;
  return new PythonPart(program, joined(cells).firstLines[index], lines);
}

/** The loss at the last place of a word in a cell. */
function useIn(
  program: PythonDocument,
  cells: readonly string[],
  index: number,
  word: string,
): LossUse | undefined {
  const lines = cells[index]!.split('\n');
  const line = lines.findLastIndex((each) => each.includes(word));
  return partOf(program, cells, index).useAt({ line, character: lines[line]!.lastIndexOf(word) + 1 });
}

async function reading<T>(cells: readonly string[], read: (program: PythonDocument) => T): Promise<T> {
  const program = await open(joined(cells).text);
  try {
    return read(program);
  } finally {
    program.dispose();
  }
}

const lastUse = (cells: readonly string[], word = 'criterion'): Promise<LossUse | undefined> =>
  reading(cells, (program) => useIn(program, cells, cells.length - 1, word));

describe('cells of a notebook', () => {
  it('stand one under the other, each at its first line, whatever ends its lines', () => {
    const cells = ['a = 1\nb = 2', '', 'c = 3\r\n', 'd'];
    const { text, firstLines } = joined(cells);
    const lines = text.split('\n');
    cells.forEach((cell, index) => {
      const first = firstLines[index]!;
      expect(lines.slice(first, first + cell.split('\n').length).join('\n')).to.equal(cell);
    });
  });

  it('see imports, aliases and variables of the ones before', async () => {
    const use = await lastUse([IMPORTS, MADE, USED]);
    expect(use).to.deep.include({ path: 'torch.nn.SmoothL1Loss', params: { beta: 0.5 } });
    expect(use?.range).to.deep.equal({ start: { line: 1, character: 7 }, end: { line: 1, character: 16 } });
  });

  it('see the last of several that bind a name', async () => {
    const use = await lastUse([IMPORTS, MADE, 'criterion = nn.L1Loss()', USED]);
    expect(use?.path).to.equal('torch.nn.L1Loss');
  });

  it('do not see what only a later one binds', async () => {
    const cells = [IMPORTS, USED, MADE];
    expect(await reading(cells, (program) => useIn(program, cells, 1, 'criterion'))).to.equal(undefined);
  });

  it('give the functions in them what any other one binds, as they run later', async () => {
    const cells = [IMPORTS, 'def step():\n    return criterion(out, y)', MADE];
    const use = await reading(cells, (program) => useIn(program, cells, 1, 'criterion'));
    expect(use?.path).to.equal('torch.nn.SmoothL1Loss');
  });

  it('have the losses of their own lines and no others', async () => {
    const cells = [IMPORTS, MADE, 'a = nn.L1Loss()\nb = nn.MSELoss()', ''];
    const own = await reading(cells, (program) =>
      cells.map((_, index) =>
        finished(partOf(program, cells, index).uses()).map(
          ({ path, range }) => `${range.start.line} ${path}`,
        ),
      ),
    );
    expect(own[1]).to.deep.equal(['0 torch.nn.SmoothL1Loss', '0 torch.nn.SmoothL1Loss']);
    expect(own[2]?.filter((each) => each.startsWith('1'))).to.deep.equal([
      '1 torch.nn.MSELoss',
      '1 torch.nn.MSELoss',
    ]);
    expect(own[3]).to.deep.equal([]);
  });

  const UNFINISHED = [
    'x = foo(1,',
    'x = [(1, {"a": 2',
    'text = """not closed',
    "text = '''not closed (",
    "x = 'not closed",
    'x = f("(", # a bracket in a comment )\n    [1',
    'x = 1 + \\',
    'def step():',
    'class Own(nn.Module):',
    '@decorator',
    'if x:\n    y = 1\nelse:',
    'try:\n    y = 1',
    'x = """a " b \\""" c""" + ("\\"(")',
    '    indented = 1',
    'return (',
    ')',
    'x = y[',
    'for',
    'from torch.nn import (\n    L1Loss,',
    '#',
  ];
  for (const cell of UNFINISHED)
    it(`are read where the one before holds ${JSON.stringify(cell)}`, async () => {
      expect((await lastUse([IMPORTS, cell, MADE, USED]))?.path).to.equal('torch.nn.SmoothL1Loss');
      expect((await lastUse([IMPORTS, MADE, cell, USED]))?.path).to.equal('torch.nn.SmoothL1Loss');
    });

  it('have problems at their own places', async () => {
    const cells = [
      IMPORTS,
      'probabilities = F.softmax(z, dim=1)',
      'loss = F.cross_entropy(probabilities, y)',
    ];
    const { firstLines } = joined(cells);
    const found = await reading(cells, (program) => findProblems(program, () => true));
    expect(found.map(({ rule, range }) => [rule, range.start.line])).to.deep.equal([
      ['softmaxBeforeCrossEntropy', firstLines[2]],
    ]);
  });
});

describe('a program that changes', () => {
  const steps: readonly (readonly [what: string, cells: readonly string[]])[] = [
    ['a cell is edited', [IMPORTS, 'criterion = nn.SmoothL1Loss(beta=2)', USED]],
    ['another loss', [IMPORTS, 'criterion = nn.L1Loss()', USED]],
    ['a cell is added', [IMPORTS, 'criterion = nn.L1Loss()', 'criterion = nn.MSELoss()', USED]],
    ['cells are moved', [IMPORTS, 'criterion = nn.MSELoss()', 'criterion = nn.L1Loss()', USED]],
    ['a cell is deleted', [IMPORTS, 'criterion = nn.MSELoss()', USED]],
    ['a bracket opens', [IMPORTS, 'criterion = nn.MSELoss(', USED]],
    ['and closes', [IMPORTS, 'criterion = nn.MSELoss()', USED]],
    ['characters of two units', [IMPORTS, 'criterion = nn.MSELoss() # 😀', USED]],
    ['half of which change', [IMPORTS, 'criterion = nn.MSELoss() # 😁', USED]],
    ['the imports go', ['criterion = nn.MSELoss() # 😁', USED]],
    ['all goes', []],
    ['all comes back', [IMPORTS, MADE, USED]],
  ];
  it('reads as if it were new', async () => {
    const program = await open(joined([IMPORTS, MADE, USED]).text);
    for (const [what, cells] of steps) {
      program.update(joined(cells).text);
      const fresh = await open(joined(cells).text);
      expect(String(program.root), what).to.equal(String(fresh.root));
      if (cells.length > 0) {
        const last = cells.length - 1;
        const path = useIn(program, cells, last, 'criterion')?.path;
        expect(path, what).to.equal(useIn(fresh, cells, last, 'criterion')?.path);
        expect(path === undefined, what).to.equal(what === 'the imports go');
      }
      fresh.dispose();
    }
    program.dispose();
  });
});
