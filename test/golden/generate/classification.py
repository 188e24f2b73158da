"""Rows of the classification losses: probabilities p, logits z, class labels."""

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax
import torch
import torch.nn.functional as F
from monai.losses.focal_loss import sigmoid_focal_loss as monai_sigmoid_focal
from monai.losses.focal_loss import softmax_focal_loss as monai_softmax_focal
from sklearn import metrics
from torchvision.ops import sigmoid_focal_loss

from golden import KERAS, Family, binary, indices, normal, onehot, reduce, rng, simplex, tensor, uniform

LOGITS = {"input": "logits"}


def clamped_log(p: torch.Tensor) -> torch.Tensor:
    return torch.log(p).clamp(min=-100)


def log_probabilities(q: torch.Tensor, params: dict, axis: int = 1) -> torch.Tensor:
    return F.log_softmax(q, axis) if params.get("input") == "logits" else clamped_log(q)


def elements(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Name, probabilities, logits and labels 0 and 1 of three shapes."""
    g = rng(id)
    shapes = ((8,), (3, 4), (2, 1, 3, 3))
    return [
        (" × ".join(map(str, s)), uniform(g, *s), normal(g, *s, scale=2.5), binary(g, *s)) for s in shapes
    ]  # fmt: skip


def classes(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Name, probabilities, logits and class indices; the classes are axis 1."""
    g = rng(id)
    shapes = ((5, 3), (4, 6), (2, 3, 2, 2))
    return [
        (
            " × ".join(map(str, s)),
            simplex(g, *s, axis=1),
            normal(g, *s, scale=2),
            g.integers(0, s[1], (s[0], *s[2:])),
        )
        for s in shapes
    ]


def both(rows: Family, id: str, shape: str, oracle: tuple[str, str], function, p, z, y, params=None, **more) -> None:
    """The three reductions, from probabilities and from logits. `function` takes prediction, parameters, reduction."""
    params = params or {}
    named = ", ".join(f"{key} {value}" for key, value in params.items())
    for input, prediction, call in (("probabilities", p, oracle[0]), ("logits", z, oracle[1])):
        given = {**params, **(LOGITS if input == "logits" else {})}
        rows.each_reduction(
            id, f"random {shape}, {input}" + (f", {named}" if named else ""), call,
            lambda q, r: function(q, given, r), prediction, y, params=given, **more,
        )  # fmt: skip


def bce(rows: Family) -> None:
    def function(y):
        def value(q, params, r):
            smooth = params.get("labelSmoothing", 0)
            target = tensor(y) * (1 - smooth) + smooth / 2
            weight = params.get("posWeight", 1)
            if params.get("input") == "logits":
                return F.binary_cross_entropy_with_logits(q, target, pos_weight=tensor(weight), reduction=r)
            if weight == 1:
                return F.binary_cross_entropy(q, target, reduction=r)
            return reduce(-(weight * target * clamped_log(q) + (1 - target) * clamped_log(1 - q)), r)

        return value

    calls = ("F.binary_cross_entropy", "F.binary_cross_entropy_with_logits")
    for shape, p, z, y in elements("bce"):
        both(rows, "bce", shape, calls, function(y), p, z, y)
        both(rows, "bce", shape, ("own: −[w y ln p + (1−y) ln(1−p)]", calls[1]), function(y), p, z, y, {"posWeight": 3})
        both(rows, "bce", shape, calls, function(y), p, z, y, {"labelSmoothing": 0.1})
        soft = uniform(rng("soft", shape), *p.shape)
        both(rows, "bce", f"{shape}, soft labels", calls, function(soft), p, z, soft)
        rows.loss("bce", f"random {shape}, preset keras", "keras losses.BinaryCrossentropy, in float64",
                  lambda q: function(y)(q, {}, "mean"), p, y, preset="keras")  # fmt: skip
        rows.agrees(float(keras.losses.BinaryCrossentropy()(y, p)), KERAS)
    certain = ([0, 1, 0, 1], [0, 1, 1, 0])
    rows.row("bce", "probabilities of 0 and 1: log is clamped at −100", "F.binary_cross_entropy", prediction=certain[0],
             label=certain[1], reduction="none",
             value=F.binary_cross_entropy(*map(tensor, certain), reduction="none"))  # fmt: skip
    clipped = tensor(certain[0]).clamp(1e-7, 1 - 1e-7)
    rows.row("bce", "probabilities of 0 and 1, preset keras", "keras losses.BinaryCrossentropy, in float64",
             prediction=certain[0], label=certain[1], preset="keras",
             value=F.binary_cross_entropy(clipped, tensor(certain[1])), tolerance=1e-9,
             why="1 − 1e-7 keeps nine digits of 1e-7")  # fmt: skip
    rows.agrees(float(keras.losses.BinaryCrossentropy()(np.array(certain[1]), np.array(certain[0], float))), 0.05)
    rows.loss("bce", "probabilities near 0 and 1", calls[0], lambda q: function([1, 0, 1])(q, {}, "none"),
              [1e-12, 1 - 1e-9, 0.999999], [1, 0, 1], reduction="none")  # fmt: skip
    rows.loss("bce", "large logits neither overflow nor vanish", calls[1],
              lambda q: function([1, 1, 0, 0, 1])(q, LOGITS, "none"), [-800, 40, 800, -40, 0], [1, 1, 0, 0, 1],
              params=LOGITS, reduction="none")  # fmt: skip
    p, y = [0.9, 0.2, 0.6, 0.4], [1, 0, 255, 1]
    rows.loss("bce", "ignoreIndex 255", "F.binary_cross_entropy of the rest",
              lambda q: F.binary_cross_entropy(q[[0, 1, 3]], tensor([1, 0, 1])), p, y, params={"ignoreIndex": 255})  # fmt: skip
    w = tensor([1, 2, 0.5, 0.25])
    rows.loss("bce", "sampleWeight: the mean is Σw·l/Σw", "sklearn log_loss",
              lambda q: (w * F.binary_cross_entropy(q, tensor([1, 0, 0, 1]), reduction="none")).sum() / w.sum(), p,
              [1, 0, 0, 1], inputs={"sampleWeight": w})  # fmt: skip
    rows.agrees(metrics.log_loss([1, 0, 0, 1], p, sample_weight=w.numpy()))
    rows.loss("bce", "mask", "F.binary_cross_entropy of the rest",
              lambda q: F.binary_cross_entropy(q[[0, 3]], tensor([1, 1])), p, [1, 0, 0, 1],
              inputs={"mask": [1, 0, 0, 1]})  # fmt: skip
    rows.loss("bce", "one class only", calls[0], lambda q: F.binary_cross_entropy(q, tensor([0, 0, 0, 0])), p, [0] * 4)
    g = rng("bce classes")
    p, z, y = simplex(g, 4, 3), normal(g, 4, 3), [0, 2, 1, 1]
    rows.loss("bce", "classes: labels of one axis fewer become one-hot", calls[0],
              lambda q: F.binary_cross_entropy(q, onehot(y, 3)), p, y)  # fmt: skip
    rows.loss("bce", "classes: logits go through the softmax", "F.binary_cross_entropy of F.softmax",
              lambda q: F.binary_cross_entropy(q.softmax(1), onehot(y, 3)), z, y, params=LOGITS)  # fmt: skip
    rows.row("bce", "NaN goes through", calls[0], prediction=[0.5, np.nan], label=[1, 0], value=np.nan)
    rows.refused("bce", "a probability above 1", "range", "1.2", prediction=[0.5, 1.2], label=[1, 0])
    rows.refused("bce", "a probability below 0", "range", "-3", prediction=[0.5, -3], label=[1, 0])
    rows.refused("bce", "a label of 2", None, "2", prediction=[0.5, 0.2], label=[1, 2])
    rows.refused("bce", "shapes that differ", "shape", prediction=[0.5, 0.2], label=[1, 0, 1])
    rows.refused("bce", "an unknown parameter", "unknownParameter", "gama", prediction=[0.5], label=[1],
                 params={"gama": 1})  # fmt: skip

    for weight in (1, 3, 0.4):
        params = {"weight": weight} if weight != 1 else {}
        for shape, p, z, y in elements("weighted_bce"):
            both(
                rows, "weighted_bce", shape, ("own: −[w y ln p + (1−y) ln(1−p)]", calls[1]),
                lambda q, given, r: function(y)(q, {**given, "posWeight": weight}, r), p, z, y, params,
            )  # fmt: skip

    def balanced(q, y, given, r, beta=None):
        y = tensor(y)
        if beta is None:
            beta = 1 - y.flatten(1).mean(1).reshape(-1, *[1] * (y.ndim - 1))
        if given.get("input") == "logits":
            positive, negative = F.logsigmoid(q), F.logsigmoid(-q)
        else:
            positive, negative = clamped_log(q), clamped_log(1 - q)
        return reduce(-(beta * y * positive + (1 - beta) * (1 - y) * negative), r)

    for shape in ((1, 4, 4), (2, 3, 4), (3, 2, 5)):
        g = rng("balanced_bce", *shape)
        p, z, y = uniform(g, *shape), normal(g, *shape, scale=2), binary(g, *shape, share=0.2)
        named = " × ".join(map(str, shape))
        formula = "own: β a sample, 1 − the share of its positives"
        both(rows, "balanced_bce", named, (formula, formula), lambda q, given, r: balanced(q, y, given, r), p, z, y)
        both(rows, "balanced_bce", named, ("own: −[β y ln p + (1−β)(1−y) ln(1−p)]",) * 2,
             lambda q, given, r: balanced(q, y, given, r, 0.3), p, z, y, {"beta": 0.3})  # fmt: skip
    rows.loss("balanced_bce", "no positives: β is 1 and the loss 0", "own: β = 1",
              lambda q: 0 * q.sum(), [[[0.3, 0.9], [0.2, 0.1]]], [[[0, 0], [0, 0]]])  # fmt: skip
    rows.loss("balanced_bce", "nothing but positives: β is 0 and the loss 0", "own: β = 0",
              lambda q: 0 * q.sum(), [[[0.3, 0.9], [0.2, 0.1]]], [[[1, 1], [1, 1]]])  # fmt: skip


def cross_entropy(rows: Family) -> None:
    def function(y, **arguments):
        def value(q, params, r):
            if params.get("input") == "logits":
                return F.cross_entropy(q, y, reduction=r, **arguments)
            # F.cross_entropy would normalise the probabilities once more, which the gradient would show.
            weight = arguments.get("weight", torch.ones(q.shape[1]))
            shaped = weight.reshape(1, -1, *[1] * (q.ndim - 2))
            smooth, ignored = arguments.get("label_smoothing", 0), arguments.get("ignore_index", -100)
            cost = -shaped * clamped_log(q)
            if y.is_floating_point():
                return reduce((((1 - smooth) * y + smooth / q.shape[1]) * cost).sum(1), r)
            kept = y != ignored
            label = torch.where(kept, y, 0)
            loss = (1 - smooth) * cost.gather(1, label.unsqueeze(1)).squeeze(1) + smooth * cost.mean(1)
            loss = torch.where(kept, loss, 0.0)
            result = loss.sum() / weight[label][kept].sum() if r == "mean" else reduce(loss, r)
            assert torch.allclose(result, F.cross_entropy(torch.log(q), y, reduction=r, **arguments), rtol=1e-12)
            return result

        return value

    calls = ("F.nll_loss of log", "F.cross_entropy")

    for shape, p, z, y in classes("cross_entropy"):
        c = p.shape[1]
        weight = uniform(rng("weight", shape), c, low=0.2, high=3)
        both(rows, "cross_entropy", shape, calls, function(indices(y)), p, z, y)
        both(rows, "cross_entropy", shape, calls, function(indices(y), weight=tensor(weight)), p, z, y,
             {"weight": weight})  # fmt: skip
        both(rows, "cross_entropy", shape, ("own: as F.cross_entropy, of log p", calls[1]),
             function(indices(y), label_smoothing=0.1), p, z, y, {"labelSmoothing": 0.1})  # fmt: skip
        both(rows, "cross_entropy", f"{shape}, with weights and smoothing", ("own: as F.cross_entropy, of log p", calls[1]),
             function(indices(y), weight=tensor(weight), label_smoothing=0.2), p, z, y,
             {"weight": weight, "labelSmoothing": 0.2})  # fmt: skip
        both(rows, "cross_entropy", f"{shape}, one-hot labels", ("own: as F.cross_entropy, of log p", calls[1]),
             function(onehot(y, c)), p, z, onehot(y, c))  # fmt: skip
        soft = simplex(rng("soft", shape), *p.shape, axis=1)
        both(rows, "cross_entropy", f"{shape}, soft labels", ("own: as F.cross_entropy, of log p", calls[1]),
             function(tensor(soft)), p, z, soft)  # fmt: skip
        both(rows, "cross_entropy", shape, calls, function(indices(y), ignore_index=1), p, z, y, {"ignoreIndex": 1})
    for shape, p, z, y in classes("cross_entropy keras")[:2]:
        c = p.shape[1]
        weight = uniform(rng("keras", shape), c, low=0.2, high=3)
        rows.loss("cross_entropy", f"random {shape}, preset keras divides by N",
                  "keras losses.SparseCategoricalCrossentropy, in float64",
                  lambda q: F.nll_loss(torch.log(q), indices(y), weight=tensor(weight), reduction="sum") / len(y), p, y,
                  params={"weight": weight}, preset="keras")  # fmt: skip
        rows.agrees(float(keras.losses.SparseCategoricalCrossentropy()(y, p, sample_weight=weight[y])), KERAS)
        rows.loss("cross_entropy", f"random {shape}, preset keras, logits",
                  "keras losses.SparseCategoricalCrossentropy, in float64",
                  lambda q: F.cross_entropy(q, indices(y), weight=tensor(weight), reduction="sum") / len(y), z, y,
                  params={"weight": weight, **LOGITS}, preset="keras")  # fmt: skip
        rows.agrees(
            float(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(y, z, sample_weight=weight[y])), KERAS
        )
    p, y = np.array([[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3]]), [0, -100, 2]
    rows.loss("cross_entropy", "ignoreIndex −100 is the default", calls[0], lambda q: F.nll_loss(q.log(), indices(y)),
              p, y)  # fmt: skip
    rows.loss("cross_entropy", "a weighted mean where one label is ignored", calls[0],
              lambda q: F.nll_loss(q.log(), indices(y), weight=tensor([1, 2, 5])), p, y, params={"weight": [1, 2, 5]})  # fmt: skip
    rows.row("cross_entropy", "all labels ignored: NaN", calls[0], prediction=p, label=[-100] * 3, value=np.nan)
    rows.row("cross_entropy", "all labels ignored, sum: 0", calls[0], prediction=p, label=[-100] * 3, reduction="sum",
             value=0)  # fmt: skip
    rows.row("cross_entropy", "a probability of 0: log is clamped at −100", "own: 100", prediction=[[0, 1], [1, 0]],
             label=[0, 0], reduction="none", value=[100, 0])  # fmt: skip
    rows.loss("cross_entropy", "form 1 of the worked example", "own: −ln .1", lambda q: -torch.log(q[0, 2]),
              [[0.1, 0.5, 0.1, 0.3]], [2])  # fmt: skip
    rows.loss("cross_entropy", "large logits neither overflow nor vanish", calls[1],
              lambda q: F.cross_entropy(q, indices([1, 0, 2]), reduction="none"),
              [[1000, -1000, 0], [800, 790, -800], [0, 0, 0]], [1, 0, 2], params=LOGITS, reduction="none")  # fmt: skip
    z = normal(rng("axis"), 3, 2, 4)
    y = [[0, 3], [1, 1], [2, 0]]
    for axis in (2, -1):
        rows.loss("cross_entropy", f"classAxis {axis}", "F.cross_entropy of the axis moved to 1",
                  lambda q: F.cross_entropy(q.movedim(2, 1), indices(y)), z, y, params={**LOGITS, "classAxis": axis})  # fmt: skip
    w = tensor([1, 2, 0.5])
    rows.loss("cross_entropy", "sampleWeight: the mean is Σw·l/Σw", "sklearn log_loss",
              lambda q: (w * F.nll_loss(q.log(), indices([0, 2, 1]), reduction="none")).sum() / w.sum(), p, [0, 2, 1],
              inputs={"sampleWeight": w})  # fmt: skip
    rows.agrees(metrics.log_loss([0, 2, 1], p, sample_weight=w.numpy()))
    rows.refused("cross_entropy", "a class that the scores lack", "classes", "3", prediction=p, label=[0, 3, 1])
    rows.refused("cross_entropy", "rows that do not sum to 1", None, prediction=[[0.5, 0.9], [0.5, 0.5]], label=[0, 1])
    rows.refused("cross_entropy", "probabilities outside of [0, 1]", "range", prediction=[[1.5, -0.5], [0.5, 0.5]],
                 label=[0, 1])  # fmt: skip
    rows.refused("cross_entropy", "labels of another length", "shape", prediction=p, label=[0, 1])
    rows.refused("cross_entropy", "weights of another length", None, prediction=p, label=[0, 1, 2],
                 params={"weight": [1, 2]})  # fmt: skip

    for shape, p, z, y in classes("weighted_cross_entropy"):
        weight = uniform(rng("weights", shape), p.shape[1], low=0.2, high=3)
        both(rows, "weighted_cross_entropy", shape, calls, function(indices(y), weight=tensor(weight)), p, z, y,
             {"weight": weight})  # fmt: skip
    rows.refused("weighted_cross_entropy", "no weight", None, "weight", prediction=p, label=y)

    def every_channel(q, given, r, y):
        target = onehot(y, q.shape[1])
        if given.get("input") == "sigmoid":
            element = F.binary_cross_entropy_with_logits(q, target, reduction="none")
        elif given.get("input") == "logits":
            others = torch.stack(
                [q[:, [j for j in range(q.shape[1]) if j != k]].logsumexp(1) for k in range(q.shape[1])], 1
            )
            total = q.logsumexp(1, keepdim=True)
            element = -(target * (q - total) + (1 - target) * (others - total))
        else:
            element = F.binary_cross_entropy(q, target, reduction="none")
        return reduce(element.sum(1), r)

    oracles = ("F.binary_cross_entropy, summed over classes", "own: ln p and ln(1 − p) by logsumexp")
    for shape, p, z, y in classes("cross_entropy_all"):
        both(rows, "cross_entropy_all", shape, oracles, lambda q, given, r: every_channel(q, given, r, y), p, z, y)
        rows.each_reduction(
            "cross_entropy_all", f"random {shape}, sigmoid",
            "F.binary_cross_entropy_with_logits, summed over classes",
            lambda q, r: every_channel(q, {"input": "sigmoid"}, r, y), z, y, params={"input": "sigmoid"},
        )  # fmt: skip
    rows.loss("cross_entropy_all", "form 2 of the worked example", "own: −(ln .9 + ln .5 + ln .1 + ln .7)",
              lambda q: every_channel(q, {}, "mean", [2]), [[0.1, 0.5, 0.1, 0.3]], [2])  # fmt: skip
    rows.loss("cross_entropy_all", "large logits neither overflow nor vanish", oracles[1],
              lambda q: every_channel(q, LOGITS, "none", [1, 0]), [[100, -100, 0], [60, 0, -60]], [1, 0], params=LOGITS,
              reduction="none")  # fmt: skip
    rows.row("cross_entropy_all", "probabilities of 0 and 1: log is clamped at −100", oracles[0],
             prediction=[[0, 1, 0]], label=[0], value=200)  # fmt: skip
    rows.refused("cross_entropy_all", "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])

    for shape, p, z, y in classes("nll"):
        logs = np.log(p)
        weight = uniform(rng("nll weight", shape), p.shape[1], low=0.2, high=3)
        for params, arguments in (
            ({}, {}),
            ({"weight": weight}, {"weight": tensor(weight)}),
            ({"ignoreIndex": 0}, {"ignore_index": 0}),
        ):
            named = "".join(f", {key}" for key in params)
            rows.each_reduction("nll", f"random {shape}{named}", "F.nll_loss",
                                lambda q, r: F.nll_loss(q, indices(y), reduction=r, **arguments), logs, y, params=params)  # fmt: skip
    rows.row("nll", "all labels ignored: NaN", "F.nll_loss", prediction=[[-1, -2]], label=[-100], value=np.nan)
    rows.refused("nll", "a positive log-probability", "range", prediction=[[0.5, -1]], label=[0])
    rows.refused("nll", "a class that the scores lack", "classes", prediction=[[-1, -1]], label=[2])


def focal(rows: Family) -> None:
    def torchvision_focal(q, y, r, alpha=-1, gamma=2):
        return sigmoid_focal_loss(q, tensor(y), alpha=alpha, gamma=gamma, reduction=r)

    def probability(q, y, r, alpha=None, gamma=2):
        y = tensor(y)
        ce = F.binary_cross_entropy(q, y, reduction="none")
        weight = 1 if alpha is None else alpha * y + (1 - alpha) * (1 - y)
        return reduce(weight * (1 - (q * y + (1 - q) * (1 - y))) ** gamma * ce, r)

    oracle = ("own: −α_t (1−p_t)^γ ln p_t", "torchvision.ops.sigmoid_focal_loss")

    def function(y):
        def value(q, given, r):
            alpha, gamma = given.get("alpha"), given.get("gamma", 2)
            if given.get("input") == "logits":
                return torchvision_focal(q, y, r, -1 if alpha is None else alpha, gamma)
            return probability(q, y, r, alpha, gamma)

        return value

    for shape, p, z, y in elements("focal"):
        for params in ({}, {"alpha": 0.25}, {"gamma": 0}, {"gamma": 0.5, "alpha": 0.75}, {"gamma": 5}):
            both(rows, "focal", shape, oracle, function(y), p, z, y, params)
        for preset, alpha in (("form 1", None), ("form 2", 0.25), ("torchvision", 0.25)):
            rows.loss("focal", f"random {shape}, preset {preset}, logits", oracle[1],
                      lambda q: torchvision_focal(q, y, "mean", -1 if alpha is None else alpha), z, y, params=LOGITS,
                      preset=preset)  # fmt: skip
            rows.loss("focal", f"random {shape}, preset {preset}", oracle[0],
                      lambda q: probability(q, y, "mean", alpha), p, y, params={"input": "probabilities"},
                      preset=preset)  # fmt: skip
        rows.loss("focal", f"random {shape}, preset MONAI", "monai losses.focal_loss.sigmoid_focal_loss",
                  lambda q: monai_sigmoid_focal(q, tensor(y)).mean(), z, y, params=LOGITS, preset="MONAI")  # fmt: skip
        rows.loss("focal", f"random {shape}, preset keras", "keras losses.BinaryFocalCrossentropy, in float64",
                  lambda q: probability(q, y, "mean"), p, y, params={"input": "probabilities"}, preset="keras")  # fmt: skip
        rows.agrees(float(keras.losses.BinaryFocalCrossentropy()(y, p)), KERAS)
        soft = uniform(rng("soft focal", shape), *p.shape)
        both(rows, "focal", f"{shape}, soft labels", oracle, function(soft), p, z, soft, {"alpha": 0.25})
    rows.row("focal", "probabilities of 0 and 1", oracle[0], prediction=[0, 1, 0, 1], label=[0, 1, 1, 0],
             reduction="none", value=[0, 0, 100, 100])  # fmt: skip
    rows.loss("focal", "large logits neither overflow nor vanish", oracle[1],
              lambda q: torchvision_focal(q, [1, 1, 0, 0], "none"), [-800, 20, 800, -20], [1, 1, 0, 0], params=LOGITS,
              reduction="none")  # fmt: skip
    rows.loss("focal", "ignoreIndex 255", "own: −(1−p_t)^γ ln p_t of the rest",
              lambda q: probability(q[[0, 1]], [1, 0], "mean"), [0.9, 0.2, 0.6], [1, 0, 255],
              params={"ignoreIndex": 255})  # fmt: skip
    rows.refused("focal", "a probability above 1", "range", prediction=[0.5, 1.2], label=[1, 0])
    rows.refused("focal", "a negative gamma", "badParameter", prediction=[0.5], label=[1], params={"gamma": -1})

    def multiclass(y, alpha=None, gamma=2):
        def value(q, given, r):
            logs = log_probabilities(q, given).gather(1, indices(y).unsqueeze(1)).squeeze(1)
            weight = 1 if alpha is None else tensor(np.broadcast_to(alpha, q.shape[1]))[indices(y)]
            return reduce(-weight * (1 - logs.exp()) ** gamma * logs, r)

        return value

    oracle = ("own: −α_y (1−p_y)^γ ln p_y", "monai losses.focal_loss.softmax_focal_loss, summed over classes")
    for shape, p, z, y in classes("focal_multiclass"):
        c = p.shape[1]
        per_class = uniform(rng("alpha", shape), c, low=0.1, high=1)
        for gamma, alpha in ((2, None), (0, None), (1.5, per_class)):
            params = {**({"gamma": gamma} if gamma != 2 else {}), **({"alpha": alpha} if alpha is not None else {})}
            both(rows, "focal_multiclass", shape, oracle, multiclass(y, alpha, gamma), p, z, y, params)
            theirs = monai_softmax_focal(tensor(z), onehot(y, c), gamma, None if alpha is None else tensor(alpha))
            rows.agrees(theirs.sum(1))
        both(rows, "focal_multiclass", shape, oracle[:1] * 2, multiclass(y, 0.25), p, z, y, {"alpha": 0.25})
        if p.ndim == 2:
            rows.loss("focal_multiclass", f"random {shape}, preset keras",
                      "keras losses.CategoricalFocalCrossentropy, in float64",
                      lambda q: multiclass(y, 0.25)(q, {}, "mean"), p, y, params={"input": "probabilities"},
                      preset="keras")  # fmt: skip
            rows.agrees(float(keras.losses.CategoricalFocalCrossentropy()(np.eye(c)[y], p)), KERAS)
        rows.loss("focal_multiclass", f"random {shape}, preset MONAI", oracle[1],
                  lambda q: monai_softmax_focal(q, onehot(y, c)).sum(1), z, y, params=LOGITS, preset="MONAI",
                  reduction="none")  # fmt: skip
    rows.loss("focal_multiclass", "large logits neither overflow nor vanish", oracle[0],
              lambda q: multiclass([1, 0])(q, LOGITS, "none"), [[300, -300, 0], [20, 0, -20]], [1, 0], params=LOGITS,
              reduction="none")  # fmt: skip
    rows.refused("focal_multiclass", "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])


def selected(rows: Family) -> None:
    def each(q, given, y):
        return -log_probabilities(q, given).gather(1, indices(y).unsqueeze(1)).squeeze(1)

    def below(q, given, r, y, threshold=0.5):
        ce = each(q, given, y)
        kept = ce[ce.detach() > -np.log(threshold)]
        return (kept.sum() if r == "sum" else kept.mean()) if len(kept) else 0 * q.sum()

    def hardest(q, given, r, y, k=10):
        ce = each(q, given, y).flatten()
        kept = torch.topk(ce, max(1, int(ce.numel() * k // 100))).values
        return kept.sum() if r == "sum" else kept.mean()

    for id, function, variants, oracle in (
        ("topk_threshold", below, ({}, {"threshold": 0.3}, {"threshold": 0.9}), "own: mean CE over p_y < t"),
        ("topk_percent", hardest, ({}, {"k": 50}, {"k": 100}), "own: torch.topk of ⌊N·k/100⌋ CE"),
    ):
        for case, shape in enumerate(((12, 3), (7, 5), (2, 3, 4, 4))):
            g = rng(id, case)
            p, z = simplex(g, *shape, axis=1), normal(g, *shape, scale=1.5)
            y = g.integers(0, shape[1], (shape[0], *shape[2:]))
            for params in variants:
                for input, prediction in (("probabilities", p), ("logits", z)):
                    for reduction in ("mean", "sum"):
                        given = {**params, **(LOGITS if input == "logits" else {})}
                        named = "".join(f", {key} {value}" for key, value in params.items())
                        rows.loss(
                            id, f"random {' × '.join(map(str, shape))}, {input}{named}, {reduction}", oracle,
                            lambda q: function(q, given, reduction, y, **params), prediction, y, params=given,
                            reduction=reduction,
                        )  # fmt: skip
    p = [[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]]
    rows.loss("topk_threshold", "none selected: 0", "own: nothing is below", lambda q: 0 * q.sum(), p, [0, 1, 0])
    rows.loss("topk_percent", "at least one element is kept", "own: the largest",
              lambda q: -torch.log(q[2, 0]), p, [0, 1, 0])  # fmt: skip
    rows.loss("topk_percent", "⌊N·k/100⌋ rounds down", "own: the largest two of three",
              lambda q: -(torch.log(q[1, 1]) + torch.log(q[2, 0])) / 2, p, [0, 1, 0], params={"k": 99})  # fmt: skip


def balanced(rows: Family) -> None:
    def effective(y, c, beta):
        counts = np.bincount(np.ravel(y), minlength=c).astype(float)
        weight = np.zeros(c)
        weight[counts > 0] = (1 - beta) / -np.expm1(counts[counts > 0] * np.log(beta))
        return tensor(weight)

    def prior(y, c):
        return torch.log(tensor(np.bincount(np.ravel(y), minlength=c) / np.size(y)))

    def adjusted(q, y, tau, r):
        logs = prior(y, q.shape[1]).reshape(1, -1, *[1] * (q.ndim - 2))
        return F.cross_entropy(q + tau * logs if tau else q, indices(y), reduction=r)

    for shape, p, z, y in classes("class_balanced_ce"):
        c = p.shape[1]
        for beta in (0.9999, 0.9):
            weight = effective(y, c, beta)
            params = {"beta": beta} if beta != 0.9999 else {}
            both(rows, "class_balanced_ce", shape, ("F.nll_loss of log", "F.cross_entropy"),
                 lambda q, given, r: F.nll_loss(log_probabilities(q, given), indices(y), weight=weight, reduction=r),
                 p, z, y, params, tolerance=1e-11,
                 why="1 − β and 1 − β^n lose four digits at β = .9999")  # fmt: skip
        for tau in (1, 0.5):
            rows.each_reduction("logit_adjusted_ce", f"random {shape}, tau {tau}", "F.cross_entropy of z + τ ln π",
                                lambda q, r: adjusted(q, y, tau, r), z, y,
                                params={**LOGITS, **({"tau": tau} if tau != 1 else {})})  # fmt: skip
        rows.loss("logit_adjusted_ce", f"random {shape}, tau 0 is the cross entropy", "F.cross_entropy",
                  lambda q: F.cross_entropy(q, indices(y)), z, y, params={**LOGITS, "tau": 0})  # fmt: skip
        cost = uniform(rng("cost", shape), c, c, low=0.2, high=3)
        np.fill_diagonal(cost, 0)
        for temperature in (1, 0.4):
            soft = torch.softmax(-tensor(cost) / temperature, 1)[indices(y)].movedim(-1, 1)
            both(rows, "semantic_ce", shape, ("own: −Σ_k s_k ln p_k", "F.cross_entropy with soft labels"),
                 lambda q, given, r: reduce(-(soft * log_probabilities(q, given)).sum(1), r), p, z, y,
                 {"temperature": temperature} if temperature != 1 else {}, inputs={"cost": cost})  # fmt: skip
    rows.loss("class_balanced_ce", "a class without samples", "F.nll_loss of log",
              lambda q: F.nll_loss(torch.log(q), indices([0, 0, 1]), weight=effective([0, 0, 1], 3, 0.9999)),
              [[0.5, 0.3, 0.2], [0.2, 0.2, 0.6], [0.1, 0.8, 0.1]], [0, 0, 1], tolerance=1e-11,
              why="1 − β and 1 − β^n lose four digits at β = .9999")  # fmt: skip
    rows.loss("logit_adjusted_ce", "a class without samples", "F.cross_entropy of z + τ ln π",
              lambda q: adjusted(q, [0, 0, 1], 1, "mean"), [[1, 2, 3], [0, -1, 1], [0.5, 1, 0]], [0, 0, 1],
              params=LOGITS)  # fmt: skip
    far = [[0 if i == j else np.inf for j in range(3)] for i in range(3)]
    rows.loss("semantic_ce", "infinitely far classes: the cross entropy", "F.nll_loss of log",
              lambda q: F.nll_loss(torch.log(q), indices([0, 2])), [[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]], [0, 2],
              inputs={"cost": far})  # fmt: skip
    rows.refused("semantic_ce", "no cost", "missingInput", "cost", prediction=[[0.5, 0.5]], label=[1])


def others(rows: Family) -> None:
    for shape, p, z, y in classes("perplexity"):
        for input, prediction in (("probabilities", p), ("logits", z)):
            given = LOGITS if input == "logits" else {}
            rows.loss("perplexity", f"random {shape}, {input}", "torch.exp of F.nll_loss",
                      lambda q: torch.exp(F.nll_loss(log_probabilities(q, given), indices(y))), prediction, y,
                      params=given)  # fmt: skip
            rows.loss("perplexity", f"random {shape}, {input}, ignoreIndex 0", "torch.exp of F.nll_loss",
                      lambda q: torch.exp(F.nll_loss(log_probabilities(q, given), indices(y), ignore_index=0)),
                      prediction, y, params={**given, "ignoreIndex": 0})  # fmt: skip
    rows.loss("perplexity", "a uniform guess among C classes gives C", "own: 4", lambda q: torch.exp(-torch.log(q[:, 0]).mean()),
              [[0.25] * 4] * 2, [0, 0])  # fmt: skip

    def info_nce(a, b, temperature):
        a, b = F.normalize(a, dim=1), F.normalize(tensor(b), dim=1)
        similarity = a @ b.T / temperature
        target = torch.arange(len(a))
        return (F.cross_entropy(similarity, target) + F.cross_entropy(similarity.T, target)) / 2

    for case, (n, d) in enumerate(((3, 4), (5, 2), (4, 6))):
        g = rng("info_nce", case)
        a, b = normal(g, n, d), normal(g, n, d)
        for temperature in (0.07, 0.5):
            rows.loss("info_nce", f"random {n} × {d}, temperature {temperature}", "F.cross_entropy in both directions",
                      lambda q: info_nce(q, b, temperature), a, b, tolerance=1e-11,
                      why="exponents of up to 1/.07 multiply the rounding",
                      params={"temperature": temperature} if temperature != 0.07 else {})  # fmt: skip
    rows.loss("info_nce", "one pair alone: 0", "own: one candidate", lambda q: 0 * q.sum(), [[1, 2]], [[2, 1]])
    rows.refused("info_nce", "embeddings of different numbers", "shape", prediction=[[1, 2], [3, 4]], label=[[1, 2]])

    def poly1(q, y, given, r, epsilon=1.0):
        logs = log_probabilities(q, given).gather(1, indices(y).unsqueeze(1)).squeeze(1)
        return reduce(-logs + epsilon * (1 - logs.exp()), r)

    def gce(q, y, given, r, exponent=0.7):
        logs = log_probabilities(q, given).gather(1, indices(y).unsqueeze(1)).squeeze(1)
        return reduce((1 - torch.exp(exponent * logs)) / exponent, r)

    for shape, p, z, y in classes("poly1"):
        for epsilon in (1, 2.5):
            both(rows, "poly1", shape, ("own: −ln p_y + ε(1 − p_y)",) * 2,
                 lambda q, given, r: poly1(q, y, given, r, epsilon), p, z, y,
                 {"epsilon": epsilon} if epsilon != 1 else {})  # fmt: skip
        if p.ndim == 2:
            rows.loss("poly1", f"random {shape}, preset optax", "optax losses.poly_loss_cross_entropy",
                      lambda q: poly1(q, y, LOGITS, "mean", 2.0), z, y, params=LOGITS, preset="optax")  # fmt: skip
            rows.agrees(
                np.asarray(optax.losses.poly_loss_cross_entropy(jnp.asarray(z), jax.nn.one_hot(y, p.shape[1])).mean())
            )
        for q in (0.7, 0.2, 1):
            both(rows, "gce", shape, ("own: (1 − p_y^q)/q",) * 2, lambda x, given, r: gce(x, y, given, r, q), p, z, y,
                 {"q": q} if q != 0.7 else {})  # fmt: skip
    rows.row("gce", "a probability of 0 costs 1/q", "own: 1/q", prediction=[[0, 1]], label=[0], value=1 / 0.7,
             tolerance=1e-9, why="a log clamped at −100 leaves exp(−70)")  # fmt: skip


def edges(rows: Family) -> None:
    """Probabilities of 0 and 1, weights of 0, and parameters at which a loss is another one."""
    sure = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), [0, 1, 0]
    p, y = [[0.7, 0.2, 0.1], [0.1, 0.1, 0.8], [0.3, 0.3, 0.4]], [0, 1, 2]
    binary_sure = [0.0, 1.0, 1.0, 0.0], [1, 0, 1, 0]

    def ce(q, labels=y):
        return -clamped_log(q).gather(1, indices(labels).unsqueeze(1)).squeeze(1)

    rows.row("weighted_bce", "probabilities of 0 and 1: log is clamped at −100", "F.binary_cross_entropy, weighted",
             prediction=binary_sure[0], label=binary_sure[1], params={"weight": 3}, value=(3 * 100 + 100) / 4)  # fmt: skip
    for weight in (0, 1):
        rows.loss("weighted_bce", f"weight {weight}" + (" is bce" if weight else ": positives do not count"),
                  "F.binary_cross_entropy, weighted",
                  lambda q: -(weight * tensor([1, 0, 1]) * q.log() + tensor([0, 1, 0]) * (1 - q).log()).mean(),
                  [0.2, 0.6, 0.9], [1, 0, 1], params={"weight": weight})  # fmt: skip
    rows.loss("weighted_bce", "large logits neither overflow nor vanish", "F.binary_cross_entropy_with_logits(pos_weight)",
              lambda q: F.binary_cross_entropy_with_logits(q, tensor([1, 0, 1, 0]), pos_weight=tensor(2)),
              [800, 800, -800, -800], [1, 0, 1, 0], params={**LOGITS, "weight": 2})  # fmt: skip
    rows.refused("weighted_bce", "a label of 2", "range", "weighted_bce", prediction=[0.5, 0.5], label=[2, 0])
    rows.refused("weighted_bce", "a probability above 1", "range", prediction=[0.5, 1.5], label=[1, 0])
    rows.refused("weighted_bce", "a negative weight", "badParameter", "weight", prediction=[0.5, 0.5], label=[1, 0],
                 params={"weight": -1})  # fmt: skip

    for weight, named in (([1, 1, 1], "even weights are cross entropy"), ([0, 1, 2], "a class of weight 0")):
        rows.loss("weighted_cross_entropy", named, "F.nll_loss with weight",
                  lambda q: F.nll_loss(q.log(), indices(y), tensor(weight)), p, y, params={"weight": weight})  # fmt: skip
    rows.row("weighted_cross_entropy", "only classes of weight 0: NaN", "F.nll_loss with weight", prediction=p, label=[0] * 3,
             params={"weight": [0, 1, 1]}, value=F.nll_loss(tensor(p).log(), indices([0] * 3), tensor([0, 1, 1])))  # fmt: skip
    rows.row("weighted_cross_entropy", "a probability of 0: log is clamped at −100", "own: 100 · 2/4", prediction=sure[0],
             label=sure[1], params={"weight": [1, 2, 3]}, value=100 / 4)  # fmt: skip
    rows.refused("weighted_cross_entropy", "weights of another length", None, "weight", prediction=p, label=y,
                 params={"weight": [1, 2]})  # fmt: skip
    rows.refused("cross_entropy", "one-hot labels of 0 and 255", "range", "cross_entropy", "255", prediction=p,
                 label=[[255, 0, 0], [0, 255, 0], [0, 0, 255]])  # fmt: skip

    for epsilon, named in ((0, "is cross entropy"), (-1, "takes the first term away")):
        rows.loss("poly1", f"epsilon {epsilon} {named}", "own: −ln p_y + ε(1 − p_y)",
                  lambda q: (ce(q) + epsilon * (1 - q.gather(1, indices(y).unsqueeze(1)).squeeze(1))).mean(), p, y,
                  params={"epsilon": epsilon})  # fmt: skip
    rows.row("poly1", "a probability of 0 costs 100 + ε", "own: −ln p_y + ε(1 − p_y), ln 0 = −100", prediction=sure[0],
             label=sure[1], reduction="none", value=[0, 0, 101])  # fmt: skip
    huge = [[900, 0, -900], [-900, 0, 900]], [0, 0]
    rows.loss("poly1", "large logits neither overflow nor vanish", "optax losses.poly_loss_cross_entropy, ε = 1",
              lambda q: (F.cross_entropy(q, indices(huge[1]), reduction="none") + 1 - q.softmax(1)[:, 0]).mean(), *huge,
              params=LOGITS)  # fmt: skip
    rows.agrees(np.asarray(optax.losses.poly_loss_cross_entropy(
        jnp.asarray(huge[0], dtype=float), jax.nn.one_hot(jnp.asarray(huge[1]), 3), epsilon=1.0).mean()))  # fmt: skip
    rows.loss("poly1", "ignoreIndex 2", "own: −ln p_y + ε(1 − p_y)",
              lambda q: (ce(q)[:2] + 1 - q.gather(1, indices(y).unsqueeze(1)).squeeze(1)[:2]).mean(), p, y,
              params={"ignoreIndex": 2})  # fmt: skip
    rows.loss("gce", "q 1 is 1 − p_y", "own: (1 − p_y^q)/q", lambda q: (1 - q[range(3), y]).mean(), p, y, params={"q": 1})
    rows.loss("gce", "large logits neither overflow nor vanish", "own: (1 − p_y^q)/q",
              lambda q: ((1 - (0.7 * F.log_softmax(q, 1)[:, 0]).exp()) / 0.7).mean(), *huge, params=LOGITS)  # fmt: skip
    for id in ("poly1", "gce"):
        rows.refused(id, "a class that the scores lack", "classes", prediction=p, label=[0, 1, 3])
        rows.refused(id, "rows that do not sum to 1", "range", prediction=[[0.5, 0.6]], label=[0])

    rows.loss("nll", "an ignored label, a weight of 0", "F.nll_loss",
              lambda q: F.nll_loss(q, indices([0, 1, 2]), tensor([0, 1, 2]), ignore_index=2), np.log(p), y,
              params={"ignoreIndex": 2, "weight": [0, 1, 2]})  # fmt: skip
    rows.row("focal_multiclass", "a probability of 0 costs 100", "own: ln 0 = −100", prediction=sure[0], label=sure[1],
             reduction="none", value=[0, 0, 100])  # fmt: skip
    rows.loss("focal_multiclass", "gamma 0 is cross entropy", "F.nll_loss", lambda q: ce(q).mean(), p, y,
              params={"gamma": 0})  # fmt: skip
    rows.loss("focal_multiclass", "an alpha for each class", "own: −α_y (1 − p_y)^γ ln p_y",
              lambda q: (tensor([0.2, 1, 3])[y] * (1 - q[range(3), y]) ** 2 * ce(q)).mean(), p, y,
              params={"alpha": [0.2, 1, 3]})  # fmt: skip
    rows.loss("focal", "gamma 0 is bce", "F.binary_cross_entropy",
              lambda q: F.binary_cross_entropy(q, tensor([1, 0, 1])), [0.2, 0.6, 0.9], [1, 0, 1], params={"gamma": 0})  # fmt: skip
    rows.loss("focal", "alpha 0 and 1: only one class counts", "own: −α_t (1 − p_t)^γ ln p_t",
              lambda q: -(q[1] ** 2 * (1 - q[1]).log()) / 3, [0.2, 0.6, 0.9], [1, 0, 1], params={"alpha": 0})  # fmt: skip
    rows.loss("class_balanced_ce", "beta 0 is cross entropy", "F.nll_loss", lambda q: ce(q).mean(), p, y, params={"beta": 0})
    rows.loss("logit_adjusted_ce", "tau 0 is cross entropy", "F.cross_entropy",
              lambda q: F.cross_entropy(q, indices(y)), p, y, params={"tau": 0, **LOGITS})  # fmt: skip
    rows.row("perplexity", "a probability of 0: e^100", "own: exp(100)", prediction=sure[0][2:], label=[0], value=np.exp(100))
    rows.row("perplexity", "certain and right: 1", "own: 1", prediction=sure[0], label=[0, 1, 2], value=1)
    rows.row("semantic_ce", "distances of 0: a uniform target", "own: −Σ ln p_k/3", prediction=p, label=y,
             inputs={"cost": np.zeros((3, 3))}, value=-np.log(p).mean())  # fmt: skip
    rows.refused("semantic_ce", "a negative distance", "range", "distances", prediction=p, label=y,
                 inputs={"cost": -np.ones((3, 3))})  # fmt: skip
    rows.refused("semantic_ce", "distances of other classes", "shape", "cost", prediction=p, label=y,
                 inputs={"cost": np.ones((2, 2))})  # fmt: skip
    rows.loss("info_nce", "the same embeddings, in another length", "F.cross_entropy in both directions",
              lambda q: info(q, [[2, 0], [0, 0.5]]), [[1, 0], [0, 3]], [[2, 0], [0, 0.5]])  # fmt: skip
    rows.refused("info_nce", "temperature 0", "badParameter", "temperature", prediction=p, label=p,
                 params={"temperature": 0})  # fmt: skip
    rows.row("topk_percent", "a logit of NaN goes through: the largest of all", "torch.topk",
             prediction=[[np.nan, 0], [1, 0]], label=[0, 1], params=LOGITS,
             value=torch.topk(F.cross_entropy(tensor([[np.nan, 0], [1, 0]]), indices([0, 1]), reduction="none"), 1).values.sum())  # fmt: skip
    rows.row("topk_threshold", "a logit of NaN goes through", "own: not p ≥ t", prediction=[[np.nan, 0], [1, 0]],
             label=[0, 1], params=LOGITS, value=np.nan)  # fmt: skip
    rows.row("topk_threshold", "a probability at the threshold is left out", "own: p < t", prediction=[[0.5, 0.5], [0.25, 0.75]],
             label=[0, 0], value=-np.log(0.25))  # fmt: skip
    for id in ("topk_percent", "topk_threshold", "focal_multiclass", "class_balanced_ce", "logit_adjusted_ce", "perplexity"):
        rows.refused(id, "labels of another length", "shape", prediction=p, label=[0, 1])


def info(q, other, temperature=0.07):
    similarity = F.normalize(q, dim=1) @ F.normalize(tensor(other), dim=1).T / temperature
    target = torch.arange(len(q))
    return (F.cross_entropy(similarity, target) + F.cross_entropy(similarity.T, target)) / 2


def family() -> Family:
    rows = Family("classification", "torchvision", "monai", "keras", "optax", "scikit-learn")
    for part in (bce, cross_entropy, focal, selected, balanced, others, edges):
        part(rows)
    return rows
