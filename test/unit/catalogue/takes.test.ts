// What the libraries' functions take, held to their documentation for those that people confuse.
import { expect } from 'chai';
import { CATALOGUE } from '../../../src/catalogue/catalogue';
import { takesOf, type Shape } from '../../../src/catalogue/takes';

/** Path, what its prediction is, the shapes that it takes. */
const ROWS: readonly (readonly [path: string, prediction: string, ...shapes: Shape[]])[] = [
  ['torch.nn.BCELoss', 'probability', 'equal'],
  ['torch.nn.BCEWithLogitsLoss', 'logit', 'equal'],
  ['torch.nn.CrossEntropyLoss', 'logit', 'index', 'oneHot'],
  ['torch.nn.NLLLoss', 'logProbability', 'index'],
  ['torch.nn.functional.kl_div', 'logProbability', 'distributions'],
  ['torch.nn.MultiMarginLoss', 'score', 'index'],
  ['torch.nn.CosineEmbeddingLoss', 'real', 'vectors'],
  ['torchvision.ops.sigmoid_focal_loss', 'logit', 'equal'],
  ['torchvision.ops.generalized_box_iou', 'box', 'pairs'],
  ['torchvision.ops.generalized_box_iou_loss', 'box', 'boxes'],
  ['keras.losses.BinaryCrossentropy', 'probability', 'equal'],
  ['keras.losses.CategoricalCrossentropy', 'probability', 'oneHotLast'],
  ['keras.compile.sparse_categorical_crossentropy', 'probability', 'indexLast'],
  ['keras.losses.KLDivergence', 'distribution', 'distributions'],
  ['optax.kl_divergence', 'logProbability', 'distributions'],
  ['optax.softmax_cross_entropy', 'logit', 'oneHotLast'],
  ['optax.softmax_cross_entropy_with_integer_labels', 'logit', 'indexLast'],
  ['monai.losses.DiceLoss', 'probability', 'channels'],
  ['monai.metrics.DiceMetric', 'decision', 'oneHot'],
  ['segmentation_models_pytorch.losses.DiceLoss', 'logit', 'equal', 'index'],
  ['segmentation_models_pytorch.losses.MCCLoss', 'probability', 'equal'],
  ['sklearn.metrics.f1_score', 'decision', 'equal'],
  ['sklearn.metrics.zero_one_loss', 'decision', 'equal'],
  ['sklearn.metrics.roc_auc_score', 'score', 'equal', 'index'],
  ['sklearn.metrics.brier_score_loss', 'probability', 'equal'],
  ['torchmetrics.classification.BinaryF1Score', 'score', 'equal'],
  ['torchmetrics.classification.MulticlassF1Score', 'score', 'index'],
  ['torchmetrics.text.Perplexity', 'logit', 'indexLast'],
  ['mmdet.models.losses.FocalLoss', 'logit', 'index'],
  ['scipy.stats.wasserstein_distance', 'real', 'samples'],
];

describe('what a function of a library takes', () => {
  for (const [path, prediction, ...shapes] of ROWS)
    it(`${path}: ${prediction}, ${shapes.join(' or ')}`, () => {
      const declaration = CATALOGUE.find(({ aliases }) => aliases.some((alias) => alias.path === path))!;
      const { params = {} } = declaration.aliases.find((alias) => alias.path === path)!;
      const takes = takesOf(declaration, path, params);
      expect([takes.prediction, ...takes.shapes]).to.deep.equal([prediction, ...shapes]);
    });

  it('is what the entry takes for a path of no library', () => {
    const bce = CATALOGUE.find(({ id }) => id === 'bce')!;
    expect(takesOf(bce, 'mine.bce', { input: 'logits' })).to.deep.equal({
      prediction: 'logit',
      shapes: ['equal', 'index', 'oneHot'],
    });
  });
});
