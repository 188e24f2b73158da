import torch
import torch.nn.functional as F
from torchvision.ops import box_convert, generalized_box_iou, generalized_box_iou_loss


def match_cost(out_boxes, target_boxes):
    out_xyxy = box_convert(out_boxes, "cxcywh", "xyxy")
    target_xyxy = box_convert(target_boxes, "cxcywh", "xyxy")
    return torch.cdist(out_boxes, target_boxes, p=1) - generalized_box_iou(out_xyxy, target_xyxy)


def loss_boxes(source_cxcywh, target_cxcywh, count):
    l1 = F.l1_loss(source_cxcywh, target_cxcywh, reduction="none").sum() / count
    giou = generalized_box_iou_loss(
        box_convert(source_cxcywh, "cxcywh", "xyxy"),
        box_convert(target_cxcywh, "cxcywh", "xyxy"),
        reduction="sum",
    )
    return 5 * l1 + 2 * giou / count
