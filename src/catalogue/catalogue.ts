// Every loss and metric that Lossary knows, and how one is found: by id, or the nearest one to a misspelt id.
import { distance } from 'fastest-levenshtein';
import { BOUNDARY } from './boundary/boundary';
import { DPCE } from './boundary/dpce';
import { HAUSDORFF_DT } from './boundary/hausdorffDt';
import { HAUSDORFF_ER } from './boundary/hausdorffEr';
import { ALPHA_IOU_LOSS } from './box/alphaIouLoss';
import { BOX_CIOU } from './box/boxCiou';
import { BOX_DIOU } from './box/boxDiou';
import { BOX_GIOU } from './box/boxGiou';
import { BOX_IOU } from './box/boxIou';
import { CIOU_LOSS } from './box/ciouLoss';
import { DIOU_LOSS } from './box/diouLoss';
import { EIOU_LOSS } from './box/eiouLoss';
import { GIOU_LOSS } from './box/giouLoss';
import { IOU_LOSS } from './box/iouLoss';
import { SIOU_LOSS } from './box/siouLoss';
import { BALANCED_BCE } from './classification/balancedBce';
import { BCE } from './classification/bce';
import { CLASS_BALANCED_CE } from './classification/classBalancedCe';
import { CROSS_ENTROPY } from './classification/crossEntropy';
import { CROSS_ENTROPY_ALL } from './classification/crossEntropyAll';
import { FOCAL } from './classification/focal';
import { FOCAL_MULTICLASS } from './classification/focalMulticlass';
import { GCE } from './classification/gce';
import { INFO_NCE } from './classification/infoNce';
import { LOGIT_ADJUSTED_CE } from './classification/logitAdjustedCe';
import { NLL } from './classification/nll';
import { PERPLEXITY } from './classification/perplexity';
import { POLY1 } from './classification/poly1';
import { SEMANTIC_CE } from './classification/semanticCe';
import { TOPK_PERCENT } from './classification/topkPercent';
import { TOPK_THRESHOLD } from './classification/topkThreshold';
import { WEIGHTED_BCE } from './classification/weightedBce';
import { WEIGHTED_CROSS_ENTROPY } from './classification/weightedCrossEntropy';
import { COMBINE } from './compound/combine';
import { DICE_BCE } from './compound/diceBce';
import { DICE_BOUNDARY } from './compound/diceBoundary';
import { DICE_CE } from './compound/diceCe';
import { DICE_FOCAL } from './compound/diceFocal';
import { DICE_HAUSDORFF } from './compound/diceHausdorff';
import { DICE_TOPK } from './compound/diceTopk';
import { EXPONENTIAL_LOG } from './compound/exponentialLog';
import { STRUCTURAL_RISK } from './compound/structuralRisk';
import { ACCURACY } from './counts/accuracy';
import { BALANCED_ACCURACY } from './counts/balancedAccuracy';
import { COHEN_KAPPA } from './counts/cohenKappa';
import { CONFUSION } from './counts/confusion';
import { DICE_SCORE } from './counts/diceScore';
import { F1 } from './counts/f1';
import { FBETA } from './counts/fbeta';
import { JACCARD } from './counts/jaccard';
import { MCC } from './counts/mcc';
import { PRECISION } from './counts/precision';
import { RECALL } from './counts/recall';
import { SPECIFICITY } from './counts/specificity';
import { TOP_K_ACCURACY } from './counts/topKAccuracy';
import { VOLUMETRIC_SIMILARITY } from './counts/volumetricSimilarity';
import { COCO_MAP } from './detection/cocoMap';
import { DISTRIBUTION_CROSS_ENTROPY } from './divergence/distributionCrossEntropy';
import { EMD } from './divergence/emd';
import { EMD_SQUARED } from './divergence/emdSquared';
import { HELLINGER } from './divergence/hellinger';
import { JS } from './divergence/js';
import { KL } from './divergence/kl';
import { TOTAL_VARIATION } from './divergence/totalVariation';
import { WASSERSTEIN_1D } from './divergence/wasserstein1d';
import { EXPONENTIAL } from './margin/exponential';
import { HINGE } from './margin/hinge';
import { HINGE_EMBEDDING } from './margin/hingeEmbedding';
import { LOGISTIC } from './margin/logistic';
import { MULTICLASS_HINGE } from './margin/multiclassHinge';
import { PERCEPTRON } from './margin/perceptron';
import { SQUARED_HINGE } from './margin/squaredHinge';
import { ZERO_ONE } from './margin/zeroOne';
import { AVERAGE_PRECISION } from './ranking/averagePrecision';
import { BRIER } from './ranking/brier';
import { ECE } from './ranking/ece';
import { LOG_LOSS } from './ranking/logLoss';
import { ROC_AUC } from './ranking/rocAuc';
import { ASYMMETRIC_SIMILARITY } from './region/asymmetricSimilarity';
import { DICE } from './region/dice';
import { FOCAL_TVERSKY } from './region/focalTversky';
import { GENERALIZED_DICE } from './region/generalizedDice';
import { LOG_COSH_DICE } from './region/logCoshDice';
import { LOVASZ_HINGE } from './region/lovaszHinge';
import { LOVASZ_SOFTMAX } from './region/lovaszSoftmax';
import { MASK_DICE } from './region/maskDice';
import { MCC_LOSS } from './region/mccLoss';
import { PENALTY_GENERALIZED_DICE } from './region/penaltyGeneralizedDice';
import { SENSITIVITY_SPECIFICITY } from './region/sensitivitySpecificity';
import { SOFT_IOU } from './region/softIou';
import { TVERSKY } from './region/tversky';
import { UNIFIED_FOCAL } from './region/unifiedFocal';
import { COSINE } from './regression/cosine';
import { COSINE_EMBEDDING } from './regression/cosineEmbedding';
import { GAUSSIAN_NLL } from './regression/gaussianNll';
import { HUBER } from './regression/huber';
import { LOG_COSH } from './regression/logCosh';
import { MAE } from './regression/mae';
import { MAPE } from './regression/mape';
import { MSE } from './regression/mse';
import { MSLE } from './regression/msle';
import { PEARSON } from './regression/pearson';
import { POISSON_NLL } from './regression/poissonNll';
import { QUANTILE } from './regression/quantile';
import { R2 } from './regression/r2';
import { RMSE } from './regression/rmse';
import { SMAPE } from './regression/smape';
import { SMOOTH_L1 } from './regression/smoothL1';
import { TRIPLET } from './regression/triplet';
import { ELASTIC_NET } from './regularizer/elasticNet';
import { L1 } from './regularizer/l1';
import { L2 } from './regularizer/l2';
import { ASSD } from './surface/assd';
import { HAUSDORFF } from './surface/hausdorff';
import { HAUSDORFF95 } from './surface/hausdorff95';
import { MASD } from './surface/masd';
import { NSD } from './surface/nsd';
import type { Declaration } from './declaration';

