// A crew of helper threads: one for each core besides the thread that engages them. They are started at the first pass
// that is long enough, while it is already under way, and then kept; they never keep the process alive.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LossaryError } from '../../protocol/errors';
import type { Crew, Engagement } from './crew';
import type { HelperAnswer, HelperCall } from './helper.node';
import type { ThreadAnswer, ThreadJob } from './job';
import { Share } from './share';

const MOST_THREADS = 8;

export interface CrewOptions {
  /** Threads besides the one that engages them: one for each other core, seven at most. */
  readonly count?: number;
  /** Input numbers from which helpers that are running are worth engaging: about a millisecond of work. */
  readonly worthEngaging?: number;
  /** And from which they are worth starting, which takes about 60 ms of another core. */
  readonly worthStarting?: number;
}

interface Helper {
  readonly worker: Worker;
  /** Settles the calls that it has not answered yet. */
  readonly calls: Map<number, (answer: ThreadAnswer | undefined) => void>;
  readonly listening: Promise<void>;
  died: LossaryError | undefined;
}

export class NodeCrew implements Crew {
  private readonly helpers: Helper[] = [];
  private nextId = 0;
  private readonly count: number;
  private readonly worthEngaging: number;
  private readonly worthStarting: number;

  /** @param script the bundle of helper.node.ts */
  constructor(
    private readonly script: string,
    { count, worthEngaging = 1 << 20, worthStarting = 1 << 24 }: CrewOptions = {},
  ) {
    this.count = count ?? Math.min(MOST_THREADS, availableParallelism()) - 1;
    this.worthEngaging = worthEngaging;
    this.worthStarting = worthStarting;
  }

  engage(job: () => ThreadJob, numbers: number): Engagement | undefined {
    const running = this.helpers.some(({ died }) => died === undefined);
    if (this.count < 1 || numbers < (running ? this.worthEngaging : this.worthStarting)) return undefined;
    const share = Share.forHelpers(this.count);
    const id = this.nextId++;
    const call: HelperCall = { id, job: job(), share: share.buffer };
    const waiting = Array.from({ length: this.count }, (_, i) => this.ask(i, call));
    return {
      share,
      finish: async () => {
        const takesPart = share.close();
        const asked = waiting.filter((_, i) => takesPart(i));
        asked.forEach(({ helper }) => helper.worker.ref()); // nothing else may keep the process waiting for them
        const answers = await Promise.all(asked.map(({ answer }) => answer));
        asked.forEach(({ helper }) => helper.worker.unref());
        const dead = asked.find(({ helper }, i) => answers[i] === undefined && helper.died !== undefined);
        if (dead?.helper.died !== undefined) throw dead.helper.died;
        return answers.filter((answer): answer is ThreadAnswer => answer !== undefined);
      },
    };
  }

  /** Starts the threads ahead of their first pass, and waits until they listen. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: this.count }, (_, i) => this.helper(i).listening));
  }

  /** Ends the threads. */
  dispose(): void {
    for (const { worker } of this.helpers) void worker.terminate();
    this.helpers.length = 0;
  }

  private ask(
    index: number,
    call: HelperCall,
  ): { helper: Helper; answer: Promise<ThreadAnswer | undefined> } {
    const helper = this.helper(index);
    const { worker, calls } = helper;
    const answer = new Promise<ThreadAnswer | undefined>((settle) => calls.set(call.id, settle));
    worker.postMessage(call);
    return { helper, answer };
  }

  private helper(index: number): Helper {
    const known = this.helpers[index];
    if (known !== undefined && known.died === undefined) return known;
    return (this.helpers[index] = start(this.script, index));
  }
}

function start(script: string, index: number): Helper {
  // A small young generation: chunks leave little behind, and eight threads with room for more would take a gigabyte.
  const worker = new Worker(script, {
    workerData: { helper: index },
    resourceLimits: { maxYoungGenerationSizeMb: 6 },
  });
  const listening = new Promise<void>((done) => worker.once('online', done));
  const helper: Helper = { worker, calls: new Map(), listening, died: undefined };
  worker.on('message', ({ id, answer }: HelperAnswer) => {
    helper.calls.get(id)?.(answer);
    helper.calls.delete(id);
  });
  const end = (why: string): void => {
    helper.died ??= new LossaryError({
      code: 'crashed',
      message: `A thread of the computation ended: ${why}.`,
      fix: 'Run it again.',
    });
    for (const settle of helper.calls.values()) settle(undefined);
    helper.calls.clear();
  };
  worker.on('error', (error) => end(error.message.replace(/\.$/, '')));
  worker.on('exit', (code) => end(`exit code ${code}`));
  worker.unref(); // after the listeners: one for messages keeps the process alive
  return helper;
}
