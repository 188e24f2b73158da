import torch
import torch.nn as nn


class RNN(nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.i2h = nn.Linear(inputs + hidden, hidden)
        self.h2o = nn.Linear(hidden, outputs)
        self.softmax = nn.LogSoftmax(dim=1)

    def forward(self, x, hidden):
        hidden = torch.tanh(self.i2h(torch.cat((x, hidden), 1)))
        return self.softmax(self.h2o(hidden)), hidden


rnn = RNN(57, 128, 18)
criterion = nn.NLLLoss()


def train(category, line, hidden):
    for letter in line:
        output, hidden = rnn(letter, hidden)
    loss = criterion(output, category)
    loss.backward()
    return loss.item()
