// What the command line gives for files of samples/: the numbers that the views are held to.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ComputeRequest, ComputeResult, ResultValue } from '../../../src/protocol/compute';

export interface Asked {
  readonly prediction: string;
  readonly label: string;
  /** NAME=VALUE, as `--set` takes them. */
  readonly set?: readonly string[];
  /** The folder that the two names are relative to. */
  readonly folder?: string;
}

export type Values = Readonly<Record<string, ResultValue>>;

/** Value by id. @param ids with commas between them */
export async function commandLine(
  ids: string,
  { prediction, label, set = [], folder = 'samples' }: Asked,
): Promise<Values> {
  const inputs = ['--prediction', join(folder, prediction), '--label', join(folder, label)];
  const args = [
    'dist/cli.js',
    'compute',
    ids,
    ...inputs,
    ...set.flatMap((each) => ['--set', each]),
    '--json',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  const { results } = JSON.parse(stdout) as ComputeResult;
  return Object.fromEntries(results.map(({ id, value }) => [id, value]));
}

/** Value by id of a request as JSON, which can say what options cannot: what to divide by. */
export async function commandLineRequest(request: ComputeRequest): Promise<Values> {
  const running = promisify(execFile)(process.execPath, [
    'dist/cli.js',
    'compute',
    '--request',
    '-',
    '--json',
  ]);
  running.child.stdin?.end(JSON.stringify(request));
  const { results } = JSON.parse((await running).stdout) as ComputeResult;
  return Object.fromEntries(results.map(({ id, value }) => [id, value]));
}
