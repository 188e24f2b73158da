import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, size, classes):
        super().__init__()
        self.score = nn.Linear(size, 1)
        self.fc = nn.Linear(size, classes)

    def forward(self, x):
        weights = torch.softmax(self.score(x), dim=1)
        return self.fc((weights * x).sum(1))


def loss_of(model, x, y):
    logits = model(x)
    return F.cross_entropy(logits, y), F.softmax(logits, dim=-1)
