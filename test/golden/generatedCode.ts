// Which golden rows the generated Python is run on, and the code for each of them. Two rows for each form of a loss:
// more would only vary the numbers. `python_code.py` runs what this finds; a unit test holds that nothing changed since.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asCode, type Code } from '../../src/catalogue/code/asCode';
import { findDeclaration } from '../../src/catalogue/catalogue';
import { declareNamed } from '../../src/catalogue/typedLoss';
import { DIALECTS, type DialectName } from '../../src/math/python/dialect';
import type { ArrayInput, ComputeRequest, Parameters } from '../../src/protocol/compute';
import { inlineSource, parseInline } from '../../src/worker/readers/inline';
import { arrange } from '../../src/worker/run/arrangement';
import { parseRequest } from '../../src/worker/run/parseRequest';
import { resolveTo } from '../../src/worker/run/resolve';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly request: ComputeRequest;
  readonly value?: unknown;
  readonly gradient?: unknown;
  readonly tolerance?: number;
  readonly error?: unknown;
}

/** Where the library has a call of its own, the function that is written out is verified too. */
export type Writing = DialectName | `${DialectName}, written out`;

export interface CodeCase {
  readonly id: string;
  readonly name: string;
  readonly params: Parameters;
  readonly layout: string;
  readonly labels: string;
  readonly labelDomain: string;
  readonly request: ComputeRequest;
  readonly value: unknown;
  readonly gradient: unknown;
  readonly tolerance: number | undefined;
  readonly code: Readonly<
    Partial<Record<DialectName, { readonly text: string; readonly hash: string } & Code>>
  >;
}

const FOLDER = join(process.cwd(), 'test/golden');

/** Rows for each form that code takes. */
const ROWS = 2;

export function moduleOf({ imports, body }: Pick<Code, 'imports' | 'body'>): string {
  return [...imports, '', '', body, ''].join('\n');
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** @param only the rows that were chosen before, as `id, name`; without it they are chosen anew */
export function codeCases(only?: ReadonlySet<string>): CodeCase[] {
  if (only !== undefined)
    return goldenRows().flatMap((row) => (only.has(`${row.id}, ${row.name}`) ? (codeOf(row) ?? []) : []));
  const taken = new Map<string, number>();
  return goldenRows().flatMap((row) => {
    const made = codeOf(row);
    if (made === undefined) return [];
    const form = Object.values(made.code)
      .map(({ text }) => text.replace(/=-?[\d.e+-]+(?=[,)])/g, '='))
      .join();
    const before = taken.get(form) ?? 0;
    taken.set(form, before + 1);
    return before < ROWS ? [made] : [];
  });
}

function goldenRows(): Row[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const { rows = [] } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { rows?: readonly Row[] };
      return rows.filter((row) => row.error === undefined && row.value !== undefined);
    });
}

function source(input: ArrayInput, role: string): ReturnType<typeof inlineSource> {
  const text = typeof input === 'string' ? input : JSON.stringify(input).replace(/"(NaN|-?Infinity)"/g, '$1');
  return inlineSource(parseInline(text, role), role);
}

/** Metrics also take class ids on both sides; their code takes labels 0 and 1, or scores of classes. */
function holdsClassIds({ label, params }: ComputeRequest): boolean {
  const numbers = ([label] as unknown[]).flat(20);
  return numbers.some((y) => typeof y === 'number' && y > 1 && y !== params?.['ignoreIndex'] && y < 100);
}

function codeOf(row: Row): CodeCase | undefined {
  const request = parseRequest(row.request);
  const declarations = request.compute.flatMap((one) =>
    'formula' in one ? [declareNamed(one, request.params)] : (findDeclaration(one.id) ?? []),
  );
  const resolved = resolveTo(declarations, request);
  const [first] = resolved;
  if (first === undefined || resolved.length > 1 || !Array.isArray(request.prediction)) return undefined;
  const { declaration, params } = first;
  const { layouts } = declaration;
  if (layouts.includes('points') || layouts.includes('detections')) return undefined;
  const label = request.label === undefined ? undefined : source(request.label, 'label');
  const arrangement = arrange(
    declaration,
    params,
    source(request.prediction as ArrayInput, 'prediction'),
    label,
  );
  const inputs = { ...request.inputs, ...first.inputs };
  // Weights of samples are no argument of the functions; one sample of classes on its own has no axis of samples.
  if ('sampleWeight' in inputs || 'mask' in inputs) return undefined;
  if (arrangement.layout === 'classes' && arrangement.shape.length < 2) return undefined;
  if (declaration.family === 'counts' && arrangement.layout === 'elements' && holdsClassIds(request))
    return undefined;
  const labels = arrangement.labels === 'index' ? 'index' : 'columns';
  const code: Partial<Record<Writing, { text: string; hash: string } & Code>> = {};
  const writings = DIALECTS.flatMap((dialect) => [false, true].map((writeOut) => ({ dialect, writeOut })));
  for (const { dialect, writeOut } of writings) {
    const found = asCode(
      declaration,
      {
        dialect,
        writeOut,
        params,
        layout: arrangement.layout,
        labels,
        inputs: Object.keys(inputs),
        ...(request.reduction === undefined ? {} : { reduction: request.reduction }),
      },
      findDeclaration,
    );
    if ('none' in found) continue;
    const text = moduleOf(found);
    const writing: Writing = writeOut ? `${dialect}, written out` : dialect;
    if (writeOut && code[dialect]?.text === text) continue;
    code[writing] = { ...found, text, hash: hashOf(text) };
  }
  return {
    id: row.id,
    name: row.name,
    params,
    layout: arrangement.layout,
    labels,
    labelDomain: declaration.label(params, arrangement.layout),
    request: { ...request, inputs },
    value: row.value,
    gradient: row.gradient,
    tolerance: row.tolerance,
    code,
  };
}
