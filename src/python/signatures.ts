// Parameters of the libraries' losses and metrics in their order; those behind * go by keyword only.
// Made by scripts/python_signatures.py from the installed libraries.

export const SIGNATURES: Readonly<Record<string, string>> = {
  'keras.losses.BinaryCrossentropy': 'from_logits label_smoothing axis reduction name dtype',
  'keras.losses.BinaryFocalCrossentropy':
    'apply_class_balancing alpha gamma from_logits label_smoothing axis reduction name dtype',
  'keras.losses.CTC': 'reduction name dtype',
  'keras.losses.CategoricalCrossentropy': 'from_logits label_smoothing axis reduction name dtype',
  'keras.losses.CategoricalFocalCrossentropy':
    'alpha gamma from_logits label_smoothing axis reduction name dtype',
  'keras.losses.CategoricalHinge': 'reduction name dtype',
  'keras.losses.CosineSimilarity': 'axis reduction name dtype',
  'keras.losses.Dice': 'reduction name axis dtype',
  'keras.losses.Hinge': 'reduction name dtype',
  'keras.losses.Huber': 'delta reduction name dtype',
  'keras.losses.KLDivergence': 'reduction name dtype',
  'keras.losses.LogCosh': 'reduction name dtype',
  'keras.losses.MeanAbsoluteError': 'reduction name dtype',
  'keras.losses.MeanAbsolutePercentageError': 'reduction name dtype',
  'keras.losses.MeanSquaredError': 'reduction name dtype',
  'keras.losses.MeanSquaredLogarithmicError': 'reduction name dtype',
  'keras.losses.Poisson': 'reduction name dtype',
  'keras.losses.SparseCategoricalCrossentropy': 'from_logits ignore_class reduction axis name dtype',
  'keras.losses.SquaredHinge': 'reduction name dtype',
  'keras.losses.Tversky': 'alpha beta reduction name axis dtype',
  'keras.losses.binary_crossentropy': 'y_true y_pred from_logits label_smoothing axis',
  'keras.losses.binary_focal_crossentropy':
    'y_true y_pred apply_class_balancing alpha gamma from_logits label_smoothing axis',
  'keras.losses.categorical_crossentropy': 'y_true y_pred from_logits label_smoothing axis',
  'keras.losses.categorical_focal_crossentropy': 'y_true y_pred alpha gamma from_logits label_smoothing axis',
  'keras.losses.categorical_hinge': 'y_true y_pred',
  'keras.losses.cosine_similarity': 'y_true y_pred axis',
  'keras.losses.ctc': 'y_true y_pred',
  'keras.losses.dice': 'y_true y_pred axis',
  'keras.losses.hinge': 'y_true y_pred',
  'keras.losses.huber': 'y_true y_pred delta',
  'keras.losses.kl_divergence': 'y_true y_pred',
  'keras.losses.log_cosh': 'y_true y_pred',
  'keras.losses.mean_absolute_error': 'y_true y_pred',
  'keras.losses.mean_absolute_percentage_error': 'y_true y_pred',
  'keras.losses.mean_squared_error': 'y_true y_pred',
  'keras.losses.mean_squared_logarithmic_error': 'y_true y_pred',
  'keras.losses.poisson': 'y_true y_pred',
  'keras.losses.sparse_categorical_crossentropy': 'y_true y_pred from_logits ignore_class axis',
  'keras.losses.squared_hinge': 'y_true y_pred',
  'keras.losses.tversky': 'y_true y_pred alpha beta axis',
  'keras.metrics.Accuracy': 'name dtype',
  'keras.metrics.BinaryAccuracy': 'name dtype threshold',
  'keras.metrics.CategoricalAccuracy': 'name dtype',
  'keras.metrics.F1Score': 'average threshold name dtype',
  'keras.metrics.FBetaScore': 'average beta threshold name dtype',
  'keras.metrics.MeanIoU': 'num_classes name dtype ignore_class sparse_y_true sparse_y_pred axis',
  'keras.metrics.OneHotMeanIoU': 'num_classes name dtype ignore_class sparse_y_pred axis',
  'keras.metrics.Precision': 'thresholds top_k class_id name dtype',
  'keras.metrics.R2Score': 'class_aggregation num_regressors name dtype',
  'keras.metrics.Recall': 'thresholds top_k class_id name dtype',
  'keras.metrics.RootMeanSquaredError': 'name dtype',
  'keras.metrics.SparseCategoricalAccuracy': 'name dtype',
  'keras.metrics.SparseTopKCategoricalAccuracy': 'k name dtype from_sorted_ids',
  'keras.metrics.TopKCategoricalAccuracy': 'k name dtype',
  'keras.metrics.binary_accuracy': 'y_true y_pred threshold',
  'keras.metrics.categorical_accuracy': 'y_true y_pred',
  'keras.metrics.sparse_categorical_accuracy': 'y_true y_pred',
  'keras.metrics.sparse_top_k_categorical_accuracy': 'y_true y_pred k from_sorted_ids',
  'keras.metrics.top_k_categorical_accuracy': 'y_true y_pred k',
  'monai.losses.AsymmetricUnifiedFocalLoss':
    'to_onehot_y num_classes weight gamma delta reduction ignore_index',
  'monai.losses.DiceCELoss':
    'include_background to_onehot_y sigmoid softmax other_act squared_pred jaccard reduction smooth_nr smooth_dr batch weight lambda_dice lambda_ce label_smoothing',
  'monai.losses.DiceFocalLoss':
    'include_background to_onehot_y sigmoid softmax other_act squared_pred jaccard reduction smooth_nr smooth_dr batch gamma weight lambda_dice lambda_focal alpha',
  'monai.losses.DiceLoss':
    'include_background to_onehot_y sigmoid softmax other_act squared_pred jaccard reduction smooth_nr smooth_dr batch weight soft_label ignore_index',
  'monai.losses.FocalLoss':
    'include_background to_onehot_y gamma alpha weight reduction use_softmax ignore_index',
  'monai.losses.GeneralizedDiceLoss':
    'include_background to_onehot_y sigmoid softmax other_act w_type reduction smooth_nr smooth_dr batch soft_label',
  'monai.losses.HausdorffDTLoss':
    'alpha include_background to_onehot_y sigmoid softmax other_act reduction batch',
  'monai.losses.MaskedDiceLoss':
    'include_background to_onehot_y sigmoid softmax other_act squared_pred jaccard reduction smooth_nr smooth_dr batch weight soft_label',
  'monai.losses.TverskyLoss':
    'include_background to_onehot_y sigmoid softmax other_act alpha beta reduction smooth_nr smooth_dr batch soft_label ignore_index',
  'monai.metrics.ConfusionMatrixMetric':
    'include_background metric_name compute_sample reduction get_not_nans ignore_index',
  'monai.metrics.DiceMetric':
    'include_background reduction get_not_nans ignore_empty num_classes return_with_label per_component ignore_index',
  'monai.metrics.HausdorffDistanceMetric':
    'include_background distance_metric percentile directed reduction get_not_nans ignore_index',
  'monai.metrics.MeanIoU': 'include_background reduction get_not_nans ignore_empty ignore_index',
  'monai.metrics.SurfaceDiceMetric':
    'class_thresholds include_background distance_metric reduction get_not_nans use_subvoxels ignore_index',
  'monai.metrics.SurfaceDistanceMetric':
    'include_background symmetric distance_metric reduction get_not_nans ignore_index',
  'optax.cosine_distance': 'predictions targets * epsilon axis where',
  'optax.ctc_loss': 'logits logit_paddings labels label_paddings * blank_id log_epsilon',
  'optax.hinge_loss': 'predictor_outputs targets',
  'optax.huber_loss': 'predictions targets * delta',
  'optax.kl_divergence': 'log_predictions targets axis where',
  'optax.l2_loss': 'predictions targets',
  'optax.log_cosh': 'predictions targets',
  'optax.sigmoid_binary_cross_entropy': 'logits labels',
  'optax.sigmoid_focal_loss': 'logits labels * alpha gamma',
  'optax.softmax_cross_entropy': 'logits labels axis where',
  'optax.softmax_cross_entropy_with_integer_labels': 'logits labels axis where',
  'optax.squared_error': 'predictions targets',
  'ot.emd': 'a b M numItermax log center_dual numThreads check_marginals potentials_init',
  'ot.emd2':
    'a b M processes numItermax log return_matrix center_dual numThreads check_marginals potentials_init',
  'pycocotools.cocoeval.COCOeval': 'cocoGt cocoDt iouType',
  'scipy.spatial.distance.jensenshannon': 'p q base * axis keepdims',
  'scipy.stats.entropy': 'pk qk base axis * nan_policy keepdims',
  'scipy.stats.pearsonr': 'x y * alternative method axis',
  'scipy.stats.wasserstein_distance': 'u_values v_values u_weights v_weights',
  'segmentation_models_pytorch.losses.DiceLoss':
    'mode classes log_loss from_logits smooth ignore_index eps class_weights',
  'segmentation_models_pytorch.losses.FocalLoss':
    'mode alpha gamma ignore_index from_logits eps reduction normalized reduced_threshold class_weights',
  'segmentation_models_pytorch.losses.JaccardLoss':
    'mode classes log_loss from_logits smooth ignore_index eps class_weights',
  'segmentation_models_pytorch.losses.LovaszLoss': 'mode per_image ignore_index from_logits',
  'segmentation_models_pytorch.losses.MCCLoss': 'eps',
  'segmentation_models_pytorch.losses.SoftBCEWithLogitsLoss':
    'weight ignore_index reduction smooth_factor pos_weight',
  'segmentation_models_pytorch.losses.SoftCrossEntropyLoss': 'reduction smooth_factor ignore_index dim',
  'segmentation_models_pytorch.losses.TverskyLoss':
    'mode classes log_loss from_logits smooth ignore_index eps alpha beta gamma class_weights',
  'sklearn.metrics.accuracy_score': 'y_true y_pred * normalize sample_weight',
  'sklearn.metrics.average_precision_score': 'y_true y_score * average pos_label sample_weight',
  'sklearn.metrics.balanced_accuracy_score': 'y_true y_pred * sample_weight adjusted',
  'sklearn.metrics.brier_score_loss': 'y_true y_proba * sample_weight pos_label labels scale_by_half',
  'sklearn.metrics.cohen_kappa_score': 'y1 y2 * labels weights sample_weight replace_undefined_by',
  'sklearn.metrics.confusion_matrix': 'y_true y_pred * labels sample_weight normalize',
  'sklearn.metrics.f1_score': 'y_true y_pred * labels pos_label average sample_weight zero_division',
  'sklearn.metrics.fbeta_score': 'y_true y_pred * beta labels pos_label average sample_weight zero_division',
  'sklearn.metrics.hinge_loss': 'y_true pred_decision * labels sample_weight',
  'sklearn.metrics.jaccard_score': 'y_true y_pred * labels pos_label average sample_weight zero_division',
  'sklearn.metrics.log_loss': 'y_true y_proba * normalize sample_weight labels y_pred',
  'sklearn.metrics.matthews_corrcoef': 'y_true y_pred * sample_weight',
  'sklearn.metrics.mean_absolute_error': 'y_true y_pred * sample_weight multioutput',
  'sklearn.metrics.mean_absolute_percentage_error': 'y_true y_pred * sample_weight multioutput',
  'sklearn.metrics.mean_pinball_loss': 'y_true y_pred * sample_weight alpha multioutput',
  'sklearn.metrics.mean_squared_error': 'y_true y_pred * sample_weight multioutput',
  'sklearn.metrics.mean_squared_log_error': 'y_true y_pred * sample_weight multioutput',
  'sklearn.metrics.precision_score': 'y_true y_pred * labels pos_label average sample_weight zero_division',
  'sklearn.metrics.r2_score': 'y_true y_pred * sample_weight multioutput force_finite',
  'sklearn.metrics.recall_score': 'y_true y_pred * labels pos_label average sample_weight zero_division',
  'sklearn.metrics.roc_auc_score': 'y_true y_score * average sample_weight max_fpr multi_class labels',
  'sklearn.metrics.root_mean_squared_error': 'y_true y_pred * sample_weight multioutput',
  'sklearn.metrics.top_k_accuracy_score': 'y_true y_score * k normalize sample_weight labels',
  'sklearn.metrics.zero_one_loss': 'y_true y_pred * normalize sample_weight',
  'torch.nn.BCELoss': 'weight size_average reduce reduction',
  'torch.nn.BCEWithLogitsLoss': 'weight size_average reduce reduction pos_weight',
  'torch.nn.CTCLoss': 'blank reduction zero_infinity',
  'torch.nn.CosineEmbeddingLoss': 'margin size_average reduce reduction',
  'torch.nn.CrossEntropyLoss': 'weight size_average ignore_index reduce reduction label_smoothing',
  'torch.nn.GaussianNLLLoss': '* full eps reduction',
  'torch.nn.HingeEmbeddingLoss': 'margin size_average reduce reduction',
  'torch.nn.HuberLoss': 'reduction delta',
  'torch.nn.KLDivLoss': 'size_average reduce reduction log_target',
  'torch.nn.L1Loss': 'size_average reduce reduction',
  'torch.nn.MSELoss': 'size_average reduce reduction',
  'torch.nn.MultiMarginLoss': 'p margin weight size_average reduce reduction',
  'torch.nn.NLLLoss': 'weight size_average ignore_index reduce reduction',
  'torch.nn.PoissonNLLLoss': 'log_input full size_average eps reduce reduction',
  'torch.nn.SmoothL1Loss': 'size_average reduce reduction beta',
  'torch.nn.SoftMarginLoss': 'size_average reduce reduction',
  'torch.nn.TripletMarginLoss': 'margin p eps swap size_average reduce reduction',
  'torch.nn.functional.binary_cross_entropy': 'input target weight size_average reduce reduction',
  'torch.nn.functional.binary_cross_entropy_with_logits':
    'input target weight size_average reduce reduction pos_weight',
  'torch.nn.functional.cosine_embedding_loss': 'input1 input2 target margin size_average reduce reduction',
  'torch.nn.functional.cross_entropy':
    'input target weight size_average ignore_index reduce reduction label_smoothing',
  'torch.nn.functional.ctc_loss':
    'log_probs targets input_lengths target_lengths blank reduction zero_infinity',
  'torch.nn.functional.gaussian_nll_loss': 'input target var full eps reduction',
  'torch.nn.functional.hinge_embedding_loss': 'input target margin size_average reduce reduction',
  'torch.nn.functional.huber_loss': 'input target reduction delta weight',
  'torch.nn.functional.kl_div': 'input target size_average reduce reduction log_target',
  'torch.nn.functional.l1_loss': 'input target size_average reduce reduction weight',
  'torch.nn.functional.mse_loss': 'input target size_average reduce reduction weight',
  'torch.nn.functional.multi_margin_loss': 'input target p margin weight size_average reduce reduction',
  'torch.nn.functional.nll_loss': 'input target weight size_average ignore_index reduce reduction',
  'torch.nn.functional.poisson_nll_loss': 'input target log_input full size_average eps reduce reduction',
  'torch.nn.functional.smooth_l1_loss': 'input target size_average reduce reduction beta',
  'torch.nn.functional.soft_margin_loss': 'input target size_average reduce reduction',
  'torch.nn.functional.triplet_margin_loss':
    'anchor positive negative margin p eps swap size_average reduce reduction',
  'torchmetrics.AUROC': 'task thresholds num_classes num_labels average max_fpr ignore_index validate_args',
  'torchmetrics.Accuracy':
    'task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.AveragePrecision':
    'task thresholds num_classes num_labels average ignore_index validate_args',
  'torchmetrics.CalibrationError': 'task n_bins norm num_classes ignore_index validate_args',
  'torchmetrics.CohenKappa': 'task threshold num_classes weights ignore_index validate_args',
  'torchmetrics.ConfusionMatrix':
    'task threshold num_classes num_labels normalize ignore_index validate_args',
  'torchmetrics.F1Score':
    'task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.FBetaScore':
    'task beta threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.HingeLoss': 'task num_classes squared multiclass_mode ignore_index validate_args',
  'torchmetrics.JaccardIndex': 'task threshold num_classes num_labels average ignore_index validate_args',
  'torchmetrics.KLDivergence': 'log_prob reduction',
  'torchmetrics.MatthewsCorrCoef': 'task threshold num_classes num_labels ignore_index validate_args',
  'torchmetrics.MeanAbsoluteError': 'num_outputs',
  'torchmetrics.MeanSquaredError': 'squared num_outputs',
  'torchmetrics.Precision':
    'task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.R2Score': 'adjusted multioutput',
  'torchmetrics.Recall':
    'task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.Specificity':
    'task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.SymmetricMeanAbsolutePercentageError': '',
  'torchmetrics.classification.BinaryAUROC': 'max_fpr thresholds ignore_index validate_args',
  'torchmetrics.classification.BinaryAccuracy': 'threshold multidim_average ignore_index validate_args',
  'torchmetrics.classification.BinaryAveragePrecision': 'thresholds ignore_index validate_args normalization',
  'torchmetrics.classification.BinaryCalibrationError': 'n_bins norm ignore_index validate_args',
  'torchmetrics.classification.BinaryCohenKappa': 'threshold ignore_index weights validate_args',
  'torchmetrics.classification.BinaryConfusionMatrix': 'threshold ignore_index normalize validate_args',
  'torchmetrics.classification.BinaryF1Score':
    'threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.BinaryFBetaScore':
    'beta threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.BinaryHingeLoss': 'squared ignore_index validate_args',
  'torchmetrics.classification.BinaryJaccardIndex': 'threshold ignore_index validate_args zero_division',
  'torchmetrics.classification.BinaryMatthewsCorrCoef': 'threshold ignore_index validate_args',
  'torchmetrics.classification.BinaryPrecision': 'threshold multidim_average ignore_index validate_args',
  'torchmetrics.classification.BinaryRecall': 'threshold multidim_average ignore_index validate_args',
  'torchmetrics.classification.BinarySpecificity': 'threshold multidim_average ignore_index validate_args',
  'torchmetrics.classification.MulticlassAUROC': 'num_classes average thresholds ignore_index validate_args',
  'torchmetrics.classification.MulticlassAccuracy':
    'num_classes top_k average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MulticlassAveragePrecision':
    'num_classes average thresholds ignore_index validate_args',
  'torchmetrics.classification.MulticlassCalibrationError':
    'num_classes n_bins norm ignore_index validate_args',
  'torchmetrics.classification.MulticlassCohenKappa': 'num_classes ignore_index weights validate_args',
  'torchmetrics.classification.MulticlassConfusionMatrix': 'num_classes ignore_index normalize validate_args',
  'torchmetrics.classification.MulticlassF1Score':
    'num_classes top_k average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.MulticlassFBetaScore':
    'beta num_classes top_k average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.MulticlassHingeLoss':
    'num_classes squared multiclass_mode ignore_index validate_args',
  'torchmetrics.classification.MulticlassJaccardIndex':
    'num_classes average ignore_index validate_args zero_division',
  'torchmetrics.classification.MulticlassMatthewsCorrCoef': 'num_classes ignore_index validate_args',
  'torchmetrics.classification.MulticlassPrecision':
    'num_classes top_k average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MulticlassRecall':
    'num_classes top_k average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MulticlassSpecificity':
    'num_classes top_k average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MultilabelAUROC': 'num_labels average thresholds ignore_index validate_args',
  'torchmetrics.classification.MultilabelAccuracy':
    'num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MultilabelAveragePrecision':
    'num_labels average thresholds ignore_index validate_args',
  'torchmetrics.classification.MultilabelConfusionMatrix':
    'num_labels threshold ignore_index normalize validate_args',
  'torchmetrics.classification.MultilabelF1Score':
    'num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.MultilabelFBetaScore':
    'beta num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.classification.MultilabelJaccardIndex':
    'num_labels threshold average ignore_index validate_args zero_division',
  'torchmetrics.classification.MultilabelMatthewsCorrCoef': 'num_labels threshold ignore_index validate_args',
  'torchmetrics.classification.MultilabelPrecision':
    'num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MultilabelRecall':
    'num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.classification.MultilabelSpecificity':
    'num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.detection.GeneralizedIntersectionOverUnion':
    'box_format iou_threshold class_metrics respect_labels',
  'torchmetrics.detection.IntersectionOverUnion': 'box_format iou_threshold class_metrics respect_labels',
  'torchmetrics.detection.MeanAveragePrecision':
    'box_format iou_type iou_thresholds rec_thresholds max_detection_thresholds class_metrics extended_summary average backend',
  'torchmetrics.functional.accuracy':
    'preds target task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.functional.auroc':
    'preds target task thresholds num_classes num_labels average max_fpr ignore_index validate_args',
  'torchmetrics.functional.average_precision':
    'preds target task thresholds num_classes num_labels average ignore_index validate_args',
  'torchmetrics.functional.calibration_error':
    'preds target task n_bins norm num_classes ignore_index validate_args',
  'torchmetrics.functional.classification.binary_accuracy':
    'preds target threshold multidim_average ignore_index validate_args',
  'torchmetrics.functional.classification.binary_auroc':
    'preds target max_fpr thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.binary_average_precision':
    'preds target thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.binary_calibration_error':
    'preds target n_bins norm ignore_index validate_args',
  'torchmetrics.functional.classification.binary_cohen_kappa':
    'preds target threshold weights ignore_index validate_args',
  'torchmetrics.functional.classification.binary_confusion_matrix':
    'preds target threshold normalize ignore_index validate_args',
  'torchmetrics.functional.classification.binary_f1_score':
    'preds target threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.binary_fbeta_score':
    'preds target beta threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.binary_hinge_loss':
    'preds target squared ignore_index validate_args',
  'torchmetrics.functional.classification.binary_jaccard_index':
    'preds target threshold ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.binary_matthews_corrcoef':
    'preds target threshold ignore_index validate_args',
  'torchmetrics.functional.classification.binary_precision':
    'preds target threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.binary_recall':
    'preds target threshold multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.binary_specificity':
    'preds target threshold multidim_average ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_accuracy':
    'preds target num_classes average top_k multidim_average ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_auroc':
    'preds target num_classes average thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_average_precision':
    'preds target num_classes average thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_calibration_error':
    'preds target num_classes n_bins norm ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_cohen_kappa':
    'preds target num_classes weights ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_confusion_matrix':
    'preds target num_classes normalize ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_f1_score':
    'preds target num_classes average top_k multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multiclass_fbeta_score':
    'preds target beta num_classes average top_k multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multiclass_hinge_loss':
    'preds target num_classes squared multiclass_mode ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_jaccard_index':
    'preds target num_classes average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multiclass_matthews_corrcoef':
    'preds target num_classes ignore_index validate_args',
  'torchmetrics.functional.classification.multiclass_precision':
    'preds target num_classes average top_k multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multiclass_recall':
    'preds target num_classes average top_k multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multiclass_specificity':
    'preds target num_classes average top_k multidim_average ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_accuracy':
    'preds target num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_auroc':
    'preds target num_labels average thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_average_precision':
    'preds target num_labels average thresholds ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_confusion_matrix':
    'preds target num_labels threshold normalize ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_f1_score':
    'preds target num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multilabel_fbeta_score':
    'preds target beta num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multilabel_jaccard_index':
    'preds target num_labels threshold average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multilabel_matthews_corrcoef':
    'preds target num_labels threshold ignore_index validate_args',
  'torchmetrics.functional.classification.multilabel_precision':
    'preds target num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multilabel_recall':
    'preds target num_labels threshold average multidim_average ignore_index validate_args zero_division',
  'torchmetrics.functional.classification.multilabel_specificity':
    'preds target num_labels threshold average multidim_average ignore_index validate_args',
  'torchmetrics.functional.cohen_kappa':
    'preds target task threshold num_classes weights ignore_index validate_args',
  'torchmetrics.functional.confusion_matrix':
    'preds target task threshold num_classes num_labels normalize ignore_index validate_args',
  'torchmetrics.functional.detection.generalized_intersection_over_union':
    'preds target iou_threshold replacement_val aggregate',
  'torchmetrics.functional.detection.intersection_over_union':
    'preds target iou_threshold replacement_val aggregate',
  'torchmetrics.functional.f1_score':
    'preds target task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.functional.fbeta_score':
    'preds target task beta threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.functional.hinge_loss':
    'preds target task num_classes squared multiclass_mode ignore_index validate_args',
  'torchmetrics.functional.jaccard_index':
    'preds target task threshold num_classes num_labels average ignore_index validate_args zero_division',
  'torchmetrics.functional.kl_divergence': 'p q log_prob reduction',
  'torchmetrics.functional.matthews_corrcoef':
    'preds target task threshold num_classes num_labels ignore_index validate_args',
  'torchmetrics.functional.mean_absolute_error': 'preds target num_outputs',
  'torchmetrics.functional.mean_squared_error': 'preds target squared num_outputs',
  'torchmetrics.functional.precision':
    'preds target task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.functional.r2_score': 'preds target adjusted multioutput',
  'torchmetrics.functional.recall':
    'preds target task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args zero_division',
  'torchmetrics.functional.segmentation.dice_score':
    'preds target num_classes include_background average input_format aggregation_level',
  'torchmetrics.functional.segmentation.generalized_dice_score':
    'preds target num_classes include_background per_class weight_type input_format',
  'torchmetrics.functional.segmentation.hausdorff_distance':
    'preds target num_classes include_background distance_metric spacing directed input_format',
  'torchmetrics.functional.segmentation.mean_iou':
    'preds target num_classes include_background per_class input_format',
  'torchmetrics.functional.specificity':
    'preds target task threshold num_classes num_labels average multidim_average top_k ignore_index validate_args',
  'torchmetrics.functional.symmetric_mean_absolute_percentage_error': 'preds target',
  'torchmetrics.functional.text.perplexity': 'preds target ignore_index',
  'torchmetrics.segmentation.DiceScore':
    'num_classes include_background average aggregation_level input_format',
  'torchmetrics.segmentation.GeneralizedDiceScore':
    'num_classes include_background per_class weight_type input_format',
  'torchmetrics.segmentation.HausdorffDistance':
    'num_classes include_background distance_metric spacing directed input_format',
  'torchmetrics.segmentation.MeanIoU': 'num_classes include_background per_class input_format',
  'torchmetrics.text.Perplexity': 'ignore_index',
  'torchvision.ops.box_iou': 'boxes1 boxes2 fmt',
  'torchvision.ops.complete_box_iou': 'boxes1 boxes2 eps',
  'torchvision.ops.complete_box_iou_loss': 'boxes1 boxes2 reduction eps',
  'torchvision.ops.distance_box_iou': 'boxes1 boxes2 eps',
  'torchvision.ops.distance_box_iou_loss': 'boxes1 boxes2 reduction eps',
  'torchvision.ops.generalized_box_iou': 'boxes1 boxes2',
  'torchvision.ops.generalized_box_iou_loss': 'boxes1 boxes2 reduction eps',
  'torchvision.ops.sigmoid_focal_loss': 'inputs targets alpha gamma reduction',
};
