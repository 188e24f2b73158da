// Runs a request: opens its inputs once, computes each loss on them, and answers or says what went wrong.
import type {
  ArrayInput,
  ComputationResult,
  ComputeRequest,
  ComputeResult,
  InputSummary,
} from '../../protocol/compute';
import { failureOf, LossaryError, type Failed, type Failure } from '../../protocol/errors';
import { cocoSources, type JsonDocument } from '../readers/coco';
import type { ArraySource } from '../readers/source';
import { computeOne, type ComputeOptions } from './compute';
import type { RunContext } from './context';
import type { Sources } from './dataOptions';
import { resolveAll, type Resolved } from './resolve';
import type { GradientType, Sink } from './sink';
import type { Crew } from '../threads/crew';

/** What the platform gives: how inputs are opened and where a gradient is written. */
export interface Platform {
  open(input: ArrayInput, role: string): ArraySource;
  /** Opens a document that is no array: COCO's annotations. */
  json?(input: ArrayInput, role: string): JsonDocument;
  gradientFile?(path: string, shape: readonly number[], dtype: GradientType): Sink;
  /** How many numbers are worth a kernel; a sensible default where absent. */
  readonly kernelsFrom?: number;
  /** Threads that may help with large input. */
  readonly crew?: Crew;
}

/** @returns the answer; never throws */
export async function run(
  request: ComputeRequest,
  platform: Platform,
  context: RunContext,
): Promise<ComputeResult | Failed> {
  const start = performance.now();
  const opened: ArraySource[] = [];
  const open = (input: ArrayInput, role: string): ArraySource => {
    const source = platform.open(input, role);
    opened.push(source);
    return source;
  };
  try {
    const resolved = await resolveAll(request);
    const sources = areDetections(resolved) ? openDetections(request, platform) : openSources(request, open);
    // All of them before the first gradient is written, which must not be one of them.
    const inputs = resolved.map((one) => withOwnInputs(sources, one, open));
    const results: ComputationResult[] = [];
    let threads = 1;
    for (const [i, one] of resolved.entries()) {
      const part = (fraction: number, text: string): void =>
        context.progress((i + fraction) / resolved.length, text);
      results.push(
        await computeOne(one, {
          request,
          sources: inputs[i] ?? sources,
          context: { ...context, progress: part },
          ...(platform.kernelsFrom === undefined ? {} : { kernelsFrom: platform.kernelsFrom }),
          ...(platform.crew === undefined ? {} : { crew: platform.crew }),
          onThreads: (count) => (threads = Math.max(threads, count)),
          ...gradientTarget(request, platform, i, resolved),
        }),
      );
    }
    return { ok: true, elapsedMs: performance.now() - start, results, threads, ...summaries(sources) };
  } catch (error) {
    return { ok: false, error: causeOf(failureOf(error), opened) };
  } finally {
    for (const source of opened) source.close();
  }
}

/** Numbers that nobody wrote are not to be called wrong: where a file is damaged, that is what is told. */
function causeOf(failure: Failure, opened: readonly ArraySource[]): Failure {
  if (failure.code !== 'range' && failure.code !== 'classes') return failure;
  try {
    for (const source of opened) source.verify?.();
    return failure;
  } catch (error) {
    return failureOf(error);
  }
}

/** Whether the inputs are COCO documents. @throws LossaryError where only some of what is computed takes them */
function areDetections(resolved: readonly Resolved[]): boolean {
  const takes = ({ declaration }: Resolved): boolean => declaration.layouts.includes('detections');
  if (!resolved.some(takes)) return false;
  const other = resolved.find((one) => !takes(one));
  if (other === undefined) return true;
  throw new LossaryError({
    code: 'usage',
    message: `${other.declaration.id} takes arrays, and ${resolved.find(takes)?.declaration.id ?? ''} takes COCO documents.`,
    fix: 'Compute them one after the other.',
  });
}

function openDetections({ prediction, label }: ComputeRequest, platform: Platform): Sources {
  if (prediction === undefined || label === undefined) {
    throw new LossaryError({
      code: 'missingInput',
      message: `There is no ${prediction === undefined ? 'prediction: the detections' : 'label: the ground truth'}.`,
      fix: 'Name two COCO files: a list of detections, and an object with annotations.',
    });
  }
  if (platform.json === undefined) throw new Error('this platform opens no documents');
  const documents = [platform.json(prediction, 'prediction'), platform.json(label, 'label')] as const;
  return { ...cocoSources(...documents), extra: {} };
}

function openSources(request: ComputeRequest, open: Platform['open']): Sources {
  if (request.compute.length === 0) {
    throw new LossaryError({
      code: 'usage',
      message: 'No loss or metric was named.',
      fix: 'Name at least one id.',
    });
  }
  if (request.prediction === undefined) {
    throw new LossaryError({
      code: 'missingInput',
      message: 'There is no prediction.',
      fix: 'Name a file or an array.',
    });
  }
  const prediction = openSide(request.prediction, 'prediction', open);
  const label = request.label === undefined ? undefined : openSide(request.label, 'label', open);
  const extra = Object.fromEntries(
    Object.entries(request.inputs ?? {}).map(([name, input]) => [name, open(input, name)]),
  );
  return {
    prediction: prediction.source,
    extra: { ...prediction.weights, ...label?.weights, ...extra },
    ...(label === undefined ? {} : { label: label.source }),
    ...(request.scale === undefined ? {} : { scale: request.scale }),
  };
}

/** Weighted points are two arrays: the points, and `predictionWeights` or `labelWeights` among the extra inputs. */
function openSide(
  input: ArrayInput,
  role: 'prediction' | 'label',
  open: Platform['open'],
): { readonly source: ArraySource; readonly weights?: Sources['extra'] } {
  if (typeof input !== 'object' || !('points' in input)) return { source: open(input, role) };
  const source = open(input.points as ArrayInput, role);
  const name = `${role}Weights`;
  return input.weights === undefined
    ? { source }
    : { source, weights: { [name]: open(input.weights as ArrayInput, name) } };
}

/** Inputs that were given among one computation's parameters. */
function withOwnInputs(sources: Sources, { inputs }: Resolved, open: Platform['open']): Sources {
  const own = Object.entries(inputs);
  if (own.length === 0) return sources;
  const opened = Object.fromEntries(own.map(([name, input]) => [name, open(input, name)]));
  return { ...sources, extra: { ...sources.extra, ...opened } };
}

function gradientTarget(
  request: ComputeRequest,
  platform: Platform,
  index: number,
  all: readonly Resolved[],
): Pick<ComputeOptions, 'gradientFile' | 'gradientPath'> {
  const { gradient } = request;
  const make = platform.gradientFile?.bind(platform);
  if (typeof gradient !== 'string' || make === undefined) return {};
  const path =
    all.length === 1 ? gradient : gradient.replace(/(\.npy)?$/, `.${distinctName(index, all)}.npy`);
  return { gradientFile: (shape, dtype) => make(path, shape, dtype), gradientPath: path };
}

/** A computation's id, with its number where the same id is computed more than once. */
function distinctName(index: number, all: readonly Resolved[]): string {
  const id = all[index]?.declaration.id ?? '';
  const same = all.filter(({ declaration }) => declaration.id === id);
  return same.length === 1 ? id : `${id}-${same.indexOf(all[index] as Resolved) + 1}`;
}

function summaries({ prediction, label }: Sources): { prediction: InputSummary; label?: InputSummary } {
  const summary = ({ name, shape, dtype }: ArraySource): InputSummary => ({ name, shape, dtype });
  return { prediction: summary(prediction), ...(label === undefined ? {} : { label: summary(label) }) };
}
