"""Rows of the region losses: soft overlaps of masks. I = Σpy, A = Σp, B = Σy."""

from collections.abc import Callable

import keras
import numpy as np
import segmentation_models_pytorch as smp
import torch
from monai.losses import AsymmetricUnifiedFocalLoss, DiceLoss, GeneralizedDiceLoss, TverskyLoss
from segmentation_models_pytorch.losses.lovasz import _lovasz_hinge, _lovasz_softmax

from golden import KERAS, Family, binary, normal, onehot, reduce, rng, simplex, tensor, uniform

LOGITS = {"input": "logits"}
AXES = {"all": (), "sample": (0,), "class": (1,), "sample-class": (0, 1)}


def grouped(x: torch.Tensor, per: str) -> torch.Tensor:
    """Sums over every axis that `per` does not keep."""
    return x.sum([axis for axis in range(x.ndim) if axis not in AXES[per]])


def overlap(p, y, per="all", w=1.0):
    return grouped(w * p * y, per), grouped(w * p, per), grouped(w * y, per)


def dice(p, y, smooth=1.0, denominator="sum", per="all", w=1.0):
    i, a, b = overlap(p, y, per, w)
    if denominator == "squared":
        a, b = grouped(w * p * p, per), grouped(w * y * y, per)
    return 1 - (2 * i + smooth) / (a + b + smooth)


def soft_iou(p, y, smooth=1.0, per="all"):
    i, a, b = overlap(p, y, per)
    return 1 - (i + smooth) / (a + b - i + smooth)


def tversky(p, y, alpha=0.3, beta=0.7, smooth=1.0, per="all"):
    i, a, b = overlap(p, y, per)
    return 1 - (i + smooth) / (i + alpha * (a - i) + beta * (b - i) + smooth)


def asymmetric(p, y, beta=1.5, per="all"):
    return tversky(p, y, 1 / (1 + beta**2), beta**2 / (1 + beta**2), 1.0, per)


def sensitivity_specificity(p, y, r=0.1, per="all"):
    def part(mask):
        total = grouped(mask, per)
        error = grouped((y - p) ** 2 * mask, per)
        return torch.where(total > 0, error / total.clamp(min=1e-300), 0.0)

    return r * part(y) + (1 - r) * part(1 - y)


def generalized_dice(p, y, weight_type="square", per="all"):
    """y one-hot; one group is all samples, or each sample."""
    class_axis = "class" if per == "all" else "sample-class"
    i, a, b = (s if per == "sample" else s.unsqueeze(0) for s in overlap(p, y, class_axis))
    w = {"square": 1 / b**2, "simple": 1 / b, "uniform": torch.ones_like(b)}[weight_type]
    w = torch.where(torch.isinf(w), torch.where(torch.isinf(w), 0.0, w).amax(1, keepdim=True), w)
    value = 1 - 2 * (w * i).sum(1) / (w * (a + b)).sum(1)
    return value if per == "sample" else value.squeeze(0)


def penalty(p, y, k=2.5, per="all"):
    loss = generalized_dice(p, y, per=per)
    return loss / (1 + k * (1 - loss))


def mcc(p, y, eps=0.0):
    tp, fp = (p * y).sum() + eps, (p * (1 - y)).sum() + eps
    fn, tn = ((1 - p) * y).sum() + eps, ((1 - p) * (1 - y)).sum() + eps
    return 1 - (tp * tn - fp * fn) / torch.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))


def lovasz(errors, truth):
    """The Jaccard loss of the k worst elements, differenced, against the sorted errors (Berman et al. 2018)."""
    order = torch.argsort(errors.detach(), descending=True)
    truth = truth[order]
    intersection = truth.sum() - torch.cumsum(truth, 0)
    union = truth.sum() + torch.cumsum(1 - truth, 0)
    jaccard = 1 - intersection / union
    return (errors[order] * torch.diff(jaccard, prepend=torch.zeros(1))).sum()


def lovasz_hinge(f, y):
    return lovasz(torch.relu(1 - f * (2 * y - 1)).flatten(), y.flatten())


def lovasz_softmax(p, y, classes="present"):
    columns, truth = p.movedim(1, 0).flatten(1), y.movedim(1, 0).flatten(1)
    each = [lovasz((t - c).abs(), t) for c, t in zip(columns, truth) if classes == "all" or t.sum() > 0]
    return torch.stack(each).mean()


