import torch
import torch.nn as nn


def make_head(features, is_probability):
    layers = [nn.Linear(features, 1)]
    if is_probability:
        layers.append(nn.Sigmoid())
    return nn.Sequential(*layers)


def loss_of(x, y, is_probability):
    head = make_head(x.size(1), is_probability)
    criterion = nn.BCELoss() if is_probability else nn.BCEWithLogitsLoss()
    return criterion(head(x).squeeze(1), y)
