import torch
from torch import nn

model = nn.Sequential(nn.Flatten(), nn.Linear(784, 64))
criterion = nn.TripletMarginLoss(margin=1.0, p=2)
cosine = nn.CosineEmbeddingLoss(margin=0.5)


def step(anchor, positive, negative, optimizer):
    a, p, n = model(anchor), model(positive), model(negative)
    loss = criterion(a, p, n) + cosine(a, n, -torch.ones(len(a)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
