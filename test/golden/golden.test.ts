// Every golden row against the worker: the value, the gradient or the refusal that the oracle named in the row gave.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { ArrayInput, ComputeRequest } from '../../src/protocol/compute';
import { inlineSource, parseInline } from '../../src/worker/readers/inline';
import { parseRequest } from '../../src/worker/run/parseRequest';
import { run } from '../../src/worker/run/run';
import { firstDifference } from './compare';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly oracle: string;
  readonly request: ComputeRequest;
  readonly value?: unknown;
  readonly gradient?: unknown;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly tolerance?: number;
  readonly why?: string;
  readonly error?: { readonly code?: string; readonly contains: readonly string[] };
}

const FOLDER = join(process.cwd(), 'test/golden');

/** float64 input: relative to the value, as the design asks. */
const TOLERANCE = 1e-12;

function open(input: ArrayInput, role: string): ReturnType<typeof inlineSource> {
  const text = typeof input === 'string' ? input : JSON.stringify(input).replace(/"(NaN|-?Infinity)"/g, '$1');
  return inlineSource(parseInline(text, role), role);
}

/** COCO's files, by paths relative to this folder. */
function json(input: ArrayInput): { value: unknown; file: string } {
  const file = typeof input === 'string' ? input : '';
  return { value: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')), file };
}

/** Small arrays go through the interpreter; with 0, everything that can goes through a compiled kernel. */
const platforms = {
  interpreted: { open, json, kernelsFrom: Infinity },
  'by kernels': { open, json, kernelsFrom: 0 },
};

type Platform = (typeof platforms)[keyof typeof platforms];

async function answer(request: ComputeRequest, platform: Platform): ReturnType<typeof run> {
  const context = { signal: new AbortController().signal, progress: () => undefined };
  return run(parseRequest(request), platform, context);
}

async function check(row: Row, platform: Platform): Promise<void> {
  const found = await answer(row.request, platform);
  if (row.error !== undefined) {
    if (found.ok)
      throw new Error(`this should be refused, and gave ${JSON.stringify(found.results[0]?.value)}`);
    if (row.error.code !== undefined) expect(found.error.code).to.equal(row.error.code);
    const text = `${found.error.message} ${found.error.fix ?? ''} ${found.error.place ?? ''}`;
    for (const part of row.error.contains) expect(text).to.contain(part);
    return;
  }
  if (!found.ok) throw new Error(`${found.error.code}: ${found.error.message} ${found.error.fix ?? ''}`);
  const [result] = found.results;
  const tolerance = row.tolerance ?? TOLERANCE;
  if (row.value !== undefined)
    expect(firstDifference(result?.value, row.value, tolerance)).to.equal(undefined);
  if (row.gradient !== undefined) {
    expect(firstDifference(result?.gradient, row.gradient, tolerance)).to.equal(undefined);
  }
  for (const [name, value] of Object.entries(row.details ?? {})) {
    expect(firstDifference(result?.details[name], value, tolerance), name).to.equal(undefined);
  }
}

for (const file of readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const { rows = [] } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { rows?: readonly Row[] };
  const declared = rows.filter(({ id }) => findDeclaration(id) !== undefined);
  for (const [how, platform] of Object.entries(platforms)) {
    describe(`golden: ${file.replace('.json', '')}, ${how}`, () => {
      for (const row of declared) {
        it(`${row.id}, ${row.name} (${row.oracle})`, () => check(row, platform));
      }
    });
  }
}
