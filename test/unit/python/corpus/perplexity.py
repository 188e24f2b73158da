import torch
import torch.nn.functional as F


@torch.no_grad()
def evaluate(model, loader):
    total, tokens = 0.0, 0
    for ids in loader:
        logits = model(ids[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
        total += loss.item() * ids[:, 1:].numel()
        tokens += ids[:, 1:].numel()
        print("geometric mean of the probability", torch.exp(-loss).item())
    return torch.exp(torch.tensor(total / tokens))
