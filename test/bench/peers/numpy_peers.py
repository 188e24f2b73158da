"""NumPy, as it is written in a line or two."""

import numpy as np


def dice(p, y):
    return 1 - (2 * (p * y).sum() + 1) / (p.sum() + y.sum() + 1)


def f1_of(called, true):
    return 2 * np.count_nonzero(called & true) / (np.count_nonzero(called) + np.count_nonzero(true))


def f1_classes(p, y, classes=10):
    pairs = np.bincount(y.astype(np.int64) * classes + p, minlength=classes * classes)
    counts = pairs.reshape(classes, classes)
    return np.mean(2 * counts.diagonal() / (counts.sum(0) + counts.sum(1)))


METRICS = {
    "mse": lambda p, y: np.mean((p - y) ** 2),
    "mae": lambda p, y: np.mean(np.abs(p - y)),
    "bce": lambda p, y: -np.mean(y * np.log(p) + (1 - y) * np.log1p(-p)),
    "dice": dice,
    "f1": lambda p, y: f1_of(p > 0.5, y > 0.5),
    "f1_masks": f1_of,
    "f1_classes": f1_classes,
}


def prepare(name, p, y, request):
    return lambda: (float(METRICS[name](p, y)), None)
