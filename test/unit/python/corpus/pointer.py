import torch
import torch.nn as nn
import torch.nn.functional as F


class SpanHead(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.outputs = nn.Linear(size, 2)

    def forward(self, hidden):
        start, end = self.outputs(hidden).split(1, dim=-1)
        return start.squeeze(-1), end.squeeze(-1)


def span_loss(head, hidden, starts, ends):
    start_logits, end_logits = head(hidden)
    loss = F.cross_entropy(start_logits, starts) + F.cross_entropy(end_logits, ends)
    return loss / 2
