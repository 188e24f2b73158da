import torch
from torchvision.models.detection import fasterrcnn_resnet50_fpn
from torchvision.ops import box_iou

model = fasterrcnn_resnet50_fpn(weights="DEFAULT")


def train(loader, optimizer):
    for images, targets in loader:
        losses = model(images, targets)
        loss = sum(losses.values())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


@torch.no_grad()
def matched(images, targets):
    outputs = model(images)
    return [box_iou(o["boxes"], t["boxes"]).max(dim=1).values for o, t in zip(outputs, targets)]
