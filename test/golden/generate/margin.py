"""Rows of the margin losses: scores f, labels −1 and 1 (or 0 and 1)."""

import jax.numpy as jnp
import keras
import numpy as np
import optax
import torch
import torch.nn.functional as F
from sklearn import metrics

from golden import KERAS, Family, binary, indices, normal, reduce, rng, tensor


def cases(id: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
    g = rng(id)
    shapes = ((8,), (4, 3), (2, 2, 5))
    return [(" × ".join(map(str, s)), normal(g, *s, scale=2), 2 * binary(g, *s) - 1) for s in shapes]


def signs(rows: Family) -> None:
    def margin(f, y):
        return tensor(y) * f

    forms = {
        "hinge": ("sklearn hinge_loss", lambda m: torch.relu(1 - m)),
        "squared_hinge": ("keras losses.SquaredHinge, in float64", lambda m: torch.relu(1 - m) ** 2),
        "perceptron": ("optax losses.perceptron_loss", lambda m: torch.relu(-m)),
        "exponential": ("own: exp(−yf), float64", lambda m: torch.exp(-m)),
        "logistic": ("F.logsigmoid, negated", lambda m: -F.logsigmoid(m)),
    }
    library = {
        "hinge": lambda f, y: metrics.hinge_loss(y.ravel(), f.ravel()),
        "squared_hinge": lambda f, y: float(keras.losses.SquaredHinge()(y, f)),
        "perceptron": lambda f, y: float(optax.losses.perceptron_loss(jnp.asarray(f), jnp.asarray(y)).mean()),
        "logistic": lambda f, y: F.soft_margin_loss(tensor(f), tensor(y)),
    }
    for id, (oracle, form) in forms.items():
        for shape, f, y in cases(id):
            rows.each_reduction(id, f"random {shape}", oracle, lambda q, r: reduce(form(margin(q, y)), r), f, y)
            if id in library:
                rows.row(id, f"random {shape}, the library's mean", oracle, prediction=f, label=y,
                         value=form(margin(tensor(f), y)).mean())  # fmt: skip
                rows.agrees(library[id](f, y), KERAS if "keras" in oracle else 1e-12)
        f, y = np.array([0.3, -1.2, 2.5, -0.4]), np.array([1, 0, 0, 1])
        rows.loss(id, "labels 0 and 1: 0 is taken for −1", oracle, lambda q: form(margin(q, 2 * y - 1)).mean(), f, y)
        rows.loss(id, "labels true and false", oracle, lambda q: form(margin(q, 2 * y - 1)).mean(), f, y == 1)
        rows.loss(id, "scores of 0", oracle, lambda q: form(margin(q, [1, -1])) if id != "perceptron" else 0 * q,
                  [0, 0], [1, -1], reduction="none")  # fmt: skip
        rows.refused(id, "a label of 2", None, prediction=[0.5, 1], label=[2, 1])
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 1], label=[1, 1, -1])
    for id in ("hinge", "squared_hinge"):
        rows.loss(id, "at the kink, yf = 1, the gradient is 0", forms[id][0],
                  lambda q: forms[id][1](margin(q, [1, -1])), [1, -1], [1, -1], reduction="none")  # fmt: skip
    rows.row("exponential", "an overflow is infinity", "own: exp(1000)", prediction=[-1000, 1], label=[1, 1],
             value=np.inf)  # fmt: skip
    rows.loss("exponential", "just below an overflow", "own: exp(−yf), float64",
              lambda q: torch.exp(-q).sum(), [-709, 1], [1, 1], reduction="sum")  # fmt: skip
    rows.loss("logistic", "large scores neither overflow nor vanish", "F.logsigmoid, negated",
              lambda q: forms["logistic"][1](margin(q, [1, 1, -1, -1])), [-1000, 40, 1000, -40], [1, 1, -1, -1],
              reduction="none")  # fmt: skip

    for shape, f, y in cases("zero_one"):
        wrong = np.where(f > 0, 1, -1) != y
        for reduction, value in (("mean", wrong.mean()), ("sum", wrong.sum()), ("none", wrong.astype(float))):
            rows.row("zero_one", f"random {shape}, {reduction}", "sklearn zero_one_loss", prediction=f, label=y,
                     reduction=reduction, value=value, gradient=np.zeros(f.shape))  # fmt: skip
            if reduction == "mean":
                rows.agrees(metrics.zero_one_loss(y.ravel(), np.where(f > 0, 1, -1).ravel()))
        wrong = np.where(f > 0.7, 1, -1) != y
        rows.row("zero_one", f"random {shape}, threshold 0.7", "sklearn zero_one_loss", prediction=f, label=y,
                 params={"threshold": 0.7}, value=wrong.mean())  # fmt: skip
    rows.row("zero_one", "a score at the threshold is negative", "the catalogue: positive is f > threshold",
             prediction=[0, 0, 1], label=[1, -1, 1], reduction="none", value=[1, 0, 0])  # fmt: skip
    rows.row("zero_one", "labels 0 and 1", "sklearn zero_one_loss", prediction=[0.5, 2, -1, -3], label=[1, 0, 0, 1],
             value=0.5)  # fmt: skip


