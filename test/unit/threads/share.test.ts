// What is left of a pass when this thread gives up: nothing that a helper would still take. The helper of this crew is
// this very thread, which asks for chunks when it is waited for: how many it gets does not depend on who is quicker.
import { expect } from 'chai';
import type { ComputeRequest } from '../../../src/protocol/compute';
import { nodePlatform } from '../../../src/worker/platform.node';
import type { ArraySource } from '../../../src/worker/readers/source';
import { run } from '../../../src/worker/run/run';
import type { Crew } from '../../../src/worker/threads/crew';
import { Share } from '../../../src/worker/threads/share';
import { save, scratchFolder } from './support';

const N = 2_000_000;
/** More than any pass over N numbers has. */
const MANY = 1000;
/** Longer than computations go without letting messages in. */
const LONG_MS = 30;

const BCE: ComputeRequest = { compute: [{ id: 'bce' }], prediction: 'p.npy', label: 'y.npy' };

/** A crew whose helper begins when everyone else is done; `taken` is how many chunks it got each pass. */
function lateCrew(): { readonly crew: Crew; readonly taken: number[] } {
  const taken: number[] = [];
  const crew: Crew = {
    engage() {
      const share = Share.forHelpers(1);
      const finish = async (): Promise<[]> => {
        let count = 0;
        while (share.next(MANY) !== undefined) count++;
        taken.push(count);
        return [];
      };
      return { share, finish };
    },
  };
  return { crew, taken };
}

describe('what helpers still take', () => {
  const { folder, remove } = scratchFolder();
  const values = new Float32Array(N).fill(0.5);
  before(() => {
    save(folder, 'p.npy', 'float32', [N], values);
    save(folder, 'y.npy', 'float32', [N], values);
    save(folder, 'wrong.npy', 'float32', [N], values.with(0, 1.5));
  });
  after(remove);

  /** @param slow whether reading a chunk takes longer than it may go on without looking for a cancel */
  const outcome = async (request: ComputeRequest, signal: AbortSignal, slow: boolean) => {
    const { crew, taken } = lateCrew();
    const platform = nodePlatform({ folder, crew });
    const open = (...args: Parameters<typeof platform.open>): ArraySource => {
      const source = platform.open(...args);
      if (!slow) return source;
      const read: ArraySource['read'] = (start, into) => {
        const until = performance.now() + LONG_MS;
        source.read(start, into);
        while (performance.now() < until);
      };
      return Object.create(source, { read: { value: read } }) as ArraySource;
    };
    const context = { signal, progress: () => undefined };
    const answer = await run(request, { ...platform, open, kernelsFrom: 0 }, context);
    return { taken, code: answer.ok ? 'ok' : answer.error.code };
  };

  it('is what there is beyond the last chunk, where nothing goes wrong', async () => {
    const { taken, code } = await outcome(BCE, new AbortController().signal, false);
    expect(code).to.equal('ok');
    expect(taken).to.have.length(1);
    expect(taken[0]).to.be.within(MANY - N, MANY - 2);
  });

  it('is no chunk after a cancel', async () => {
    expect(await outcome(BCE, AbortSignal.abort(), true)).to.deep.equal({ taken: [0], code: 'cancelled' });
  });

  it('is no chunk after a number that is refused', async () => {
    const request = { ...BCE, prediction: 'wrong.npy' };
    const { taken, code } = await outcome(request, new AbortController().signal, false);
    expect({ taken, code }).to.deep.equal({ taken: [0], code: 'range' });
  });
});
