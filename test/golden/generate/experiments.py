"""The numbers that decide each experiment, computed apart from it: test/golden/experiments.json.

An entry is
    id, oracle      the experiment, and how the numbers were found
    params          what is set; everything else is the experiment's default
    measures        by name: a number, an array, or {"atLeast", "atMost"} where only a range is known
    tolerance       relative to max(1, |expected|); `why` where it is wider than 1e-9
Experiments on random data have ranges: four standard deviations around the mean of several seeds.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import ot
import torch
import torch.nn.functional as F
from scipy.optimize import brentq, minimize_scalar
from scipy.spatial.distance import cdist, jensenshannon
from scipy.special import expit, xlogy
from scipy.stats import wasserstein_distance
from torchvision.ops import box_iou, generalized_box_iou

from golden import GOLDEN, Family, plain, tensor


class Experiments(Family):
    """The same file form as a family's, with entries in place of rows."""

    def entry(self, id: str, oracle: str, measures: dict[str, Any], params: dict[str, Any] | None = None,
              tolerance: float = 1e-9, why: str | None = None) -> None:  # fmt: skip
        entry = {"id": id, "oracle": oracle, "params": params or {}, "measures": measures, "tolerance": tolerance}
        self.rows.append(plain({**entry, **({"why": why} if why else {})}))

    @property
    def path(self) -> Path:
        return GOLDEN / "experiments.json"

    def write(self) -> None:
        head = {"generator": "test/golden/generate/experiments.py", "libraries": self.libraries}
        rows = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in self.rows)
        text = json.dumps(head, indent=2)[:-2] + ',\n  "experiments": [\n' + rows + "\n  ]\n}\n"
        self.path.write_text(text, encoding="utf-8")


def spread(values: list[float], floor: float = 0.0) -> dict[str, float]:
    mean, deviation = float(np.mean(values)), max(float(np.std(values, ddof=1)), floor)
    return {"atLeast": round(mean - 4 * deviation, 6), "atMost": round(mean + 4 * deviation, 6)}


# Box regression of Zheng et al. 2020 (DIoU), section 3.1 and figure 4.

RATIOS = np.array([1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4])
AREAS = np.array([0.5, 0.67, 0.75, 1, 1.33, 1.5, 2])


