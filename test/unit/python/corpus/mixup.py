import numpy as np
import torch
import torch.nn as nn


def mixup(x, y, alpha=1.0):
    lam = np.random.beta(alpha, alpha)
    index = torch.randperm(x.size(0))
    return lam * x + (1 - lam) * x[index], y, y[index], lam


def train(net, loader, optimizer):
    criterion = nn.CrossEntropyLoss()
    for x, y in loader:
        x, a, b, lam = mixup(x, y)
        outputs = net(x)
        loss = lam * criterion(outputs, a) + (1 - lam) * criterion(outputs, b)
        loss.backward()
        optimizer.step()
