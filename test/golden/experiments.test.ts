// Every experiment's deciding numbers against those of the golden script, which computes them in its own way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXPERIMENTS } from '../../src/catalogue/experiments/experiments';
import type { Parameters } from '../../src/protocol/compute';
import { runExperiment } from '../../src/worker/experiments/runExperiment';
import { firstDifference } from './compare';

interface Range {
  readonly atLeast: number;
  readonly atMost: number;
}

interface ExperimentRow {
  readonly id: string;
  readonly oracle: string;
  readonly params: Parameters;
  readonly measures: Readonly<Record<string, unknown>>;
  readonly tolerance: number;
}

const { experiments } = JSON.parse(
  readFileSync(join(process.cwd(), 'test/golden/experiments.json'), 'utf8'),
) as { experiments: readonly ExperimentRow[] };

const idle = { signal: new AbortController().signal, progress: () => undefined };

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'atLeast' in value;
}

/** What differs, or nothing. */
function difference(found: unknown, wanted: unknown, tolerance: number): string | undefined {
  if (Array.isArray(wanted) && wanted.some(isRange)) {
    const all = found as readonly unknown[];
    if (all.length !== wanted.length) return `${all.length} numbers, not ${wanted.length}`;
    return wanted.map((one, i) => difference(all[i], one, tolerance)).find((text) => text !== undefined);
  }
  if (!isRange(wanted)) return firstDifference(found, wanted, tolerance);
  const inside = typeof found === 'number' && found >= wanted.atLeast && found <= wanted.atMost;
  return inside ? undefined : `${String(found)} is not in [${wanted.atLeast}, ${wanted.atMost}]`;
}

describe('experiments', () => {
  it('have golden rows, each of them', () => {
    const rows = new Set(experiments.map(({ id }) => id));
    expect(EXPERIMENTS.map(({ id }) => id).filter((id) => !rows.has(id))).to.deep.equal([]);
  });

  for (const { id, oracle, params, measures, tolerance } of experiments) {
    it(`${id} ${JSON.stringify(params)}, by ${oracle}`, async function () {
      this.timeout(120_000);
      const found = await runExperiment({ id, params }, idle);
      if (!found.ok) throw new Error(found.error.message);
      for (const [name, wanted] of Object.entries(measures)) {
        expect(difference(found.measures[name], wanted, tolerance), name).to.equal(undefined);
      }
    });
  }
});
