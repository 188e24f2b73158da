// The losses of a mask: every loss of elements that takes probabilities. What only the worker can evaluate is asked
// for where it leads or is compared, so that a stroke of the brush does not fill its queue.
import { caseEvaluator } from '../../../../src/catalogue/caseEvaluator';
import { CATALOGUE, findDeclaration } from '../../../../src/catalogue/catalogue';
import type { Declaration, Family } from '../../../../src/catalogue/declaration';
import type { Parameters } from '../../../../src/protocol/compute';
import { defaultsOf } from '../../../shared/declarationOf';
import {
  hasValue,
  type Evaluation,
  type Evaluations,
  type NoEvaluation,
  type SmallData,
} from '../../../shared/evaluations';
import type { Study } from '../../study/study';
import { flipped, valuesOf } from './pixels';
import type { MaskState } from './state';

export interface Reading {
  readonly declaration: Declaration;
  /** Place among the colours. */
  readonly index: number;
  /** Absent where only the worker can tell and nobody asked. */
  readonly found?: Evaluation | NoEvaluation;
}

/** What happens to a loss when the prediction p of one pixel becomes 1 − p. */
export interface Flip {
  readonly reading: Reading;
  readonly now: number;
  readonly after: number;
  /** after − now */
  readonly difference: number;
}

const FAMILIES: ReadonlySet<Family> = new Set<Family>(['region', 'boundary', 'distribution', 'compound']);

/** Losses of an image of probabilities that need nothing besides it. */
export const MASK_LOSSES: readonly Declaration[] = CATALOGUE.filter((declaration) => {
  const { kind, family, layouts, inputs = {}, parameters } = declaration;
  if (kind !== 'loss' || !FAMILIES.has(family) || !layouts.includes('elements')) return false;
  if (Object.values(inputs).some(({ required }) => required)) return false;
  // One that is a text of the user's is nothing until it is written.
  if (parameters.some((parameter) => parameter.kind === 'text')) return false;
  return declaration.prediction(paramsOf(declaration)) === 'probability';
});

/** What the view sets itself: painted values are probabilities. */
export function fixedOf({ parameters }: Declaration): Parameters {
  const input = parameters.find(({ name }) => name === 'input');
  return input?.kind === 'choice' && input.choices.includes('probabilities')
    ? { input: 'probabilities' }
    : {};
}

function paramsOf(declaration: Declaration, study?: Study): Parameters {
  const studied = study?.losses.find((loss) => loss.declaration === declaration);
  return { ...defaultsOf(declaration), ...studied?.params, ...fixedOf(declaration) };
}

/** The image as one case, with its sides where distances count. */
export function dataOf({ rows, columns, label }: MaskState, prediction: readonly number[]): SmallData {
  return { layout: 'elements', prediction, label: valuesOf(label), image: [rows, columns] };
}

function needsWorker(declaration: Declaration, params: Parameters, columns: number): boolean {
  try {
    const shape = { layout: 'elements', columns, labels: 'columns', inputs: [] } as const;
    return caseEvaluator(declaration, params, shape, findDeclaration) === undefined;
  } catch {
    return false; // its reason is told at once
  }
}

export interface MaskReadings {
  /**
   * Every loss of the image. While something is dragged those that are neither leading nor compared stay as they were.
   */
  readonly of: (state: MaskState, study: Study, settled: boolean) => readonly Reading[];
  readonly flips: (found: readonly Reading[], state: MaskState, study: Study) => readonly Flip[];
}

/** Called in every frame; what an image has given is kept until another one comes. */
export function maskReadings(evaluations: Evaluations): MaskReadings {
  const known = new Map<string, { readonly key: string; readonly found: Evaluation | NoEvaluation }>();

  const evaluate = (
    slot: string,
    declaration: Declaration,
    params: Parameters,
    state: MaskState,
    prediction: string,
    data: () => SmallData,
  ): Evaluation | NoEvaluation => {
    const key = [JSON.stringify(params), state.columns, state.label, prediction].join('\n');
    const kept = known.get(slot);
    if (kept?.key === key) return kept.found;
    const found = evaluations.of(slot, declaration, params, data());
    if (hasValue(found) && !found.stale) known.set(slot, { key, found });
    return found;
  };

  return {
    of: (state, study, settled) => {
      let data: SmallData | undefined;
      const make = (): SmallData => (data ??= dataOf(state, valuesOf(state.prediction)));
      return MASK_LOSSES.map((declaration, index) => {
        const { id } = declaration;
        const wanted = id === state.leading || state.compared.includes(id);
        const kept = known.get(id);
        if (!wanted && !settled && kept !== undefined) return { declaration, index, found: kept.found };
        const params = paramsOf(declaration, study);
        const pixels = state.rows * state.columns;
        if (!wanted && needsWorker(declaration, params, pixels)) return { declaration, index };
        return {
          declaration,
          index,
          found: evaluate(id, declaration, params, state, state.prediction, make),
        };
      });
    },
    flips: (found, state, study) => {
      const flip = flipped(valuesOf(state.prediction), state.at);
      let data: SmallData | undefined;
      const make = (): SmallData => (data ??= dataOf(state, flip));
      const name = `${state.at} ${state.prediction}`;
      return found.map((reading) => {
        const { declaration, found: before } = reading;
        const params = paramsOf(declaration, study);
        const then = evaluate(`${declaration.id} flipped`, declaration, params, state, name, make);
        // Numbers of different images are not subtracted: until the worker has answered for both there is no difference.
        const fresh = (e: Evaluation | NoEvaluation | undefined): number =>
          e !== undefined && hasValue(e) && !e.stale ? e.value : NaN;
        const [now, after] = [fresh(before), fresh(then)];
        return { reading, now, after, difference: after - now };
      });
    },
  };
}

/** The signed distance to the label's border, pixel by pixel: the boundary loss is the mean of p · distance. */
export function distancesOf(state: MaskState, evaluations: Evaluations): readonly number[] | undefined {
  const declaration = findDeclaration('boundary');
  if (declaration === undefined) return undefined;
  // Its gradient does not depend on the prediction, so painting that asks for nothing anew.
  const data = dataOf(
    state,
    valuesOf(state.label).map(() => 0),
  );
  const found = evaluations.of('distances', declaration, paramsOf(declaration), data);
  const pixels = state.rows * state.columns;
  if (!hasValue(found) || found.gradient?.length !== pixels) return undefined;
  return Array.from(found.gradient, (slope) => slope * pixels);
}

export function meanMagnitude(gradient: Float64Array | undefined): number {
  if (gradient === undefined || gradient.length === 0) return NaN;
  return gradient.reduce((sum, slope) => sum + Math.abs(slope), 0) / gradient.length;
}

export function shortName({ declaration: { id, abbreviation = id } }: Reading): string {
  return abbreviation;
}
