import torch.nn as nn


class WeightedMSE(nn.Module):
    def __init__(self, size_average=None, reduce=None, reduction="mean"):
        super().__init__()
        self.loss = nn.MSELoss(size_average, reduce, reduction)
        self.each = nn.MSELoss(reduction="none")

    def forward(self, prediction, target, weight=None):
        if weight is None:
            return self.loss(prediction, target)
        return (weight * self.each(prediction, target)).mean()
