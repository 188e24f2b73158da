// `lossary compute`: runs requests in this process and prints the answers.
import { join } from 'node:path';
import type { ComputationResult, ComputeResult } from '../protocol/compute';
import { describeFailure, failureOf, LossaryError, type Failed } from '../protocol/errors';
import { enableRelaxedSimd } from '../worker/kernels/relaxed.node';
import { nodePlatform } from '../worker/platform.node';
import { parseRequest } from '../worker/run/parseRequest';
import { nameNumbers } from '../worker/run/jsonNumbers';
import { run } from '../worker/run/run';
import { NodeCrew } from '../worker/threads/crew.node';
import { readOptions } from './options';

/** Threads for large input; a small one starts none. */
const crew = new NodeCrew(join(__dirname, 'helper.js'));

export async function computeCommand(args: readonly string[]): Promise<number> {
  const { requests, several, json } = readOptions(args);
  enableRelaxedSimd();
  const answers: (ComputeResult | Failed)[] = [];
  for (const request of requests) answers.push(await answer(request));
  const failed = answers.filter((a): a is Failed => !a.ok);
  const [only] = answers;
  if (!several && only !== undefined && !only.ok) throw new LossaryError(only.error);
  if (json || several) process.stdout.write(`${JSON.stringify(several ? answers : only, nameNumbers)}\n`);
  else for (const a of answers) if (a.ok) process.stdout.write(table(a));
  for (const { error } of failed) process.stderr.write(`lossary: ${describeFailure(error)}\n`);
  return failed.length > 0 ? 1 : 0;
}

async function answer(request: unknown): Promise<ComputeResult | Failed> {
  try {
    const context = { signal: new AbortController().signal, progress: () => undefined };
    return await run(parseRequest(request), nodePlatform({ folder: process.cwd(), crew }), context);
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

/** What a person reads: a line a result, then what there is to say of it. */
function table({ results }: ComputeResult): string {
  const name = (r: ComputationResult): string => (r.preset === undefined ? r.id : `${r.id} (${r.preset})`);
  const width = Math.max(...results.map((r) => name(r).length));
  return results
    .map((r) => {
      const value = typeof r.value === 'number' ? String(r.value) : JSON.stringify(r.value, nameNumbers);
      const notes = r.notes.map((note) => `${' '.repeat(width + 2)}${note}\n`).join('');
      return `${name(r).padEnd(width)}  ${value}  (${r.reduction} of ${r.count})\n${notes}`;
    })
    .join('');
}
