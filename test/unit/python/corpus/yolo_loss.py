import torch
import torch.nn as nn
from torchvision import ops


def xywh2xyxy(x):
    centre, half = x[..., :2], x[..., 2:] / 2
    return torch.cat((centre - half, centre + half), -1)


class YoloLoss:
    def __init__(self, device):
        self.objectness = nn.BCEWithLogitsLoss(pos_weight=torch.tensor([1.0], device=device))
        self.classes = nn.BCEWithLogitsLoss()

    def __call__(self, pred_xywh, box_xywh, logits, labels, scores, objects):
        iou = ops.complete_box_iou_loss(xywh2xyxy(pred_xywh), xywh2xyxy(box_xywh), reduction="mean")
        return iou + self.classes(logits, labels) + self.objectness(scores, objects)
