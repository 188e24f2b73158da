// A pass by compiled kernels, by this thread or by several: each takes the next chunk that nobody has taken yet.
import { LossaryError } from '../../protocol/errors';
import type { Engagement } from '../threads/crew';
import type { ThreadAnswer, ThreadFailure, ThreadJob } from '../threads/job';
import { pack } from '../threads/packed';
import type { Breather } from './context';
import type { Data } from './data';
import { KernelChunks } from './kernelChunks';
import { planOf } from './kernelPlan';
import {
  interpretedPass,
  visitor,
  type Pass,
  type PassBlock,
  type PassRange,
  type PassSpec,
  type Reception,
} from './pass';
import { prepareSides } from './prepare';

/** A pass by kernels, of which a thread may also do a part. */
export interface KernelPass extends Pass {
  chunks(range: PassRange): KernelChunks;
}

/** @returns undefined where the data or the expressions need the interpreter */
export function kernelPass(data: Data, spec: PassSpec): KernelPass | undefined {
  const plan = planOf(data, spec);
  if (plan === undefined) return undefined;
  const slow = interpretedPass(data, spec);
  const chunks = (range: PassRange): KernelChunks => new KernelChunks(data, spec, plan, slow, range);
  const { arrangement, sources, crew } = data.options;

  /** Takes chunks until there are none, and lets messages in between. */
  const work = async (
    part: KernelChunks,
    breather: Breather,
    visit: ((block: PassBlock) => void) | undefined,
    next: () => number | undefined,
  ): Promise<void> => {
    for (let chunk = next(); chunk !== undefined; chunk = next()) {
      try {
        await prepareSides(sources, arrangement, part.place(chunk).start, breather);
        await part.add(chunk, breather, visit);
      } catch (error) {
        throw error instanceof LossaryError ? new ChunkError(chunk, error) : error;
      }
      await breather.pause(part.place(chunk).start / arrangement.rows, `reading ${sources.prediction.name}`);
    }
  };
  const valuesOf = (part: KernelChunks): Float64Array[] =>
    part.totals.map((of) => Float64Array.from(of, (sum) => sum.value));

  const alone = async (
    part: KernelChunks,
    breather: Breather,
    visit: ((block: PassBlock) => void) | undefined,
  ): Promise<Float64Array[]> => {
    let taken = 0;
    await plainErrors(work(part, breather, visit, () => (taken < part.count ? taken++ : undefined)));
    part.release();
    return valuesOf(part);
  };
  const run: Pass['run'] = async (range, breather, visit) => alone(chunks(range), breather, visit);
  const spread: Pass['spread'] = async (range, breather, reception) => {
    const visit = visitor(data, reception);
    const job = jobOf(data, spec, range, reception);
    // Before anybody is engaged: where there is no memory for it, nobody is left at work.
    const part = chunks(range);
    const engaged = job && crew?.engage(job, range.rows * arrangement.columns);
    if (engaged === undefined) return alone(part, breather, visit);
    const mine = work(part, breather, visit, () => engaged.share.next(part.count));
    const answers = await together(mine, engaged);
    part.release();
    for (const { outcome } of answers) {
      outcome.sums.forEach((states, i) => states.forEach((state, k) => part.totals[i]?.[k]?.merge(state)));
      reception?.wishes.gradient?.wrote?.(outcome.written);
      if (outcome.view !== undefined) reception?.wishes.view?.merge(outcome.view);
    }
    data.seen.merge(
      answers.map(({ outcome }) => outcome.data),
      range.start + range.rows,
    );
    data.threads = Math.max(data.threads, 1 + answers.length);
    return valuesOf(part);
  };
  return { run, spread, chunks };
}

/** What was wrong with a chunk: where several threads find something, the first in the data is told. */
class ChunkError extends Error {
  constructor(
    readonly chunk: number,
    readonly reason: LossaryError,
  ) {
    super(reason.message);
  }
}

async function plainErrors(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    throw error instanceof ChunkError ? error.reason : error;
  });
}

type Done = Extract<ThreadAnswer, { outcome: unknown }>;

/** Waits for this thread's part and for those of the helpers. @throws what went wrong first in the data */
async function together(mine: Promise<void>, engaged: Engagement): Promise<readonly Done[]> {
  let failure: unknown;
  await mine.catch((error: unknown) => {
    failure = error;
    engaged.share.stop();
  });
  const answers = await engaged.finish();
  const failures: ThreadFailure[] = answers.flatMap((answer) =>
    'failure' in answer ? [answer.failure] : [],
  );
  if (failure instanceof ChunkError) failures.push({ chunk: failure.chunk, error: failure.reason.failure });
  else if (failure !== undefined) throw failure as Error;
  const [first] = failures.sort((a, b) => a.chunk - b.chunk);
  if (first !== undefined) throw new LossaryError(first.error);
  return answers.filter((answer): answer is Done => 'outcome' in answer);
}

/** The pass as another thread does it; undefined where only this thread has the data or what becomes of them. */
function jobOf(
  data: Data,
  spec: PassSpec,
  range: PassRange,
  reception: Reception | undefined,
): (() => ThreadJob) | undefined {
  const { traits, params, arrangement, sources } = data.options;
  const { prediction, label } = sources;
  if (prediction.file === undefined || (label !== undefined && label.file === undefined)) return undefined;
  const [file, labelFile] = [prediction.file, label?.file];
  const { gradient, view } = reception?.wishes ?? {};
  if (gradient !== undefined && gradient.target === undefined) return undefined;
  return () => ({
    traits,
    params,
    arrangement,
    prediction: file,
    ...(labelFile === undefined ? {} : { label: labelFile }),
    ...(sources.scale === undefined ? {} : { scale: sources.scale }),
    seen: data.seen.samples,
    sums: pack(spec.sums),
    outputs: pack(spec.outputs),
    byColumn: spec.byColumn,
    start: range.start,
    rows: range.rows,
    scalars: range.scalars,
    ...(reception === undefined ? {} : { delivery: reception.delivery }),
    ...(gradient?.target === undefined ? {} : { gradient: gradient.target }),
    ...(view === undefined ? {} : { viewed: view.total }),
  });
}
