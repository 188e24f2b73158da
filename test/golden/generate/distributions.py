"""Rows of the divergences: the label is p (the target), the prediction is q; each row of the last axis is one."""

from collections.abc import Callable

import cv2
import numpy as np
import ot
import torch
import torch.nn.functional as F
from scipy import stats
from scipy.spatial.distance import cdist, jensenshannon
from torch.special import xlogy

from golden import Family, central_differences, normal, reduce, rng, simplex, tensor, uniform


OPENCV = 1e-5
"""How near cv2.EMD is: it computes in float32."""


def pairs(id: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
    g = rng(id)
    return [
        ("5", simplex(g, 5), simplex(g, 5)),
        ("4 × 3", simplex(g, 4, 3), simplex(g, 4, 3)),
        ("2 × 3 × 6", simplex(g, 2, 3, 6), simplex(g, 2, 3, 6)),
    ]


def kl(q: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    return (xlogy(p, p) - xlogy(p, q)).sum(-1)


def js(q: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    m = (p + q) / 2
    return (kl(m, p) + (xlogy(q, q) - xlogy(q, m)).sum(-1)) / 2


def difference(q: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    return torch.cumsum(p - q, -1)


def wasserstein(q: torch.Tensor, p: torch.Tensor, positions: np.ndarray) -> torch.Tensor:
    order = np.argsort(positions)
    gaps = tensor(np.diff(np.asarray(positions)[order]))
    return (difference(q[..., order], p[..., order]).abs()[..., :-1] * gaps).sum(-1)


def divergences(rows: Family) -> None:
    def emd_squared(q, p):
        return (difference(q, p) ** 2).sum(-1)

    def nima(q, p, r=2):
        return (difference(q, p).abs() ** r).mean(-1) ** (1 / r)

    forms: dict[str, tuple[str, Callable, Callable | None]] = {
        "distribution_cross_entropy": (
            "own: −Σ p ln q", lambda q, p: -xlogy(p, q).sum(-1), lambda q, p: stats.entropy(p) + stats.entropy(p, q),
        ),
        "kl": ("scipy stats.entropy", kl, lambda q, p: stats.entropy(p, q)),
        "js": ("scipy spatial.distance.jensenshannon, squared", js, lambda q, p: jensenshannon(p, q) ** 2),
        "wasserstein_1d": (
            "scipy stats.wasserstein_distance", lambda q, p: wasserstein(q, p, np.arange(q.shape[-1])),
            lambda q, p: stats.wasserstein_distance(range(len(p)), range(len(p)), p, q),
        ),
        "emd_squared": (
            "scipy stats.energy_distance², halved", emd_squared,
            lambda q, p: stats.energy_distance(range(len(p)), range(len(p)), p, q) ** 2 / 2,
        ),
        "hellinger": (
            "own: ‖√p − √q‖/√2", lambda q, p: torch.sqrt(((torch.sqrt(p) - torch.sqrt(q)) ** 2).sum(-1) / 2), None,
        ),
        "total_variation": ("own: ½ Σ|p − q|", lambda q, p: (p - q).abs().sum(-1) / 2, None),
    }  # fmt: skip
    for id, (oracle, form, library) in forms.items():
        for shape, p, q in pairs(id):
            if p.ndim == 1:
                rows.loss(id, f"random {shape}", oracle, lambda x: form(x, tensor(p)), q, p)
            else:
                rows.each_reduction(id, f"random {shape}", oracle, lambda x, r: reduce(form(x, tensor(p)), r), q, p)
            if library:
                each = [library(b, a) for a, b in zip(p.reshape(-1, p.shape[-1]), q.reshape(-1, q.shape[-1]))]
                rows.agrees(np.reshape(each, p.shape[:-1]), 1e-11)
        counts = tensor(np.round(uniform(rng(id, "counts"), 3, 4, low=1, high=40)))
        p, q = counts[0], counts[1]
        rows.loss(id, "counts, normalized", oracle, lambda x: form(x / x.sum(), p / p.sum()), q, p,
                  params={"normalize": True})  # fmt: skip
        rows.refused(id, "counts that do not sum to 1", "range", prediction=q, label=p)
        rows.refused(id, "a negative share", "range", prediction=[1.5, -0.5], label=[0.5, 0.5])
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5], label=[0.5, 0.25, 0.25])
        same = [0.2, 0.3, 0.5]
        if id != "distribution_cross_entropy":
            rows.row(id, "equal distributions: 0", oracle, prediction=same, label=same, value=0)
        rows.row(id, "float32 rows sum to 1 within 1e-6", oracle, prediction=[0.3333333, 0.3333333, 0.3333333],
                 label=[0.5, 0.25, 0.25],
                 value=form(tensor([0.3333333] * 3), tensor([0.5, 0.25, 0.25])))  # fmt: skip

    zeros = ([0, 0.5, 0.5], [0, 0.25, 0.75])
    for id in ("distribution_cross_entropy", "kl"):
        oracle, form, _ = forms[id]
        rows.row(id, "0·ln 0 = 0", oracle, prediction=zeros[0], label=zeros[1], value=form(*map(tensor, zeros)))
        rows.row(id, "a share that only q has", oracle, prediction=[0.5, 0.5], label=[0, 1],
                 value=form(tensor([0.5, 0.5]), tensor([0, 1])))  # fmt: skip
    rows.row("kl", "a share that q lacks is infinite", "scipy stats.entropy", prediction=[0, 1], label=[0.5, 0.5],
             value=stats.entropy([0.5, 0.5], [0, 1]))  # fmt: skip
    rows.row("kl", "distributions that hardly differ do not cancel", "own: −½ ln(1 − 4d²), d = 1e-4",
             prediction=[0.5001, 0.4999], label=[0.5, 0.5], value=-np.log1p(-4e-8) / 2, tolerance=1e-15,
             why="narrower than usual: nothing may cancel")  # fmt: skip
    rows.row("js", "disjoint supports: ln 2", "scipy spatial.distance.jensenshannon, squared", prediction=[0.5, 0.5, 0, 0],
             label=[0, 0, 0.5, 0.5], value=np.log(2))  # fmt: skip
    rows.row("js", "0·ln 0 = 0", "scipy spatial.distance.jensenshannon, squared", prediction=zeros[0], label=zeros[1],
             value=jensenshannon(*zeros) ** 2)  # fmt: skip
    for id, value in (("hellinger", 1), ("total_variation", 1), ("wasserstein_1d", 2), ("emd_squared", 1.5)):
        rows.row(
            id, "disjoint supports", forms[id][0], prediction=[0.5, 0.5, 0, 0], label=[0, 0, 0.5, 0.5], value=value
        )
    for shape, p, q in pairs("torch mean")[1:]:
        rows.loss("kl", f"random {shape}, preset torch mean", "F.kl_div of log q",
                  lambda x: F.kl_div(x.log(), tensor(p), reduction="mean"), q, p, preset="torch mean")  # fmt: skip
    p, q = pairs("batchmean")[1][1:]
    rows.loss("kl", "mean is what PyTorch calls batchmean", "F.kl_div of log q",
              lambda x: F.kl_div(x.log(), tensor(p), reduction="batchmean"), q, p)  # fmt: skip

    for shape, p, q in pairs("positions"):
        n = p.shape[-1]
        positions = np.sort(normal(rng("positions", shape), n, scale=3))
        shuffled = np.roll(positions, 2)
        for name, at in (("positions", positions), ("positions out of order", shuffled)):
            rows.loss("wasserstein_1d", f"random {shape}, {name}", "scipy stats.wasserstein_distance",
                      lambda x: wasserstein(x, tensor(p), at).mean(), q, p, inputs={"positions": at})  # fmt: skip
            rows.agrees(np.mean([stats.wasserstein_distance(at, at, a, b)
                                 for a, b in zip(p.reshape(-1, n), q.reshape(-1, n))]))  # fmt: skip
    for shape, p, q in pairs("nima"):
        for r in (2, 1, 3):
            params = {"form": "nima", **({"r": r} if r != 2 else {})}
            rows.loss("emd_squared", f"random {shape}, form nima, r {r}", "own: (mean_k |ΔCDF|^r)^{1/r}",
                      lambda x: nima(x, tensor(p), r).mean(), q, p, params=params, tolerance=1e-9,
                      why="the last |ΔCDF| is a rounding error of 0, which the power r − 1 magnifies")  # fmt: skip
            if r == 1:
                del rows.rows[-1]["gradient"], rows.rows[-1]["request"]["gradient"]
    rows.row("emd_squared", "the order of classes matters: near", "own", prediction=[0, 1, 0], label=[1, 0, 0], value=1)
    rows.row("emd_squared", "the order of classes matters: far", "own", prediction=[0, 0, 1], label=[1, 0, 0], value=2)


def transport(rows: Family) -> None:
    def solve(cost: np.ndarray, wp: np.ndarray, wq: np.ndarray) -> tuple[float, np.ndarray]:
        """Partial matching: what the heavier side has too much goes to a point at no distance from anything."""
        wp, wq = np.asarray(wp, float), np.asarray(wq, float)
        mass = min(wp.sum(), wq.sum())
        padded = np.zeros((len(wp) + 1, len(wq) + 1))
        padded[:-1, :-1] = cost
        flow = ot.emd(np.append(wp, wq.sum() - mass), np.append(wq, wp.sum() - mass), padded, numItermax=10**6)
        flow = flow[:-1, :-1]
        return float((flow * cost).sum() / flow.sum()), flow

    def opencv(p, wp, q, wq, cost: np.ndarray) -> float:
        """The same problem in OpenCV's float32; it matches the lighter side in full, too, and divides by the heavier."""
        signatures = [np.column_stack([w, points]).astype(np.float32) for w, points in ((wp, p), (wq, q))]
        return cv2.EMD(*signatures, cv2.DIST_USER, cost=cost.astype(np.float32))[0]

    metrics = {"euclidean": "euclidean", "manhattan": "cityblock", "squared": "sqeuclidean"}
    by_opencv = {"euclidean": cv2.DIST_L2, "manhattan": cv2.DIST_L1}
    oracle = "ot.emd, excess mass to a dummy point"
    near = {"tolerance": 1e-11, "why": "POT adds a flow's costs in another order"}
    for case, (m, n, d) in enumerate(((3, 4, 2), (6, 5, 2), (10, 8, 3), (4, 4, 1))):
        g = rng("emd", case)
        p, q = normal(g, m, d, scale=2), normal(g, n, d, scale=2)
        equal = (simplex(g, m), simplex(g, n))
        unequal = (uniform(g, m, low=0.1, high=1), uniform(g, n, low=0.1, high=1))
        for named, (wp, wq) in (("equal mass", equal), ("unequal mass", unequal)):
            for metric, scipy_metric in metrics.items():
                cost = cdist(p, q, scipy_metric)
                value, flow = solve(cost, wp, wq)
                rows.row("emd", f"random {m} and {n} points in {d}, {named}, {metric}", oracle,
                         prediction={"points": q, "weights": wq}, label={"points": p, "weights": wp},
                         params={"metric": metric} if metric != "euclidean" else {}, value=value, **near)  # fmt: skip
                if named == "equal mass":
                    rows.agrees(opencv(p, wp, q, wq, cost), OPENCV)
                given = {"prediction": {"points": q, "weights": wq}, "label": {"points": p, "weights": wp}}
                lighter, heavier = sorted([wp.sum(), wq.sum()])
                for preset, factor in (("OpenCV", lighter / heavier), ("POT", lighter)):
                    rows.row("emd", f"random {m} and {n} points in {d}, {named}, {metric}, preset {preset}",
                             f"{oracle}; {'cv2.EMD' if preset == 'OpenCV' else 'the whole cost'}", **given,
                             params={"metric": metric} if metric != "euclidean" else {}, preset=preset,
                             value=value * factor, **near)  # fmt: skip
                    if preset == "OpenCV":
                        rows.agrees(opencv(p, wp, q, wq, cost), OPENCV)
                    if preset == "OpenCV" and metric in by_opencv:
                        signatures = [np.column_stack(side).astype(np.float32) for side in ((wp, p), (wq, q))]
                        rows.agrees(cv2.EMD(*signatures, by_opencv[metric])[0], OPENCV)
                    if preset == "POT" and named == "equal mass":
                        rows.agrees(ot.emd2(wp, wq * wp.sum() / wq.sum(), cost), 1e-10)
                if named == "equal mass":
                    rows.agrees(ot.emd2(wp / wp.sum(), wq / wq.sum(), cost), 1e-10)
                if d == 1 and named == "equal mass" and metric == "euclidean":
                    rows.agrees(stats.wasserstein_distance(p.ravel(), q.ravel(), wp, wq), 1e-10)
        cost = uniform(g, m, n, low=0.1, high=5)
        for named, scale in (("the prediction is heavier", 0.6), ("the label is heavier", 1.7)):
            wp = np.round(unequal[0] * unequal[1].sum() / unequal[0].sum() * scale, 3)
            gradient = central_differences(lambda w: solve(cost, wp, w)[0], unequal[1], 1e-5)
            rows.row("emd", f"random {m} × {n} cost matrix (rows: label), {named}", f"{oracle}; gradient by central differences",
                     prediction=unequal[1], label=wp, inputs={"cost": cost}, value=solve(cost, wp, unequal[1])[0],
                     gradient=gradient, tolerance=1e-7, why="central differences")  # fmt: skip
            for preset in ("OpenCV", "POT"):
                def divided(w):
                    lighter, heavier = sorted([wp.sum(), w.sum()])
                    return solve(cost, wp, w)[0] * (lighter / heavier if preset == "OpenCV" else lighter)

                rows.row("emd", f"random {m} × {n} cost matrix (rows: label), {named}, preset {preset}",
                         f"{oracle}; gradient by central differences", prediction=unequal[1], label=wp,
                         inputs={"cost": cost}, preset=preset, value=divided(unequal[1]),
                         gradient=central_differences(divided, unequal[1], 1e-5), tolerance=1e-7,
                         why="central differences")  # fmt: skip
                if preset == "OpenCV":
                    rows.agrees(opencv(p, wp, q, unequal[1], cost), OPENCV)
    p, wp, q, wq = [[0, 0], [1, 0]], [0.4, 0.6], [[0, 1], [1, 1]], [0.5, 0.5]
    value, flow = solve(cdist(p, q), wp, wq)
    rows.row("emd", "two points each, with the flow (rows: label)", oracle, prediction={"points": q, "weights": wq},
             label={"points": p, "weights": wp}, value=value, details={"flow": flow})  # fmt: skip
    rows.row("emd", "points without weights share the mass", oracle, prediction={"points": [[0, 0], [3, 4]]},
             label={"points": [[0, 1], [3, 5]]}, value=1)  # fmt: skip
    rows.row("emd", "the same points: 0", oracle, prediction={"points": p, "weights": wp},
             label={"points": p, "weights": wp}, value=0)  # fmt: skip
    rows.row("emd", "a single point each", oracle, prediction={"points": [[0, 0]], "weights": [2]},
             label={"points": [[3, 4]], "weights": [0.5]}, value=5)  # fmt: skip
    rows.row("emd", "the lighter side chooses the nearer earth", oracle,
             prediction={"points": [[0], [10]], "weights": [1, 1]}, label={"points": [[1]], "weights": [1]}, value=1)  # fmt: skip
    rows.refused("emd", "a negative weight", "range", prediction={"points": p, "weights": [-1, 2]},
                 label={"points": q, "weights": wq})  # fmt: skip
    rows.refused("emd", "a negative cost", "range", "moving", prediction=[0.5, 0.5], label=[0.5, 0.5],
                 inputs={"cost": [[0, -1], [1, 0]]})  # fmt: skip
    rows.refused("emd", "a cost matrix of another shape", "shape", "cost", prediction=[0.5, 0.5], label=[0.5, 0.5],
                 inputs={"cost": [[0, 1, 2], [1, 0, 1]]})  # fmt: skip
    rows.row("emd", "no mass on one side: 0/0", "own: 0/0", prediction=[0, 0], label=[0.5, 0.5],
             inputs={"cost": [[0, 1], [1, 0]]}, value=np.nan)  # fmt: skip
    rows.refused("emd", "points of different dimensions", "shape", prediction={"points": [[0, 0, 0]], "weights": [1]},
                 label={"points": q, "weights": wq})  # fmt: skip
    rows.refused("emd", "more weights than points", "shape", prediction={"points": p, "weights": [1, 1, 1]},
                 label={"points": q, "weights": wq})  # fmt: skip


def family() -> Family:
    rows = Family("distributions", "scipy", "POT", "opencv-python-headless")
    divergences(rows)
    transport(rows)
    return rows
