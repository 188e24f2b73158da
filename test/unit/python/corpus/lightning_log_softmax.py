import pytorch_lightning as pl
import torch
import torch.nn.functional as F


class LitMNIST(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(28 * 28, 10)

    def forward(self, x):
        x = self.layer(x.view(x.size(0), -1))
        return F.log_softmax(x, dim=1)

    def training_step(self, batch, _):
        x, y = batch
        loss = F.nll_loss(self(x), y)
        self.log("loss", loss)
        return loss
