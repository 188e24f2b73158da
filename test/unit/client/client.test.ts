// The client against a real thread that runs a small script in the worker's place.
import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type ClientOptions } from '../../../src/client/client';
import { threadStarter } from '../../../src/client/startWorker.node';
import type { StartWorker } from '../../../src/client/transport';

/** Answers `inspect` after what the source says: `echo`, `slow MS`, `deaf` (never), `throw`, `exit`, `block`. */
const SCRIPT = `
const { parentPort, threadId } = require('node:worker_threads');
const waiting = new Map();
const answer = (id, key) =>
  parentPort.postMessage({ kind: 'answer', id, answer: { ok: true, arrays: [{ key, shape: [threadId], dtype: 'f8' }] } });
parentPort.on('message', (message) => {
  const { id } = message;
  if (message.kind === 'cancel') {
    clearTimeout(waiting.get(id));
    if (waiting.delete(id))
      parentPort.postMessage({ kind: 'answer', id, answer: { ok: false, error: { code: 'cancelled', message: 'late' } } });
    return;
  }
  const [what, ms] = message.request.source.split(' ');
  if (what === 'throw') throw new Error('boom at element 7');
  if (what === 'exit') process.exit(9);
  if (what === 'block') for (;;);
  if (what === 'deaf') return;
  if (what === 'slow') {
    parentPort.postMessage({ kind: 'progress', id, fraction: 0.5, text: 'half' });
    waiting.set(id, setTimeout(() => { waiting.delete(id); answer(id, 'slow'); }, Number(ms)));
    return;
  }
  answer(id, [what, message.folder ?? '', ...Object.keys(message.files ?? {})].join(' '));
});
`;

describe('client', () => {
  let folder = '';
  let starts = 0;
  let ended: string[] = [];
  let client: Client;

  const open = (options: ClientOptions = {}): Client => {
    const start = threadStarter(join(folder, 'worker.cjs'));
    const reasons: string[] = [];
    ended = reasons;
    starts = 0;
    const counting: StartWorker = (events) => {
      starts++;
      return start({
        received: (message) => events.received(message),
        ended: (reason) => {
          reasons.push(reason);
          events.ended(reason);
        },
      });
    };
    client = new Client(counting, options);
    return client;
  };

  const inspect = (source: string, options = {}) => client.call('inspect', { source }, options);

  /** The thread that answered, which tells one worker from the next. */
  const thread = async (): Promise<number> => {
    const answer = await inspect('echo');
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.arrays[0]!.shape[0]!;
  };

  const until = async (condition: () => boolean): Promise<void> => {
    for (let waited = 0; !condition(); waited += 5) {
      if (waited > 5_000) throw new Error('It did not happen within five seconds.');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lossary-client-'));
    await writeFile(join(folder, 'worker.cjs'), SCRIPT);
  });
  after(() => rm(folder, { recursive: true }));
  afterEach(() => client.dispose());

  it('starts the worker with the first request and keeps it for the next', async () => {
    open();
    expect(client.running).to.equal(false);
    expect(starts).to.equal(0);
    const first = await thread();
    expect(client.running).to.equal(true);
    expect(await thread()).to.equal(first);
    expect(starts).to.equal(1);
  });

  it('hands the folder and the files on', async () => {
    open();
    const answer = await inspect('echo', { folder: '/data', files: { 'a.npy': new ArrayBuffer(8) } });
    expect(answer).to.have.nested.property('arrays[0].key', 'echo /data a.npy');
  });

  it('answers requests that overlap, each its own', async () => {
    open();
    const answers = await Promise.all([inspect('slow 40'), inspect('first'), inspect('second')]);
    expect(answers.map((each) => (each.ok ? each.arrays[0]!.key.trim() : each.error.code))).to.deep.equal([
      'slow',
      'first',
      'second',
    ]);
  });

  it('tells progress', async () => {
    open();
    const told: unknown[] = [];
    await inspect('slow 1', { progress: (fraction: number, text: string) => told.push([fraction, text]) });
    expect(told).to.deep.equal([[0.5, 'half']]);
  });

  it('answers a cancelled request at once, and the worker goes on', async () => {
    open({ cancelMs: 100 });
    const before = await thread();
    const controller = new AbortController();
    const slow = inspect('slow 60000', { signal: controller.signal });
    controller.abort();
    const answer = await slow;
    expect(answer).to.deep.equal({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await thread()).to.equal(before);
    expect(starts).to.equal(1);
  });

  it('starts nothing for a request that was cancelled before', async () => {
    open();
    const answer = await inspect('echo', { signal: AbortSignal.abort() });
    expect(answer).to.have.nested.property('error.code', 'cancelled');
    expect(starts).to.equal(0);
  });

  it('ends a worker that does not stop when cancelled, and asks a new one what else was pending', async () => {
    open({ cancelMs: 30 });
    const before = await thread();
    const controller = new AbortController();
    const stuck = inspect('block', { signal: controller.signal });
    const behind = thread();
    controller.abort();
    expect(await stuck).to.have.nested.property('error.code', 'cancelled');
    expect(await behind).not.to.equal(before);
    expect(starts).to.equal(2);
  });

  for (const [how, reason] of [
    ['throw', 'boom at element 7'],
    ['exit', 'exit code 9'],
  ] as const) {
    it(`answers everything pending with the reason when the worker crashes (${how})`, async () => {
      open();
      const [waiting, crashing] = await Promise.all([inspect('deaf'), inspect(how)]);
      for (const answer of [waiting, crashing]) {
        expect(answer).to.have.nested.property('error.code', 'crashed');
        expect(answer).to.have.nested.property('error.message').that.includes(reason);
      }
      expect(client.running).to.equal(false);
      await thread();
      expect(starts).to.equal(2);
    });
  }

  it('can be killed, and recovers', async () => {
    open();
    const before = await thread();
    const waiting = inspect('deaf');
    client.kill('Killed by the test.');
    expect(await waiting)
      .to.have.nested.property('error.message')
      .that.includes('Killed by the test.');
    expect(await thread()).not.to.equal(before);
  });

  it('ends an idle worker, but none at work', async () => {
    open({ idleMs: 40 });
    await inspect('slow 120');
    expect(ended).to.deep.equal([]);
    expect(client.running).to.equal(true);
    await until(() => ended.length === 1);
    expect(client.running).to.equal(false);
    await thread();
    expect(starts).to.equal(2);
  });

  it('counts idle time from the last request', async () => {
    open({ idleMs: 150 });
    await thread();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await thread();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.running).to.equal(true);
  });

  it('answers what cannot be sent', async () => {
    open();
    const unsendable = { source: 'echo', callback: () => undefined };
    expect(await client.call('inspect', unsendable)).to.have.nested.property('error.code', 'internal');
    await thread();
  });

  it('answers everything when it is disposed, and starts nothing afterwards', async () => {
    open();
    const waiting = inspect('deaf');
    client.dispose();
    expect(await waiting).to.have.nested.property('error.code', 'cancelled');
    expect(await inspect('echo')).to.have.property('ok', false);
    await until(() => ended.length === 1);
    expect(starts).to.equal(1);
  });
});
