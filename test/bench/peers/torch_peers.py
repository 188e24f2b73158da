"""PyTorch, as a training script calls it; torchvision for focal and boxes."""

import torch
import torch.nn.functional as F


def lovasz_softmax(p, y):
    """The form that the authors published: one sort a class, over present classes."""
    losses = []
    for c in range(p.shape[1]):
        target = (y == c).to(p.dtype)
        if target.sum() == 0:
            continue
        errors, order = torch.sort((target - p[:, c]).abs(), descending=True)
        target = target[order]
        intersection = target.sum() - target.cumsum(0)
        union = target.sum() + (1 - target).cumsum(0)
        jaccard = 1 - intersection / union
        jaccard[1:] = jaccard[1:] - jaccard[:-1].clone()
        losses.append((errors * jaccard).sum())
    return torch.stack(losses).mean()


def focal(z, y):
    from torchvision.ops import sigmoid_focal_loss

    return sigmoid_focal_loss(z, y, alpha=0.25, gamma=2, reduction="mean")


def focal_probabilities(p, y):
    entropy = F.binary_cross_entropy(p, y, reduction="none")
    p_t = p * y + (1 - p) * (1 - y)
    return ((1 - p_t) ** 2 * entropy).mean()


def ciou(p, t):
    from torchvision.ops import complete_box_iou_loss

    return complete_box_iou_loss(p, t, reduction="mean")


def dice(p, y):
    return 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)


def tversky(p, y):
    both = (p * y).sum()
    return 1 - (both + 1) / (both + 0.3 * (p * (1 - y)).sum() + 0.7 * ((1 - p) * y).sum() + 1)


def accuracy(z, y):
    return (z.argmax(1) == y).to(torch.float64).mean()


def topk(p, y):
    losses = F.binary_cross_entropy(p, y, reduction="none")
    return losses.topk(losses.numel() // 10).values.mean(dtype=torch.float64)


LOSSES = {
    "mse": F.mse_loss,
    "mae": F.l1_loss,
    "smooth_l1": F.smooth_l1_loss,
    "bce": F.binary_cross_entropy,
    "bce_logits": F.binary_cross_entropy_with_logits,
    "focal": focal,
    "focal_probabilities": focal_probabilities,
    "cross_entropy": F.cross_entropy,
    "accuracy": accuracy,
    "topk": topk,
    "dice": dice,
    "tversky": tversky,
    "lovasz_softmax": lovasz_softmax,
    "kl": lambda q, p: F.kl_div(q.log(), p, reduction="batchmean"),
    "ciou": ciou,
}


def timed(loss, p, y, request):
    torch.set_num_threads(request["threads"])
    x = torch.from_numpy(p).requires_grad_(request["gradient"])
    t = torch.from_numpy(y)

    def compute():
        if not request["gradient"]:
            with torch.no_grad():
                return float(loss(x, t)), None
        value = loss(x, t)
        value.backward()
        return float(value), x.grad.numpy()

    return compute


def prepare(name, p, y, request):
    return timed(LOSSES[name], p, y, request)
