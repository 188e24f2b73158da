// Generated Python in a file: imports once and above, the body at the cursor with the indentation of its place.
import { expect } from 'chai';
import { codeInsertions, pythonFile, type PythonCode } from '../../../src/extension/commands/codeEdits';

const CALL: PythonCode = { imports: ['import torch.nn.functional as F'], body: 'loss = F.mse_loss(p, y)' };

const FUNCTION: PythonCode = {
  imports: ['import math', 'import torch'],
  body: 'def f(x):\n    """One."""\n\n    return x',
};

/** The file after the insertions. @param text `|` is the cursor */
function inserted(text: string, code: PythonCode, unit = '    '): string {
  const at = text.slice(0, text.indexOf('|')).split('\n').length - 1;
  const lines = text.replace('|', '').split('\n');
  for (const { line, text: added } of [...codeInsertions(lines, at, unit, code)].reverse())
    lines.splice(line, 0, ...added.replace(/\n$/, '').split('\n'));
  return lines.join('\n');
}

describe('generated Python in a file', () => {
  it('is a file of its own with its imports on top', () => {
    expect(pythonFile(CALL)).to.equal('import torch.nn.functional as F\n\nloss = F.mse_loss(p, y)\n');
    expect(pythonFile(FUNCTION)).to.match(/^import math\nimport torch\n\n\ndef f/);
  });

  it('adds imports that are missing below those that are there', () => {
    expect(inserted('import os\nimport torch\n\nx = 1\n|', FUNCTION)).to.equal(
      'import os\nimport torch\nimport math\n\nx = 1\n\n\ndef f(x):\n    """One."""\n\n    return x\n',
    );
  });

  for (const known of [
    'import torch.nn.functional as F',
    'from torch.nn import functional as F',
    'from torch.nn import (\n    Module,\n    functional as F,\n)',
  ])
    it(`takes “${known.replaceAll('\n', ' ')}” for the import that it needs`, () => {
      expect(inserted(`${known}\n\n|`, CALL)).to.equal(`${known}\n\nloss = F.mse_loss(p, y)\n`);
    });

  it('keeps a docstring, comments and imports over several lines above', () => {
    expect(inserted('#!/usr/bin/env python\n"""What\nit does."""\nx = 1|\n', CALL)).to.equal(
      '#!/usr/bin/env python\n"""What\nit does."""\nimport torch.nn.functional as F\n\nx = 1\nloss = F.mse_loss(p, y)\n',
    );
    expect(inserted('from a import (\n    b,\n)\n|', CALL)).to.match(
      /^from a import \(\n {4}b,\n\)\nimport torch/,
    );
  });

  it('is indented as its place is, by tabs too', () => {
    const step = 'import torch\nimport math\ndef step(x):\n    y = x|\n    return y\n';
    expect(inserted(step, CALL)).to.include('    y = x\n    loss = F.mse_loss(p, y)\n    return y');
    expect(inserted(step, FUNCTION)).to.include(
      '    y = x\n\n    def f(x):\n        """One."""\n\n        return x\n\n',
    );
    expect(inserted('def step(x):\n|\n', CALL)).to.include('def step(x):\n    loss = F');
    expect(inserted('def step(x):\n\ty = x|\n', FUNCTION, '\t')).to.include('\n\tdef f(x):\n\t\t"""One."""');
    expect(inserted('def step(x):\n    return x\n\n|', CALL)).to.match(/\n\nloss = F/);
  });

  it('leaves a function two empty lines to its neighbours, and no more', () => {
    const both = inserted('import math\nimport torch\n\n|\nx = 1\n', FUNCTION);
    expect(both).to.equal(
      'import math\nimport torch\n\n\ndef f(x):\n    """One."""\n\n    return x\n\n\nx = 1\n',
    );
    expect(inserted('|', FUNCTION)).to.match(/^import math\nimport torch\n\n\ndef f/);
  });
});
