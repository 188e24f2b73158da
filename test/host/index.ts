// Runs mocha inside of VS Code's extension host. What to run, and where to write what happens, comes
// from the environment; scripts/test/hostSuite.mjs reads it there, whichever VS Code this is.
import Mocha from 'mocha';
import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';

interface HostRun {
  readonly files: readonly string[];
  readonly grep?: string;
  readonly timeout: number;
  /** Grows line by line while the tests run. */
  readonly logFile: string;
  /** Written once they have run. */
  readonly countsFile: string;
}

export async function run(): Promise<void> {
  const { files, grep, timeout, logFile, countsFile } = JSON.parse(
    process.env.LOSSARY_HOST_RUN ?? '{}',
  ) as HostRun;
  const write = (...parts: unknown[]): void => appendFileSync(logFile, `${format(...parts)}\n`);
  // A test may print what it measured. The host's console has setters that do nothing.
  Object.defineProperty(console, 'log', { value: write });
  Mocha.reporters.Base.consoleLog = write;
  try {
    const mocha = new Mocha({
      reporter: 'spec',
      timeout,
      forbidOnly: process.env.CI !== undefined,
      ...(grep === undefined ? {} : { grep }),
    });
    for (const file of files) mocha.addFile(file);
    await mocha.loadFilesAsync();
    await new Promise<void>((resolve) => {
      const runner = mocha.run((failed) => {
        writeFileSync(countsFile, JSON.stringify({ passed: runner.stats?.passes ?? 0, failed }));
        resolve();
      });
    });
  } catch (error) {
    write(error);
    throw error;
  }
}
