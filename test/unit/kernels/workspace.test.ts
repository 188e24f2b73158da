// Memory of chunks goes from pass to pass, and never to two at once.
import { expect } from 'chai';
import { PADDING_BYTES } from '../../../src/worker/kernels/memory';
import { takeWorkspace } from '../../../src/worker/kernels/workspace';

describe('the workspace of a pass', () => {
  it('is the same memory for the next pass', () => {
    const first = takeWorkspace([1000, 2000]);
    first.release();
    const second = takeWorkspace([500]);
    expect(second.memory).to.equal(first.memory);
    second.release();
  });

  it('is another memory for a pass at the same time', () => {
    const [first, second] = [takeWorkspace([100]), takeWorkspace([100])];
    expect(second.memory).not.to.equal(first.memory);
    first.release();
    first.release();
    const [third, fourth] = [takeWorkspace([100]), takeWorkspace([100])];
    expect(third.memory).to.equal(first.memory);
    expect(fourth.memory).not.to.equal(first.memory);
    for (const each of [second, third, fourth]) each.release();
  });

  it('has room for every region and what kernels touch behind it', () => {
    const sizes = [1, 64, 70_000, 300_000];
    const workspace = takeWorkspace(sizes);
    const { memory, addresses } = workspace;
    sizes.forEach((size, i) => {
      const end = (addresses[i] ?? 0) + size + PADDING_BYTES;
      expect(end).to.be.at.most(addresses[i + 1] ?? memory.used);
    });
    expect(memory.used).to.be.at.most(memory.memory.buffer.byteLength);
    workspace.release();
  });
});