def classes(rows: Family) -> None:
    def highest(q, y, margin=1.0, p=1):
        """Crammer and Singer: the worst of the other classes."""
        true = q.gather(1, indices(y)[:, None])
        others = q.scatter(1, indices(y)[:, None], -torch.inf).amax(1, keepdim=True)
        return (torch.relu(margin + others - true) ** p).squeeze(1)

    for n, c in ((4, 3), (6, 5), (3, 2)):
        g = rng("multiclass_hinge", n)
        f, y = normal(g, n, c), g.integers(0, c, n)
        size = f"{n} × {c}"
        for margin, p in ((1, 1), (0.5, 1), (1, 2)):
            params = {**({"margin": margin} if margin != 1 else {}), **({"p": p} if p != 1 else {})}
            named = f"margin {margin}, p {p}"
            rows.each_reduction(
                "multiclass_hinge", f"form sum, random {size}, {named}", "F.multi_margin_loss",
                lambda q, r: F.multi_margin_loss(q, indices(y), p=p, margin=margin, reduction=r), f, y, params=params,
            )  # fmt: skip
            if p == 1:
                rows.each_reduction(
                    "multiclass_hinge", f"form max, random {size}, {named}",
                    "sklearn hinge_loss" if margin == 1 and c > 2 else "own: max over j ≠ y of max(0, m + f_j − f_y)",
                    lambda q, r: reduce(highest(q, y, margin), r), f, y, params={"form": "max", **params},
                )  # fmt: skip
        if c > 2:
            rows.row("multiclass_hinge", f"form max, random {size}, scikit-learn", "sklearn hinge_loss", prediction=f,
                     label=y, params={"form": "max"}, value=highest(tensor(f), y).mean())  # fmt: skip
            rows.agrees(metrics.hinge_loss(y, f, labels=range(c)))
        rows.row("multiclass_hinge", f"form max, random {size}, optax", "optax losses.multiclass_hinge_loss", prediction=f,
                 label=y, params={"form": "max"}, reduction="none", value=highest(tensor(f), y))  # fmt: skip
        rows.agrees(np.asarray(optax.losses.multiclass_hinge_loss(jnp.asarray(f), jnp.asarray(y))))
        positive = np.abs(f) + 0.1
        rows.row("multiclass_hinge", f"form max, random {size}, keras", "keras losses.CategoricalHinge, in float64",
                 prediction=positive, label=y, params={"form": "max"}, value=highest(tensor(positive), y).mean())  # fmt: skip
        rows.agrees(float(keras.losses.CategoricalHinge()(np.eye(c)[y], positive)), KERAS)
    rows.loss("multiclass_hinge", "every margin kept: 0", "F.multi_margin_loss",
              lambda q: F.multi_margin_loss(q, indices([0, 1])), [[5, 1, 0], [-3, 4, 0]], [0, 1])  # fmt: skip
    ties = [[1, 1, 0], [0, 2, 2]], [0, 0]
    rows.loss("multiclass_hinge", "tied scores", "F.multi_margin_loss",
              lambda q: F.multi_margin_loss(q, indices(ties[1])), *ties)  # fmt: skip
    rows.row("multiclass_hinge", "form max: tied rivals", "own: max over j ≠ y of max(0, m + f_j − f_y)", prediction=ties[0],
             label=ties[1], params={"form": "max"}, value=2)  # fmt: skip
    rows.loss("multiclass_hinge", "large scores", "F.multi_margin_loss",
              lambda q: F.multi_margin_loss(q, indices([0, 1])), [[-1e6, 1e6, 0], [1e8, -1e8, 3]], [0, 1])  # fmt: skip
    rows.refused("multiclass_hinge", "a class that the scores lack", "classes", prediction=[[1, 2], [0, 1]],
                 label=[0, 2])  # fmt: skip

    for shape, f, y in cases("hinge_embedding"):
        for margin in (1, 2.5):
            rows.each_reduction(
                "hinge_embedding", f"random {shape}, margin {margin}", "F.hinge_embedding_loss",
                lambda q, r: F.hinge_embedding_loss(q, tensor(y), margin=margin, reduction=r), np.abs(f), y,
                params={"margin": margin} if margin != 1 else {},
            )  # fmt: skip
    rows.loss("hinge_embedding", "far enough apart", "F.hinge_embedding_loss",
              lambda q: F.hinge_embedding_loss(q, tensor([-1, 1])), [3, 0.2], [-1, 1])  # fmt: skip
    rows.loss("hinge_embedding", "at the margin, and at no distance", "F.hinge_embedding_loss",
              lambda q: F.hinge_embedding_loss(q, tensor([-1, -1, 1]), reduction="none"), [1.5, 0, 0], [-1, -1, 1],
              reduction="none")  # fmt: skip
    rows.refused("hinge_embedding", "a label of 2", "range", "hinge_embedding", prediction=[1, 2], label=[1, 2])
    rows.refused("hinge_embedding", "shapes that differ", "shape", prediction=[1, 2, 3], label=[1, -1])
    rows.refused("zero_one", "shapes that differ", "shape", prediction=[1, 2, 3], label=[1, -1])


def family() -> Family:
    rows = Family("margin", "scikit-learn", "keras", "optax")
    signs(rows)
    classes(rows)
    return rows
