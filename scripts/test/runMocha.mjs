// Runs mocha over already bundled files in a process of its own, and tells the parent how many
// tests passed and failed: a suite that crashes then cannot pass for one that has no failures.
//   node runMocha.mjs '{"files": […], "grep": "…", "timeout": 10000}'
import Mocha from 'mocha';
import { resolve } from 'node:path';

/** @type {{ files: string[], grep?: string, timeout: number }} */
const { files, grep, timeout } = JSON.parse(process.argv[2] ?? '');

const mocha = new Mocha({
  reporter: 'spec',
  timeout,
  forbidOnly: process.env.CI !== undefined,
  ...(grep === undefined ? {} : { grep }),
});
for (const file of files) mocha.addFile(resolve(file));
await mocha.loadFilesAsync();
const runner = mocha.run((failures) => {
  process.send?.({ passed: runner.stats?.passes ?? 0, failed: failures }, () =>
    process.exit(failures > 0 ? 1 : 0),
  );
});
