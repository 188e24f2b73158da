import torch
import torch.nn as nn
import torch.nn.functional as F

criterion = nn.CrossEntropyLoss()


def info_nce(features, batch, temperature=0.07):
    labels = torch.cat([torch.arange(batch)] * 2)
    labels = (labels[None] == labels[:, None]).float()
    features = F.normalize(features, dim=1)
    similarity = features @ features.T
    mask = torch.eye(len(labels), dtype=torch.bool)
    labels = labels[~mask].view(len(labels), -1)
    similarity = similarity[~mask].view(len(similarity), -1)
    positives = similarity[labels.bool()].view(len(labels), -1)
    negatives = similarity[~labels.bool()].view(len(similarity), -1)
    logits = torch.cat([positives, negatives], dim=1) / temperature
    return criterion(logits, torch.zeros(len(logits), dtype=torch.long))
