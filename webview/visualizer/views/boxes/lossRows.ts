// The losses of boxes on the pair that is shown: value and gradient of each, and the descent under it.
import { CATALOGUE, findDeclaration } from '../../../../src/catalogue/catalogue';
import type { Declaration } from '../../../../src/catalogue/declaration';
import type { Parameters } from '../../../../src/protocol/compute';
import { defaultsOf } from '../../../shared/declarationOf';
import { hasValue, type Evaluations } from '../../../shared/evaluations';
import type { Study } from '../../study/study';
import type { Box } from './box';
import { descend, type Descent } from './descend';
import { STEPS, type BoxesState } from './state';

export interface LossRow {
  readonly declaration: Declaration;
  readonly params: Parameters;
  /** Place among the colours. */
  readonly index: number;
  readonly value: number;
  /** ∂L/∂(x1, y1, x2, y2). */
  readonly sides: readonly [number, number, number, number];
}

/** Every loss of boxes and nothing else, in the catalogue's order. */
export const BOX_LOSSES: readonly Declaration[] = CATALOGUE.filter(
  ({ kind, layouts }) => kind === 'loss' && layouts.every((layout) => layout === 'boxes'),
);

const NONE = [0, 0, 0, 0] as const;

/** Parameters as they are under study, with boxes written as two corners. */
export function boxParameters({ id }: Declaration, study: Study): Parameters {
  const studied = study.losses.find(({ declaration }) => declaration.id === id);
  const declaration = findDeclaration(id);
  const usual = declaration === undefined ? {} : defaultsOf(declaration);
  return { ...usual, ...studied?.params, boxFormat: 'xyxy' };
}

export function lossRows(state: BoxesState, study: Study, evaluations: Evaluations): readonly LossRow[] {
  return BOX_LOSSES.map((declaration, index) => {
    const params = boxParameters(declaration, study);
    const { value, sides } = evaluate(declaration, params, state.prediction, state.label, evaluations);
    return { declaration, params, index, value, sides };
  });
}

/** The descent of every compared loss, from where the prediction stands. */
export function descents(
  state: BoxesState,
  study: Study,
  evaluations: Evaluations,
): ReadonlyMap<string, Descent> {
  return new Map(
    BOX_LOSSES.filter(({ id }) => state.compared.includes(id)).map((declaration) => {
      const params = boxParameters(declaration, study);
      const gradient = (box: Box) => evaluate(declaration, params, box, state.label, evaluations).sides;
      return [
        declaration.id,
        descend(state.prediction, state.label, gradient, { rate: state.rate, steps: STEPS }),
      ];
    }),
  );
}

function evaluate(
  declaration: Declaration,
  params: Parameters,
  prediction: Box,
  label: Box,
  evaluations: Evaluations,
): Pick<LossRow, 'value' | 'sides'> {
  const data = { layout: 'boxes', prediction: corners(prediction), label: corners(label) } as const;
  const found = evaluations.of(declaration.id, declaration, params, data);
  if (!hasValue(found)) return { value: NaN, sides: NONE };
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = found.gradient ?? NONE;
  return { value: found.value, sides: [x1, y1, x2, y2] };
}

function corners({ x1, y1, x2, y2 }: Box): number[] {
  return [x1, y1, x2, y2];
}
