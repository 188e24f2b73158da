// npm test: builds, checks types and style, and runs every suite of tests.
//   npm test                             everything
//   npm test -- unit                     one step (types, lint, unit, golden, bench, host, e2e), or several
//   npm test -- e2e --grep 'word'        the tests whose titles match
//   npm test -- unit --file readers      the files whose paths contain that
// Ends with one line, `N passed, N failed`, over all suites; a check that fails counts as one failure.
import { parseArgs } from 'node:util';
import { runHostSuite } from './test/hostSuite.mjs';
import { run, runBenchmark, runEndToEnd, runSuite } from './test/steps.mjs';

const steps = /** @type {const} */ (['types', 'lint', 'unit', 'golden', 'bench', 'host', 'e2e']);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, file: { type: 'string' } },
});
const unknown = positionals.filter((name) => !steps.some((step) => step === name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${steps.join(', ')}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? steps.filter((step) => positionals.includes(step)) : steps;

let passed = 0;
let failed = 0;

/**
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number }>} step
 */
async function count(name, step) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const result = await step().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1 };
  });
  passed += result.passed;
  failed += result.failed;
  console.log(`── ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

await count('build', () => run('npm', ['run', '--silent', 'build']));
const scripts = { types: 'typecheck', lint: 'lint' };
const checks = chosen.flatMap((step) => (step === 'types' || step === 'lint' ? [step] : []));
if (checks.length > 0) {
  await count(checks.join(' and '), async () => {
    const results = await Promise.all(checks.map((step) => run('npm', ['run', '--silent', scripts[step]])));
    return { passed: 0, failed: results.reduce((sum, { failed }) => sum + failed, 0) };
  });
}
for (const step of chosen) {
  if (step === 'unit' || step === 'golden') await count(step, () => runSuite(step, values));
  else if (step === 'bench') await count(step, runBenchmark);
  else if (step === 'host') await count(step, () => runHostSuite(values));
  else if (step === 'e2e') await count(step, () => runEndToEnd(values));
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
