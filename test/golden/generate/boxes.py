"""Rows of the box metrics and losses: N×4 against N×4, row by row."""

import numpy as np
import torch
from torchvision import ops

from golden import Family, reduce, rng, tensor

EPS = 1e-7


def boxes(id: str, case: int, n: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """x1, y1, x2, y2 of predictions and targets; a larger spread leaves more of them apart."""
    g = rng(id, case)
    centre = g.uniform(30, 70, (n, 2))
    size = np.exp(g.normal(3, 0.4, (n, 2)))
    moved = centre + g.normal(0, spread, (n, 2))
    other = size * np.exp(g.normal(0, 0.3, (n, 2)))
    return (
        np.round(np.concatenate([moved - other / 2, moved + other / 2], 1), 2),
        np.round(np.concatenate([centre - size / 2, centre + size / 2], 1), 2),
    )


def parts(a: torch.Tensor, b: torch.Tensor) -> dict[str, torch.Tensor]:
    low, high = torch.max(a[:, :2], b[:, :2]), torch.min(a[:, 2:], b[:, 2:])
    overlap = torch.relu(high - low)
    enclosing = torch.max(a[:, 2:], b[:, 2:]) - torch.min(a[:, :2], b[:, :2])
    size_a, size_b = a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2]
    intersection = overlap.prod(1)
    return {
        "intersection": intersection,
        "union": size_a.prod(1) + size_b.prod(1) - intersection,
        "enclosing": enclosing,
        "size_a": size_a,
        "size_b": size_b,
        "offset": (b[:, 2:] + b[:, :2] - a[:, 2:] - a[:, :2]) / 2,
    }


def iou_loss(a, b, eps=EPS):
    x = parts(a, b)
    return 1 - x["intersection"] / (x["union"] + eps)


def eiou(a, b):
    x = parts(a, b)
    square = x["enclosing"] ** 2
    loss = 1 - x["intersection"] / (x["union"] + EPS)
    loss = loss + (x["offset"] ** 2).sum(1) / (square.sum(1) + EPS)
    return loss + ((x["size_a"] - x["size_b"]) ** 2 / (square + EPS)).sum(1)


def extended_iou(a, b, smooth_point=0.1):
    """Peng and Yu 2021: an intersection with signed areas, so that boxes apart still pull; smooth L1 of 1 − IoU."""
    origin = torch.min(a[:, :2], b[:, :2])
    u = torch.max(a[:, :2], b[:, :2]) - origin
    v = torch.min(a[:, 2:], b[:, 2:]) - origin
    low, high = torch.min(u, v), torch.max(u, v)
    intersection = v[:, 0] * v[:, 1] + low[:, 0] * low[:, 1] - u[:, 0] * high[:, 1] - high[:, 0] * u[:, 1]
    area = (a[:, 2:] - a[:, :2]).prod(1) + (b[:, 2:] - b[:, :2]).prod(1)
    loss = 1 - intersection / (area - intersection + EPS)
    near = loss.detach() < smooth_point
    return torch.where(near, loss**2 / (2 * smooth_point), loss - smooth_point / 2)


def siou(a, b, theta=4, eps=EPS):
    """Gevorgyan 2022: IoU, distance with the angle's weight, shape. sin 2α is 1 − 2 sin²(arcsin x − π/4)."""
    x = parts(a, b)
    offset = x["offset"].abs()
    angle = 2 * offset.prod(1) / ((offset**2).sum(1) + eps)
    gamma = (2 - angle).unsqueeze(1)
    distance = (1 - torch.exp(-gamma * (x["offset"] / (x["enclosing"] + eps)) ** 2)).sum(1)
    omega = (x["size_a"] - x["size_b"]).abs() / (torch.max(x["size_a"], x["size_b"]) + eps)
    shape = ((1 - torch.exp(-omega)) ** theta).sum(1)
    return 1 - x["intersection"] / (x["union"] + eps) + (distance + shape) / 2


