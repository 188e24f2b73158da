// A process that answers requests line by line in JSON: ours, Python's and TensorFlow.js's run in one each, so that
// none of them holds memory or warms caches for another.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What one run gave. */
export interface Answer {
  readonly value?: number | null;
  readonly seconds?: number;
  /** Seconds for loading both files, where that is not within `seconds`. */
  readonly loading?: number;
  /** Σ |gradient|, where one was asked for. */
  readonly gradient?: number | null;
  /** The most memory that the process held, in MB, where the system tells. */
  readonly memory?: number | null;
  /** Why there is no value. */
  readonly error?: string;
}

export interface LineProcess {
  readonly versions: Readonly<Record<string, string>>;
  ask(request: object): Promise<Answer>;
  stop(): void;
}

/** @returns undefined where it does not start; its first line tells the versions of what it runs */
export async function startProcess(
  command: string,
  args: readonly string[],
): Promise<LineProcess | undefined> {
  // OPENBLAS_CORETYPE names a processor that may not be this one, and would slow NumPy down.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'OPENBLAS_CORETYPE'),
  );
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env });
  const { stdin, stdout } = child;
  child.on('error', () => undefined);
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const line = await lines.next();
    return line.done === true ? undefined : (JSON.parse(line.value) as unknown);
  };
  const hello = (await next()) as { versions: Record<string, string> } | undefined;
  if (hello === undefined) return undefined;
  return {
    versions: hello.versions,
    async ask(request) {
      stdin.write(`${JSON.stringify(request)}\n`);
      return ((await next()) as Answer | undefined) ?? { error: 'the process ended' };
    },
    stop: () => child.kill(),
  };
}

/** Serves requests on standard input: the other side of `startProcess` for Node. */
export async function serve(
  versions: Readonly<Record<string, string>>,
  answer: (request: unknown) => Promise<Answer>,
): Promise<void> {
  console.log(JSON.stringify({ versions }));
  for await (const line of createInterface({ input: process.stdin })) {
    const found = await answer(JSON.parse(line) as unknown).catch((error: unknown): Answer => ({
      error: String(error),
    }));
    console.log(JSON.stringify(found));
  }
}
