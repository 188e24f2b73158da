"""Rows of presets that no other family names: the library's own class, called as its users call it, against the preset.

Where the library computes in float32 or is not installed, its formula in float64 stands in and is held against it.
"""

import keras
import numpy as np
import segmentation_models_pytorch as smp
import torch
import torch.nn.functional as F
from monai.losses import (
    AsymmetricUnifiedFocalLoss,
    DiceCELoss,
    DiceFocalLoss,
    DiceLoss,
    GeneralizedDiceLoss,
    HausdorffDTLoss,
    TverskyLoss,
)
from monai.metrics import compute_dice, compute_hausdorff_distance, compute_iou
from scipy.ndimage import binary_erosion, distance_transform_edt
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import hinge_loss, jaccard_score

from golden import KERAS, Family, binary, indices, normal, onehot, rng, simplex, tensor, uniform
from region import LOGITS, asymmetric, dice, lovasz_hinge, lovasz_softmax, soft_iou, tversky

PER_IMAGE = {"per": "sample-class"}
CASES = ((2, 1, 3, 4), (3, 1, 2, 5), (2, 1, 4, 4))
CLASSES = ((2, 3, 2, 4), (3, 2, 3, 3), (2, 4, 5))


def named(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


def regression(rows: Family) -> None:
    for shape in ((6,), (4, 3), (2, 5)):
        g = rng("presets of regression", *shape)
        p, y = uniform(g, *shape, low=0.1, high=4), g.integers(0, 5, shape)
        rows.loss("poisson_nll", f"random {named(shape)}, preset keras", "keras losses.Poisson, in float64",
                  lambda q: (q - tensor(y) * torch.log(q + 1e-7)).mean(), p, y, preset="keras")  # fmt: skip
        rows.agrees(keras.losses.Poisson()(tensor(y), tensor(p)), KERAS)
    for shape in ((4, 3), (2, 5), (3, 4)):
        g = rng("presets of cosine", *shape)
        p, y = normal(g, *shape), normal(g, *shape)
        rows.loss("cosine", f"random {named(shape)}, preset keras", "keras losses.CosineSimilarity, in float64",
                  lambda q: -(F.normalize(q, dim=1) * F.normalize(tensor(y), dim=1)).sum(1).mean(), p, y,
                  preset="keras")  # fmt: skip
        rows.agrees(keras.losses.CosineSimilarity()(tensor(y), tensor(p)), 10 * KERAS)


def classification(rows: Family) -> None:
    for shape in ((4, 3), (6, 5), (5, 4)):
        g = rng("presets of classes", *shape)
        z, y = normal(g, *shape, scale=2), np.resize(np.arange(shape[1]), shape[0])
        p, weight = simplex(g, *shape), uniform(g, shape[1], low=0.2, high=3)
        rows.loss("multiclass_hinge", f"random {named(shape)}, preset torch", "F.multi_margin_loss",
                  lambda q: F.multi_margin_loss(q, indices(y)), z, y, preset="torch")  # fmt: skip
        rows.loss("multiclass_hinge", f"random {named(shape)}, preset Crammer-Singer", "sklearn hinge_loss, its formula",
                  lambda q: crammer_singer(q, y), z, y, preset="Crammer-Singer")  # fmt: skip
        if len(set(y)) == shape[1]:
            rows.agrees(hinge_loss(y, z, labels=np.arange(shape[1])))
        rows.loss("weighted_cross_entropy", f"random {named(shape)}, preset torch", "F.cross_entropy with weight",
                  lambda q: F.nll_loss(q.log(), indices(y), tensor(weight)), p, y, params={"weight": weight},
                  preset="torch")  # fmt: skip
        rows.loss("weighted_cross_entropy", f"random {named(shape)}, preset keras", "own: class_weight of keras, Σw·l/N",
                  lambda q: F.nll_loss(q.log(), indices(y), tensor(weight), reduction="sum") / len(y), p, y,
                  params={"weight": weight}, preset="keras")  # fmt: skip


def crammer_singer(q: torch.Tensor, y: np.ndarray) -> torch.Tensor:
    true = q.gather(1, indices(y)[:, None])
    others = q.masked_fill(F.one_hot(indices(y), q.shape[1]).bool(), -torch.inf)
    return torch.relu(1 + others.amax(1) - true[:, 0]).mean()


def distributions(rows: Family) -> None:
    for shape in ((2, 4), (3, 3), (1, 6)):
        g = rng("presets of distributions", *shape)
        q, p = simplex(g, *shape), simplex(g, *shape)

        def root(x: torch.Tensor) -> torch.Tensor:
            m = (x + tensor(p)) / 2
            return (((x * (x / m).log() + tensor(p) * (tensor(p) / m).log()).sum(1) / 2) ** 0.5).mean()

        rows.loss("js", f"random {named(shape)}, preset scipy", "scipy jensenshannon", root, q, p, preset="scipy")
        rows.agrees(jensenshannon(q, p, axis=1).mean(), 1e-10)
        rows.loss("emd_squared", f"random {named(shape)}, preset nima", "own: NIMA's loss",
                  lambda x: (x.cumsum(1) - tensor(p).cumsum(1)).pow(2).mean(1).sqrt().mean(), q, p,
                  preset="nima")  # fmt: skip


def region(rows: Family) -> None:
    for shape in CASES:
        g = rng("presets of masks", *shape)
        p, z, y = uniform(g, *shape), normal(g, *shape, scale=2), binary(g, *shape)
        t, flat, what = tensor(y), (tensor(p), torch.tensor(y)), f"random {named(shape)}, preset"

        def row(id, preset, oracle, function, theirs=None, rtol=1e-6, **more):
            rows.loss(id, f"{what} {preset}", oracle, function, p, y, preset=preset, **more)
            if theirs is not None:
                rows.agrees(theirs, rtol)

        row("soft_iou", "smp", "smp losses.JaccardLoss", lambda q: soft_iou(q, t, 0.0),
            smp.losses.JaccardLoss("binary", from_logits=False)(*flat))  # fmt: skip
        row("soft_iou", "SegLoss", "own: SegLoss IoULoss + 1", lambda q: soft_iou(q, t, 1.0, "sample-class").mean())
        row("tversky", "MONAI", "monai losses.TverskyLoss", lambda q: TverskyLoss()(q, t))
        row("tversky", "smp", "smp losses.TverskyLoss", lambda q: tversky(q, t, 0.5, 0.5, 0.0),
            smp.losses.TverskyLoss("binary", from_logits=False)(*flat))  # fmt: skip
        row("tversky", "keras", "keras losses.Tversky, in float64", lambda q: tversky(q, t, 0.5, 0.5, 1e-7),
            keras.losses.Tversky()(t, tensor(p)), KERAS)  # fmt: skip
        row("tversky", "SegLoss", "own: SegLoss TverskyLoss + 1",
            lambda q: tversky(q, t, 0.3, 0.7, 1.0, "sample-class").mean())  # fmt: skip
        row("focal_tversky", "SegLoss", "own: SegLoss FocalTversky_loss", lambda q: tversky(q, t) ** 0.75)
        row("focal_tversky", "smp", "smp losses.TverskyLoss", lambda q: tversky(q, t, 0.5, 0.5, 0.0),
            smp.losses.TverskyLoss("binary", from_logits=False)(*flat))  # fmt: skip
        row("asymmetric_similarity", "SegLoss", "own: SegLoss AsymLoss + 1",
            lambda q: asymmetric(q, t, per="sample-class").mean())  # fmt: skip
        rows.loss("lovasz_hinge", f"{what} smp", "smp losses.LovaszLoss, in float64", lambda f: lovasz_hinge(f, t), z, y,
                  preset="smp")  # fmt: skip
        rows.agrees(smp.losses.LovaszLoss("binary")(tensor(z).float(), t.float()), 1e-6)
        rows.loss("dice_focal", f"{what} MONAI", "monai losses.DiceFocalLoss(sigmoid=True), its focal part in float64",
                  lambda f: DiceLoss(sigmoid=True)(f, t) + focal(f, t), z, y, params=LOGITS, preset="MONAI")  # fmt: skip
        rows.agrees(DiceFocalLoss(sigmoid=True)(tensor(z), t), 1e-6)
        rows.loss("hausdorff_dt", f"{what} MONAI", "monai losses.HausdorffDTLoss", lambda q: HausdorffDTLoss()(q, t), p, y,
                  preset="MONAI", inputs={"spacing": [1.0, 1.0]}, tolerance=1e-6,
                  why="MONAI's distance fields are float32")  # fmt: skip
        rows.loss("unified_focal", f"{what} MONAI", "monai losses.AsymmetricUnifiedFocalLoss",
                  lambda q: AsymmetricUnifiedFocalLoss()(torch.cat([1 - q, q], 1), torch.cat([1 - t, t], 1)), p, y,
                  preset="MONAI")  # fmt: skip


def focal(f: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
    ce = F.binary_cross_entropy_with_logits(f, t, reduction="none")
    return (ce * (1 - torch.exp(-ce)) ** 2).mean()


def classes(rows: Family) -> None:
    for shape in CLASSES:
        g = rng("presets of volumes", *shape)
        p, z = simplex(g, *shape, axis=1), normal(g, *shape, scale=2)
        y = np.resize(np.arange(shape[1]), (shape[0], *shape[2:]))
        t, what = onehot(y, shape[1]), f"random classes {named(shape)}, preset"
        rows.loss("generalized_dice", f"{what} MONAI", "monai losses.GeneralizedDiceLoss",
                  lambda q: GeneralizedDiceLoss()(q, t), p, y, preset="MONAI", tolerance=1e-7,
                  why="MONAI counts labels in float32")  # fmt: skip
        rows.loss("lovasz_softmax", f"{what} smp", "smp losses.LovaszLoss('multiclass'), in float64",
                  lambda q: lovasz_softmax(q, t), p, y, preset="smp")  # fmt: skip
        rows.loss("dice_ce", f"{what} MONAI", "monai losses.DiceCELoss(softmax=True)",
                  lambda f: DiceCELoss(softmax=True)(f, t), z, y, params=LOGITS, preset="MONAI")  # fmt: skip
        rows.loss("dice_ce", f"{what} SegLoss", "own: SegLoss DC_and_CE_loss + 1",
                  lambda f: dice(f.softmax(1), t, 1.0, per="sample-class").mean() + F.cross_entropy(f, indices(y)), z, y,
                  params=LOGITS, preset="SegLoss")  # fmt: skip

        def hardest(f: torch.Tensor) -> torch.Tensor:
            each = F.cross_entropy(f, indices(y), reduction="none").flatten()
            return each.topk(max(1, int(each.numel() * 0.1))).values.mean()

        rows.loss("dice_topk", f"{what} SegLoss", "own: SegLoss DC_and_topk_loss + 1",
                  lambda f: dice(f.softmax(1), t, 1.0, per="sample-class").mean() + hardest(f), z, y,
                  params=LOGITS, preset="SegLoss")  # fmt: skip


def metrics(rows: Family) -> None:
    for shape in CASES:
        g = rng("presets of metrics", *shape)
        p, y = uniform(g, *shape), binary(g, *shape)
        y[:, 0, 0, 0], p[:, 0, 0, 0] = 1, 0.5
        hard, what = (p >= 0.5).astype(int), f"random {named(shape)}, preset"
        rows.row("dice_score", f"{what} MONAI", "monai metrics.compute_dice", prediction=p, label=y, preset="MONAI",
                 value=compute_dice(tensor(hard), tensor(y)).mean())  # fmt: skip
        rows.row("jaccard", f"{what} MONAI", "monai metrics.compute_iou", prediction=p, label=y, preset="MONAI",
                 value=compute_iou(tensor(hard), tensor(y)).mean(), tolerance=1e-6, why="MONAI divides in float32")  # fmt: skip
        rows.row("jaccard", f"{what} scikit-learn", "sklearn jaccard_score", prediction=p, label=y, preset="scikit-learn",
                 value=jaccard_score(y.ravel(), (p > 0.5).ravel()))  # fmt: skip
        above, n = p > 0.5, len(p)
        inter, union = ((above & (y > 0)).reshape(n, -1).sum(1), (above | (y > 0)).reshape(n, -1).sum(1))
        rows.row("jaccard", f"{what} iou_coe", "own: tensorlayer's iou_coe", prediction=p, label=y, preset="iou_coe",
                 value=((inter + 1e-5) / (union + 1e-5)).mean())  # fmt: skip
    for shape in ((8, 8), (6, 9), (10, 7)):
        g = rng("presets of surfaces", *shape)
        p, y = binary(g, *shape), binary(g, *shape)
        rows.row("hausdorff95", f"random {named(shape)}, preset MONAI", "monai compute_hausdorff_distance(percentile=95)",
                 prediction=p, label=y, inputs={"spacing": [1.0, 1.0]}, preset="MONAI",
                 value=compute_hausdorff_distance(tensor(p)[None, None], tensor(y)[None, None], percentile=95).squeeze(),
                 tolerance=1e-6, why="MONAI's distances are float32")  # fmt: skip
        one, other = surface_distances(p, y)
        both, spacing = np.hstack([one, other]), {"spacing": [1.0, 1.0]}
        rows.row("hausdorff95", f"random {named(shape)}, preset medpy", "own: medpy's hd95", prediction=p, label=y,
                 inputs=spacing, preset="medpy", value=np.percentile(both, 95))  # fmt: skip
        for id, value in (
            ("hausdorff", both.max()),
            ("assd", both.mean()),
            ("masd", (one.mean() + other.mean()) / 2),
            ("nsd", (both <= 1).mean()),
        ):
            rows.row(id, f"random {named(shape)}, points", "own: scipy edt", prediction=p, label=y, inputs=spacing,
                     value=value)  # fmt: skip


def surface_distances(p: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From each surface voxel to the nearest of the other mask, both ways."""
    one, other = ((m > 0) & ~binary_erosion(m > 0) for m in (p, y))
    return distance_transform_edt(~other)[one], distance_transform_edt(~one)[other]


def family() -> Family:
    rows = Family("presets", "monai", "segmentation-models-pytorch", "keras", "scipy", "scikit-learn")
    for part in (regression, classification, distributions, region, classes, metrics):
        part(rows)
    return rows
