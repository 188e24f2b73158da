// Runs one computation: builds its form, lays the data out, computes value and gradient by the form's kind, and
// puts the result together.
import type { Form, Setting } from '../../catalogue/declaration';
import type { ComputationResult, ComputeRequest, Reduction, ResultView } from '../../protocol/compute';
import { findAlgorithm } from '../algorithms/registry';
import type { Crew } from '../threads/crew';
import { ViewCollector } from '../view/collector';
import { arrange, type Arrangement } from './arrangement';
import { computeCompound } from './compound';
import type { RunContext } from './context';
import { computeCounts } from './counts';
import { Data } from './data';
import { traitsOf, type Sources } from './dataOptions';
import { computeGroups } from './groups';
import { notesOnData, withReason } from './notes';
import type { Outcome, Wishes } from './outcome';
import { requireAll } from './requirements';
import type { Resolved } from './resolve';
import { computeSamples } from './samples';
import type { DType } from '../readers/source';
import { MemorySink, type GradientType, type Sink } from './sink';

export interface ComputeOptions {
  readonly request: ComputeRequest;
  readonly sources: Sources;
  readonly context: RunContext;
  /** How many numbers are worth a kernel. */
  readonly kernelsFrom?: number;
  /** Threads that may help with large input. */
  readonly crew?: Crew;
  /** Told how many threads took part. */
  readonly onThreads?: (count: number) => void;
  /** Opens a file that the gradient streams to. */
  readonly gradientFile?: (shape: readonly number[], dtype: GradientType) => Sink;
  /** Where that file is. */
  readonly gradientPath?: string;
}

export async function computeOne(resolved: Resolved, options: ComputeOptions): Promise<ComputationResult> {
  const { declaration, params } = resolved;
  const { request, sources } = options;
  const arrangement = arrange(declaration, params, sources.prediction, sources.label);
  requireAll(declaration, params, arrangement, sources);
  const form = declaration.form(settingOf(resolved, arrangement, sources));
  const worth = options.kernelsFrom === undefined ? {} : { kernelsFrom: options.kernelsFrom };
  const derived = 'derived' in form && form.derived !== undefined ? { derived: form.derived } : {};
  const data = new Data({
    traits: traitsOf(declaration, params, arrangement.layout),
    ...(declaration.inputs === undefined ? {} : { inputs: declaration.inputs }),
    params,
    arrangement,
    sources,
    ...derived,
    ...worth,
    ...(options.crew === undefined ? {} : { crew: options.crew }),
  });
  const reduction: Reduction = request.reduction ?? 'mean';
  const gradient = gradientSink(request, declaration.noGradient !== undefined, arrangement, options);
  const view =
    request.view === true && form.kind !== 'counts'
      ? new ViewCollector(arrangement.rows * arrangement.columns)
      : undefined;
  const wishes: Wishes = {
    reduction,
    ...(gradient === undefined ? {} : { gradient }),
    ...(view === undefined ? {} : { view }),
  };
  let outcome: Outcome;
  try {
    outcome = await byKind(form, data, wishes, options);
    // Once all threads are done: behind the array a file may have other bytes, which nobody reads.
    for (const source of [sources.prediction, sources.label, ...Object.values(sources.extra)])
      source?.unchanged?.();
  } catch (error) {
    gradient?.abandon();
    throw error;
  }
  gradient?.close();
  options.onThreads?.(data.threads);
  const facts = data.seen.prediction.nonFinite + data.seen.label.nonFinite;
  const shown = request.view === true ? await viewOf(view, form, data, outcome) : undefined;
  return {
    id: declaration.id,
    ...(resolved.preset === undefined ? {} : { preset: resolved.preset }),
    ...(resolved.formula === undefined ? {} : { formula: resolved.formula }),
    ...(resolved.ranges === undefined ? {} : { ranges: resolved.ranges }),
    value: outcome.value,
    reduction,
    count: outcome.count,
    nonFinite: outcome.nonFinite ?? facts,
    params,
    ...gradientOf(request, outcome.noGradient === undefined ? gradient : undefined),
    notes: withReason(outcome.value, facts, [...notesOnData(data), ...outcome.notes]),
    details: detailsOf(resolved, request, outcome, options.gradientPath),
    ...(shown === undefined ? {} : { view: shown }),
  };
}

function settingOf({ params }: Resolved, arrangement: Arrangement, sources: Sources): Setting {
  return {
    params,
    layout: arrangement.layout,
    labels: arrangement.labels === 'index' ? 'index' : 'columns',
    inputs: new Set(Object.keys(sources.extra)),
  };
}

async function byKind(form: Form, data: Data, wishes: Wishes, options: ComputeOptions): Promise<Outcome> {
  const { context } = options;
  const weighting = { ignores: data.ignores, weighs: data.weighs };
  switch (form.kind) {
    case 'samples':
      return computeSamples(form, data, weighting, wishes, context);
    case 'groups':
      return computeGroups(form, data, weighting, wishes, context);
    case 'counts':
      return computeCounts(form, data, context, options.request.view === true);
    case 'algorithm':
      return (await findAlgorithm(form.algorithm))({ form, data, wishes, context });
    case 'compound':
      return computeCompound(form, data, wishes, options, computeOne);
  }
}

function gradientSink(
  request: ComputeRequest,
  impossible: boolean,
  arrangement: Arrangement,
  { gradientFile, sources }: ComputeOptions,
): Sink | undefined {
  if (impossible || request.gradient === undefined || request.gradient === false) return undefined;
  if (typeof request.gradient === 'string' && gradientFile !== undefined)
    return gradientFile(arrangement.shape, gradientType(sources.prediction.dtype));
  return new MemorySink(arrangement.shape);
}

/** As libraries give it: a gradient has the numbers of what it is of. float16 would lose most of a small one. */
function gradientType(prediction: DType): GradientType {
  return prediction === 'float32' || prediction === 'float16' ? 'float32' : 'float64';
}

function gradientOf(request: ComputeRequest, sink: Sink | undefined): Pick<ComputationResult, 'gradient'> {
  if (request.gradient === undefined || request.gradient === false) return {};
  if (sink === undefined) return { gradient: null };
  return sink instanceof MemorySink ? { gradient: sink.nested() } : {};
}

function detailsOf(
  { declaration, formula }: Resolved,
  request: ComputeRequest,
  outcome: Outcome,
  gradientFile: string | undefined,
): Record<string, unknown> {
  const why = outcome.noGradient ?? declaration.noGradient?.en;
  return {
    ...outcome.details,
    ...(formula === undefined ? {} : { latex: declaration.note.formula }),
    ...(request.gradient !== undefined && request.gradient !== false && why !== undefined
      ? { gradient: why }
      : {}),
    ...(gradientFile !== undefined && why === undefined ? { gradientFile } : {}),
  };
}

async function viewOf(
  view: ViewCollector | undefined,
  form: Form,
  data: Data,
  outcome: Outcome,
): Promise<ResultView | undefined> {
  if (view === undefined || (form.kind !== 'samples' && form.kind !== 'groups')) return outcome.view;
  // TensorFlow.js is loaded only when somebody looks.
  const { checkGradient } = await import('../autodiff/check');
  return { ...outcome.view, ...view.finish(), autodiff: await checkGradient(form, data) };
}
