// What a library's own function takes for an entry: often less than what is computed here, and with the axes in
// another order.
import type { Parameters } from '../protocol/compute';
import type { Declaration, LabelDomain, Layout, PredictionDomain } from './declaration';

/**
 * `equal`: element by element. `index`: [N, C, …] against class numbers [N, …]. `oneHot`: against [N, C, …], one-hot or
 * soft. `channels`: the same, or class numbers [N, 1, …] that the function is told to convert. `Last`: the classes are
 * the last axis. `pairs`: N×4 boxes against M×4, each with each. `samples`: numbers, of any length.
 */
export type Shape =
  | 'equal'
  | 'index'
  | 'oneHot'
  | 'channels'
  | 'indexLast'
  | 'oneHotLast'
  | 'pairs'
  | 'samples'
  | 'vectors'
  | Exclude<Layout, 'elements' | 'classes'>;

/** What an alias says where its function takes something else than the entry, or than its library does as a rule. */
export interface Takes {
  /** `decision`: thresholded or taken by argmax already. */
  readonly prediction?: PredictionDomain | 'decision';
  readonly label?: LabelDomain;
  readonly shapes?: readonly Shape[];
}

/** The same for an alias, with all that its library and the entry say. */
export interface Taken extends Takes {
  readonly prediction: NonNullable<Takes['prediction']>;
  readonly shapes: readonly Shape[];
}

/** How a library lays out entries that may be elements or classes, and those that are classes only. */
interface Rule {
  readonly both: readonly Shape[];
  readonly classes: readonly Shape[];
}

const ELEMENTS_FIRST: Rule = { both: ['equal'], classes: ['index'] };
const EITHER: Rule = { both: ['equal', 'index'], classes: ['index'] };
const CLASS_NUMBERS: Rule = { both: ['index'], classes: ['index'] };
const CLASSES_LAST: Rule = { both: ['equal'], classes: ['oneHotLast'] };

/** By the start of a path, longer ones first. */
const RULES: readonly (readonly [start: string, Rule])[] = [
  ['torchmetrics.', EITHER],
  ['torchvision.', ELEMENTS_FIRST],
  ['torch.', ELEMENTS_FIRST],
  ['tl.', ELEMENTS_FIRST],
  ['tensorlayer.', ELEMENTS_FIRST],
  ['keras.', CLASSES_LAST],
  ['optax.', CLASSES_LAST],
  ['monai.metrics.', { both: ['oneHot'], classes: ['oneHot'] }],
  ['monai.', { both: ['channels'], classes: ['channels'] }],
  ['sklearn.', EITHER],
  ['segmentation_models_pytorch.', EITHER],
  ['kornia.', CLASS_NUMBERS],
  ['mmdet.', CLASS_NUMBERS],
  ['losses_pytorch.', CLASS_NUMBERS],
];

/** Libraries whose metrics of decisions are given decisions. */
const DECIDED = ['sklearn.', 'monai.metrics.'];

/** What the function of an alias takes; of a path that is none, what the entry takes. */
export function takesOf(declaration: Declaration, path: string, params: Parameters): Taken {
  const alias = declaration.aliases.find((each) => each.path === path);
  const own = declaration.prediction(params);
  const isDecided =
    DECIDED.some((start) => path.startsWith(start)) &&
    declaration.parameters.some(({ name }) => name === 'threshold');
  return {
    prediction: isDecided ? 'decision' : own,
    // Classes that are decided are numbers or names, not a column each.
    shapes:
      isDecided && path.startsWith('sklearn.') ? ['equal'] : shapesOf(declaration, path, own === 'real'),
    ...alias?.takes,
  };
}

function shapesOf({ layouts }: Declaration, path: string, isReal: boolean): readonly Shape[] {
  const [, rule] = RULES.find(([start]) => path.startsWith(start)) ?? [];
  if (rule && layouts.includes('classes')) return layouts.includes('elements') ? rule.both : rule.classes;
  return layouts.flatMap((layout): readonly Shape[] => {
    if (layout === 'elements') return ['equal'];
    if (layout === 'classes') return ['index', 'oneHot'];
    return [layout === 'distributions' && isReal ? 'vectors' : layout];
  });
}
