import torch
from torch import nn


class GANLoss(nn.Module):
    def __init__(self, mode):
        super().__init__()
        if mode == "lsgan":
            self.loss = nn.MSELoss()
        elif mode == "vanilla":
            self.loss = nn.BCEWithLogitsLoss()
        else:
            self.loss = None

    def __call__(self, prediction, is_real):
        if self.loss is None:
            return -prediction.mean() if is_real else prediction.mean()
        target = torch.ones_like(prediction) if is_real else torch.zeros_like(prediction)
        return self.loss(prediction, target)