def anchors(seed: int, cases: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Every k-th of 5,000 centres × 7 areas × 7 ratios × 7 targets, as centre, width, height."""
    g = np.random.default_rng(seed)
    radius, angle = 3 * np.sqrt(g.random(5000)), 2 * np.pi * g.random(5000)
    centres = 10 + np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)
    total = 5000 * 7**3
    index = np.arange(0, total, total // cases)
    centre, area, ratio, target = np.unravel_index(index, (5000, 7, 7, 7))
    a, r, t = AREAS[area], RATIOS[ratio], RATIOS[target]
    boxes = np.concatenate([centres[centre], np.stack([np.sqrt(a * r), np.sqrt(a / r)], 1)], 1)
    targets = np.concatenate([np.full((len(t), 2), 10.0), np.stack([np.sqrt(t), np.sqrt(1 / t)], 1)], 1)
    return tensor(boxes), tensor(targets)


def box_loss(name: str, b: torch.Tensor, t: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    low, high = b[:, :2] - b[:, 2:] / 2, b[:, :2] + b[:, 2:] / 2
    low_t, high_t = t[:, :2] - t[:, 2:] / 2, t[:, :2] + t[:, 2:] / 2
    intersection = torch.relu(torch.min(high, high_t) - torch.max(low, low_t)).prod(1)
    union = b[:, 2:].prod(1) + t[:, 2:].prod(1) - intersection
    enclosing = torch.max(high, high_t) - torch.min(low, low_t)
    iou = intersection / union
    loss = 1 - iou
    if name == "giou":
        area = enclosing.prod(1)
        loss = loss + (area - union) / area
    if name in ("diou", "ciou"):
        loss = loss + ((b[:, :2] - t[:, :2]) ** 2).sum(1) / (enclosing**2).sum(1)
    if name == "ciou":
        v = 4 / np.pi**2 * (torch.atan(t[:, 2] / t[:, 3]) - torch.atan(b[:, 2] / b[:, 3])) ** 2
        alpha = (v / (1 - iou + v).clamp(min=1e-300)).detach()
        loss = loss + alpha * v
    return loss, iou


def regress(name: str, seed: int, cases: int) -> tuple[float, float, float]:
    b, t = anchors(seed, cases)
    cumulative = 0.0
    for iteration in range(200):
        rate = 0.1 if iteration < 160 else 0.01 if iteration < 180 else 0.001
        b.requires_grad_(True)
        loss, iou = box_loss(name, b, t)
        (gradient,) = torch.autograd.grad(loss.sum(), b)
        with torch.no_grad():
            b = b - rate * (2 - iou).unsqueeze(1) * gradient
            b[:, 2:].clamp_(min=1e-3)
            error = (b - t).abs().sum(1)
            cumulative += float(error.mean())
    return cumulative, float(error.mean()), float(error.median())


def diou(entries: Experiments) -> None:
    measures: dict[str, Any] = {}
    for name in ("iou", "giou", "diou", "ciou"):
        runs = np.array([regress(name, seed, 68_600) for seed in (1, 2, 3)])
        for column, measure in enumerate(("cumulativeError", "meanFinalError", "medianFinalError")):
            mean = runs[:, column].mean()
            measures[f"{measure}.{name}"] = spread(runs[:, column].tolist(), floor=0.005 * mean + 1e-6)
    entries.entry("diou-converges-faster", "torch autograd, three draws of the centres", measures,
                  why="the centres are random")  # fmt: skip


def cross_entropies(entries: Experiments) -> None:
    p, label = np.array([0.1, 0.5, 0.1, 0.3]), 2
    y = np.eye(4)[label]

    def descend(activation: str, form: int) -> float:
        z = torch.zeros(4)
        t = tensor(y)
        for _ in range(200):
            z.requires_grad_(True)
            if activation == "softmax":
                q = z.softmax(0)
                loss = -torch.log(q[label]) if form == 1 else F.binary_cross_entropy(q, t, reduction="sum")
            else:
                each = F.binary_cross_entropy_with_logits(z, t, reduction="none")
                loss = each[label] if form == 1 else each.sum()
            (gradient,) = torch.autograd.grad(loss, z)
            z = (z - 0.5 * gradient).detach()
        others = torch.cat([z[:label], z[label + 1 :]])
        return float(z[label] - others.max())

    margins = {f"margin.{a}Form{f}": descend(a, f) for a in ("softmax", "sigmoid") for f in (1, 2)}
    entries.entry("form-2-is-larger", "torch autograd",
                  {"form1": -np.log(0.1), "form2": -np.log([0.9, 0.5, 0.1, 0.7]).sum(), **margins})  # fmt: skip
    entries.entry("form-1-never-updates-zeros", "own: p − y; σ(z) − 1 at the label alone",
                  {"gradient.softmax": p - y, "gradient.sigmoid": y * (expit(np.log(p)) - 1)})  # fmt: skip

    ratio, k = 1000, 4
    loss = np.array([ratio * -np.log(0.9), -np.log(0.1)])
    gradient = np.array([ratio * 2 * 0.1, 2 * 0.9])
    entries.entry("form-1-many-negatives", "own: Σ|p − y| is 2(1 − p_y), half of it where the label is 0",
                  {"majorityShare.loss": loss[0] / loss.sum(), "majorityShare.gradient": gradient[0] / gradient.sum(),
                   "zeroChannelShare": 0.5})  # fmt: skip
    assert k == 4


def focal(entries: Experiments) -> None:
    def slope(p, gamma):
        return (1 - p) ** gamma * (1 - p - gamma * p * np.log(p))

    def ratio(p, gamma):
        return slope(p, gamma) / (1 - p)

    for gamma, p in ((2, 0.9), (5, 0.9), (1, 0.6)):
        best = minimize_scalar(
            lambda x: -ratio(x, gamma), bounds=(1e-9, 0.999), method="bounded", options={"xatol": 1e-13}
        )
        entries.entry(
            "focal-lowers-gradient", "own: R(p) = (1−p)^γ (1 − γ p ln p/(1−p)); scipy's brentq and minimize_scalar",
            {
                "lossRatio": (1 - p) ** gamma, "gradientRatio": ratio(p, gamma),
                "ratioAboveOneBelow": brentq(lambda x: ratio(x, gamma) - 1, best.x, 0.999, xtol=1e-14),
                "largestRatio": -best.fun, "largestRatioAt": best.x,
            },
            {} if (gamma, p) == (2, 0.9) else {"gamma": gamma, "p": p}, 1e-3, "a maximum found on a grid",
        )  # fmt: skip
    for params, gamma, n, easy, hard in (({}, 2, 1000, 0.99, 0.1), ({"ratio": 100, "gamma": 1}, 1, 100, 0.99, 0.1)):

        def share(a, b):
            return n * a / (n * a + b)

        def loss(p):
            return -((1 - p) ** gamma) * np.log(p)

        entries.entry("negatives-swamp", "own: |dCE/dz| = 1 − p_t, |dFL/dz| = (1−p_t)^γ (1 − p_t − γ p_t ln p_t)", {
            "easyShare.ce": share(1 - easy, 1 - hard), "easyShare.focal": share(slope(easy, gamma), slope(hard, gamma)),
            "easyLossShare.ce": share(-np.log(easy), -np.log(hard)), "easyLossShare.focal": share(loss(easy), loss(hard)),
            "hardGradient": slope(hard, gamma),
        }, params)  # fmt: skip


def dice(entries: Experiments) -> None:
    n, p, s = 100_000, 0.4, 1e-5
    shares: dict[str, list[float]] = {"ce": [], "dice": [], "dice_bce": []}
    for fraction in (0.001, 0.01, 0.1, 0.5):
        b = fraction * n
        i, a = p * b, p * n
        total = a + b + s
        of_dice = np.array([-(2 * total - (2 * i + s)), 2 * i + s]) / total**2 * p * (1 - p)
        of_ce = np.array([p - 1, p]) / n
        for name, each in (("ce", of_ce), ("dice", of_dice), ("dice_bce", of_ce + of_dice)):
            front, back = np.abs(each) * [b, n - b]
            shares[name].append(front / (front + back))
    entries.entry("dice-foreground", "own: derivatives by hand",
                  {f"foregroundShare.{name}": values for name, values in shares.items()})  # fmt: skip

    x = np.linspace(-10, 10, 2_000_001)
    q = expit(x)
    for params, t, e in (
        ({}, 0, 1),
        ({"epsilon": 0.01}, 0, 0.01),
        ({"t": 1}, 1, 1),
        ({"t": 1, "epsilon": 1e-5}, 1, 1e-5),
    ):
        loss = 1 - (2 * q * t + e) / (q + t + e)
        gradient = np.abs(((2 * q * t + e) - 2 * t * (q + t + e)) / (q + t + e) ** 2 * q * (1 - q))
        entries.entry("dice-single-point", "own: the formula on two million points",
                      {"fractionAbove0.9": (loss > 0.9).mean(), "largestGradient": gradient.max(),
                       "largestGradientAt": x[gradient.argmax()]}, params, 5e-3,
                      "a maximum found on a grid")  # fmt: skip

    changes: dict[str, list[float]] = {"dice": [], "ce": []}
    sizes = 10.0 ** np.arange(5)
    pixels = 128 * 128

    def both(found: float, size: float) -> tuple[float, float]:
        """Dice and CE of an object of which `found` pixels have p = .99 and the others .01."""
        i = 0.99 * found + 0.01 * (size - found)
        a = i + 0.01 * (pixels - size)
        right = found + pixels - size
        ce = -(right * np.log(0.99) + (size - found) * np.log(0.01)) / pixels
        return 1 - (2 * i + 1e-5) / (a + size + 1e-5), ce

    for size in sizes:
        before, after = both(size, size), both(size - 1, size)
        changes["dice"].append(after[0] - before[0])
        changes["ce"].append(after[1] - before[1])
    entries.entry("dice-unstable", "own: least squares through the logarithms", {
        f"slope.{name}": np.polyfit(np.log(sizes), np.log(values), 1)[0] for name, values in changes.items()
    }, tolerance=1e-6, why="differences of nearly equal losses")  # fmt: skip

    z, y, s = np.arange(-4, 5.0), np.arange(9) % 2, 1e-5
    each = 1 - (2 * z * y + s) / (z + y + s)
    entries.entry("soft-dice-raw", "own: 1 − (2zy + s)/(z + y + s) of each logit", {"smallest": each.min(), "largest": each.max()},
                  tolerance=1e-6, why="a denominator of 1e-5 magnifies the rounding")  # fmt: skip

    entries.entry("dice-is-f1", "own: algebra; the mean of IoU is not D/(2 − D) of the mean of D", {
        "largestHardDifference": {"atLeast": 0, "atMost": 1e-12}, "largestSoftDifference": {"atLeast": 0, "atMost": 1e-12},
        "identityError": {"atLeast": 0, "atMost": 1e-12}, "meanOfIdentityError": {"atLeast": 1e-6, "atMost": 0.5},
    }, why="the masks are random")  # fmt: skip


def geometry(entries: Experiments) -> None:
    g = np.random.default_rng(1)
    boxes = [
        np.concatenate([c - s / 2, c + s / 2], 1)
        for c, s in ((g.random((2000, 2)), g.random((2000, 2))) for _ in range(2))
    ]
    a, b = map(tensor, boxes)
    difference = generalized_box_iou(a, b).diag() - box_iou(a, b).diag()
    assert difference.max() <= 1e-15
    entries.entry("giou-below-iou", "torchvision.ops on other boxes; algebra", {
        "largestDifference": {"atLeast": -0.05, "atMost": 1e-12}, "scaleDifference": {"atLeast": -1e-12, "atMost": 1e-12},
        "disjointGradient.iou": 0,
    }, why="the pairs are random")  # fmt: skip

    norms = {}
    for name in ("iou", "giou", "diou", "ciou"):
        box = tensor([[6.5, 5, 4, 4]]).requires_grad_(True)
        loss, _ = box_loss(name, box, tensor([[5, 5, 10, 10]]))
        norms[f"gradientNorm.{name}"] = torch.autograd.grad(loss.sum(), box)[0][0, :2].norm()
    entries.entry("giou-degenerates", "torch autograd", {key: float(value) for key, value in norms.items()})


def distributions(entries: Experiments) -> None:
    def bump(start: int) -> np.ndarray:
        values = np.zeros(64)
        values[start : start + 10] = 0.1
        return values

    for shift in (30, 4):
        p, q, after, before = bump(5), bump(5 + shift), bump(6 + shift), bump(4 + shift)
        at = np.arange(64)

        def w1(x):
            return wasserstein_distance(at, at, p, x)

        def js(x):
            return jensenshannon(p, x) ** 2

        with np.errstate(divide="ignore"):
            kl = float((xlogy(p, p) - xlogy(p, q)).sum())
        measures = {"js": js(q), "kl": kl}
        if shift == 30:
            measures |= {"slope.js": (js(after) - js(before)) / 2, "slope.w1": (w1(after) - w1(before)) / 2}
        entries.entry("js-is-smoother", "scipy", measures, {} if shift == 30 else {"shift": shift})

    p, wp, q, wq = [[0, 0], [1, 0]], [0.4, 0.6], [[0, 1], [1, 1]], [0.5, 0.5]
    cost = cdist(p, q)
    flow = ot.emd(wp, wq, cost)
    entries.entry("emd-flow", "POT ot.emd", {"cost": (flow * cost).sum(), "flow": flow})


def training(entries: Experiments) -> None:
    lambdas = (0, 0.01, 0.1, 1)
    norms: list[list[float]] = [[] for _ in lambdas]
    errors: list[list[float]] = [[] for _ in lambdas]
    for seed in range(200):
        g = np.random.default_rng(seed)
        x, x_test = g.normal(size=(200, 20)), g.normal(size=(200, 20))
        y, y_test = (2 * v[:, 0] + g.normal(0, 0.5, 200) for v in (x, x_test))
        for k, penalty in enumerate(lambdas):
            w = np.linalg.solve(x.T @ x + penalty * 200 * np.eye(20), x.T @ y)
            norms[k].append(float(np.linalg.norm(w)))
            errors[k].append(float((((x_test + 0.5) @ w - y_test) ** 2).mean()))
    entries.entry("small-weights-robust", "own: numpy, 200 draws; the error is the mean square on 200 shifted samples",
                  {"weightNorm": [spread(v) for v in norms], "shiftError": [spread(v) for v in errors]},
                  why="the samples are random")  # fmt: skip

    for params, w, prevalence in (({}, 4, 0.1), ({"weight": 0.5, "prevalence": 0.3}, 0.5, 0.3)):
        best = minimize_scalar(lambda p: -(w * prevalence * np.log(p) + (1 - prevalence) * np.log(1 - p)),
                               bounds=(1e-9, 1 - 1e-9), method="bounded", options={"xatol": 1e-12})  # fmt: skip
        predicted = w * prevalence / (w * prevalence + 1 - prevalence)
        assert abs(best.x - predicted) < 1e-6
        entries.entry("wce-shifts-errors", "own: wπ/(wπ + 1 − π); scipy minimize_scalar agrees to 1e-6",
                      {"optimum": predicted, "predicted": predicted}, params, 1e-3, "a minimum that is searched")  # fmt: skip


def family() -> Experiments:
    entries = Experiments("experiments", "scipy", "torchvision", "POT")
    for part in (diou, cross_entropies, focal, dice, geometry, distributions, training):
        part(entries)
    return entries
