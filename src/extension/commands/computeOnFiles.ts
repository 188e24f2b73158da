// Compute on Files…: asks what is not known yet, computes, and remembers the picks.
import { l10n, Uri, window } from 'vscode';
import * as v from 'valibot';
import type { Answer } from '../../client/client';
import type { Declaration } from '../../catalogue/declaration';
import type { CustomLosses } from '../../catalogue/typedLoss';
import type { Computation, ComputeRequest } from '../../protocol/compute';
import type { Computations } from '../computations';
import { nameOf } from '../files';
import { loadCatalogue } from '../lazyCatalogue';
import type { Memory } from '../memory';
import { isInline } from '../requestSources';
import { arrangeFiles } from './arrangeFiles';
import { neededInputs, requestOf, type Draft } from './draft';
import type { Inspect } from './inspect';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { pickLosses } from './pickLosses';
import { runSteps, type Step } from './steps';

export interface ComputeContext {
  readonly computations: Computations;
  readonly memory: Memory;
  readonly inspect: Inspect;
  /** The losses of the person's own. */
  readonly custom: () => Promise<CustomLosses>;
}

/** `{ request }` computes without asking; `{ losses }` asks for the files only. */
const ARGUMENT = v.union([
  v.object({ request: v.looseObject({ compute: v.array(v.looseObject({})) }) }),
  v.object({ losses: v.array(v.string()) }),
]);

/**
 * @param argument a file of the explorer, `{ request: ComputeRequest }`, `{ losses: string[] }`, or nothing
 * @param selection all selected files of the explorer
 * @returns the answer, or nothing where the person left
 */
export async function computeOnFiles(
  context: ComputeContext,
  argument?: unknown,
  selection?: unknown,
): Promise<Answer<'compute'> | undefined> {
  const { computations, inspect } = context;
  const parsed = v.safeParse(ARGUMENT, argument);
  if (parsed.success && 'request' in parsed.output)
    return computations.run(parsed.output.request as unknown as ComputeRequest);

  const files = filesOf(argument, selection);
  if (files.length > 2) {
    void window.showErrorMessage(
      l10n.t('Select a prediction file and a label file: one or two files, not more.'),
    );
    return undefined;
  }
  const start = files.length > 0 ? await arrangeFiles(files, inspect) : EMPTY;
  if (start === undefined) return undefined;
  const losses = parsed.success && 'losses' in parsed.output ? parsed.output.losses : [];
  return computeDraft(context, { ...start, losses });
}

const EMPTY: Draft = { losses: [], sources: {}, given: [] };

/** Asks for what the draft lacks and computes it. */
export async function computeDraft(
  { computations, memory, inspect, custom }: ComputeContext,
  start: Draft,
  preset?: 'all',
): Promise<Answer<'compute'> | undefined> {
  const { CATALOGUE, readTyped, declareTyped } = await loadCatalogue();
  const own = await custom();
  const find = (loss: string): Declaration | undefined => declareTyped(loss, own);
  const recent = memory.recall('losses') ?? [];
  const remembered = memory.recall('sources') ?? {};
  const stepsOf = (draft: Draft): Step<Draft>[] => [
    ...(start.losses.length > 0
      ? []
      : [pickLosses({ catalogue: CATALOGUE, recent, custom: own, readTyped })]),
    ...neededInputs(draft, find).flatMap((input) => [
      pickFile(input, remembered),
      pickArray(input, inspect, remembered),
    ]),
  ];
  const draft = await runSteps(start, stepsOf);
  if (draft === undefined) return undefined;
  const needed = neededInputs(draft, find);
  memory.remember('losses', draft.losses);
  const files = Object.entries(draft.sources).filter(([, source]) => !isInline(source));
  memory.remember('sources', { ...remembered, ...Object.fromEntries(files) });
  const computation = (loss: string): Computation => {
    const read = readTyped(loss, own);
    return preset !== undefined && 'id' in read ? { ...read, preset } : read;
  };
  return computations.run(requestOf(draft, needed, computation));
}

function filesOf(argument: unknown, selection: unknown): string[] {
  const all: unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [argument];
  return all.flatMap((each) => (each instanceof Uri ? nameOf(each) : []));
}
