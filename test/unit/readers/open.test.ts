// From what a request names to an open array: selectors, formats, provided bytes, and every file that cannot be opened.
import { expect } from 'chai';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArrayInput } from '../../../src/protocol/compute';
import { readFloat64 } from '../../../src/worker/readers/convert';
import { SUPPORTED_EXTENSIONS } from '../../../src/worker/readers/formats';
import { noDisk } from '../../../src/worker/readers/locate';
import { openArray } from '../../../src/worker/readers/open';
import { createOpener } from '../../../src/worker/readers/open.node';
import { portableUnpacker } from '../../../src/worker/readers/unpacker';
import { expectedArrays, failureOf, FIXTURES, inScratchFolder } from './support';

const NOWHERE = noDisk(portableUnpacker);

function withFiles(
  files: Readonly<Record<string, string>>,
  act: (open: (input: ArrayInput) => readonly number[]) => void,
) {
  inScratchFolder((folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const opener = createOpener({ folder });
    act((input) => {
      const source = opener(input, 'prediction');
      const numbers = [...readFloat64(source)];
      source.close();
      return numbers;
    });
  });
}

describe('openArray', () => {
  it('opens every format by its name', () => {
    const open = createOpener({ folder: FIXTURES });
    expect(open('little-f4.npy', 'label').dtype).to.equal('float32');
    const labels = open('deflated.npz#labels', 'label');
    expect([...readFloat64(labels)]).to.deep.equal(expectedArrays()['deflated.npz#labels']?.values);
    withFiles(
      {
        'a.csv': 'x\n1',
        'a.tsv': 'x\ty\n1\t2',
        'a.txt': '1 2',
        'a.json': '[1]',
        'a.jsonl': '1',
        'a.NDJSON': '1',
      },
      (openFile) => {
        for (const name of ['a.csv', 'a.json', 'a.jsonl', 'a.NDJSON', 'a.tsv#x']) {
          expect(openFile(name), name).to.deep.equal([1]);
        }
        expect(openFile('a.txt')).to.deep.equal([1, 2]);
      },
    );
  });

  it('goes by the content where the extension misleads', () => {
    inScratchFolder((folder) => {
      copyFileSync(join(FIXTURES, 'scalar.npy'), join(folder, 'scalar.bin'));
      copyFileSync(join(FIXTURES, 'single.npz'), join(folder, 'single.npy'));
      const open = createOpener({ folder });
      expect([...readFloat64(open('scalar.bin', 'label'))]).to.deep.equal([2.5]);
      expect([...readFloat64(open('single.npy', 'label'))]).to.deep.equal([1.5, 2.5]);
    });
  });

  it('reads inline arrays, and calls them by their role', () => {
    const source = openArray('np.array([1, 2])', { role: 'label', disk: NOWHERE });
    expect(source).to.include({ name: 'label', dtype: 'float64' });
    expect(failureOf(() => openArray('[1, x]', { role: 'label', disk: NOWHERE }))).to.include({
      file: 'label',
      place: 'line 1, column 5',
    });
    expect(openArray([[1, 2]], { disk: NOWHERE }).shape).to.deep.equal([1, 2]);
    expect(openArray(2, { disk: NOWHERE }).shape).to.deep.equal([]);
  });

  it('prefers files to what their names could also mean', () => {
    withFiles(
      { 'a#b.csv': 'x\n1', 'a.csv': 'x,y\n2,3', 'a.csv#x': 'no', '[1].csv': 'x\n4', '(2).json': '[5]' },
      (open) => {
        expect(open('a#b.csv')).to.deep.equal([1]);
        expect(open('a#b.csv#x')).to.deep.equal([1]);
        expect(open('a.csv#y')).to.deep.equal([3]);
        expect(open('[1].csv')).to.deep.equal([4]);
        expect(open('(2).json')).to.deep.equal([5]);
      },
    );
  });

  it('takes provided bytes before the disk', () => {
    const bytes = (text: string) => new TextEncoder().encode(text).buffer;
    const files = {
      'mem:/a.csv': bytes('x,y\n1,2'),
      'b.npy': new Uint8Array(readFileSync(join(FIXTURES, 'scalar.npy'))).buffer,
    };
    expect([...readFloat64(openArray('mem:/a.csv#y', { files, disk: NOWHERE }))]).to.deep.equal([2]);
    expect([...readFloat64(createOpener({ folder: FIXTURES, files })('b.npy', 'label'))]).to.deep.equal([
      2.5,
    ]);
    expect(failureOf(() => openArray('mem:/b.csv', { files, disk: NOWHERE }))).to.include({
      code: 'notFound',
      fix: 'Did you mean mem:/a.csv?',
    });
  });

  it('a name that every object has is no provided file', () => {
    const failure = failureOf(() => openArray('constructor', { files: {}, disk: NOWHERE }));
    expect(failure).to.include({ code: 'notFound', file: 'constructor' });
  });

  it('absolute paths and paths through folders', () => {
    inScratchFolder((folder) => {
      mkdirSync(join(folder, 'runs'));
      writeFileSync(join(folder, 'runs', 'a.json'), '[1]');
      const open = createOpener({ folder: join(folder, 'runs') });
      for (const path of ['a.json', './a.json', '../runs/a.json', join(folder, 'runs', 'a.json')]) {
        expect([...readFloat64(open(path, 'label'))], path).to.deep.equal([1]);
      }
    });
  });

  it('an array lives on when its file is removed', () => {
    if (process.platform === 'win32') return;
    inScratchFolder((folder) => {
      copyFileSync(join(FIXTURES, 'scalar.npy'), join(folder, 'a.npy'));
      const source = createOpener({ folder })('a.npy', 'label');
      rmSync(join(folder, 'a.npy'));
      expect([...readFloat64(source)]).to.deep.equal([2.5]);
      source.close();
    });
  });
});

