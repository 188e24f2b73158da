"""POT: earth mover's distance of two sets of points of equal weight, Euclidean costs included."""

import numpy as np
import ot


def prepare(name, p, y, request):
    def compute():
        a, b = (np.full(len(x), 1 / len(x)) for x in (p, y))
        return float(ot.emd2(a, b, ot.dist(p, y, metric="euclidean"), numItermax=10_000_000)), None

    return compute
