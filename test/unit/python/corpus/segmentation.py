import torch
from torch import nn
from torch.nn import functional as F


class DiceLoss(nn.Module):
    def __init__(self, smooth=1.0):
        super().__init__()
        self.smooth = smooth

    def forward(self, logits, target):
        p = torch.sigmoid(logits).flatten(1)
        y = target.flatten(1)
        intersection = (p * y).sum(1)
        return 1 - ((2 * intersection + self.smooth) / (p.sum(1) + y.sum(1) + self.smooth)).mean()


class Combined(nn.Module):
    def __init__(self, positives: float, negatives: float):
        super().__init__()
        self.bce = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([negatives / positives]))
        self.dice = DiceLoss()

    def forward(self, logits, target):
        return self.bce(logits, target) + self.dice(logits, target)


def focal(logits, target, gamma=2.0, alpha=0.25):
    p = logits.sigmoid()
    bce = F.binary_cross_entropy_with_logits(logits, target, reduction="none")
    p_t = p * target + (1 - p) * (1 - target)
    weight = alpha * target + (1 - alpha) * (1 - target)
    return (weight * (1 - p_t) ** gamma * bce).mean()


def validate(model, loader):
    criterion = nn.BCELoss()
    with torch.no_grad():
        return sum(criterion(torch.sigmoid(model(x)), y).item() for x, y in loader) / len(loader)
