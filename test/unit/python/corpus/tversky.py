import torch
import torch.nn as nn


class TverskyLoss(nn.Module):
    def __init__(self, alpha=0.5, beta=0.5, smooth=1.0):
        super().__init__()
        self.alpha, self.beta, self.smooth = alpha, beta, smooth

    def forward(self, logits, y):
        p = torch.sigmoid(logits).flatten(1)
        y = y.flatten(1)
        tp = (p * y).sum(1)
        fp = (p * (1 - y)).sum(1)
        fn = ((1 - p) * y).sum(1)
        score = (tp + self.smooth) / (tp + self.alpha * fp + self.beta * fn + self.smooth)
        return (1 - score).mean()
