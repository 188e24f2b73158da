import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class RNNModel(nn.Module):
    def __init__(self, tokens):
        super().__init__()
        self.tokens = tokens
        self.encoder = nn.Embedding(tokens, 200)
        self.rnn = nn.LSTM(200, 200)
        self.decoder = nn.Linear(200, tokens)

    def forward(self, x, hidden):
        output, hidden = self.rnn(self.encoder(x), hidden)
        return F.log_softmax(self.decoder(output).view(-1, self.tokens), dim=1), hidden


criterion = nn.NLLLoss()


def evaluate(model, batches, hidden):
    total = 0.0
    for data, targets in batches:
        output, hidden = model(data, hidden)
        total += criterion(output, targets).item()
    return math.exp(total / len(batches))