def masks(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Name, probabilities, logits and binary labels."""
    g = rng(id)
    shapes = ((12,), (4, 5), (2, 1, 3, 4), (3, 2, 4))
    return [(" × ".join(map(str, s)), uniform(g, *s), normal(g, *s, scale=2), binary(g, *s)) for s in shapes]


def volumes(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Name, class probabilities, logits and class indices."""
    g = rng(id, "classes")
    return [
        (
            " × ".join(map(str, s)),
            simplex(g, *s, axis=1),
            normal(g, *s, scale=2),
            np.resize(np.arange(s[1]), (s[0], *s[2:])) if s[0] == 1 else g.integers(0, s[1], (s[0], *s[2:])),
        )
        for s in ((6, 3), (2, 3, 2, 4), (1, 4, 3, 3))
    ]


def soft(rows: Family, id: str, oracle: str, function: Callable, variants: list[dict], forward: Callable) -> None:
    """Binary and class inputs, probabilities and logits, all groupings. `forward` turns parameters into arguments."""
    for params in variants:
        arguments = forward(params)
        named = "".join(f", {key} {value}" for key, value in params.items())
        for shape, p, z, y in masks(id):
            rows.loss(id, f"random {shape}{named}", oracle, lambda q: function(q, tensor(y), **arguments), p, y,
                      params=params)  # fmt: skip
            rows.loss(id, f"random {shape}, logits{named}", f"{oracle}, of the sigmoid",
                      lambda q: function(q.sigmoid(), tensor(y), **arguments), z, y, params={**params, **LOGITS})  # fmt: skip
        for shape, p, z, y in volumes(id):
            target = onehot(y, p.shape[1])
            rows.loss(id, f"random classes {shape}{named}", f"{oracle}, of the one-hot label",
                      lambda q: function(q, target, **arguments), p, y, params=params)  # fmt: skip
            rows.loss(id, f"random classes {shape}, logits{named}", f"{oracle}, of the softmax",
                      lambda q: function(q.softmax(1), target, **arguments), z, y, params={**params, **LOGITS})  # fmt: skip
    _, p, z, y = masks(id)[2]
    for per, reduction in (("sample", "none"), ("sample", "mean"), ("sample", "sum"), ("class", "mean")):
        rows.loss(id, f"per {per}, {reduction}", oracle,
                  lambda q: reduce(function(q, tensor(y), per=per), reduction), p, y, params={"per": per},
                  reduction=reduction)  # fmt: skip
    _, p, z, y = volumes(id)[1]
    target = onehot(y, p.shape[1])
    for per in ("sample", "class", "sample-class"):
        for reduction in ("mean", "none"):
            rows.loss(id, f"classes, per {per}, {reduction}", f"{oracle}, of the one-hot label",
                      lambda q: reduce(function(q, target, per=per), reduction), p, y, params={"per": per},
                      reduction=reduction)  # fmt: skip
    refused(rows, id)


def refused(rows: Family, id: str) -> None:
    rows.refused(id, "a probability above 1", "range", prediction=[0.5, 1.5], label=[0, 1])
    rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])
    rows.refused(id, "a 0/255 mask as label", "range", "255", prediction=[0.5, 0.2], label=[0, 255])


