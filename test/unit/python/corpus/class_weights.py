import torch
from torch import nn

weights = torch.tensor([0.2, 0.8])
criterion = nn.CrossEntropyLoss(weight=weights, label_smoothing=0.05, reduction="none")


def weighted(model, x, y, sample_weight):
    losses = criterion(model(x), y)
    return (losses * sample_weight).sum() / sample_weight.sum()
