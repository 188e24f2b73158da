// What the specification of the catalogue lists: every id, and every name in Python code that a hover must know.

export const ENTRY_IDS = `
mse mae rmse smooth_l1 huber log_cosh quantile mape smape msle r2 pearson poisson_nll gaussian_nll
cosine cosine_embedding triplet zero_one hinge squared_hinge perceptron exponential logistic
multiclass_hinge hinge_embedding bce cross_entropy cross_entropy_all nll weighted_bce
weighted_cross_entropy balanced_bce focal focal_multiclass topk_threshold topk_percent
class_balanced_ce logit_adjusted_ce semantic_ce perplexity info_nce poly1 gce
distribution_cross_entropy kl js wasserstein_1d emd emd_squared hellinger total_variation box_iou
box_giou box_diou box_ciou iou_loss giou_loss diou_loss ciou_loss eiou_loss siou_loss alpha_iou_loss
dice mask_dice soft_iou tversky focal_tversky asymmetric_similarity generalized_dice
penalty_generalized_dice sensitivity_specificity lovasz_hinge lovasz_softmax log_cosh_dice mcc_loss
unified_focal dpce boundary hausdorff_dt hausdorff_er combine dice_ce dice_bce dice_focal dice_topk
dice_boundary dice_hausdorff exponential_log l1 l2 elastic_net structural_risk confusion precision
recall f1 fbeta accuracy top_k_accuracy specificity balanced_accuracy mcc cohen_kappa dice_score
jaccard roc_auc average_precision log_loss brier ece hausdorff hausdorff95 assd masd nsd
volumetric_similarity coco_map
`
  .trim()
  .split(/\s+/);

const words = (text: string): string[] => text.trim().split(/\s+/);
const under = (prefix: string, names: string): string[] => words(names).map((name) => `${prefix}.${name}`);

/** Names that a hover must know, by the module that a person imports them from. */
export const CODE_NAMES: readonly string[] = [
  ...under(
    'torch.nn',
    `MSELoss L1Loss SmoothL1Loss HuberLoss BCELoss BCEWithLogitsLoss CrossEntropyLoss NLLLoss KLDivLoss MultiMarginLoss
     HingeEmbeddingLoss SoftMarginLoss PoissonNLLLoss GaussianNLLLoss CosineEmbeddingLoss TripletMarginLoss CTCLoss`,
  ),
  ...under(
    'torch.nn.functional',
    `mse_loss l1_loss smooth_l1_loss huber_loss binary_cross_entropy binary_cross_entropy_with_logits cross_entropy
     nll_loss kl_div multi_margin_loss soft_margin_loss poisson_nll_loss gaussian_nll_loss`,
  ),
  ...under(
    'torchvision.ops',
    `sigmoid_focal_loss box_iou generalized_box_iou generalized_box_iou_loss distance_box_iou distance_box_iou_loss
     complete_box_iou complete_box_iou_loss`,
  ),
  ...under(
    'keras.losses',
    `MeanSquaredError MeanAbsoluteError Huber LogCosh BinaryCrossentropy CategoricalCrossentropy
     SparseCategoricalCrossentropy BinaryFocalCrossentropy CategoricalFocalCrossentropy Hinge SquaredHinge
     CategoricalHinge KLDivergence Poisson CosineSimilarity Dice Tversky
     mean_squared_error mean_absolute_error huber log_cosh binary_crossentropy categorical_crossentropy
     sparse_categorical_crossentropy binary_focal_crossentropy categorical_focal_crossentropy hinge squared_hinge
     categorical_hinge kl_divergence poisson cosine_similarity dice tversky`,
  ),
  ...under(
    'keras.compile',
    `mse mae binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy kld`,
  ),
  ...under(
    'optax',
    `squared_error l2_loss huber_loss log_cosh sigmoid_binary_cross_entropy softmax_cross_entropy
     softmax_cross_entropy_with_integer_labels sigmoid_focal_loss hinge_loss perceptron_loss multiclass_hinge_loss
     kl_divergence cosine_distance poly_loss_cross_entropy`,
  ),
  ...under(
    'sklearn.metrics',
    `mean_squared_error mean_absolute_error r2_score log_loss hinge_loss zero_one_loss f1_score fbeta_score
     precision_score recall_score accuracy_score balanced_accuracy_score jaccard_score roc_auc_score
     average_precision_score matthews_corrcoef cohen_kappa_score brier_score_loss confusion_matrix`,
  ),
  ...under(
    'monai.losses',
    `DiceLoss MaskedDiceLoss GeneralizedDiceLoss DiceCELoss DiceFocalLoss FocalLoss TverskyLoss HausdorffDTLoss
     AsymmetricUnifiedFocalLoss`,
  ),
  ...under(
    'monai.metrics',
    'DiceMetric MeanIoU HausdorffDistanceMetric SurfaceDistanceMetric SurfaceDiceMetric ConfusionMatrixMetric',
  ),
  ...under(
    'segmentation_models_pytorch.losses',
    'DiceLoss JaccardLoss TverskyLoss FocalLoss LovaszLoss SoftBCEWithLogitsLoss SoftCrossEntropyLoss MCCLoss',
  ),
  ...under(
    'torchmetrics',
    `Accuracy Precision Recall F1Score FBetaScore JaccardIndex AUROC AveragePrecision CalibrationError HingeLoss
     KLDivergence MatthewsCorrCoef MeanSquaredError R2Score`,
  ),
  ...under(
    'torchmetrics.functional',
    `accuracy precision recall f1_score fbeta_score jaccard_index auroc average_precision calibration_error hinge_loss
     kl_divergence matthews_corrcoef mean_squared_error r2_score`,
  ),
  ...under(
    'torchmetrics.classification',
    `BinaryAccuracy MulticlassAccuracy MultilabelAccuracy BinaryPrecision MulticlassRecall MultilabelF1Score
     BinaryFBetaScore MulticlassJaccardIndex BinaryAUROC MulticlassAveragePrecision BinaryCalibrationError
     BinaryHingeLoss MulticlassHingeLoss BinaryMatthewsCorrCoef`,
  ),
  ...under('torchmetrics.segmentation', 'DiceScore GeneralizedDiceScore MeanIoU HausdorffDistance'),
  ...under(
    'torchmetrics.detection',
    'IntersectionOverUnion GeneralizedIntersectionOverUnion MeanAveragePrecision',
  ),
  ...under('scipy', 'stats.entropy spatial.distance.jensenshannon stats.wasserstein_distance'),
  ...words('ot.emd ot.emd2 cv2.EMD'),
  ...under('mmdet.models.losses', 'FocalLoss GIoULoss DIoULoss CIoULoss EIoULoss'),
  ...under('kornia.losses', 'focal_loss dice_loss tversky_loss'),
  ...under(
    'losses_pytorch',
    `dice_loss.SoftDiceLoss dice_loss.GDiceLoss dice_loss.SSLoss dice_loss.AsymLoss dice_loss.DC_and_CE_loss
     boundary_loss.BDLoss boundary_loss.HDDTBinaryLoss ND_Crossentropy.DisPenalizedCE ND_Crossentropy.TopKLoss
     dice_loss.ExpLog_loss`,
  ),
  ...under('tl.cost', 'dice_coe dice_hard_coe iou_coe'),
];