def overlaps(rows: Family) -> None:
    same = lambda params: dict(params)  # noqa: E731
    soft(rows, "dice", "own: 1 − (2I + s)/(A + B + s)", dice,
         [{}, {"smooth": 0}, {"smooth": 1e-5}, {"denominator": "squared"}, {"denominator": "squared", "smooth": 0}], same)  # fmt: skip
    soft(rows, "soft_iou", "own: 1 − (I + s)/(A + B − I + s)", soft_iou, [{}, {"smooth": 1e-5}], same)
    soft(rows, "tversky", "own: 1 − (TP + s)/(TP + αFP + βFN + s)", tversky,
         [{}, {"alpha": 0.5, "beta": 0.5}, {"alpha": 1, "beta": 1, "smooth": 1e-5}], same)  # fmt: skip
    soft(rows, "focal_tversky", "own: (1 − T)^γ",
         lambda p, y, gamma=0.75, **more: tversky(p, y, **more) ** gamma, [{}, {"gamma": 2, "smooth": 1e-5}], same)  # fmt: skip
    soft(rows, "asymmetric_similarity", "own: Tversky, FN β²/(1+β²), FP 1/(1+β²)", asymmetric, [{}, {"beta": 1}], same)
    soft(rows, "sensitivity_specificity", "own: rΣ(y−p)²y/Σy + (1−r)Σ(y−p)²(1−y)/Σ(1−y)", sensitivity_specificity,
         [{}, {"r": 0.5}], same)  # fmt: skip
    soft(rows, "log_cosh_dice", "own: ln cosh of the Dice loss",
         lambda p, y, **more: torch.log(torch.cosh(dice(p, y, **more))), [{}, {"smooth": 1e-5}], same)  # fmt: skip

    # The libraries themselves, in the same convention.
    for shape, p, z, y in masks("libraries"):
        q, t = tensor(p), tensor(y)
        flat = (q.reshape(1, 1, -1), t.reshape(1, 1, -1))
        one = {"prediction": p, "label": y}
        rows.row(
            "dice",
            f"random {shape}, as smp",
            "smp losses.DiceLoss(smooth=.5), which smp doubles",
            **one,
            value=dice(q, t),
        )
        rows.agrees(smp.losses.DiceLoss("binary", from_logits=False, smooth=0.5)(*flat))
        rows.row("soft_iou", f"random {shape}, as smp", "smp losses.JaccardLoss(smooth=1)", **one, value=soft_iou(q, t))
        rows.agrees(smp.losses.JaccardLoss("binary", from_logits=False, smooth=1.0)(*flat))
        rows.row("tversky", f"random {shape}, as MONAI", "monai losses.TverskyLoss(.3, .7, smooth 1)", **one,
                 value=tversky(q, t))  # fmt: skip
        rows.agrees(TverskyLoss(alpha=0.3, beta=0.7, smooth_nr=1, smooth_dr=1)(*flat))
        rows.row("focal_tversky", f"random {shape}, as smp", "smp losses.TverskyLoss(gamma=.75)", **one,
                 value=tversky(q, t) ** 0.75)  # fmt: skip
        rows.agrees(
            smp.losses.TverskyLoss("binary", from_logits=False, smooth=1.0, alpha=0.3, beta=0.7, gamma=0.75)(*flat)
        )
        rows.row("dice", f"random {shape}, as MONAI", "monai losses.DiceLoss(squared_pred, smooth 1)", **one,
                 params={"denominator": "squared"}, value=dice(q, t, denominator="squared"))  # fmt: skip
        rows.agrees(DiceLoss(squared_pred=True, smooth_nr=1, smooth_dr=1)(*flat))
        rows.row("tversky", f"random {shape}, tversky(½, ½, s/2) = dice(s)", "own: the Dice loss", **one,
                 params={"alpha": 0.5, "beta": 0.5, "smooth": 0.5}, value=dice(q, t))  # fmt: skip

    presets(rows)
    p, y = [0.3, 0.2, 0.3, 0.2], [0, 1, 0, 1]
    worked = "own: the formula, with I = .4, A = 1, B = 2"
    for name, id, params, value in (
        ("form 1", "dice", {"smooth": 0}, 1 - 0.8 / 3),
        ("form 2", "dice", {"smooth": 1}, 1 - 1.8 / 4),
        ("form 3, s = 0", "dice", {"denominator": "squared", "smooth": 0}, 1 - 0.8 / 2.26),
        ("form 3, s = 1", "dice", {"denominator": "squared", "smooth": 1}, 1 - 1.8 / 3.26),
        ("IoU loss, s = 0", "soft_iou", {"smooth": 0}, 1 - 0.4 / 2.6),
    ):
        rows.row(id, f"the worked example, {name}", worked, prediction=p, label=y, params=params, value=value)
    for preset, params, value in (
        ("form 1", {}, 1 - 0.8 / 3),
        ("form 2", {}, 1 - 1.8 / 4),
        ("form 3", {"smooth": 0}, 1 - 0.8 / 2.26),
        ("form 3", {"smooth": 1}, 1 - 1.8 / 3.26),
    ):
        rows.row("dice", f"the worked example, preset {preset} {params or ''}".strip(), worked, prediction=p, label=y,
                 params=params, preset=preset, value=value)  # fmt: skip
    edges(rows)


