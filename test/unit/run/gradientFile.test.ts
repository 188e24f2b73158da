// Where a gradient may be written: never over what the request reads, nor over what is no regular file.
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ComputeRequest } from '../../../src/protocol/compute';
import type { Failure } from '../../../src/protocol/errors';
import { nodePlatform } from '../../../src/worker/platform.node';
import { run, type Platform } from '../../../src/worker/run/run';
import { npyBytes } from '../readers/support';

const REQUEST: ComputeRequest = { compute: [{ id: 'mse' }], prediction: 'p.npy', label: 'y.csv' };

describe('a gradient’s file', () => {
  let folder = '';
  const bytesOf = (name: string): Buffer => readFileSync(join(folder, name));
  const compute = (request: ComputeRequest) =>
    run(request, nodePlatform({ folder }), {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  const refusal = async (gradient: string, more: Partial<ComputeRequest> = {}): Promise<Failure> => {
    const answer = await compute({ ...REQUEST, ...more, gradient });
    if (answer.ok) throw new Error(`${gradient} was written.`);
    return answer.error;
  };
  const written = async (gradient: string): Promise<void> => {
    const answer = await compute({ ...REQUEST, gradient });
    expect(answer.ok ? '' : answer.error.message).to.equal('');
    expect(bytesOf(gradient).readDoubleLE(bytesOf(gradient).length - 8)).to.equal(1);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lossary-gradient-'));
    const numbers = new Uint8Array(Float64Array.of(1, 2).buffer);
    writeFileSync(join(folder, 'p.npy'), npyBytes('float64', [2], numbers));
    writeFileSync(join(folder, 'w.npy'), npyBytes('float64', [2], numbers));
    writeFileSync(join(folder, 'y.csv'), 'y\n1\n1\n');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is none of the inputs, by whatever name', async () => {
    mkdirSync(join(folder, 'dir'));
    linkSync(join(folder, 'p.npy'), join(folder, 'hard.npy'));
    symlinkSync('p.npy', join(folder, 'soft.npy'));
    symlinkSync('.', join(folder, 'here'));
    const before = bytesOf('p.npy');
    for (const name of [
      'p.npy',
      './dir/../p.npy',
      join(folder, 'p.npy'),
      'hard.npy',
      'soft.npy',
      'here/p.npy',
    ]) {
      const failure = await refusal(name);
      expect(failure, name).to.include({ code: 'usage', file: resolve(folder, name) });
      expect(failure.message).to.contain('prediction (p.npy)');
      expect(failure.fix).to.contain('another');
      expect(bytesOf('p.npy').equals(before)).to.equal(true);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).to.deep.equal([]);
  });

  it('is neither a table nor an extra input, of this computation or a later one', async () => {
    const table = await refusal('y.csv');
    expect(table).to.include({ code: 'usage' });
    expect(table.message).to.contain('label (y.csv)');
    const extra = await refusal('w.npy', { inputs: { sampleWeight: 'w.npy' } });
    expect(extra.message).to.contain('sampleWeight (w.npy)');
    writeFileSync(join(folder, 'g.mse.npy'), bytesOf('w.npy'));
    const later = await refusal('g.npy', {
      compute: [{ id: 'mse' }, { id: 'l1', params: { sampleWeight: 'g.mse.npy' } }],
    });
    expect(later.message).to.contain('sampleWeight (g.mse.npy)');
    expect(bytesOf('g.mse.npy').equals(bytesOf('w.npy'))).to.equal(true);
  });

  it('is not written where an input changed meanwhile, even if bytes behind its array are never read', async () => {
    writeFileSync(join(folder, 'g.npy'), 'older');
    appendFileSync(join(folder, 'p.npy'), 'trailing');
    const platform = nodePlatform({ folder });
    const open: Platform['open'] = (input, role) => {
      const source = platform.open(input, role);
      const read: typeof source.read = (start, into) => {
        source.read(start, into);
        if (role === 'prediction') utimesSync(join(folder, 'p.npy'), 1, 1);
      };
      return { ...source, read };
    };
    const context = { signal: new AbortController().signal, progress: () => undefined };
    const answer = await run({ ...REQUEST, gradient: 'g.npy' }, { ...platform, open }, context);
    expect(answer.ok ? '' : answer.error.message).to.contain('changed while it was being read');
    expect(readFileSync(join(folder, 'g.npy'), 'utf8')).to.equal('older');
  });

  it('takes the place of an earlier file', async () => {
    writeFileSync(join(folder, 'g.npy'), 'older');
    await written('g.npy');
  });

  it('is written through a symbolic link', async () => {
    mkdirSync(join(folder, 'runs'));
    writeFileSync(join(folder, 'runs', 'g.npy'), 'older');
    symlinkSync(join('runs', 'g.npy'), join(folder, 'latest.npy'));
    symlinkSync(join('runs', 'new.npy'), join(folder, 'dangling.npy'));
    for (const [link, file] of [
      ['latest.npy', 'runs/g.npy'],
      ['dangling.npy', 'runs/new.npy'],
    ] as const) {
      await written(link);
      expect(readlinkSync(join(folder, link))).to.equal(join(...file.split('/')));
      expect(bytesOf(file).equals(bytesOf(link))).to.equal(true);
    }
  });

  it('replaces no folder, pipe or loop of links', async () => {
    mkdirSync(join(folder, 'runs'));
    symlinkSync('b.npy', join(folder, 'a.npy'));
    symlinkSync('a.npy', join(folder, 'b.npy'));
    expect((await refusal('runs')).message).to.contain('folder has this name');
    expect((await refusal('a.npy')).message).to.contain('circle');
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe.npy')]);
    symlinkSync('pipe.npy', join(folder, 'link.npy'));
    for (const name of ['pipe.npy', 'link.npy']) {
      const failure = await refusal(name);
      expect(failure).to.include({ code: 'unwritable' });
      expect(failure.message).to.contain('no regular file');
    }
    expect(lstatSync(join(folder, 'pipe.npy')).isFIFO()).to.equal(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).to.deep.equal([]);
  });
});
