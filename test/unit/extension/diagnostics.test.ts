// Diagnostics name what helps, and no folders.
import { expect } from 'chai';
import { diagnosticsText } from '../../../src/extension/commands/diagnosticsText';

describe('diagnostics', () => {
  const text = diagnosticsText(
    { Lossary: '0.1.0', 'VS Code': '1.91.0' },
    {
      compute: [{ id: 'bce', params: { input: 'logits' } }],
      prediction: '/home/someone/secret project/preds.npz#net/probs',
      label: 'C:\\Users\\someone\\labels.npy',
      inputs: { weights: '[1, 2, 3]', positions: [1, 2] },
    },
    {
      code: 'corrupt',
      file: '/home/someone/secret project/preds.npz',
      message: '/home/someone/secret project/preds.npz ends early.',
      place: 'byte 128',
    },
  );

  it('print the facts in their order', () => {
    expect(text).to.match(/^Lossary: 0\.1\.0\nVS Code: 1\.91\.0\nLast error: /);
  });

  it('keep names, keys, parameters and places', () => {
    for (const part of ['preds.npz#net/probs', 'labels.npy', '"input":"logits"', 'byte 128', 'ends early'])
      expect(text).to.include(part);
  });

  it('leave out folders and numbers', () => {
    expect(text).not.to.match(/someone|secret|Users/);
    expect(text).not.to.include('[1, 2, 3]').and.not.include('[1,2]');
  });

  it('say so where there is nothing to tell', () => {
    expect(diagnosticsText({})).to.equal('Last error: none\nLast request: none\n');
  });
});
