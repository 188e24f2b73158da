// Python in documents of other languages keeps its positions.
import { expect } from 'chai';
import { pythonBlocks, pythonText } from '../../../src/extension/python/pythonRegions';

describe('Python in a document', () => {
  it('is what stands between fences that say so, where it stands', () => {
    const text = 'Text\n```python\nx = 1\n```\n```js\ny\n```\n~~~ {.py}\nz\n~~~\n';
    const blocks = pythonBlocks(text)!;
    expect(blocks).to.have.lengthOf(text.length);
    expect(blocks.split('\n').map((line) => line.trim())).to.deep.equal([
      '',
      '',
      'x = 1',
      '',
      '',
      '',
      '',
      '',
      'z',
      '',
      '',
    ]);
  });

  it('keeps line ends of Windows, and a longer fence holds a shorter one', () => {
    const text = '````py\r\n```\r\nx\r\n````\r\n';
    expect(pythonBlocks(text)).to.equal('      \r\n```\r\nx\r\n    \r\n');
  });

  it('is none in Markdown without it', () => expect(pythonBlocks('a\n```js\nb\n```')).to.equal(undefined));

  const cell = (text: string): string | undefined =>
    pythonText({ languageId: 'python', getText: () => text });

  it('takes commands of IPython for comments', () => {
    expect(cell('%matplotlib inline\n!pip install x\nx = 5 \\\n  % 3')).to.equal(
      '#matplotlib inline\n#pip install x\nx = 5 \\\n  % 3',
    );
    expect(cell('files = !ls "a\nx = 1\ny = %who\n')).to.equal('files = _#    \nx = 1\ny = _#  \n');
  });

  it('is none in a cell that IPython hands to another language', () => {
    for (const other of ['%%bash\nls', '\n%%html\n<p>', '!!ls', '%%writefile a.txt\nx', '%%R -i x\ny'])
      expect(cell(other), other).to.equal(undefined);
    for (const python of [
      '%%time\nx = 1',
      '%%capture out\nx = 1',
      '%%writefile a/b.py\nx = 1',
      'x = 1\n%%bash',
    ])
      expect(cell(python), python).to.equal(python.replace('%', '#'));
  });
});
