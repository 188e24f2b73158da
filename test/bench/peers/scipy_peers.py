"""SciPy: distances of masks the way published scripts write them, whole and cropped to what is not empty; entropies."""

import numpy as np
from scipy import ndimage, stats


def surface(mask):
    return mask & ~ndimage.binary_erosion(mask)


def hausdorff95(p, y):
    p, y = surface(p.astype(bool)), surface(y.astype(bool))
    to_y = ndimage.distance_transform_edt(~y)[p]
    to_p = ndimage.distance_transform_edt(~p)[y]
    return max(np.percentile(to_y, 95), np.percentile(to_p, 95))


def cropped(p, y):
    (box,) = ndimage.find_objects((p | y).astype(np.uint8))
    return tuple(np.pad(a[box], 1) for a in (p, y))


METRICS = {
    "kl": lambda q, p: np.mean(stats.entropy(p, q, axis=1)),
    "hausdorff95": hausdorff95,
    "hausdorff95_cropped": lambda p, y: hausdorff95(*cropped(p, y)),
    "distance_transform": lambda p, y: np.mean(ndimage.distance_transform_edt(p == 0)),
}


def prepare(name, p, y, request):
    return lambda: (float(METRICS[name](p, y)), None)