def presets(rows: Family) -> None:
    for case, shape in enumerate(((2, 1, 3, 4), (3, 1, 2, 5))):
        g = rng("presets", case)
        p, y = uniform(g, *shape), binary(g, *shape)
        q, t = tensor(p), tensor(y)
        named = "random " + " × ".join(map(str, shape))
        for preset, oracle, function, theirs in (
            ("sorensen", "own: tensorlayer's dice_coe(loss_type='sorensen')", lambda q: dice(q, t, 1e-5, per="sample"), None),
            ("jaccard", "own: tensorlayer's dice_coe(loss_type='jaccard')",
             lambda q: dice(q, t, 1e-5, "squared", "sample"), None),
            ("MONAI", "monai losses.DiceLoss", lambda q: DiceLoss()(q, t), DiceLoss()(q, t)),
            ("SegLoss", "own: SegLoss's SoftDiceLoss, plus 1", lambda q: dice(q, t, 1.0, per="sample-class"), None),
            ("smp", "smp losses.DiceLoss", lambda q: dice(q, t, 0),
             smp.losses.DiceLoss("binary", from_logits=False)(q, t)),
        ):  # fmt: skip
            rows.loss("dice", f"{named}, preset {preset}", oracle, lambda x: function(x).mean(), p, y, preset=preset)
            if theirs is not None:
                rows.agrees(theirs, 1e-7)
        rows.row("dice", f"{named}, preset keras", "keras losses.Dice, in float64", prediction=p, label=y, preset="keras",
                 value=1 - 2 * (q * t).sum() / (q.sum() + t.sum() + 1e-7), tolerance=1e-7,
                 why="Keras adds 1e-7 to the denominator")  # fmt: skip
        rows.agrees(float(keras.losses.Dice()(y.astype(float), p)), KERAS)
        rows.loss("soft_iou", f"{named}, preset MONAI jaccard", "monai losses.DiceLoss(jaccard=True)",
                  lambda x: DiceLoss(jaccard=True)(x, t), p, y, preset="MONAI jaccard")  # fmt: skip
    for shape, p, z, y in volumes("presets")[1:]:
        target = onehot(y, p.shape[1])
        rows.loss("dice", f"random classes {shape}, preset MONAI", "monai losses.DiceLoss(to_onehot_y=True)",
                  lambda q: DiceLoss()(q, target), p, y, preset="MONAI")  # fmt: skip
        rows.loss("dice", f"random classes {shape}, logits, preset MONAI", "monai losses.DiceLoss(softmax=True)",
                  lambda q: DiceLoss(softmax=True)(q, target), z, y, params=LOGITS, preset="MONAI")  # fmt: skip
        present = target.sum([0, *range(2, target.ndim)]) > 0
        rows.loss("dice", f"random classes {shape}, preset smp", "smp losses.DiceLoss('multiclass')",
                  lambda q: (dice(q, target, 0, per="class") * present).mean(), p, y, preset="smp")  # fmt: skip
        rows.agrees(smp.losses.DiceLoss("multiclass", from_logits=False)(tensor(p), torch.tensor(y)), 1e-7)
        rows.loss("soft_iou", f"random classes {shape}, preset MONAI jaccard", "monai losses.DiceLoss(jaccard=True)",
                  lambda q: DiceLoss(jaccard=True)(q, target), p, y, preset="MONAI jaccard")  # fmt: skip