describe('openArray refuses', () => {
  const pdf = '%PDF-1.4';
  const files = {
    'preds.npy': pdf,
    'empty.npy': '',
    'empty.csv': '',
    'lfs.npy': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n',
    'page.csv': '<!DOCTYPE html><html></html>',
    'binary.csv': 'a\0b',
    'model.pt': 'PK\x03\x04',
    'notes.md': 'text',
    noExtension: 'text',
    'table.csv': 'a,b\n1,2\n',
  };
  const rows: readonly (readonly [input: string, code: string, message: RegExp, fix: RegExp | undefined])[] =
    [
      ['pred.npy', 'notFound', /no such file/, /Did you mean preds\.npy\?/],
      ['zzzzzz.npy', 'notFound', /no such file/, undefined],
      ['nowhere/a.npy', 'notFound', /no folder nowhere\//, undefined],
      ['', 'notFound', /No file is named/, undefined],
      ['preds.npy\0', 'notFound', /no such file/, undefined],
      ['.', 'unreadable', /a folder/, /such as .*\.(?:npy|csv)/],
      [
        'preds.npy',
        'corrupt',
        /ends in \.npy, but this is not a NumPy array: it begins with other bytes/,
        /Save it again/,
      ],
      ['preds.npy#a', 'corrupt', /not a NumPy array/, undefined],
      ['empty.npy', 'empty', /file is empty/, undefined],
      ['empty.csv', 'empty', /file is empty/, undefined],
      ['lfs.npy', 'corrupt', /a Git LFS pointer/, /git lfs pull/],
      ['page.csv', 'corrupt', /not text: it is a web page/, undefined],
      ['binary.csv', 'corrupt', /holds binary data/, undefined],
      ['model.pt', 'unsupported', /A \.pt file is not read; it is a zip archive/, /torch\.load/],
      ['notes.md', 'unsupported', /A \.md file is not read/, /reads \.npy, \.npz, \.csv/],
      ['noExtension', 'unsupported', /without an extension/, /reads \.npy/],
      ['table.csv#c', 'missingKey', /no column "c"/, /table\.csv#/],
      ['np.zeros(3)', 'unsupported', /would have to be run/, /print the array/],
    ];
  for (const [input, code, message, fix] of rows) {
    it(JSON.stringify(input), () => {
      withFiles(files, (open) => {
        const failure = failureOf(() => open(input));
        expect(failure.code).to.equal(code);
        expect(failure.message).to.match(message);
        if (fix === undefined) return;
        expect(failure.fix).to.match(fix);
      });
    });
  }

  it('a selector on a file of one array', () => {
    const failure = failureOf(() => createOpener({ folder: FIXTURES })('scalar.npy#a', 'label'));
    expect(failure).to.include({ code: 'missingKey', fix: 'Leave out #a.' });
  });

  it('points where an array is needed', () => {
    expect(failureOf(() => openArray({ points: [[0, 1]] }, { role: 'label', disk: NOWHERE }))).to.include({
      code: 'usage',
    });
  });

  it('closes the file again when it cannot be read', () => {
    const open = createOpener({ folder: FIXTURES });
    const descriptors = () => (process.platform === 'linux' ? readdirCount('/proc/self/fd') : 0);
    const before = descriptors();
    for (let i = 0; i < 20; i++) failureOf(() => open('refused-object.npy', 'label'));
    expect(descriptors()).to.equal(before);
  });

  it('names every extension that it reads', () => {
    withFiles({ 'a.xyz': '1' }, (open) => {
      const { fix = '' } = failureOf(() => open('a.xyz'));
      for (const extension of SUPPORTED_EXTENSIONS) expect(fix).to.contain(`.${extension}`);
    });
  });
});

function readdirCount(folder: string): number {
  return readdirSync(folder).length;
}
