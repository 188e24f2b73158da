// What a helper thread does of a pass: it takes chunks as the others do, and gives back its sums and what it has seen.
import { failureOf } from '../../protocol/errors';
import { openFileBytes } from '../readers/fileBytes.node';
import { openNpy } from '../readers/npy';
import { npyPart } from '../readers/npyWriter.node';
import type { ArraySource, OpenFile } from '../readers/source';
import { Breather } from '../run/context';
import { Data } from '../run/data';
import { kernelPass } from '../run/kernelPass';
import { visitor } from '../run/pass';
import { ViewCollector } from '../view/collector';
import type { ThreadAnswer, ThreadJob } from './job';
import { unpack } from './packed';
import type { Share } from './share';

/** @returns what this thread has of the pass; never throws */
export async function doPart(job: ThreadJob, share: Share): Promise<ThreadAnswer> {
  let chunk = 0;
  try {
    const open = (file: OpenFile): ArraySource => openNpy(openFileBytes(file));
    const data = new Data({
      traits: job.traits,
      params: job.params,
      arrangement: job.arrangement,
      sources: {
        prediction: open(job.prediction),
        ...(job.label === undefined ? {} : { label: open(job.label) }),
        ...(job.scale === undefined ? {} : { scale: job.scale }),
        extra: {},
      },
      kernelsFrom: 0,
      seen: job.seen,
    });
    const spec = { sums: unpack(job.sums), outputs: unpack(job.outputs), byColumn: job.byColumn };
    const pass = kernelPass(data, spec);
    if (pass === undefined) throw new Error('the pass has no kernel in this thread');
    const gradient = job.gradient === undefined ? undefined : npyPart(job.gradient);
    const view = job.viewed === undefined ? undefined : new ViewCollector(job.viewed);
    const wishes = {
      reduction: 'sum' as const,
      ...(gradient === undefined ? {} : { gradient }),
      ...(view === undefined ? {} : { view }),
    };
    const visit = visitor(data, job.delivery === undefined ? undefined : { delivery: job.delivery, wishes });
    const { start, rows, scalars } = job;
    const part = pass.chunks({ start, rows, scalars });
    const breather = new Breather(undisturbed);
    for (let next = share.next(part.count); next !== undefined; next = share.next(part.count)) {
      chunk = next;
      await part.add(next, breather, visit);
    }
    part.release();
    return {
      outcome: {
        sums: part.totals.map((of) => of.map((sum) => sum.state)),
        data: data.seen.state,
        ...(view === undefined ? {} : { view: view.state }),
        written: gradient?.bytes ?? 0,
      },
    };
  } catch (error) {
    share.stop();
    return { failure: { chunk, error: failureOf(error) } };
  }
}

/** Nobody cancels a helper: whoever engaged it stops the share. */
const undisturbed = { signal: new AbortController().signal, progress: () => undefined };