def edges(rows: Family) -> None:
    p = [0.9, 0.2, 0.6, 0.4]
    for id, form in (
        ("dice", dice),
        ("soft_iou", soft_iou),
        ("tversky", tversky),
        ("asymmetric_similarity", asymmetric),
    ):
        rows.loss(id, "an empty label", "own: the formula", lambda q: form(q, tensor([0] * 4)), p, [0] * 4)
        rows.loss(id, "a full label", "own: the formula", lambda q: form(q, tensor([1] * 4)), p, [1] * 4)
        rows.row(id, "both empty: 0, since s/s is 1", "own: the formula", prediction=[0] * 4, label=[0] * 4, value=0)
        rows.row(id, "a perfect prediction", "own: the formula", prediction=[0, 1, 1], label=[0, 1, 1], value=0)
        rows.loss(id, "one element", "own: the formula", lambda q: form(q, tensor([1])), [0.3], [1])
        rows.loss(id, "ignoreIndex 255", "own: the formula of the rest",
                  lambda q: form(q[:3], tensor([1, 0, 1])), p, [1, 0, 1, 255], params={"ignoreIndex": 255})  # fmt: skip
        rows.loss(id, "mask", "own: the formula of the rest", lambda q: form(q[[0, 1, 3]], tensor([1, 0, 0])), p,
                  [1, 0, 1, 0], inputs={"mask": [1, 1, 0, 1]})  # fmt: skip
    w = tensor([1, 2, 0.5, 1.5])
    rows.loss("dice", "sampleWeight weighs every sum", "own: Σw py, Σw p, Σw y",
              lambda q: dice(q, tensor([1, 0, 1, 0]), w=w), p, [1, 0, 1, 0], inputs={"sampleWeight": w})  # fmt: skip
    rows.loss("dice", "input raw: no range check, no sigmoid", "own: the formula",
              lambda q: dice(q, tensor([1, 0, 1])), [2.5, -1, 4], [1, 0, 1], params={"input": "raw"})  # fmt: skip
    rows.loss("dice", "a 0/255 label, divided by 255", "own: the formula", lambda q: dice(q, tensor([1, 0, 1, 0])), p,
              [255, 0, 255, 0], scale={"label": 255})  # fmt: skip
    rows.row("dice", "one sample of two is empty, per sample", "own: the formula", prediction=[[0.5, 0.5], [0, 0]],
             label=[[1, 0], [0, 0]], params={"per": "sample"}, reduction="none", value=[1 - 2 / 3, 0])  # fmt: skip
    rows.row("sensitivity_specificity", "an empty label: its part is 0", "own: the formula", prediction=[0.5, 0.1],
             label=[0, 0], value=0.9 * 0.13)  # fmt: skip
    rows.row("sensitivity_specificity", "a full label: the other part is 0", "own: the formula", prediction=[0.5, 0.1],
             label=[1, 1], value=0.1 * (0.25 + 0.81) / 2)  # fmt: skip
    g = rng("classAxis")
    p, y = simplex(g, 2, 3, 4), g.integers(0, 4, (2, 3))
    rows.loss("dice", "classAxis 2", "own: the formula of the one-hot label",
              lambda q: dice(q, onehot(y, 4, axis=2)), p, y, params={"classAxis": 2})  # fmt: skip


