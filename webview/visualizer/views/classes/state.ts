// What the classes view remembers: the logits of one sample, its class, how they become probabilities, and the losses.
import * as v from 'valibot';
import { findDeclaration } from '../../../../src/catalogue/catalogue';

export type Activation = 'softmax' | 'sigmoid';

export interface ClassesState {
  readonly logits: readonly number[];
  readonly label: number;
  readonly activation: Activation;
  readonly leading: string;
  /** Losses whose gradients are drawn side by side. */
  readonly compared: readonly string[];
}

/** How far a logit may be dragged. */
export const REACH = 6;

export const CLASSES = { least: 2, most: 10 } as const;

export const FIRST: ClassesState = {
  logits: [1.2, 2.6, -0.4, 0.3],
  label: 2,
  activation: 'softmax',
  leading: 'cross_entropy',
  compared: ['cross_entropy', 'cross_entropy_all', 'focal_multiclass'],
};

const known = v.pipe(
  v.string(),
  v.check((id) => findDeclaration(id) !== undefined),
);

const state = v.pipe(
  v.object({
    logits: v.pipe(
      v.array(v.pipe(v.number(), v.minValue(-REACH), v.maxValue(REACH))),
      v.minLength(CLASSES.least),
      v.maxLength(CLASSES.most),
    ),
    label: v.pipe(v.number(), v.integer(), v.minValue(0)),
    activation: v.fallback(v.picklist(['softmax', 'sigmoid']), FIRST.activation),
    leading: v.fallback(known, FIRST.leading),
    compared: v.fallback(v.array(known), [...FIRST.compared]),
  }),
  v.check(({ logits, label }) => label < logits.length),
);

export function parseClasses(remembered: unknown): ClassesState {
  const result = v.safeParse(state, remembered);
  return result.success ? result.output : FIRST;
}
