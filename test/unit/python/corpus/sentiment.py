import torch
import torch.nn as nn


class Sentiment(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.embedding = nn.EmbeddingBag(vocabulary, 64)
        self.fc = nn.Linear(64, 1)

    def forward(self, text, offsets):
        return self.fc(self.embedding(text, offsets)).squeeze(1)


model = Sentiment(20_000)
criterion = nn.BCEWithLogitsLoss()


def train(batches, optimizer):
    for text, offsets, label in batches:
        predictions = model(text, offsets)
        loss = criterion(predictions, label.float())
        accuracy = ((torch.sigmoid(predictions) > 0.5) == label.bool()).float().mean()
        loss.backward()
        optimizer.step()
        print(loss.item(), accuracy.item())
