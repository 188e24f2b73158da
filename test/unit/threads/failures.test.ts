// What may go wrong while several threads read: cancelling, files that change, shrink or vanish, a thread that dies.
// Each time the next computation works.
import { expect } from 'chai';
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ComputeRequest } from '../../../src/protocol/compute';
import { npyHeaderBytes } from '../../../src/worker/readers/npyHeader';
import { NodeCrew } from '../../../src/worker/threads/crew.node';
import { compute, save, scratchFolder, startedCrew, uniform } from './support';

/** So many, and a power for each, take several times as long as it takes until the first progress is told. */
const N = 20_000_000;
const FOCAL: ComputeRequest = {
  compute: [{ id: 'focal', params: { gamma: 1.7 } }],
  prediction: 'p.npy',
  label: 'y.npy',
  gradient: 'g.npy',
};

describe('threads at work', function () {
  this.timeout(60_000);
  const { folder, remove } = scratchFolder();
  let crew: NodeCrew;

  const write = (): void => {
    save(folder, 'p.npy', 'float32', [N], uniform(N, 1));
    save(folder, 'y.npy', 'float32', [N], uniform(N, 2));
  };
  const isWell = async (): Promise<void> => {
    const answer = await compute(FOCAL, folder, crew);
    expect(answer.ok).to.equal(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).to.deep.equal([]);
  };
  /** What becomes of a request while whose first progress `act` happens. */
  const failing = async (act: () => void, by: NodeCrew = crew): Promise<string> => {
    let acted = false;
    const progress = (): void => {
      if (acted) return;
      acted = true;
      act();
    };
    const answer = await compute(FOCAL, folder, by, undefined, progress);
    expect(acted, 'it took long enough').to.equal(true);
    if (answer.ok) return '';
    const { file = '', message, code } = answer.error;
    return `${code} ${file}: ${message}`;
  };

  before(async () => {
    write();
    crew = await startedCrew(3);
  });
  after(() => {
    crew.dispose();
    remove();
  });
  afterEach(isWell);

  it('stop between two chunks when they are cancelled, and leave no half-written gradient', async () => {
    rmSync(join(folder, 'g.npy'), { force: true });
    const controller = new AbortController();
    const answer = await compute(FOCAL, folder, crew, controller.signal, () => controller.abort());
    expect(answer.ok ? '' : answer.error.code).to.equal('cancelled');
    expect(readdirSync(folder)).to.have.members(['p.npy', 'y.npy']);
  });

  it('refuse a file that shrinks meanwhile', async () => {
    const why = await failing(() => truncateSync(join(folder, 'p.npy'), 1_000_000));
    expect(why).to.match(
      /^unreadable p\.npy: The file changed while it was being read: it had 80000128 bytes/,
    );
    write();
  });

  it('refuse a file that is written to meanwhile', async () => {
    const why = await failing(() => appendFileSync(join(folder, 'y.npy'), 'more'));
    expect(why).to.match(/^unreadable y\.npy: The file changed while it was being read/);
    write();
  });

  it('read a file to its end that is deleted meanwhile, as it was when it was opened', async () => {
    expect(await failing(() => rmSync(join(folder, 'p.npy')))).to.equal('');
    const answer = await compute(FOCAL, folder, crew);
    expect(answer.ok ? '' : answer.error.message).to.contain('no such file');
    write();
  });

  it('say so when one of them dies', async () => {
    const script = join(folder, 'dying.js');
    writeFileSync(
      script,
      `const { parentPort, workerData: { helper } } = require('node:worker_threads');
       parentPort.on('message', ({ share }) => {
         Atomics.store(new Int32Array(share), 3 + helper, 1);
         throw new Error('out of memory');
       });`,
    );
    const dying = new NodeCrew(script, { count: 1, worthEngaging: 0, worthStarting: 0 });
    try {
      await dying.start();
      const answer = await compute(FOCAL, folder, dying);
      expect(answer.ok ? '' : `${answer.error.code} ${answer.error.message}`).to.equal(
        'crashed A thread of the computation ended: out of memory.',
      );
    } finally {
      dying.dispose();
      rmSync(script);
    }
  });

  it('read beyond 4 GiB', async () => {
    const count = 600_000_000; // 4.8 GB of holes, with a number in the first and in the last place
    const header = npyHeaderBytes('float64', [count]);
    const file = openSync(join(folder, 'far.npy'), 'w');
    writeSync(file, header);
    ftruncateSync(file, header.length + 8 * count);
    for (const [value, place] of [
      [1, 0],
      [-3, count - 1],
    ] as const) {
      writeSync(file, new Uint8Array(Float64Array.of(value).buffer), 0, 8, header.length + 8 * place);
    }
    closeSync(file);
    const answer = await compute({ compute: [{ id: 'l1' }], prediction: 'far.npy' }, folder, crew);
    rmSync(join(folder, 'far.npy'));
    expect(answer.ok && answer.results[0]?.value).to.equal(4);
  });
});
