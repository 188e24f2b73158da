// The losses of one sample of classes on its logits: with the softmax those of exclusive classes, with sigmoids those
// of independent ones. Which are which, their declarations say.
import { CATALOGUE } from '../../../../src/catalogue/catalogue';
import type { Declaration } from '../../../../src/catalogue/declaration';
import type { Parameters } from '../../../../src/protocol/compute';
import { sigmoid } from '../../../../src/math/pointwise';
import { defaultsOf } from '../../../shared/declarationOf';
import type { Evaluation, Evaluations, NoEvaluation, SmallData } from '../../../shared/evaluations';
import type { Study } from '../../study/study';
import type { Activation, ClassesState } from './state';

export interface Reading {
  readonly declaration: Declaration;
  /** Place among the colours. */
  readonly index: number;
  readonly found: Evaluation | NoEvaluation;
}

/** Losses of a sample whose prediction may be logits under this activation. */
export function lossesOf(activation: Activation): readonly Declaration[] {
  return CATALOGUE.filter((declaration) => {
    if (declaration.kind !== 'loss' || declaration.family !== 'distribution') return false;
    return inputOf(declaration, activation) !== undefined && isOfOneSample(declaration);
  });
}

/** What `input` is set to, so that the loss reads logits under the activation. */
export function inputOf({ parameters, layouts }: Declaration, activation: Activation): string | undefined {
  const input = parameters.find(({ name }) => name === 'input');
  const choices = input?.kind === 'choice' ? input.choices : [];
  const ofClasses = layouts[0] === 'classes';
  if (activation === 'softmax') return ofClasses && choices.includes('logits') ? 'logits' : undefined;
  if (choices.includes('sigmoid')) return 'sigmoid';
  return !ofClasses && choices.includes('logits') ? 'logits' : undefined;
}

/** Whether one sample is enough: no numbers of the whole data, no inputs besides, and not the hardest of many. */
function isOfOneSample(declaration: Declaration): boolean {
  const { inputs = {}, layouts } = declaration;
  if (Object.values(inputs).some((input) => input.required)) return false;
  const layout = layouts[0] ?? 'elements';
  const form = declaration.form({
    params: defaultsOf(declaration),
    layout,
    labels: 'index',
    inputs: new Set(),
  });
  return form.kind === 'samples' && form.derived === undefined && form.meanOfNone === undefined;
}

export function readings(state: ClassesState, study: Study, evaluations: Evaluations): readonly Reading[] {
  return lossesOf(state.activation).map((declaration, index) => {
    const studied = study.losses.find((loss) => loss.declaration === declaration);
    const params: Parameters = {
      ...defaultsOf(declaration),
      ...studied?.params,
      input: inputOf(declaration, state.activation) ?? 'logits',
    };
    return {
      declaration,
      index,
      found: evaluations.of(declaration.id, declaration, params, dataOf(state, declaration)),
    };
  });
}

function dataOf({ logits, label }: ClassesState, { layouts }: Declaration): SmallData {
  if (layouts[0] === 'classes') return { layout: 'classes', prediction: logits, label: [label] };
  return { layout: 'elements', prediction: logits, label: logits.map((_, k) => (k === label ? 1 : 0)) };
}

export function probabilitiesOf({ logits, activation }: ClassesState): readonly number[] {
  if (activation === 'sigmoid') return logits.map(sigmoid);
  const most = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
