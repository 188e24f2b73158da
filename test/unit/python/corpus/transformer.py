import torch
from torch import nn


class Translator(nn.Module):
    def __init__(self, words):
        super().__init__()
        self.embed = nn.Embedding(words, 512)
        self.transformer = nn.Transformer()
        self.generator = nn.Linear(512, words)

    def forward(self, source, target):
        return self.generator(self.transformer(self.embed(source), self.embed(target)))


PAD = 1
model = Translator(10_000)
loss_fn = torch.nn.CrossEntropyLoss(ignore_index=PAD)


def train_epoch(batches, optimizer):
    for source, target in batches:
        logits = model(source, target[:-1, :])
        optimizer.zero_grad()
        loss = loss_fn(logits.reshape(-1, logits.shape[-1]), target[1:, :].reshape(-1))
        loss.backward()
        optimizer.step()
