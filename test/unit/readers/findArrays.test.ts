// Arrays among other text: assignments, dictionaries, arguments, prints, Markdown.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { findArrays } from '../../../src/worker/readers/findArrays';

/** "name[shape]" for each array, "name!" for one that could not be read. */
function summary(text: string): string[] {
  return findArrays(text).map(
    ({ name = '', array }) => name + (array === undefined ? '!' : `[${array.shape.join(',')}]`),
  );
}

describe('findArrays', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['y_pred = [0.1, 0.9]\ny_true = [0, 1]', ['y_pred[2]', 'y_true[2]']],
    ['y_pred: list = [0.1]\nself.y = (1, 0)', ['y_pred[1]', 'self.y[2]']],
    ['p = np.array([[0.1, 0.9]])\ny = torch.tensor([1]).cuda()', ['p[1,2]', 'y[1]']],
    ['{"pred": [0.1, 0.9], \'label\': [0, 1]}', ['pred[2]', 'label[2]']],
    ["{'pred': array([0.1, 0.9]), 'label': array([0, 1])}", ['pred[2]', 'label[2]']],
    ['mse([0.1, 0.9], [0, 1])', ['[2]', '[2]']],
    ['F.mse_loss(input=torch.tensor([0.1]), target=torch.tensor([0.]))', ['input[1]', 'target[1]']],
    ['[0.1 0.9]\n[0 1]', ['[2]', '[2]']],
    ['preds [0.1 0.9]\nlabels [0 1]', ['preds[2]', 'labels[2]']],
    ['Labels:\n[1 0 1]', ['Labels[3]']],
    ['Out[3]: array([1., 2.])', ['[2]']],
    ['x[0] = a[1, 2]', []],
    ['return [1, 2]', ['[2]']],
    ['for i in [1, 2]: pass', ['[2]']],
    ['x = f(1, 2)', []],
    ['x = np.zeros((3, 2))\ny = [1]', ['y[1]']],
    ['y = [a, b]\nz = [1, 2]', ['y!', 'z[2]']],
    ['y = [1, 2, ...]', ['y!']],
    ['y = [1, 2', ['y!']],
    ['# a = [1, 2]\nb = [3]', ['b[1]']],
    ['# a = [1, 2]', ['a[2]']],
    ['printed = """\n[[1 2]\n [3 4]]\n"""', ['[2,2]']],
    ['s = "in [0, 1]"\ny = [1]', ['y[1]']],
    ['<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 2.], dtype=float32)>', ['[2]']],
    ['0.1, 0.2\n0.3, 0.4', ['[2,2]']],
    ['no arrays here', []],
    ['', []],
  ];
  for (const [text, expected] of rows) {
    it(JSON.stringify(text.slice(0, 60)), () => expect(summary(text)).to.deep.equal(expected));
  }

  it('says where each stands and holds its numbers', () => {
    const text = 'a = [1, 2]\nb = [3.5]';
    const [a, b] = findArrays(text);
    expect(text.slice(a?.start, a?.end)).to.equal('[1, 2]');
    expect(text.slice(b?.start, b?.end)).to.equal('[3.5]');
    expect([...(b?.array?.data ?? [])]).to.deep.equal([3.5]);
  });

  it('gives the reason with its place in the whole selection', () => {
    const [found] = findArrays('a = [1,\n  oops]', 'selection');
    expect(found?.failure).to.include({ code: 'notNumeric', file: 'selection', place: 'line 2, column 3' });
  });

  it('reads the samples', () => {
    expect(summary(readFileSync('samples/arrays.py', 'utf8')).slice(0, 4)).to.deep.equal([
      'prediction[4]',
      'label[4]',
      'probabilities[1,4]',
      'target[1]',
    ]);
    const arrays = summary(readFileSync('samples/arrays.md', 'utf8')).filter((one) => !one.endsWith('!'));
    expect(arrays).to.deep.equal(['[8]', '[8]', '[2,3]', '[2,3]', '[3,3]', '[3]']);
  });
});
