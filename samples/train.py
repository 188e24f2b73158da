"""Losses in real use: hover a name to read its formula and the convention of its library."""

import torch
import torch.nn as nn
import torch.nn.functional as F
import segmentation_models_pytorch as smp
from monai.losses import DiceCELoss, DiceLoss
from torchvision.ops import generalized_box_iou_loss, sigmoid_focal_loss

classify = nn.CrossEntropyLoss(label_smoothing=0.1, ignore_index=-100)
detect = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([3.0]))
regress = nn.SmoothL1Loss(beta=0.5)
segment = DiceCELoss(sigmoid=True, lambda_dice=1.0, lambda_ce=0.5)
overlap = DiceLoss(sigmoid=True, squared_pred=True)
lovasz = smp.losses.LovaszLoss(mode="binary")


def training_step(model: nn.Module, batch: dict[str, torch.Tensor]) -> torch.Tensor:
    out = model(batch["image"])
    loss = classify(out["logits"], batch["label"])
    loss = loss + F.mse_loss(out["depth"], batch["depth"])
    loss = loss + F.kl_div(F.log_softmax(out["logits"], dim=1), batch["teacher"], reduction="batchmean")
    loss = loss + sigmoid_focal_loss(out["objectness"], batch["objectness"], alpha=0.25, gamma=2.0, reduction="mean")
    loss = loss + generalized_box_iou_loss(out["boxes"], batch["boxes"], reduction="mean")
    loss = loss + segment(out["mask"], batch["mask"]) + 0.2 * lovasz(out["mask"], batch["mask"])
    return loss


class FocalLoss(nn.Module):
    """The alpha-balanced form for many classes, from each element's own cross entropy."""

    def __init__(self, alpha: float = 0.25, gamma: float = 2.0) -> None:
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        ce = F.cross_entropy(inputs, targets, reduction="none")
        return (self.alpha * (1 - torch.exp(-ce)) ** self.gamma * ce).mean()


if __name__ == "__main__":
    # Select both brackets and run "Lossary: Compute on Selection".
    probabilities = torch.tensor([0.91, 0.12, 0.78, 0.35, 0.06, 0.64])
    labels = torch.tensor([1.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    print(F.binary_cross_entropy(probabilities, labels))

    # The same, as logits.
    logits = torch.tensor([2.3136, -1.9924, 1.2657, -0.6190, -2.7515, 0.5754])
    print(F.binary_cross_entropy_with_logits(logits, labels))