/** In the order in which lists show them: by family, the plainest first. */
export const CATALOGUE: readonly Declaration[] = [
  MSE,
  MAE,
  RMSE,
  SMOOTH_L1,
  HUBER,
  LOG_COSH,
  QUANTILE,
  MAPE,
  SMAPE,
  MSLE,
  R2,
  PEARSON,
  POISSON_NLL,
  GAUSSIAN_NLL,
  COSINE,
  COSINE_EMBEDDING,
  TRIPLET,
  ZERO_ONE,
  HINGE,
  SQUARED_HINGE,
  PERCEPTRON,
  EXPONENTIAL,
  LOGISTIC,
  MULTICLASS_HINGE,
  HINGE_EMBEDDING,
  BCE,
  CROSS_ENTROPY,
  CROSS_ENTROPY_ALL,
  NLL,
  WEIGHTED_BCE,
  WEIGHTED_CROSS_ENTROPY,
  BALANCED_BCE,
  FOCAL,
  FOCAL_MULTICLASS,
  TOPK_THRESHOLD,
  TOPK_PERCENT,
  CLASS_BALANCED_CE,
  LOGIT_ADJUSTED_CE,
  SEMANTIC_CE,
  PERPLEXITY,
  INFO_NCE,
  POLY1,
  GCE,
  DISTRIBUTION_CROSS_ENTROPY,
  KL,
  JS,
  WASSERSTEIN_1D,
  EMD,
  EMD_SQUARED,
  HELLINGER,
  TOTAL_VARIATION,
  BOX_IOU,
  BOX_GIOU,
  BOX_DIOU,
  BOX_CIOU,
  IOU_LOSS,
  GIOU_LOSS,
  DIOU_LOSS,
  CIOU_LOSS,
  EIOU_LOSS,
  SIOU_LOSS,
  ALPHA_IOU_LOSS,
  DICE,
  MASK_DICE,
  SOFT_IOU,
  TVERSKY,
  FOCAL_TVERSKY,
  ASYMMETRIC_SIMILARITY,
  GENERALIZED_DICE,
  PENALTY_GENERALIZED_DICE,
  SENSITIVITY_SPECIFICITY,
  LOVASZ_HINGE,
  LOVASZ_SOFTMAX,
  LOG_COSH_DICE,
  MCC_LOSS,
  UNIFIED_FOCAL,
  DPCE,
  BOUNDARY,
  HAUSDORFF_DT,
  HAUSDORFF_ER,
  COMBINE,
  DICE_CE,
  DICE_BCE,
  DICE_FOCAL,
  DICE_TOPK,
  DICE_BOUNDARY,
  DICE_HAUSDORFF,
  EXPONENTIAL_LOG,
  STRUCTURAL_RISK,
  L1,
  L2,
  ELASTIC_NET,
  CONFUSION,
  PRECISION,
  RECALL,
  F1,
  FBETA,
  ACCURACY,
  TOP_K_ACCURACY,
  SPECIFICITY,
  BALANCED_ACCURACY,
  MCC,
  COHEN_KAPPA,
  DICE_SCORE,
  JACCARD,
  VOLUMETRIC_SIMILARITY,
  ROC_AUC,
  AVERAGE_PRECISION,
  LOG_LOSS,
  BRIER,
  ECE,
  HAUSDORFF,
  HAUSDORFF95,
  ASSD,
  MASD,
  NSD,
  COCO_MAP,
];

