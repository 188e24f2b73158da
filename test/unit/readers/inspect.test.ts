// What a file holds, told without reading all of it.
import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InspectedArray } from '../../../src/protocol/messages';
import { answerFindArrays } from '../../../src/worker/readers/findArrays';
import { inspectFile } from '../../../src/worker/readers/inspect';
import { memoryBytes } from '../../../src/worker/readers/memoryBytes';
import { nodeDisk } from '../../../src/worker/readers/open.node';
import type { ByteSource } from '../../../src/worker/readers/source';
import { failureOf, FIXTURES, inScratchFolder, npyBytes } from './support';

function inspectFixture(name: string): readonly InspectedArray[] {
  return inspectFile({ source: name }, { disk: nodeDisk(FIXTURES) }).arrays;
}

function inspectText(name: string, text: string): readonly InspectedArray[] {
  return inScratchFolder((folder) => {
    writeFileSync(join(folder, name), text);
    return inspectFile({ source: name }, { disk: nodeDisk(folder) }).arrays;
  });
}

describe('inspectFile', () => {
  it('.npy', () => {
    expect(inspectFixture('version-2.npy')).to.deep.equal([
      { key: '', shape: [3, 2], dtype: 'int16', sample: { min: 0, max: 5, integers: true, distinct: 6 } },
    ]);
  });

  it('.npz, with what cannot be used', () => {
    const arrays = inspectFixture('deflated.npz#probs');
    expect(arrays.map(({ key, shape, dtype }) => [key, shape.join(), dtype])).to.deep.equal([
      ['probs', '3,2', 'float64'],
      ['labels', '3', 'int64'],
      ['sub/mask', '1,2', 'bool'],
      ['fortran', '3,4', 'float32'],
    ]);
    expect(arrays[0]?.sample).to.deep.equal({ min: 0, max: 1, integers: false, distinct: 6 });
    const [good, bad] = inspectFixture('with-object.npz');
    expect(good?.unusable).to.equal(undefined);
    expect(bad).to.include({ key: 'bad', dtype: '|O' });
    expect(bad?.unusable).to.contain('Python objects');
  });

  it('.npz with a damaged member: the others can be used', () => {
    const arrays = inspectFixture('damaged-deflated.npz');
    expect(arrays[0]?.unusable).to.match(/damaged|unpacked|should hold/);
    expect(arrays.slice(1).map(({ unusable }) => unusable)).to.deep.equal([undefined, undefined, undefined]);
  });

  it('the sample leaves out what is not finite', () => {
    expect(inspectText('a.json', '[NaN, 1, Infinity, 3, 1]')[0]?.sample).to.deep.equal({
      min: 1,
      max: 3,
      integers: true,
      distinct: 2,
    });
    expect(inspectText('a.json', '[NaN]')).to.deep.equal([{ key: '', shape: [1], dtype: 'float64' }]);
  });

  it('a table: one entry that names its numeric columns', () => {
    expect(inspectText('t.csv', ',name,p,y\n0,a,0.5,1\n1,b,0.25,0\n')).to.deep.equal([
      {
        key: '',
        shape: [2, 2],
        dtype: 'float64',
        columns: ['p', 'y'],
        sample: { min: 0, max: 1, integers: false, distinct: 4 },
      },
    ]);
  });

  it('a table with one numeric column is one array', () => {
    expect(inspectText('t.csv', 'name,p\na,3\nb,4\n')).to.deep.equal([
      { key: '', shape: [2], dtype: 'float64', sample: { min: 3, max: 4, integers: true, distinct: 2 } },
    ]);
  });

  it('a table without a header is one array', () => {
    const [array] = inspectText('t.csv', '1,2\n3,4\n5,6\n');
    expect(array).to.deep.include({ key: '', shape: [3, 2] });
    expect(array?.columns).to.equal(undefined);
  });

  it('a table of text', () => {
    const [array] = inspectText('t.csv', 'a,b\nx,y\n');
    expect(array).to.deep.include({ columns: [], shape: [1] });
    expect(array?.unusable).to.match(/None of its columns/);
  });

  it('.json with keys, records and .jsonl', () => {
    const keyed = inspectText('a.json', '{"p": [[0.5, 1]], "ids": ["a"], "bad": [[1], [2, 3]]}');
    expect(
      keyed.map(({ key, shape, unusable }) => [key, shape.join(), unusable !== undefined]),
    ).to.deep.equal([
      ['p', '1,2', false],
      ['ids', '', true],
      ['bad', '', true],
    ]);
    const records = inspectText('a.json', '[{"n": "a", "p": 0.5, "y": 1}, {"n": "b", "p": 1, "y": 0}]');
    expect(records).to.deep.equal([{ key: '', shape: [2, 2], dtype: 'float64', columns: ['p', 'y'] }]);
    expect(inspectText('a.jsonl', '{"p": [1, 2]}\n{"p": [3, 4]}\n')[0]).to.deep.include({
      key: '',
      shape: [2, 2],
    });
    expect(inspectText('a.jsonl', '1\n2\n')[0]).to.deep.include({ key: '', shape: [2] });
  });

  it('inline arrays', () => {
    expect(inspectFile({ source: '[[1, 2]]' }, { disk: nodeDisk('.') }).arrays[0]).to.deep.include({
      key: '',
      shape: [1, 2],
    });
  });

  it('reads no more of a large array than its start', () => {
    const header = npyBytes('float32', [0], new Uint8Array(0));
    header.set(
      new TextEncoder().encode("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }"),
      10,
    );
    let read = 0;
    const bytes: ByteSource = {
      ...memoryBytes('large.npy', header),
      size: header.length + 4e9,
      read(offset, into) {
        read += into.length;
        into.set(header.subarray(offset, offset + into.length));
        return into.length;
      },
    };
    const disk = { ...nodeDisk('.'), kind: () => 'file' as const, open: () => bytes };
    expect(inspectFile({ source: 'large.npy' }, { disk }).arrays[0]).to.deep.include({ shape: [1e9] });
    expect(read).to.be.below(100_000);
  });

  it('fails where the file cannot be read', () => {
    expect(failureOf(() => inspectFixture('gone.npy'))).to.include({ code: 'notFound' });
    expect(failureOf(() => inspectFixture('refused-object.npy'))).to.include({ code: 'unsupported' });
    expect(failureOf(() => inspectText('a.jsonl', '\n'))).to.include({ code: 'empty' });
  });
});

describe('answerFindArrays', () => {
  it('gives what reads as an inline array', () => {
    const text = 'y_pred = np.array([[0.1, 0.9]])\ny_true = [1]';
    const { arrays } = answerFindArrays({ text });
    expect(arrays).to.deep.equal([
      { start: 9, end: 31, name: 'y_pred', shape: [1, 2] },
      { start: 41, end: 44, name: 'y_true', shape: [1] },
    ]);
  });

  it('says why there is none, or only one', () => {
    expect(failureOf(() => answerFindArrays({ text: 'y = [a, b]' }))).to.include({
      place: 'line 1, column 6',
    });
    expect(failureOf(() => answerFindArrays({ text: 'p = [1]\ny = [1, ...]' }))).to.include({
      code: 'unsupported',
    });
    expect(answerFindArrays({ text: 'see [the docs](x): [1 0]' }).arrays).to.have.length(1);
    expect(answerFindArrays({ text: 'nothing' }).arrays).to.deep.equal([]);
  });
});
