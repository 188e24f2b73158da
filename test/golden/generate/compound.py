"""Rows of the compound losses and the regularizers, as sums of their parts' own formulas."""

import numpy as np
import torch
import torch.nn.functional as F
from monai.losses import DiceCELoss

from boundary import blobs, each_image, hausdorff_dt, signed
from golden import Family, binary, indices, normal, onehot, rng, simplex, tensor, uniform
from region import dice, tversky

LOGITS = {"input": "logits"}


def focal_terms(p, y, gamma=2.0):
    pt = p * y + (1 - p) * (1 - y)
    return (1 - pt) ** gamma * F.binary_cross_entropy(p, y, reduction="none")


def focal(p, y, gamma=2.0):
    return focal_terms(p, y, gamma).mean()


def class_ce(p, y):
    return -torch.log(p).gather(1, indices(y).unsqueeze(1)).squeeze(1)


def topk(p, y, k=10):
    ce = class_ce(p, y).flatten()
    return torch.topk(ce, max(1, len(ce) * k // 100)).values.mean()


def exponential_log(p, y, w_dice=0.8, w_ce=0.2, gamma=0.3, smooth=1.0):
    score = 1 - dice(p, onehot(y, p.shape[1]), smooth, per="class")
    return w_dice * ((-torch.log(score)) ** gamma).mean() + w_ce * (class_ce(p, y) ** gamma).mean()


def segmentation(rows: Family) -> None:
    for case, shape in enumerate(((6, 3), (2, 3, 3, 4), (1, 4, 4, 3))):
        g = rng("dice_ce", case)
        p, z = simplex(g, *shape, axis=1), normal(g, *shape, scale=2)
        y = g.integers(0, shape[1], (shape[0], *shape[2:]))
        target = onehot(y, shape[1])
        named = " × ".join(map(str, shape))
        for id, oracle, form in (
            ("dice_ce", "own: Dice (s = 1) + F.nll_loss", lambda q: dice(q, target) + class_ce(q, y).mean()),
            ("dice_topk", "own: Dice (s = 1) + top-10 % CE", lambda q: dice(q, target) + topk(q, y)),
        ):
            rows.loss(id, f"random {named}", oracle, form, p, y)
            rows.loss(id, f"random {named}, logits", oracle, lambda q: form(q.softmax(1)), z, y, params=LOGITS)
        if len(shape) > 2:  # without spatial axes MONAI sums over `dim=[]`, which is everything in PyTorch
            rows.loss("dice_ce", f"random {named}, as MONAI", "monai losses.DiceCELoss(softmax=True)",
                      lambda q: DiceCELoss(softmax=True)(q, target), z, y,
                      params={**LOGITS, "smooth": 1e-5, "per": "sample-class"})  # fmt: skip
        if shape[0] == 1:
            for params, arguments in (
                ({}, {}),
                ({"gamma": 1}, {"gamma": 1}),
                ({"wDice": 0.5, "wCe": 0.5}, {"w_dice": 0.5, "w_ce": 0.5}),
            ):
                more = "".join(f", {key} {value}" for key, value in params.items())
                rows.loss("exponential_log", f"random {named}{more}", "own: w_D (−ln D_c)^γ + w_C (−ln p_y)^γ, s = 1",
                          lambda q: exponential_log(q, y, **arguments), p, y, params=params)  # fmt: skip
                rows.loss("exponential_log", f"random {named}, logits{more}",
                          "own: w_D (−ln D_c)^γ + w_C (−ln p_y)^γ, s = 1",
                          lambda q: exponential_log(q.softmax(1), y, **arguments), z, y, params={**LOGITS, **params})  # fmt: skip
    for case, shape in enumerate(((1, 3, 5, 5), (1, 2, 4, 6))):
        g = rng("exponential_log", case)
        p, y = simplex(g, *shape, axis=1), g.integers(0, shape[1], (1, *shape[2:]))
        rows.loss("exponential_log", f"random {' × '.join(map(str, shape))}", "own: w_D (−ln D_c)^γ + w_C (−ln p_y)^γ, s = 1",
                  lambda q: exponential_log(q, y), p, y)  # fmt: skip
    for id in ("dice_ce", "dice_topk"):
        rows.refused(id, "one channel: its softmax cross entropy is 0", None, prediction=[[[0.5, 0.2]], [[0.1, 0.9]]],
                     label=[[0, 0], [0, 0]], params=LOGITS)  # fmt: skip

    for case, shape in enumerate(((10,), (2, 1, 3, 4), (3, 5))):
        g = rng("dice_bce", case)
        p, z, y = uniform(g, *shape), normal(g, *shape, scale=2), binary(g, *shape)
        t = tensor(y)
        named = " × ".join(map(str, shape))
        for id, oracle, form in (
            ("dice_bce", "own: Dice (s = 1) + F.binary_cross_entropy",
             lambda q: dice(q, t) + F.binary_cross_entropy(q, t)),
            ("dice_focal", "own: Dice (s = 1) + focal (γ = 2)", lambda q: dice(q, t) + focal(q, t)),
        ):  # fmt: skip
            rows.loss(id, f"random {named}", oracle, form, p, y)
            rows.loss(id, f"random {named}, logits", oracle, lambda q: form(q.sigmoid()), z, y, params=LOGITS)
    for case, (shape, spacing) in enumerate((((6, 7), None), ((6, 7), [2, 0.5]), ((4, 5, 5), None))):
        p, z, y = blobs(rng("dice_boundary", case), *shape)
        inputs = {"spacing": spacing} if spacing else None
        named = " × ".join(map(str, shape)) + (f", spacing {spacing}" if spacing else "")
        for id, oracle, form in (
            ("dice_boundary", "own: Dice (s = 1) + boundary",
             lambda q: dice(q, tensor(y)) + (q * each_image(y, spacing, signed)).mean()),
            ("dice_hausdorff", "own: Dice (s = 1) + hausdorff_dt",
             lambda q: dice(q, tensor(y)) + hausdorff_dt(q, y, spacing).mean()),
        ):  # fmt: skip
            rows.loss(id, f"random {named}", oracle, form, p, y, inputs=inputs)
            rows.loss(
                id, f"random {named}, logits", oracle, lambda q: form(q.sigmoid()), z, y, inputs=inputs, params=LOGITS
            )


def edges(rows: Family) -> None:
    """Masks that are empty, full or perfect, where one of the parts is at its limit."""
    shape = (2, 1, 3, 4)
    g = rng("compound edges")
    p, some = uniform(g, *shape), binary(g, *shape)
    spacing = {"spacing": [1, 1]}
    none = tensor(np.zeros(shape))
    for named, y in (
        ("an empty label", np.zeros(shape, int)),
        ("a full label", np.ones(shape, int)),
        ("one image empty", some * np.array([1, 0]).reshape(2, 1, 1, 1)),
    ):
        t = tensor(y)
        rows.loss("dice_bce", named, "own: Dice (s = 1) + F.binary_cross_entropy",
                  lambda q: dice(q, t) + F.binary_cross_entropy(q, t), p, y)  # fmt: skip
        rows.loss("dice_focal", named, "own: Dice (s = 1) + focal (γ = 2)", lambda q: dice(q, t) + focal(q, t), p, y)
        rows.loss("dice_boundary", f"{named}: D = 0 where a mask is empty or full", "own: Dice (s = 1) + boundary",
                  lambda q: dice(q, t) + (q * each_image(y, [1, 1], signed)).mean(), p, y, inputs=spacing)  # fmt: skip
        rows.loss("dice_hausdorff", f"{named}: its field is 0", "own: Dice (s = 1) + hausdorff_dt",
                  lambda q: dice(q, t) + hausdorff_dt(q, y, [1, 1]).mean(), p, y, inputs=spacing)  # fmt: skip
    t = tensor(some)
    for id, params, form in (
        ("dice_bce", {"wDice": 0.3, "wBce": 2}, lambda q: 0.3 * dice(q, t) + 2 * F.binary_cross_entropy(q, t)),
        ("dice_bce", {"smooth": 1e-5, "per": "sample"},
         lambda q: dice(q, t, 1e-5, per="sample").mean() + F.binary_cross_entropy(q, t)),
        ("dice_bce", {"denominator": "squared"}, lambda q: dice(q, t, 1.0, "squared") + F.binary_cross_entropy(q, t)),
        ("dice_bce", {"labelSmoothing": 0.2},
         lambda q: dice(q, t) + F.binary_cross_entropy(q, 0.8 * t + 0.1)),
        ("dice_focal", {"wDice": 2, "wFocal": 0.5, "gamma": 0}, lambda q: 2 * dice(q, t) + 0.5 * focal(q, t, 0.0)),
        ("dice_focal", {"alpha": 0.25},
         lambda q: dice(q, t) + ((0.25 * t + 0.75 * (1 - t)) * focal_terms(q, t)).mean()),
        ("dice_boundary", {"wDice": 0.9, "wBoundary": 0.1},
         lambda q: 0.9 * dice(q, t) + 0.1 * (q * each_image(some, [1, 1], signed)).mean()),
        ("dice_hausdorff", {"wHausdorff": 0.1, "alpha": 1},
         lambda q: dice(q, t) + 0.1 * hausdorff_dt(q, some, [1, 1], 1.0).mean()),
    ):  # fmt: skip
        more = {"inputs": spacing} if id in ("dice_boundary", "dice_hausdorff") else {}
        rows.loss(id, ", ".join(f"{key} {value}" for key, value in params.items()), "own: the weighted sum of its parts",
                  form, p, some, params=params, **more)  # fmt: skip
    hard = np.where(some, 1, 0)
    for id, oracle, form in (
        ("dice_bce", "own: Dice (s = 1) + F.binary_cross_entropy",
         lambda q: dice(q, t) + F.binary_cross_entropy(q, t)),
        ("dice_focal", "own: Dice (s = 1) + focal (γ = 2)", lambda q: dice(q, t) + focal(q, t)),
        ("dice_hausdorff", "own: Dice (s = 1) + hausdorff_dt", lambda q: dice(q, t)),
        ("dice_boundary", "own: Dice (s = 1) + boundary, below 0",
         lambda q: dice(q, t) + (q * each_image(some, [1, 1], signed)).mean()),
    ):  # fmt: skip
        more = {"inputs": spacing} if id in ("dice_boundary", "dice_hausdorff") else {}
        rows.row(id, "a perfect prediction", oracle, prediction=hard, label=some, value=form(tensor(hard)), **more)
        rows.refused(id, "a 0/255 mask as label", "range", "255", prediction=p, label=some * 255, **more)
        rows.refused(id, "a probability above 1", "range", prediction=p + 1, label=some, **more)
        rows.refused(id, "shapes that differ", "shape", prediction=p, label=some[:, :, :2], **more)
    # Both empty: Dice is 0 by its smoothing, and no other part has anything to say.
    for id in ("dice_bce", "dice_focal", "dice_boundary", "dice_hausdorff"):
        more = {"inputs": spacing} if id in ("dice_boundary", "dice_hausdorff") else {}
        rows.row(id, "both empty: 0", "own: 0", prediction=none, label=none, value=0, **more)
    far = normal(rng("far"), *shape, scale=60)
    for id, form in (
        ("dice_bce", lambda q: dice(q.sigmoid(), t) + F.binary_cross_entropy_with_logits(q, t)),
        ("dice_focal", lambda q: dice(q.sigmoid(), t)
         + ((1 - torch.exp(-F.binary_cross_entropy_with_logits(q, t, reduction="none"))) ** 2
            * F.binary_cross_entropy_with_logits(q, t, reduction="none")).mean()),
    ):  # fmt: skip
        rows.loss(id, "large logits neither overflow nor vanish", "own: the sum of its parts, in stable form", form, far,
                  some, params=LOGITS)  # fmt: skip

    y = np.array([[[0, 0, 1], [1, 0, 0]]])
    q = simplex(rng("exponential_log edges"), 1, 3, 2, 3, axis=1)
    oracle = "own: w_D (−ln D_c)^γ + w_C (−ln p_y)^γ, s = 1"
    rows.loss("exponential_log", "a class without labels: its Dice is by smoothing alone", oracle,
              lambda x: exponential_log(x, y), q, y)  # fmt: skip
    rows.loss("exponential_log", "smooth 1e-3", "own: w_D (−ln D_c)^γ + w_C (−ln p_y)^γ, s = 1e-3",
              lambda x: exponential_log(x, y, smooth=1e-3), q, y, params={"smooth": 1e-3})  # fmt: skip
    rows.loss("exponential_log", "gamma 2: hard pixels rule", oracle, lambda x: exponential_log(x, y, gamma=2.0), q, y,
              params={"gamma": 2})  # fmt: skip
    rows.row("exponential_log", "a perfect prediction: 0, its slope taken as 0", oracle, prediction=onehot(y, 3), label=y,
             value=0, gradient=np.zeros((1, 3, 2, 3)))  # fmt: skip
    wrong = np.array([[[[0, 1]], [[1, 0]]]])
    rows.row("exponential_log", "everything wrong: ln 0 is −100", "own: .8 ln(D⁻¹)^.3 + .2 · 100^.3, D = 1/3",
             prediction=wrong, label=[[[0, 1]]], value=0.8 * np.log(3) ** 0.3 + 0.2 * 100**0.3)  # fmt: skip
    rows.refused("exponential_log", "a class that the scores lack", "classes", prediction=q, label=y + 2)
    rows.refused("exponential_log", "labels of another shape", "shape", prediction=q, label=y[:, :1])
    rows.refused("dice_ce", "rows that do not sum to 1", "range", prediction=q / 2, label=y)
    rows.refused("dice_ce", "a class that the scores lack", "classes", prediction=q, label=y + 2)
    rows.refused("dice_topk", "a class that the scores lack", "classes", prediction=q, label=y + 2)
    present = np.zeros((1, 2, 3), int)
    rows.loss("dice_ce", "one class only", "own: Dice (s = 1) + F.nll_loss",
              lambda x: dice(x, onehot(present, 3)) + class_ce(x, present).mean(), q, present)  # fmt: skip
    rows.loss("dice_topk", "one class only", "own: Dice (s = 1) + top-10 % CE",
              lambda x: dice(x, onehot(present, 3)) + topk(x, present), q, present)  # fmt: skip
    weight = [0.5, 2, 1]
    rows.loss("dice_ce", "a weight for each class", "own: Dice (s = 1) + F.nll_loss with weight",
              lambda x: dice(x, onehot(y, 3)) + F.nll_loss(x.log(), indices(y), tensor(weight)), q, y,
              params={"weight": weight})  # fmt: skip
    rows.loss("dice_topk", "k 50", "own: Dice (s = 1) + top-50 % CE",
              lambda x: dice(x, onehot(y, 3)) + topk(x, y, 50), q, y, params={"k": 50})  # fmt: skip


def combine(rows: Family) -> None:
    w = normal(rng("weights"), 5)
    for case, shape in enumerate(((8,), (3, 4), (2, 1, 3, 3))):
        g = rng("combine", case)
        p, z, y = uniform(g, *shape), normal(g, *shape, scale=2), binary(g, *shape)
        t, named = tensor(y), " × ".join(map(str, shape))
        bce = lambda q: F.binary_cross_entropy(q, t)  # noqa: E731
        squares = float((w**2).sum())
        for expression, form in (
            ("dice + bce", lambda q: dice(q, t) + bce(q)),
            ("0.5*dice(smooth=1e-5) + bce", lambda q: 0.5 * dice(q, t, 1e-5) + bce(q)),
            ("2*focal(gamma=3) + 0.1*mse", lambda q: 2 * focal(q, t, 3.0) + 0.1 * F.mse_loss(q, t)),
            ("tversky(alpha=0.4, beta=0.6, smooth=0) - 0.25*dice",
             lambda q: tversky(q, t, 0.4, 0.6, 0.0) - 0.25 * dice(q, t)),
            ("0.7 * (dice + bce) + 0.3 * mae", lambda q: 0.7 * (dice(q, t) + bce(q)) + 0.3 * F.l1_loss(q, t)),
        ):  # fmt: skip
            rows.loss("combine", f"random {named}: {expression}", "own: the sum of its parts", form, p, y,
                      params={"expression": expression})  # fmt: skip
        expression = "0.5*dice(smooth=1e-5) + bce + 0.01*l2"
        rows.loss("combine", f"random {named}: {expression}", "own: the sum of its parts",
                  lambda q: 0.5 * dice(q, t, 1e-5) + bce(q) + 0.01 * squares, p, y, params={"expression": expression},
                  inputs={"weights": w})  # fmt: skip
        expression = "bce(input=logits) + dice(input=logits)"
        rows.loss("combine", f"random {named}: {expression}", "own: the sum of its parts",
                  lambda q: dice(q.sigmoid(), t) + F.binary_cross_entropy_with_logits(q, t), z, y,
                  params={"expression": expression})  # fmt: skip
    given = {"prediction": [0.5, 0.2], "label": [1, 0]}
    rows.refused("combine", "an unknown id", None, "dise", **given, params={"expression": "dise + bce"})
    rows.refused("combine", "an unclosed bracket", None, **given, params={"expression": "dice(smooth=1 + bce"})
    rows.refused("combine", "an unknown parameter", None, "smoth", **given, params={"expression": "dice(smoth=1)"})
    rows.refused("combine", "no expression", None, "expression", **given)
    rows.refused(
        "combine", "a regularizer without weights", None, "weights", **given, params={"expression": "bce + l2"}
    )

    for case in range(3):
        g = rng("structural_risk", case)
        shape = ((6,), (3, 2), (2, 2, 2))[case]
        p, y, w = normal(g, *shape), normal(g, *shape), normal(g, 7)
        v = tensor(w)
        for loss, call in (("mse", F.mse_loss), ("mae", F.l1_loss)):
            for regularizer, penalty in (
                ("l1", v.abs().sum()),
                ("l2", (v**2).sum()),
                ("elastic_net", 0.5 * v.abs().sum() + 0.25 * (v**2).sum()),
            ):
                rows.loss("structural_risk", f"random {case + 1}, {loss} + 0.1 {regularizer}", "own: mean loss + λ·regularizer",
                          lambda q: call(q, tensor(y)) + 0.1 * penalty, p, y, inputs={"weights": w},
                          params={"loss": loss, "regularizer": regularizer, "lambda": 0.1})  # fmt: skip
    rows.refused("structural_risk", "no weights", None, "weights", prediction=[1, 2], label=[1, 1],
                 params={"loss": "mse", "regularizer": "l2", "lambda": 0.1})  # fmt: skip


def regularizers(rows: Family) -> None:
    for case, shape in enumerate(((6,), (3, 4), (2, 2, 3))):
        w = normal(rng("regularizers", case), *shape)
        named = " × ".join(map(str, shape))
        for factor in (1, 0.01):
            params = {"lambda": factor} if factor != 1 else {}
            rows.loss(
                "l1",
                f"random {named}, lambda {factor}",
                "own: λΣ|w|",
                lambda q: factor * q.abs().sum(),
                w,
                params=params,
            )
            rows.loss(
                "l2", f"random {named}, lambda {factor}", "own: λΣw²", lambda q: factor * (q**2).sum(), w, params=params
            )
            for ratio in (0.5, 0.9):
                rows.loss("elastic_net", f"random {named}, lambda {factor}, ratio {ratio}", "own: λ(ρΣ|w| + (1−ρ)/2 Σw²)",
                          lambda q: factor * (ratio * q.abs().sum() + (1 - ratio) / 2 * (q**2).sum()), w,
                          params={**params, **({"ratio": ratio} if ratio != 0.5 else {})})  # fmt: skip
        rows.loss("l2", f"random {named}, preset half", "own: λ/2 Σw²", lambda q: (q**2).sum() / 2, w, preset="half")
    for id in ("l1", "l2", "elastic_net"):
        rows.loss(id, "zeros: 0 and no gradient", "own: 0", lambda q: 0 * q.sum(), [0, 0, 0])
    rows.loss("l1", "a weight of 0 has gradient 0", "own: λΣ|w|", lambda q: q.abs().sum(), [1, 0, -2])
    rows.row("elastic_net", "ratio 1 is l1", "own: λΣ|w|", prediction=[1, -2, 3], params={"ratio": 1}, value=6)
    rows.row(
        "elastic_net", "ratio 0 is half of l2", "own: λ/2 Σw²", prediction=[1, -2, 3], params={"ratio": 0}, value=7
    )


def family() -> Family:
    rows = Family("compound", "monai", "scipy")
    for part in (segmentation, edges, combine, regularizers):
        part(rows)
    return rows