const BY_ID = new Map(CATALOGUE.map((declaration) => [declaration.id, declaration]));

export function findDeclaration(id: string): Declaration | undefined {
  return BY_ID.get(id);
}

/** The ids that `wanted` is likely a slip for, nearest first; abbreviations and the names of aliases count too. */
export function nearest(wanted: string): string[] {
  const names = CATALOGUE.flatMap(({ id, name, abbreviation = id, aliases }) =>
    [
      ...new Set([
        id,
        name.en,
        abbreviation,
        ...aliases.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
      ]),
    ].map((known): [string, string] => [known, id]),
  );
  return [...new Set(rank(wanted, names).map(([, id]) => id))].slice(0, 3);
}

/** The names of `known` (parameters, presets) that `wanted` is likely a slip for, nearest first. */
export function nearestOf(wanted: string, known: readonly string[]): string[] {
  return rank(
    wanted,
    known.map((name) => [name, name]),
  )
    .map(([name]) => name)
    .slice(0, 3);
}

/** Spelling without case, spaces, dashes and underscores: `BoxIoU`, `box_iou` and `box iou` are one. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function rank(wanted: string, known: readonly [string, string][]): [string, string][] {
  const target = plain(wanted);
  const limit = Math.max(1, Math.floor(target.length / 3));
  return known
    .map((entry) => ({
      entry,
      edits: distance(target, plain(entry[0])),
      swapped: isSwap(target, plain(entry[0])),
    }))
    .map(({ entry, edits, swapped }) => ({ entry, cost: swapped ? 1 : edits }))
    .filter(({ cost }) => cost <= limit)
    .sort((a, b) => a.cost - b.cost)
    .map(({ entry }) => entry);
}

/** Whether one is the other with two neighbouring letters swapped: `fcoal`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