def ciou_attached(a, b):
    x = parts(a, b)
    iou = x["intersection"] / (x["union"] + EPS)
    angle = torch.atan(x["size_b"][:, 0] / x["size_b"][:, 1]) - torch.atan(x["size_a"][:, 0] / x["size_a"][:, 1])
    v = 4 / np.pi**2 * angle**2
    distance = (x["offset"] ** 2).sum(1) / ((x["enclosing"] ** 2).sum(1) + EPS)
    return 1 - iou + distance + v / (1 - iou + v + EPS) * v


def family() -> Family:
    rows = Family("boxes", "torchvision")

    metrics = {
        "box_iou": ("torchvision.ops.box_iou, diagonal", lambda a, b: ops.box_iou(a, b).diag()),
        "box_giou": ("torchvision.ops.generalized_box_iou, diagonal", lambda a, b: ops.generalized_box_iou(a, b).diag()),
        "box_diou": ("torchvision.ops.distance_box_iou, eps 0, diagonal", lambda a, b: ops.distance_box_iou(a, b, eps=0).diag()),
        "box_ciou": ("torchvision.ops.complete_box_iou, eps 0, diagonal", lambda a, b: ops.complete_box_iou(a, b, eps=0).diag()),
    }  # fmt: skip
    torchvision = {
        "giou_loss": ops.generalized_box_iou_loss,
        "diou_loss": ops.distance_box_iou_loss,
    }
    losses = {
        "iou_loss": ("own: 1 − I/(U + eps)", iou_loss),
        **{id: (f"torchvision.ops.{call.__name__}", call) for id, call in torchvision.items()},
        "ciou_loss": ("torchvision.ops.complete_box_iou_loss", ops.complete_box_iou_loss),
        "eiou_loss": ("own: Zhang et al. 2021", eiou),
        "siou_loss": ("own: Gevorgyan 2022", siou),
        "alpha_iou_loss": ("own: 1 − IoU³, He et al. 2021", lambda a, b: 1 - (1 - iou_loss(a, b)) ** 3),
    }
    for id, (oracle, form) in {**metrics, **losses}.items():
        metric = id.startswith("box_")
        # The catalogue leaves open whether α is constant by default: the rows that name it hold the gradient.
        value_only = id == "ciou_loss"
        more = {}
        if id == "siou_loss":
            more = {"tolerance": 1e-8, "why": "the paper does not say where eps is added"}
        for case, (n, spread) in enumerate(((1, 4), (6, 8), (9, 25))):
            p, y = boxes(id, case, n, spread)
            for reduction in ("mean", "sum", "none"):
                name = f"random {n}, spread {spread}, {reduction}"
                values = reduce(form(tensor(p), tensor(y)), reduction)
                if value_only:
                    rows.row(id, name, oracle, prediction=p, label=y, reduction=reduction, value=values, **more)
                else:
                    rows.loss(id, name, oracle, lambda q: reduce(form(q, tensor(y)), reduction), p, y,
                              reduction=reduction, **more)  # fmt: skip
            if id == "ciou_loss":
                for detached, preset, oracle_of, function in (
                    (True, "torchvision", oracle, form),
                    (False, "attached", "own: the formula, α included", ciou_attached),
                ):
                    for more_params in ({"preset": preset}, {"params": {"detachAlpha": detached}}):
                        named = next(iter(more_params))
                        rows.loss(id, f"random {n}, spread {spread}, α {preset}, by {named}", oracle_of,
                                  lambda q: function(q, tensor(y)).mean(), p, y, **more_params)  # fmt: skip
                        rows.agrees(form(tensor(p), tensor(y)).mean())
            for box_format in ("xywh", "cxcywh"):
                a, b = (ops.box_convert(tensor(x), "xyxy", box_format).numpy() for x in (p, y))
                function = lambda q: form(  # noqa: E731
                    ops.box_convert(q, box_format, "xyxy"), ops.box_convert(tensor(b), box_format, "xyxy")
                ).sum()
                name = f"random {n}, spread {spread}, {box_format}"
                params = {"boxFormat": box_format}
                if value_only:
                    rows.row(id, name, oracle, prediction=a, label=b, params=params, reduction="sum",
                             value=function(tensor(a)), **more)  # fmt: skip
                else:
                    rows.loss(id, name, oracle, function, a, b, params=params, reduction="sum", **more)
        apart = ([[0, 0, 10, 10], [30, 5, 42, 20]], [[20, 20, 30, 35], [0, 0, 8, 40]])
        inside = ([[2, 3, 6, 8]], [[0, 0, 10, 12]])
        for name, (p, y) in (("apart", apart), ("one inside the other", inside)):
            values = form(tensor(p), tensor(y))
            if value_only:
                rows.row(id, name, oracle, prediction=p, label=y, reduction="none", value=values, **more)
            else:
                rows.loss(id, name, oracle, lambda q: form(q, tensor(y)), p, y, reduction="none", **more)
        # The same box: eps leaves 1e-9 of an IoU of 1.
        y = [[1, 2, 11, 22]]
        value = torch.ones(1) if metric else form(tensor(y), tensor(y))
        rows.row(id, "the same box", "own: 1" if metric else oracle, prediction=y, label=y, value=value.mean(), **more)
        rows.refused(id, "x2 before x1", None, "xywh", prediction=[[10, 10, 5, 20]], label=[[0, 0, 5, 5]])
        rows.refused(id, "three columns", "shape", prediction=[[1, 2, 3]], label=[[1, 2, 3]])
        rows.refused(id, "different numbers of boxes", "shape", prediction=[[0, 0, 1, 1]], label=[[0, 0, 1, 1]] * 2)

    p, y = boxes("touching", 0, 1, 1)
    rows.row("box_iou", "touching boxes", "torchvision.ops.box_iou, diagonal", prediction=[[0, 0, 5, 5]],
             label=[[5, 0, 10, 5]], value=0)  # fmt: skip
    rows.row("box_giou", "touching boxes", "torchvision.ops.generalized_box_iou, diagonal", prediction=[[0, 0, 5, 5]],
             label=[[5, 0, 10, 5]], value=0)  # fmt: skip
    flat = (
        ("a degenerate prediction", [[3, 3, 3, 9]], [[0, 0, 5, 10]]),
        ("a point as prediction", [[3, 4, 3, 4]], [[0, 0, 5, 10]]),
        ("a degenerate label", [[0, 0, 5, 10]], [[1, 3, 4, 3]]),
        ("degenerate boxes apart", [[3, 3, 3, 9]], [[5, 0, 9, 0]]),
        ("both degenerate", [[3, 3, 3, 3]], [[3, 3, 3, 3]]),
    )
    for name, a, b in flat:
        for id, (oracle, form) in metrics.items():
            value = form(tensor(a), tensor(b)).mean()
            if torch.isnan(value):  # 0/0 without eps
                continue
            rows.row(id, name, oracle, prediction=a, label=b, value=value)
        for id in ("iou_loss", "giou_loss", "diou_loss", "eiou_loss", "siou_loss", "alpha_iou_loss"):
            oracle, form = losses[id]
            more = {"tolerance": 1e-6, "why": "without an area, where eps is added decides"} if id == "siou_loss" else {}
            rows.row(id, name, oracle, prediction=a, label=b, value=form(tensor(a), tensor(b)).mean(), **more)
        # arctan(w/h) of a box without height is 0/0 in torchvision; without width it is 0.
        value = losses["ciou_loss"][1](tensor(a), tensor(b)).mean()
        if not torch.isnan(value):
            rows.row("ciou_loss", name, losses["ciou_loss"][0], prediction=a, label=b, value=value)
    huge = [[0, 0, 1e6, 1e6]], [[5e5, 5e5, 1.5e6, 1.5e6]]
    tiny = [[0, 0, 1e-3, 1e-3]], [[5e-4, 5e-4, 1.5e-3, 1.5e-3]]
    negative = [[-10, -20, -5, -1]], [[-12, -18, -6, 3]]
    for name, (a, b) in (("very large boxes", huge), ("very small boxes", tiny), ("negative coordinates", negative)):
        for id, (oracle, form) in {**metrics, **losses}.items():
            if id != "siou_loss":
                rows.row(id, name, oracle, prediction=a, label=b, value=form(tensor(a), tensor(b)).mean())
        rows.loss("siou_loss", f"{name}, eps 0", losses["siou_loss"][0], lambda q: siou(q, tensor(b), eps=0).mean(), a, b,
                  params={"eps": 0})  # fmt: skip
    for case, (n, spread) in enumerate(((4, 3), (6, 9), (9, 25))):
        p, y = boxes("eps", case, n, spread)
        exact = {"eps": 0}
        rows.loss("siou_loss", f"random {n}, spread {spread}, eps 0", losses["siou_loss"][0],
                  lambda q: siou(q, tensor(y), eps=0).mean(), p, y, params=exact)  # fmt: skip
        rows.loss("siou_loss", f"random {n}, spread {spread}, theta 2, eps 0", losses["siou_loss"][0],
                  lambda q: siou(q, tensor(y), 2, 0).mean(), p, y, params={**exact, "theta": 2})  # fmt: skip
        rows.loss("iou_loss", f"random {n}, spread {spread}, eps 0", "own: 1 − I/U", lambda q: iou_loss(q, tensor(y), 0).mean(),
                  p, y, params=exact)  # fmt: skip
        if bool((iou_loss(tensor(p), tensor(y)) < 1).all()):
            rows.loss("iou_loss", f"random {n}, spread {spread}, form log, eps 0", "own: −ln I/U",
                      lambda q: -torch.log(1 - iou_loss(q, tensor(y), 0)).mean(), p, y,
                      params={**exact, "form": "log"})  # fmt: skip
    for id, (oracle, form) in {**metrics, **losses}.items():
        a, b = tensor([[np.nan, 0, 4, 4]]), tensor([[1, 1, 5, 5]])
        rows.row(id, "a coordinate of NaN goes through", oracle, prediction=a, label=b, value=form(a, b).mean())
        rows.refused(id, "a negative width", "range", "width", prediction=[[1, 1, -2, 3]], label=[[0, 0, 1, 1]],
                     params={"boxFormat": "xywh"})  # fmt: skip
    for case, (n, spread) in enumerate(((4, 2), (7, 5))):
        p, y = boxes("log", case, n, spread)
        rows.loss("iou_loss", f"random {n}, preset log", "own: −ln IoU (mmdetection's iou_loss, mode log)",
                  lambda q: -torch.log(1 - iou_loss(q, tensor(y))).mean(), p, y, preset="log", tolerance=1e-8,
                  why="mmdetection takes the larger of the union and eps where others add eps")  # fmt: skip
        rows.loss("eiou_loss", f"random {n}, preset mmdet", "own: Extended-IoU, Peng and Yu 2021, as mmdetection has it",
                  lambda q: extended_iou(q, tensor(y)).mean(), p, y, preset="mmdet")  # fmt: skip
        for alpha in (2, 0.5):
            rows.loss("alpha_iou_loss", f"random {n}, alpha {alpha}", "own: 1 − IoU^α, He et al. 2021",
                      lambda q: (1 - (1 - iou_loss(q, tensor(y))) ** alpha).mean(), p, y, params={"alpha": alpha})  # fmt: skip
    p, y = boxes("extended", 0, 5, 30)
    rows.loss("eiou_loss", "mostly apart, preset mmdet", "own: Extended-IoU, Peng and Yu 2021, as mmdetection has it",
              lambda q: extended_iou(q, tensor(y)).mean(), p, y, preset="mmdet")  # fmt: skip
    p, y = boxes("near", 0, 5, 0.1)
    y = np.round(p + 0.3, 2)
    rows.loss("eiou_loss", "nearly the same, preset mmdet", "own: Extended-IoU, Peng and Yu 2021, as mmdetection has it",
              lambda q: extended_iou(q, tensor(y)).mean(), p, y, preset="mmdet")  # fmt: skip
    return rows
