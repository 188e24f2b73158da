import torch
from torchvision.ops import sigmoid_focal_loss


def classification_loss(logits, targets, matched):
    losses = []
    for each, target, index in zip(logits, targets, matched):
        foreground = index >= 0
        wanted = torch.zeros_like(each)
        wanted[foreground, target["labels"][index[foreground]]] = 1.0
        loss = sigmoid_focal_loss(each, wanted, reduction="sum")
        losses.append(loss / max(1, foreground.sum()))
    return sum(losses) / len(losses)
