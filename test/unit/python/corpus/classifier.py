import torch
import torch.nn.functional as F
from torch import nn, optim
from torch.utils.data import DataLoader


class Net(nn.Module):
    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 32, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1))
        self.head = nn.Linear(32, classes)

    def forward(self, x):
        return self.head(self.features(x).flatten(1))


def train(model, loader: DataLoader, device, epochs=3):
    criterion = nn.CrossEntropyLoss(label_smoothing=0.1)
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    for epoch in range(epochs):
        model.train()
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            optimizer.zero_grad()
            logits = model(images)
            loss = criterion(logits, labels)
            loss.backward()
            optimizer.step()
            probabilities = F.softmax(logits, dim=1)
            print(epoch, loss.item(), probabilities.max(dim=1).values.mean().item())


@torch.no_grad()
def evaluate(model, loader, device):
    model.eval()
    total = 0.0
    for images, labels in loader:
        output = F.log_softmax(model(images.to(device)), dim=1)
        total += F.nll_loss(output, labels.to(device), reduction="sum").item()
    return total / len(loader.dataset)
