import torch
import torch.nn as nn


class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma
        self.nll = nn.NLLLoss(reduction="none")

    def forward(self, logits, target):
        log_p = torch.log_softmax(logits, dim=-1)
        ce = self.nll(log_p, target)
        pt = log_p.gather(1, target[:, None]).squeeze(1).exp()
        return ((1 - pt) ** self.gamma * ce).mean()
