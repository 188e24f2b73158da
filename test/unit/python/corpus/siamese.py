import torch
import torch.nn as nn


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU())
        self.head = nn.Sequential(nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 1))
        self.sigmoid = nn.Sigmoid()

    def forward(self, a, b):
        both = torch.cat((self.body(a), self.body(b)), 1)
        return self.sigmoid(self.head(both))


def train(loader, optimizer):
    model = Siamese()
    criterion = nn.BCELoss()
    for a, b, target in loader:
        outputs = model(a, b).squeeze()
        loss = criterion(outputs, target)
        loss.backward()
        optimizer.step()
