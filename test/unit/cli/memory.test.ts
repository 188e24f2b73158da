// The memory of a computation stays small, however large its files are: they flow through in chunks, and so does the
// gradient. The inputs are holes, which take no room on the disk.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ComputeResult } from '../../../src/protocol/compute';
import { npyHeaderBytes } from '../../../src/worker/readers/npyHeader';

const MOST_MB = 200;

/** Tells at its end how much of memory a process had at most. */
const TELL_PEAK = `
const { readFileSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
if (isMainThread) process.on('exit', () => writeFileSync(process.env.LOSSARY_PEAK, readFileSync('/proc/self/status')));
`;

describe('the memory of the command line', function () {
  this.timeout(60_000);
  let folder = '';
  const path = (name: string): string => join(folder, name);

  before(function () {
    if (process.platform !== 'linux') return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'lossary-memory-'));
    writeFileSync(path('peak.cjs'), TELL_PEAK);
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true });
  });

  /** Zeros but for the last number. */
  function holes(name: string, count: number, last: number): string {
    const header = npyHeaderBytes('float32', [count]);
    const file = openSync(path(name), 'w');
    writeSync(file, header);
    ftruncateSync(file, header.length + 4 * count);
    writeSync(file, Float32Array.of(last), 0, 4, header.length + 4 * (count - 1));
    closeSync(file);
    return path(name);
  }

  /** @returns the value of mse, and how many MB the process had at most */
  function mse(count: number, ...more: string[]): { readonly value: unknown; readonly peak: number } {
    const inputs = ['--prediction', holes('p.npy', count, 3), '--label', holes('y.npy', count, 1)];
    const args = ['-r', path('peak.cjs'), 'dist/cli.js', 'compute', 'mse', ...inputs, ...more, '--json'];
    const env = { ...process.env, LOSSARY_PEAK: path('peak') };
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
    expect(stderr).to.equal('');
    const [result] = (JSON.parse(stdout) as ComputeResult).results;
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(path('peak'), 'utf8'));
    return { value: result?.value, peak: Number(found?.[1]) / 1024 };
  }

  it('is below 200 MB for two files of 600 MB', () => {
    const count = 150_000_000;
    const { value, peak } = mse(count);
    expect(value).to.equal(4 / count);
    expect(peak).to.be.within(1, MOST_MB);
  });

  it('is below 200 MB for two files of 400 MB and a gradient as large', () => {
    const count = 100_000_000;
    const { value, peak } = mse(count, '--gradient', path('g.npy'));
    expect(value).to.equal(4 / count);
    expect(statSync(path('g.npy')).size).to.be.within(4 * count, 4 * count + 200);
    expect(peak).to.be.within(1, MOST_MB);
  });
});
