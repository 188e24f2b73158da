"""NumPy, as it is written in a line or two."""

import numpy as np


def dice(p, y):
    return 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)


def f1_of(called, true):
    return 2 * np.count_nonzero(called & true) / (np.count_nonzero(called) + np.count_nonzero(true))


METRICS = {
    "mse": lambda p, y: np.mean((p - y) ** 2),
    "mae": lambda p, y: np.mean(np.abs(p - y)),
    "bce": lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)),
    "dice": dice,
    "f1": lambda p, y: f1_of(p > 0.5, y > 0.5),
    "f1_masks": f1_of,
}


def prepare(name, p, y, request):
    return lambda: (float(METRICS[name](p, y)), None)
