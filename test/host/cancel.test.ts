// A long computation is cancelled, or loses its worker: the answer says so, and the next one works.
import { expect } from 'chai';
import { writeFile } from 'node:fs/promises';
import type { ComputeRequest } from '../../src/protocol/compute';
import type { LossaryApi } from '../../src/extension/extension';
import {
  compute,
  expectValue,
  failureOf,
  INLINE,
  INLINE_BCE,
  lossary,
  pause,
  sample,
  until,
} from './support';

describe('a long computation', () => {
  let api: LossaryApi;
  let long: ComputeRequest;

  before(async () => {
    api = await lossary();
    const path = sample('long.npy').fsPath;
    await writeFile(path, zeros(30_000_000));
    long = {
      compute: [{ id: 'bce' }, { id: 'focal' }, { id: 'dice' }],
      prediction: 'long.npy',
      label: 'long.npy',
    };
    await compute(INLINE); // the worker is up
  });

  it('is cancelled, and the same worker goes on', async () => {
    const answer = compute(long);
    await pause(30);
    api.cancel();
    expect(failureOf(await answer).code).to.equal('cancelled');
    expect(api.worker.isRunning()).to.equal(true);
    expectValue(await compute(INLINE), 'bce', INLINE_BCE);
  });

  it('gives way to the next request', async () => {
    const replaced = compute(long);
    await pause(30);
    expectValue(await compute(INLINE), 'bce', INLINE_BCE);
    expect(failureOf(await replaced).code).to.equal('cancelled');
  });

  it('is told when its worker crashes, and the next request starts another', async () => {
    const answer = compute(long);
    await until(() => api.worker.isRunning(), 'the worker runs');
    await pause(30);
    api.worker.kill();
    const failure = failureOf(await answer);
    expect(failure.code).to.equal('crashed');
    expect(failure.message).to.include('The worker was ended.');
    expect(api.worker.isRunning()).to.equal(false);
    expectValue(await compute(INLINE), 'bce', INLINE_BCE);
    expect(api.worker.isRunning()).to.equal(true);
  });
});

/** A .npy file of float32 zeros: the 128 bytes of its header, written by the format's definition. */
function zeros(count: number): Uint8Array {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count},), }`.padEnd(117) + '\n';
  const file = Buffer.alloc(128 + 4 * count);
  file.write('\x93NUMPY\x01\x00', 'latin1');
  file.writeUInt16LE(118, 8);
  file.write(header, 10, 'latin1');
  return file;
}