def weighted(rows: Family) -> None:
    for shape, p, z, y in volumes("generalized_dice"):
        target = onehot(y, p.shape[1])
        for weight_type in ("square", "simple", "uniform"):
            params = {"weightType": weight_type} if weight_type != "square" else {}
            rows.loss("generalized_dice", f"random {shape}, {weight_type}", "monai losses.GeneralizedDiceLoss, in float64, smooth 0",
                      lambda q: generalized_dice(q, target, weight_type), p, y, params=params)  # fmt: skip
            theirs = GeneralizedDiceLoss(w_type=weight_type, smooth_nr=0, smooth_dr=0, batch=True)
            rows.agrees(theirs(tensor(p), target), 1e-6)
            rows.loss("generalized_dice", f"random {shape}, {weight_type}, logits",
                      "monai losses.GeneralizedDiceLoss(softmax=True), in float64, smooth 0",
                      lambda q: generalized_dice(q.softmax(1), target, weight_type), z, y, params={**params, **LOGITS})  # fmt: skip
            if shape[0] == "2":
                for reduction in ("mean", "none"):
                    rows.loss("generalized_dice", f"random {shape}, {weight_type}, per sample, {reduction}",
                              "monai losses.GeneralizedDiceLoss, in float64, smooth 0",
                              lambda q: reduce(generalized_dice(q, target, weight_type, "sample"), reduction), p, y,
                              params={**params, "per": "sample"}, reduction=reduction)  # fmt: skip
                    if reduction == "mean":
                        theirs = GeneralizedDiceLoss(w_type=weight_type, smooth_nr=0, smooth_dr=0)
                        rows.agrees(theirs(tensor(p), target), 1e-6)
        for k in (2.5, 1):
            rows.loss("penalty_generalized_dice", f"random {shape}, k {k}", "own: L/(1 + k(1 − L))",
                      lambda q: penalty(q, target, k), p, y, params={"k": k} if k != 2.5 else {})  # fmt: skip
        rows.loss("penalty_generalized_dice", f"random {shape}, logits", "own: L/(1 + k(1 − L))",
                  lambda q: penalty(q.softmax(1), target), z, y, params=LOGITS)  # fmt: skip
    p, y = [[0.5, 0.3, 0.2], [0.2, 0.2, 0.6], [0.1, 0.8, 0.1]], [0, 0, 1]
    rows.loss("generalized_dice", "an absent class takes the largest finite weight",
              "monai losses.GeneralizedDiceLoss, in float64, smooth 0",
              lambda q: generalized_dice(q, onehot(y, 3)), p, y)  # fmt: skip
    rows.agrees(GeneralizedDiceLoss(smooth_nr=0, smooth_dr=0, batch=True)(tensor(p), onehot(y, 3)), 1e-6)
    rows.row(
        "penalty_generalized_dice", "a perfect prediction", "own: 0", prediction=[[1, 0], [0, 1]], label=[0, 1], value=0
    )
    for id in ("generalized_dice", "penalty_generalized_dice"):
        rows.refused(id, "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])

    def mask_dice(z, y, scale=1000, eps=1e-6, number=None):
        p, t = z.sigmoid().flatten(1), tensor(y).flatten(1)
        each = 1 - (2 * (p / scale * t).sum(1) + eps) / ((p / scale).sum(1) + (t / scale).sum(1) + eps)
        return each.sum() / ((number or len(each)) + 1e-8)

    for case, shape in enumerate(((1, 3, 4), (3, 4, 4), (2, 5, 2))):
        g = rng("mask_dice", case)
        z, y = normal(g, *shape, scale=2), binary(g, *shape)
        for params, arguments in (
            ({}, {}),
            ({"scale": 1}, {"scale": 1}),
            ({"eps": 0.1}, {"eps": 0.1}),
            ({"numMasks": 7}, {"number": 7}),
        ):
            named = "".join(f", {key} {value}" for key, value in params.items())
            rows.loss("mask_dice", f"random {' × '.join(map(str, shape))}{named}", "own: the formula, float64",
                      lambda q: mask_dice(q, y, **arguments), z, y, params=params)  # fmt: skip
    rows.loss("mask_dice", "an empty mask: the smoothing is kε", "own: the formula, float64",
              lambda q: mask_dice(q, [[[0, 0], [0, 0]]]), [[[-8, -9], [-7, -20]]], [[[0, 0], [0, 0]]])  # fmt: skip

    for shape, p, z, y in masks("mcc_loss"):
        rows.loss("mcc_loss", f"random {shape}", "smp losses.MCCLoss", lambda q: mcc(q, tensor(y), 1e-5), p, y)
        rows.agrees(smp.losses.MCCLoss()(tensor(p).reshape(1, 1, -1), tensor(y).reshape(1, 1, -1)))
        rows.loss("mcc_loss", f"random {shape}, logits", "smp losses.MCCLoss, of the sigmoid",
                  lambda q: mcc(q.sigmoid(), tensor(y), 1e-5), z, y, params=LOGITS)  # fmt: skip
        rows.loss("mcc_loss", f"random {shape}, eps 0", "own: 1 − soft MCC", lambda q: mcc(q, tensor(y)), p, y,
                  params={"eps": 0})  # fmt: skip
        rows.loss("mcc_loss", f"random {shape}, preset smp", "smp losses.MCCLoss", lambda q: mcc(q, tensor(y), 1e-5), p, y,
                  preset="smp")  # fmt: skip
        rows.agrees(smp.losses.MCCLoss()(tensor(p).reshape(1, 1, -1), tensor(y).reshape(1, 1, -1)))

    for case, shape in enumerate(((1, 1, 3, 4), (2, 1, 4, 3), (1, 1, 2, 3, 2))):
        g = rng("unified_focal", case)
        p, z, y = uniform(g, *shape), normal(g, *shape, scale=2), binary(g, *shape)
        named = " × ".join(map(str, shape))
        for params in ({}, {"gamma": 0.2, "delta": 0.6}, {"weight": 0.8}):
            loss = AsymmetricUnifiedFocalLoss(**params)
            more = "".join(f", {key} {value}" for key, value in params.items())
            rows.loss("unified_focal", f"random {named}{more}", "monai losses.AsymmetricUnifiedFocalLoss",
                      lambda q: loss(q, tensor(y)), p, y, params=params)  # fmt: skip
        rows.loss("unified_focal", f"random {named}, logits", "monai losses.AsymmetricUnifiedFocalLoss, of the sigmoid",
                  lambda q: AsymmetricUnifiedFocalLoss()(q.sigmoid(), tensor(y)), z, y, params=LOGITS)  # fmt: skip
    few = np.array([0.9, 0.2, 0.4, 0.7])
    for name, y in (("an empty label", [0] * 4), ("a full label", [1] * 4)):
        rows.loss("mcc_loss", f"{name}: 1, by eps alone", "smp losses.MCCLoss", lambda q: mcc(q, tensor(y), 1e-5), few, y)
    for name, p, value in (("a perfect prediction", [1, 0, 1, 0], 0.0), ("everything wrong", [0, 1, 0, 1], 2.0)):
        rows.row("mcc_loss", f"{name}: {value:.0f}", "own: 1 − soft MCC, eps 0", prediction=p, label=[1, 0, 1, 0],
                 params={"eps": 0}, value=value)  # fmt: skip
    for name, y in (("an empty label", np.zeros((1, 1, 2, 2))), ("a full label", np.ones((1, 1, 2, 2)))):
        rows.loss("unified_focal", name, "monai losses.AsymmetricUnifiedFocalLoss",
                  lambda q: AsymmetricUnifiedFocalLoss()(q, tensor(y)), few.reshape(1, 1, 2, 2), y)  # fmt: skip
    for id, function in (
        ("focal_tversky", lambda q, y: tversky(q, y) ** 0.75),
        ("log_cosh_dice", lambda q, y: torch.log(torch.cosh(dice(q, y)))),
    ):
        for name, y in (("an empty label", [0] * 4), ("a full label", [1] * 4), ("one element", None)):
            p, y = ([0.3], [1]) if y is None else (few, y)
            rows.loss(id, name, "own: of " + ("tversky" if id == "focal_tversky" else "dice"),
                      lambda q: function(q, tensor(y)), p, y)  # fmt: skip
        rows.row(id, "both empty: 0", "own: 0", prediction=[0] * 3, label=[0] * 3, value=0)
        rows.row(id, "a perfect prediction", "own: 0", prediction=[1, 0, 1], label=[1, 0, 1], value=0)
    for k in (0, 2.5):
        rows.loss("penalty_generalized_dice", f"an absent class, k {k}", "own: GD/(1 + k(1 − GD))",
                  lambda q: penalty(q, onehot([0, 0, 2], 3), k), [[0.5, 0.3, 0.2], [0.15, 0.25, 0.6], [0.1, 0.8, 0.1]],
                  [0, 0, 2], params={"k": k})  # fmt: skip
    rows.row("generalized_dice", "a perfect prediction", "own: 0", prediction=np.eye(3), label=[0, 1, 2], value=0)
    rows.loss("mask_dice", "a full mask", "own: the formula, float64",
              lambda q: mask_dice(q, [[[1, 1], [1, 1]]]), [[[8, 2], [-1, 0.5]]], [[[1, 1], [1, 1]]])  # fmt: skip
    rows.refused("mask_dice", "a 0/255 mask as label", "range", "255", prediction=[[[0.5, 2]]], label=[[[0, 255]]])
    rows.refused("mask_dice", "shapes that differ", "shape", prediction=[[[0.5, 2]]], label=[[[0, 1, 1]]])
    refused(rows, "unified_focal")
    refused(rows, "mcc_loss")


def lovasz_rows(rows: Family) -> None:
    for shape, _, f, y in masks("lovasz_hinge"):
        rows.loss("lovasz_hinge", f"random {shape}", "smp losses.LovaszLoss, in float64",
                  lambda q: lovasz_hinge(q, tensor(y)), f, y)  # fmt: skip
        rows.agrees(_lovasz_hinge(tensor(f).float(), torch.tensor(y), per_image=False), 2e-6)
        if f.ndim > 2:
            for reduction in ("mean", "none"):
                rows.loss("lovasz_hinge", f"random {shape}, per sample, {reduction}",
                          "smp losses.LovaszLoss(per_image=True), in float64",
                          lambda q: reduce(torch.stack([lovasz_hinge(a, b) for a, b in zip(q, tensor(y))]), reduction),
                          f, y, params={"per": "sample"}, reduction=reduction)  # fmt: skip
    f = [1.5, -0.3, 0.2, -2, 0.7]
    for name, y in (("an empty label", [0] * 5), ("a full label", [1] * 5), ("labels −1 and 1", [1, -1, -1, 1, 1])):
        rows.loss("lovasz_hinge", name, "smp losses.LovaszLoss, in float64",
                  lambda q: lovasz_hinge(q, tensor(np.maximum(y, 0))), f, y)  # fmt: skip
    rows.loss("lovasz_hinge", "every margin kept: 0", "smp losses.LovaszLoss, in float64",
              lambda q: lovasz_hinge(q, tensor([1, 0])), [3, -2], [1, 0])  # fmt: skip
    rows.row("lovasz_hinge", "a score of NaN goes through", "torch sorts NaN first", prediction=[np.nan, 1], label=[1, 0],
             value=lovasz_hinge(tensor([np.nan, 1]), tensor([1, 0])))  # fmt: skip
    rows.refused("lovasz_hinge", "a label of 2", "range", "lovasz_hinge", prediction=f, label=[0, 1, 2, 0, 1])
    rows.refused("lovasz_hinge", "shapes that differ", "shape", prediction=f, label=[0, 1])
    rows.loss("lovasz_hinge", "ignoreIndex 255", "smp losses.LovaszLoss(ignore_index=255), in float64",
              lambda q: lovasz_hinge(q[:4], tensor([1, 0, 1, 0])), f, [1, 0, 1, 0, 255], params={"ignoreIndex": 255})  # fmt: skip

    for shape, p, z, y in volumes("lovasz_softmax"):
        target = onehot(y, p.shape[1])
        for classes in ("present", "all"):
            params = {"classes": classes} if classes == "all" else {}
            rows.loss("lovasz_softmax", f"random {shape}, {classes}", "smp losses.LovaszLoss('multiclass'), in float64",
                      lambda q: lovasz_softmax(q, target, classes), p, y, params=params)  # fmt: skip
            rows.agrees(_lovasz_softmax(tensor(p).float(), torch.tensor(y), classes=classes), 2e-6)
            rows.loss("lovasz_softmax", f"random {shape}, {classes}, logits", "smp losses.LovaszLoss('multiclass'), in float64",
                      lambda q: lovasz_softmax(q.softmax(1), target, classes), z, y, params={**params, **LOGITS})  # fmt: skip
        if shape[0] == "2":
            for reduction in ("mean", "none"):
                rows.loss("lovasz_softmax", f"random {shape}, per sample, {reduction}",
                          "smp _lovasz_softmax(per_image=True), in float64",
                          lambda q: reduce(torch.stack([lovasz_softmax(a[None], b[None]) for a, b in zip(q, target)]), reduction),
                          p, y, params={"per": "sample"}, reduction=reduction)  # fmt: skip
    p, y = [[0.5, 0.3, 0.2], [0.15, 0.25, 0.6], [0.1, 0.8, 0.1]], [0, 0, 1]
    for classes in ("present", "all"):
        rows.loss("lovasz_softmax", f"an absent class, {classes}", "smp losses.LovaszLoss('multiclass'), in float64",
                  lambda q: lovasz_softmax(q, onehot(y, 3), classes), p, y, params={"classes": classes})  # fmt: skip
        rows.agrees(_lovasz_softmax(tensor(p).float(), torch.tensor(y), classes=classes), 2e-6)
    rows.row("lovasz_softmax", "a perfect prediction", "own: 0", prediction=np.eye(3), label=[0, 1, 2], value=0)
    rows.refused("lovasz_softmax", "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])


def family() -> Family:
    rows = Family("region", "monai", "segmentation-models-pytorch", "keras")
    for part in (overlaps, weighted, lovasz_rows):
        part(rows)
    return rows
