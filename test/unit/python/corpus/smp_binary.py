import segmentation_models_pytorch as smp
import torch

model = smp.Unet("resnet34", classes=1)
dice = smp.losses.DiceLoss(smp.losses.BINARY_MODE, from_logits=True)
bce = smp.losses.SoftBCEWithLogitsLoss(pos_weight=torch.tensor(2.0))


def step(image, mask):
    logits = model(image)
    loss = dice(logits, mask) + bce(logits, mask)
    predicted = (logits.sigmoid() > 0.5).long()
    tp, fp, fn, tn = smp.metrics.get_stats(predicted, mask.long(), mode="binary")
    return loss, smp.metrics.iou_score(tp, fp, fn, tn, reduction="micro")
