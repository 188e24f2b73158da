// Values and gradients of any entry on small data, for views: at once where the declaration is an expression, else
// from the worker by way of the extension. A view asks in every frame and draws what it gets; it does not care which.
import { caseEvaluator } from '../../src/catalogue/caseEvaluator';
import { findDeclaration } from '../../src/catalogue/catalogue';
import type { Declaration, Layout } from '../../src/catalogue/declaration';
import type { ComputeRequest, Nested, Parameters } from '../../src/protocol/compute';
import { describeFailure } from '../../src/protocol/errors';
import type { Evaluated, FromView } from '../../src/protocol/views';

/** One case: a mask's elements, one sample of classes, one distribution, or one pair of boxes. */
export interface SmallData {
  readonly layout: Layout;
  /** One number an element, class or bin; 4 for a box. */
  readonly prediction: readonly number[];
  /** As the prediction; or, for `classes`, one class index. */
  readonly label: readonly number[];
  /** Of one image, where distances count: height and width. */
  readonly image?: readonly [number, number];
  /** Extra inputs, one number a column. */
  readonly inputs?: Readonly<Record<string, readonly number[]>>;
}

export interface Evaluation {
  /** The mean over the case, as the shell gives it. */
  readonly value: number;
  /** With respect to the prediction; absent where there is none. */
  readonly gradient?: Float64Array;
  /** Several numbers by name, where the entry has them. */
  readonly values?: Readonly<Record<string, number>>;
  /** Whether it is of earlier data, because the worker has not answered yet. */
  readonly stale: boolean;
}

export interface NoEvaluation {
  /** Why there is none; absent while the first answer is awaited. */
  readonly reason?: string;
}

export interface Evaluations {
  /**
   * @param slot names the place in the view ("dice"): an answer of the worker is kept for it until a newer one comes
   * @param params every parameter in force, defaults included
   */
  readonly of: (
    slot: string,
    declaration: Declaration,
    params: Parameters,
    data: SmallData,
  ) => Evaluation | NoEvaluation;
  /** The worker's whole answer to a request, asked once; `undefined` while it is awaited. */
  readonly whole: (slot: string, request: ComputeRequest) => Evaluated['answer'] | undefined;
}

export function hasValue(e: Evaluation | NoEvaluation): e is Evaluation {
  return 'value' in e;
}

interface Slot {
  /** What the newest question was. */
  wanted: string;
  request: ComputeRequest;
  /** What the kept answer belongs to. */
  known?: string;
  answer: Evaluation | NoEvaluation;
  whole?: Evaluated['answer'];
}

/**
 * @param post sends a message to the extension
 * @param arrived called when the worker has answered: the view is drawn again
 */
export function evaluations(
  post: (message: FromView) => void,
  arrived: () => void,
): Evaluations & { readonly receive: (message: Evaluated) => void } {
  const slots = new Map<string, Slot>();
  /** At most one is under way; the newest question of each slot waits. */
  let underWay: { readonly id: number; readonly slot: string; readonly wanted: string } | undefined;
  let lastId = 0;

  const send = (): void => {
    if (underWay !== undefined) return;
    const next = [...slots].find(([, { wanted, known }]) => wanted !== known);
    if (next === undefined) return;
    const [name, { wanted, request }] = next;
    underWay = { id: ++lastId, slot: name, wanted };
    post({ kind: 'evaluate', requestId: underWay.id, request });
  };

  const ask = (name: string, wanted: string, request: () => ComputeRequest): Evaluation | NoEvaluation => {
    const slot = slots.get(name);
    if (slot?.wanted !== wanted) {
      const waiting = slot ?? { answer: {} };
      slots.set(name, { ...waiting, wanted, request: request() });
      send();
    }
    const { known, answer } = slots.get(name)!;
    return hasValue(answer) ? { ...answer, stale: known !== wanted } : answer;
  };

  return {
    of: (slot, declaration, params, data) => {
      const here = evaluateHere(declaration, params, data);
      if (here !== undefined) return here;
      const wanted = JSON.stringify([declaration.id, params, data]);
      return ask(slot, wanted, () => requestOf(declaration, params, data));
    },
    whole: (name, request) => {
      const wanted = JSON.stringify(request);
      ask(name, wanted, () => request);
      const slot = slots.get(name);
      return slot?.known === wanted ? slot.whole : undefined;
    },
    receive: ({ requestId, answer }) => {
      if (underWay?.id !== requestId) return;
      const slot = slots.get(underWay.slot);
      if (slot !== undefined) {
        slot.known = underWay.wanted;
        slot.answer = answerOf(answer);
        slot.whole = answer;
      }
      underWay = undefined;
      send();
      arrived();
    },
  };
}

/** `undefined` where only the worker can tell. */
function evaluateHere(
  declaration: Declaration,
  params: Parameters,
  { layout, prediction, label, inputs = {} }: SmallData,
): Evaluation | NoEvaluation | undefined {
  const columns = layout === 'boxes' ? 1 : prediction.length;
  const labels = layout === 'classes' && label.length === 1 ? 'index' : 'columns';
  try {
    const shape = { layout, columns, labels, inputs: Object.keys(inputs) } as const;
    const found = caseEvaluator(declaration, params, shape, findDeclaration)?.evaluate({
      cases: 1,
      prediction: Float64Array.from(prediction),
      label: Float64Array.from(label),
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([name, numbers]) => [name, Float64Array.from(numbers)]),
      ),
    });
    return found === undefined
      ? undefined
      : { value: found.value[0] ?? NaN, gradient: found.gradient, stale: false };
  } catch (error) {
    // A form says by an error what its parameters lack.
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function requestOf(declaration: Declaration, params: Parameters, data: SmallData): ComputeRequest {
  const { layout, prediction, label, inputs, image } = data;
  const laid = (numbers: readonly number[]): Nested[] => {
    const row = numbers.map(asNested);
    if (layout !== 'elements') return [row];
    // One image of one class, so that whatever a value is computed over is the whole case.
    const [height, width] = image ?? [1, row.length];
    const rows = Array.from({ length: height }, (_, y) => row.slice(y * width, (y + 1) * width));
    return [[image === undefined ? row : rows]];
  };
  const isIndex = layout === 'classes' && label.length === 1;
  return {
    compute: [{ id: declaration.id, params }],
    prediction: laid(prediction),
    ...(label.length === 0 ? {} : { label: isIndex ? [...label] : laid(label) }),
    ...(inputs === undefined
      ? {}
      : { inputs: Object.fromEntries(Object.entries(inputs).map(([name, v]) => [name, v.map(asNested)])) }),
    gradient: true,
  };
}

function asNested(v: number): Nested {
  if (Number.isFinite(v)) return v;
  return Number.isNaN(v) ? 'NaN' : v > 0 ? 'Infinity' : '-Infinity';
}

function answerOf(answer: Evaluated['answer']): Evaluation | NoEvaluation {
  if (!answer.ok) return { reason: describeFailure(answer.error) };
  const [result] = answer.results;
  if (result === undefined) return {};
  const { value, gradient } = result;
  const values =
    typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, v]) => (typeof v === 'number' ? [[name, v]] : [])),
        )
      : undefined;
  return {
    value: typeof value === 'number' ? value : (Object.values(values ?? {})[0] ?? NaN),
    ...(values === undefined ? {} : { values }),
    ...(gradient === undefined || gradient === null ? {} : { gradient: flat(gradient) }),
    stale: false,
  };
}

function flat(nested: readonly Nested[]): Float64Array {
  const numbers = nested.flat(Infinity as 1) as readonly Nested[];
  return Float64Array.from(numbers, (v) => Number(v));
}
