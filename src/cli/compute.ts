// `lossary compute`: runs requests in this process and prints the answers.
import type { ComputationResult, ComputeRequest, ComputeResult } from '../protocol/compute';
import { describeFailure, LossaryError, type Failed } from '../protocol/errors';
import { nameNumbers } from '../worker/run/jsonNumbers';
import { helpersFor } from './helpers';
import { listenForSignals } from './signals';
import { readOptions } from './options';
import { print } from './print';

export async function computeCommand(args: readonly string[]): Promise<number> {
  const { requests, several, json } = readOptions(args);
  const crew = await helpersFor(requests);
  const { answer } = await import('./answer');
  const answers: (ComputeResult | Failed)[] = [];
  const signals = requests.some(({ gradient }) => typeof gradient === 'string')
    ? listenForSignals()
    : undefined;
  for (const request of requests) {
    answers.push(await answer(request, crew, signals?.aborted ?? new AbortController().signal));
    if (signals?.status !== undefined) {
      process.stderr.write('lossary: The computation was cancelled.\n');
      return signals.status;
    }
  }
  const failed = answers.filter((a): a is Failed => !a.ok);
  const [only] = answers;
  if (!several && only !== undefined && !only.ok) throw new LossaryError(only.error);
  if (json || several) print(`${JSON.stringify(several ? answers : only, nameNumbers)}\n`);
  else for (const a of answers) if (a.ok) print(table(a));
  for (const { error } of failed) process.stderr.write(`lossary: ${describeFailure(error)}\n`);
  const unwritten = requests.map((request, i) => withoutGradient(request, answers[i]));
  for (const { reasons } of unwritten) for (const why of reasons) process.stderr.write(`lossary: ${why}\n`);
  return failed.length > 0 || unwritten.some(({ all }) => all) ? 1 : 0;
}

/** Why no file was written for a result, where one was asked for, and whether there is none for all of them. */
function withoutGradient(
  { gradient }: ComputeRequest,
  answer: ComputeResult | Failed | undefined,
): { readonly reasons: readonly string[]; readonly all: boolean } {
  if (typeof gradient !== 'string' || !answer?.ok) return { reasons: [], all: false };
  const without = answer.results.filter((result) => result.gradient === null);
  const reasons = without.map(
    ({ id, details: { gradient: why } }) =>
      `${id}: no gradient was written.${typeof why === 'string' ? ` ${why}` : ''}`,
  );
  return { reasons, all: without.length === answer.results.length };
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
