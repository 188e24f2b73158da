import torch
from monai.inferers import sliding_window_inference
from monai.losses import DiceCELoss, DiceLoss
from monai.metrics import DiceMetric
from monai.networks.nets import UNet

model = UNet(spatial_dims=3, in_channels=1, out_channels=2, channels=(16, 32), strides=(2,))
loss_function = DiceLoss(to_onehot_y=True, softmax=True)
combined = DiceCELoss(to_onehot_y=True, softmax=True, lambda_ce=0.5)
metric = DiceMetric(include_background=False, reduction="mean")


def train(loader, optimizer):
    for batch in loader:
        optimizer.zero_grad()
        outputs = model(batch["image"])
        loss = loss_function(outputs, batch["label"]) + combined(outputs, batch["label"])
        loss.backward()
        optimizer.step()


def validate(loader):
    with torch.no_grad():
        for batch in loader:
            outputs = sliding_window_inference(batch["image"], (160, 160, 160), 4, model)
            metric(y_pred=outputs.argmax(1, keepdim=True), y=batch["label"])
    return metric.aggregate().item()
