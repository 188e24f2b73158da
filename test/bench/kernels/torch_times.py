"""Times PyTorch on the rows of kernels.ts, one thread; prints JSON {row: milliseconds of processor time} (minimum of runs)."""
import json
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
n = int(float(sys.argv[1]))
wanted = sys.argv[2].split(",") if len(sys.argv) > 2 else None
g = torch.Generator().manual_seed(0)
p = torch.rand(n, generator=g).clamp(1e-4, 1 - 1e-4)
y = torch.randint(0, 2, (n,), generator=g).float()
soft = torch.rand(n, generator=g)
z = torch.randn(n, generator=g) * 3


def focal(p, y):
    ce = F.binary_cross_entropy(p, y, reduction="none")
    pt = p * y + (1 - p) * (1 - y)
    return (ce * (1 - pt) ** 2).mean()


def dice(p, y):
    return 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)


def gradient(f, x, *rest):
    leaf = x.detach().requires_grad_(True)

    def run():
        leaf.grad = None
        f(leaf, *rest).backward()

    return run


def boxes(m):
    a = torch.rand(m, 2, generator=g)
    b = a + torch.rand(m, 2, generator=g)
    return torch.cat([a, b], 1)


def giou(a, b):
    lt, rb = torch.max(a[:, :2], b[:, :2]), torch.min(a[:, 2:], b[:, 2:])
    wh = (rb - lt).clamp(min=0)
    inter = wh[:, 0] * wh[:, 1]
    area = lambda x: (x[:, 2] - x[:, 0]) * (x[:, 3] - x[:, 1])
    union = area(a) + area(b) - inter
    c = (torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])).prod(1)
    return (1 - inter / (union + 1e-7) + (c - union) / (c + 1e-7)).mean()


rows = {
    "mse": lambda: lambda: F.mse_loss(p, soft),
    "dice": lambda: lambda: dice(p, y),
    "bce soft": lambda: lambda: F.binary_cross_entropy(p, soft),
    "bce hard": lambda: lambda: F.binary_cross_entropy(p, y),
    "bce hard gradient": lambda: gradient(F.binary_cross_entropy, p, y),
    "bce logits": lambda: lambda: F.binary_cross_entropy_with_logits(z, y),
    "focal": lambda: lambda: focal(p, y),
    "focal gradient": lambda: gradient(focal, p, y),
    "mse f64": lambda: (lambda a, b: lambda: F.mse_loss(a, b))(p.double(), soft.double()),
    "bce soft f64": lambda: (lambda a, b: lambda: F.binary_cross_entropy(a, b))(p.double(), soft.double()),
    "bce hard f64": lambda: (lambda a, b: lambda: F.binary_cross_entropy(a, b))(p.double(), y.double()),
    "giou gradient": lambda: gradient(giou, boxes(n // 10), boxes(n // 10)),
}
for c in (2, 3, 10, 100, 1000):
    def make(c=c, grad=False):
        x = torch.randn(n // c, c, generator=g) * 3
        t = torch.randint(0, c, (n // c,), generator=g)
        return gradient(F.cross_entropy, x, t) if grad else lambda: F.cross_entropy(x, t)

    rows[f"ce {c}"] = make
    rows[f"ce {c} gradient"] = lambda make=make: make(grad=True)


def planes(grad=False):
    side = int((n / 4 / 4) ** 0.5)
    x = torch.randn(4, 4, side, side, generator=g) * 3
    t = torch.randint(0, 4, (4, side, side), generator=g)
    return gradient(F.cross_entropy, x, t) if grad else lambda: F.cross_entropy(x, t)


rows["ce planes 4"] = planes
rows["ce planes 4 gradient"] = lambda: planes(True)

times = {}
for name, make in rows.items():
    if wanted is not None and name not in wanted:
        continue
    run = make()
    run()
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    times[name] = best * 1000
print(json.dumps(times))
