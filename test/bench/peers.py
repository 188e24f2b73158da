"""What a user would run instead, timed in one process that answers requests line by line.

A request is one JSON object a line: {"peer", "data" (a name for the arrays), "prediction", "label" (paths of raw
bytes), "types", "columns", "gradient", "threads"}; the answer has the value and the seconds of one run. Arrays stay loaded between runs.
"""

import json
import sys
import time

import numpy as np

loaded = {}


def arrays(request):
    key = request["data"]
    if loaded.get("key") != key:
        loaded.clear()
        loaded["key"] = key
        columns = request["columns"]
        p = np.fromfile(request["prediction"], dtype=request["types"][0])
        y = np.fromfile(request["label"], dtype=request["types"][1])
        if columns > 1:
            p = p.reshape(-1, columns)
            if y.size == p.size:
                y = y.reshape(-1, columns)
        loaded["p"], loaded["y"] = p, y
    return loaded["p"], loaded["y"]


def torch_losses():
    import torch
    import torch.nn.functional as F

    def lovasz_softmax(p, y):
        losses = []
        for c in range(p.shape[1]):
            target = (y == c).to(p.dtype)
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

    def ciou(p, t):
        from torchvision.ops import complete_box_iou_loss

        return complete_box_iou_loss(p, t, reduction="mean")

    return {
        "mse": F.mse_loss,
        "mae": F.l1_loss,
        "smooth_l1": F.smooth_l1_loss,
        "bce": F.binary_cross_entropy,
        "bce_logits": F.binary_cross_entropy_with_logits,
        "focal": focal,
        "cross_entropy": F.cross_entropy,
        "dice": lambda p, y: 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1),
        "tversky": lambda p, y: 1 - ((p * y).sum() + 1) / ((p * y).sum() + 0.3 * (p * (1 - y)).sum() + 0.7 * ((1 - p) * y).sum() + 1),
        "lovasz_softmax": lovasz_softmax,
        "kl": lambda q, p: F.kl_div(q.log(), p, reduction="batchmean"),
        "ciou": ciou,
    }


NUMPY = {
    "mse": lambda p, y: np.mean((p - y) ** 2),
    "bce": lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)),
    "dice": lambda p, y: 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1),
    "f1": lambda p, y: (lambda c, t: 2 * (c & t).sum() / (c.sum() + t.sum()))(p > 0.5, y > 0.5),
}


def sklearn_metric(name):
    from sklearn import metrics

    if name == "f1":
        return lambda p, y: metrics.f1_score(y > 0.5, p > 0.5)
    return lambda p, y: metrics.roc_auc_score(y, p)


def run(request):
    library, name = request["peer"].split(".")
    p, y = arrays(request)
    if library == "torch":
        import torch

        torch.set_num_threads(request["threads"])
        x = torch.from_numpy(p).requires_grad_(request["gradient"])
        t = torch.from_numpy(y)
        loss = torch_losses()[name]
        start = time.perf_counter()
        if request["gradient"]:
            value = loss(x, t)
            value.backward()
        else:
            with torch.no_grad():
                value = loss(x, t)
        return float(value), time.perf_counter() - start
    f = NUMPY[name] if library == "numpy" else sklearn_metric(name)
    start = time.perf_counter()
    value = f(p, y)
    return float(value), time.perf_counter() - start


def versions():
    found = {}
    for name in ("torch", "torchvision", "numpy", "sklearn", "scipy"):
        try:
            found[name] = __import__(name).__version__
        except ImportError:
            pass
    return found


print(json.dumps({"versions": versions(), "python": sys.version.split()[0]}), flush=True)
for line in sys.stdin:
    try:
        value, seconds = run(json.loads(line))
        print(json.dumps({"value": value if value == value else None, "seconds": seconds}), flush=True)
    except Exception as error:  # a peer that is not installed, or too little memory: said in the row
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
