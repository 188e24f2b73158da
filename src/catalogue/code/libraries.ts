// Functions of libraries that compute exactly what an entry's alias says, and how each is called. What an alias
// settles (its preset, its arguments) stands in the catalogue; here is only what a whole library has in common.
// Every call is run against the golden rows: a function that differs from the entry in some case is not listed.
import type { DialectName } from '../../math/python/dialect';
import type { Layout } from '../declaration';

export interface Library {
  readonly dialect: DialectName;
  readonly layout: Layout;
  /** `prediction first` or `label first`. */
  readonly first: 'prediction' | 'label';
  /** How the reduction is asked for; `wrapped` puts the library's mean or sum around the call. */
  readonly reduction: 'argument' | 'wrapped' | 'mean';
  /** A class that is called with the data, or a function. */
  readonly isClass?: true;
  /** Arguments without a default. */
  readonly required?: readonly string[];
  /** Data as one flat array each; decisions are cut at the threshold first. */
  readonly flat?: true;
  /** The import, and what the function is called after it. */
  readonly use: (name: string) => { readonly line: string; readonly text: string };
  /** Names below `prefix`. */
  readonly prefix: string;
  readonly names: readonly string[];
}

const imported = (module: string) => (name: string) => ({
  line: `from ${module} import ${name}`,
  text: name,
});

const FUNCTIONAL = {
  dialect: 'torch',
  first: 'prediction',
  reduction: 'argument',
  use: (name: string) => ({ line: 'import torch.nn.functional as F', text: `F.${name}` }),
  prefix: 'torch.nn.functional',
} as const;

export const LIBRARIES: readonly Library[] = [
  {
    ...FUNCTIONAL,
    layout: 'elements',
    names: [
      'mse_loss',
      'l1_loss',
      'smooth_l1_loss',
      'huber_loss',
      'poisson_nll_loss',
      'gaussian_nll_loss',
      'soft_margin_loss',
      'hinge_embedding_loss',
      'binary_cross_entropy',
      'binary_cross_entropy_with_logits',
    ],
  },
  { ...FUNCTIONAL, layout: 'classes', names: ['cross_entropy', 'nll_loss'] },
  { ...FUNCTIONAL, layout: 'distributions', names: ['triplet_margin_loss'] },
  {
    dialect: 'torch',
    layout: 'elements',
    first: 'prediction',
    reduction: 'argument',
    use: imported('torchvision.ops'),
    prefix: 'torchvision.ops',
    names: ['sigmoid_focal_loss'],
  },
  {
    dialect: 'torch',
    layout: 'boxes',
    first: 'prediction',
    reduction: 'argument',
    use: imported('torchvision.ops'),
    prefix: 'torchvision.ops',
    names: ['generalized_box_iou_loss', 'distance_box_iou_loss', 'complete_box_iou_loss'],
  },
  {
    dialect: 'keras',
    layout: 'elements',
    first: 'label',
    reduction: 'mean',
    isClass: true,
    use: (name) => ({ line: 'import keras', text: `keras.losses.${name}` }),
    prefix: 'keras.losses',
    names: [
      'MeanSquaredError',
      'MeanAbsoluteError',
      'MeanAbsolutePercentageError',
      'MeanSquaredLogarithmicError',
      'Huber',
      'LogCosh',
      'Poisson',
      'Hinge',
      'SquaredHinge',
      'BinaryCrossentropy',
      'BinaryFocalCrossentropy',
    ],
  },
  {
    dialect: 'jax',
    layout: 'elements',
    first: 'prediction',
    reduction: 'wrapped',
    // Not every loss is at the top, whatever its name in the catalogue.
    use: (name) => ({ line: 'import optax', text: `optax.losses.${name}` }),
    prefix: 'optax',
    names: [
      'squared_error',
      'l2_loss',
      'huber_loss',
      'log_cosh',
      'hinge_loss',
      'perceptron_loss',
      'sigmoid_binary_cross_entropy',
      'sigmoid_focal_loss',
    ],
  },
  {
    dialect: 'numpy',
    layout: 'elements',
    first: 'label',
    reduction: 'mean',
    flat: true,
    use: imported('sklearn.metrics'),
    prefix: 'sklearn.metrics',
    required: ['beta'],
    names: [
      'mean_squared_error',
      'mean_absolute_error',
      'mean_pinball_loss',
      'mean_absolute_percentage_error',
      'mean_squared_log_error',
      'root_mean_squared_error',
      'r2_score',
      'accuracy_score',
      'balanced_accuracy_score',
      'precision_score',
      'recall_score',
      'f1_score',
      'fbeta_score',
      'matthews_corrcoef',
      'cohen_kappa_score',
      'roc_auc_score',
      'average_precision_score',
      'brier_score_loss',
    ],
  },
  {
    dialect: 'torch',
    layout: 'elements',
    first: 'prediction',
    reduction: 'mean',
    flat: true,
    use: imported('torchmetrics.functional.classification'),
    prefix: 'torchmetrics.functional.classification',
    names: ['binary_auroc', 'binary_average_precision'],
  },
];
