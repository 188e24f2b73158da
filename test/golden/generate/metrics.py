"""Rows of the metrics of decisions and of ranking: counts, ratios, curves, calibration."""

import warnings

import numpy as np
import torch
from monai.metrics import compute_dice, compute_iou
from sklearn import metrics as sk
from torchmetrics.functional.classification import multiclass_calibration_error

from golden import Family, binary, normal, rng, simplex, tensor, uniform

warnings.simplefilter("ignore")
LOGITS = {"input": "logits"}


def binary_cases(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    g = rng(id)
    shapes = ((15,), (5, 6), (2, 3, 4))
    return [(" × ".join(map(str, s)), uniform(g, *s), normal(g, *s), binary(g, *s)) for s in shapes]


def class_cases(id: str) -> list[tuple[str, np.ndarray, np.ndarray, np.ndarray]]:
    """Name, scores [N, C, …], predicted and true classes; every class is both predicted and true at least once."""
    g = rng(id, "classes")
    cases = []
    for s in ((20, 3), (24, 4), (2, 3, 3, 4)):
        y = np.resize(np.arange(s[1]), s[0] * int(np.prod(s[2:]))).reshape(s[0], *s[2:])
        scores = normal(g, *s) + 1.2 * np.moveaxis(np.eye(s[1])[y], -1, 1)
        scores = np.round(np.moveaxis(scores, 1, -1)[g.permutation(s[0])], 3)
        y = g.permutation(y.ravel()).reshape(y.shape) if len(s) > 2 else y
        cases.append((" × ".join(map(str, s)), np.moveaxis(scores, -1, 1), scores.argmax(-1), y))
    return cases


def confusion(rows: Family) -> None:
    def counts(y, decided):
        tn, fp, fn, tp = sk.confusion_matrix(np.ravel(y), np.ravel(decided), labels=[0, 1]).ravel()
        return {"tp": tp, "fp": fp, "fn": fn, "tn": tn}

    oracle = "sklearn confusion_matrix"
    for shape, p, z, y in binary_cases("confusion"):
        rows.row("confusion", f"random {shape}", oracle, prediction=p, label=y, value=counts(y, p > 0.5), gradient=None)
        rows.row("confusion", f"random {shape}, threshold 0.3", oracle, prediction=p, label=y, params={"threshold": 0.3},
                 value=counts(y, p > 0.3))  # fmt: skip
        rows.row("confusion", f"random {shape}, logits: the threshold is 0", oracle, prediction=z, label=y, params=LOGITS,
                 value=counts(y, z > 0))  # fmt: skip
    p, y = [0.5, 0.5, 0.50001, 0.2], [1, 0, 1, 0]
    rows.row("confusion", "a probability at the threshold is negative", "the catalogue: positive is p > threshold",
             prediction=p, label=y, value={"tp": 1, "fp": 0, "fn": 1, "tn": 2})  # fmt: skip
    rows.row("confusion", "hard predictions", oracle, prediction=[1, 0, 1, 1], label=[1, 0, 0, 1],
             value={"tp": 2, "fp": 1, "fn": 0, "tn": 1})  # fmt: skip
    rows.row("confusion", "labels true and false", oracle, prediction=[0.9, 0.1], label=[True, False],
             value={"tp": 1, "fp": 0, "fn": 0, "tn": 1})  # fmt: skip
    rows.row("confusion", "one class only", oracle, prediction=[0.9, 0.1, 0.3], label=[0, 0, 0],
             value={"tp": 0, "fp": 1, "fn": 0, "tn": 2})  # fmt: skip
    for shape, scores, decided, y in class_cases("confusion"):
        c = scores.shape[1]
        matrix = sk.confusion_matrix(y.ravel(), decided.ravel(), labels=range(c))
        rows.row("confusion", f"random scores {shape}", f"{oracle}: rows are true classes", prediction=scores, label=y,
                 value={"matrix": matrix}, gradient=None)  # fmt: skip
        if decided.ndim == 1:
            rows.row("confusion", f"class ids of {shape}", f"{oracle}: rows are true classes", prediction=decided, label=y,
                     value={"matrix": matrix})  # fmt: skip
    rows.row("confusion", "tied scores: the first largest class", "numpy argmax", prediction=[[0.4, 0.4, 0.2], [0.2, 0.4, 0.4]],
             label=[1, 2], value={"matrix": [[0, 0, 0], [1, 0, 0], [0, 1, 0]]})  # fmt: skip
    rows.row("confusion", "a class that is neither true nor predicted", oracle, prediction=[[0.6, 0.3, 0.1], [0.2, 0.7, 0.1]],
             label=[0, 1], value={"matrix": [[1, 0, 0], [0, 1, 0], [0, 0, 0]]})  # fmt: skip
    rows.refused("confusion", "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])
    rows.refused("confusion", "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])


def ratios(rows: Family) -> None:
    def specificity(y, decided, average="binary", zero_division=0):
        if average == "binary":
            return sk.recall_score(y, decided, pos_label=0, zero_division=zero_division)
        each = sk.multilabel_confusion_matrix(y, decided)
        if average == "micro":
            return each[:, 0, 0].sum() / each[:, 0].sum()
        values = np.array([m[0, 0] / m[0].sum() if m[0].sum() else zero_division for m in each])
        support = each[:, 1].sum(1)
        return values if average is None else np.average(values, weights=support if average == "weighted" else None)

    averaged = {
        "precision": sk.precision_score,
        "recall": sk.recall_score,
        "f1": sk.f1_score,
        "fbeta": lambda y, d, **more: sk.fbeta_score(y, d, **{"beta": 1, **more}),
        "specificity": specificity,
    }
    oracles = {
        "precision": "sklearn precision_score",
        "recall": "sklearn recall_score",
        "f1": "sklearn f1_score",
        "fbeta": "sklearn fbeta_score",
        "specificity": "sklearn recall_score of the negatives, multilabel_confusion_matrix",
    }
    for id, score in averaged.items():
        oracle = oracles[id]
        variants = [{}, {"beta": 2}, {"beta": 0.5}] if id == "fbeta" else [{}]
        for params in variants:
            named = "".join(f", {key} {value}" for key, value in params.items())
            for shape, p, z, y in binary_cases(id):
                flat = y.ravel()
                rows.row(id, f"random {shape}{named}", oracle, prediction=p, label=y, params=params,
                         value=score(flat, p.ravel() > 0.5, **params), gradient=None)  # fmt: skip
                rows.row(id, f"random {shape}, threshold 0.7{named}", oracle, prediction=p, label=y,
                         params={**params, "threshold": 0.7}, value=score(flat, p.ravel() > 0.7, **params))  # fmt: skip
                rows.row(id, f"random {shape}, logits{named}", oracle, prediction=z, label=y,
                         params={**params, **LOGITS}, value=score(flat, z.ravel() > 0, **params))  # fmt: skip
            shape, p, _, y = binary_cases(id)[0]
            for average in ("micro", "macro", "weighted"):
                rows.row(id, f"random {shape}, both classes, {average}{named}", oracle, prediction=p, label=y,
                         params={**params, "average": average},
                         value=score(y, (p > 0.5).astype(int), average=average, **params))  # fmt: skip
            for shape, scores, decided, y in class_cases(id):
                true, found = y.ravel(), decided.ravel()
                rows.row(id, f"random scores {shape}, macro by default{named}", oracle, prediction=scores, label=y,
                         params=params, value=score(true, found, average="macro", **params))  # fmt: skip
                for average in ("micro", "macro", "weighted", "none"):
                    value = score(true, found, average=None if average == "none" else average, **params)
                    rows.row(id, f"random scores {shape}, {average}{named}", oracle, prediction=scores, label=y,
                             params={**params, "average": average}, value=value)  # fmt: skip
                    if decided.ndim == 1:
                        rows.row(id, f"class ids of {shape}, {average}{named}", oracle, prediction=decided, label=y,
                                 params={**params, "average": average}, value=value)  # fmt: skip
        if id != "specificity":
            g = rng(id, "multilabel")
            for n, c in ((6, 4), (9, 3)):
                p, y = uniform(g, n, c), binary(g, n, c, share=0.5)
                y[1] = 0
                for average in ("samples", "micro", "macro", "weighted", "none"):
                    rows.row(id, f"several labels a sample, {n} × {c}, {average}", oracle, prediction=p, label=y,
                             params={"average": average},
                             value=score(y, p > 0.5, average=None if average == "none" else average, zero_division=0))  # fmt: skip
            empty = {"precision": ([0.1, 0.2], [1, 0]), "recall": ([0.9, 0.2], [0, 0])}.get(id, ([0.1, 0.2], [0, 0]))
        else:
            empty = ([0.9, 0.2], [1, 1])
        for zero in (None, 0, 1):
            rows.row(id, f"a zero denominator, zeroDivision {'by default' if zero is None else zero}", oracle,
                     prediction=empty[0], label=empty[1], params={} if zero is None else {"zeroDivision": zero},
                     value=zero or 0)  # fmt: skip
        rows.row(id, "a perfect prediction", oracle, prediction=[0.9, 0.1], label=[1, 0], value=1)
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])
        rows.refused(id, "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])
    never = [[0.6, 0.3, 0.1], [0.2, 0.7, 0.1], [0.5, 0.4, 0.1]]
    for id in ("precision", "recall", "f1", "fbeta"):
        rows.row(id, "macro: a class that is neither true nor predicted does not count", oracles[id], prediction=never,
                 label=[0, 1, 1], value=averaged[id]([0, 1, 1], [0, 1, 0], average="macro"))  # fmt: skip
    w = [1, 2, 0.5, 3]
    for id in ("precision", "recall", "f1"):
        rows.row(id, "sampleWeight", oracles[id], prediction=[0.9, 0.6, 0.3, 0.2], label=[1, 0, 1, 0],
                 inputs={"sampleWeight": w}, value=averaged[id]([1, 0, 1, 0], [1, 1, 0, 0], sample_weight=w))  # fmt: skip
        rows.row(id, "ignoreIndex 255", oracles[id], prediction=[0.9, 0.6, 0.3, 0.7], label=[1, 0, 1, 255],
                 params={"ignoreIndex": 255}, value=averaged[id]([1, 0, 1], [1, 1, 0]))  # fmt: skip
    _, p, _, y = binary_cases("f1 is accuracy")[0]
    rows.row("f1", "micro F1 is accuracy", "sklearn accuracy_score", prediction=p, label=y, params={"average": "micro"},
             value=sk.accuracy_score(y, p > 0.5))  # fmt: skip

    plain = {
        "accuracy": sk.accuracy_score,
        "balanced_accuracy": sk.balanced_accuracy_score,
        "mcc": sk.matthews_corrcoef,
        "cohen_kappa": sk.cohen_kappa_score,
    }
    for id, score in plain.items():
        oracle = f"sklearn {score.__name__}"
        for shape, p, z, y in binary_cases(id):
            rows.row(id, f"random {shape}", oracle, prediction=p, label=y, value=score(y.ravel(), p.ravel() > 0.5),
                     gradient=None)  # fmt: skip
            rows.row(id, f"random {shape}, threshold 0.3", oracle, prediction=p, label=y, params={"threshold": 0.3},
                     value=score(y.ravel(), p.ravel() > 0.3))  # fmt: skip
            rows.row(id, f"random {shape}, logits", oracle, prediction=z, label=y, params=LOGITS,
                     value=score(y.ravel(), z.ravel() > 0))  # fmt: skip
        for shape, scores, decided, y in class_cases(id):
            rows.row(id, f"random scores {shape}", oracle, prediction=scores, label=y,
                     value=score(y.ravel(), decided.ravel()))  # fmt: skip
            if decided.ndim == 1:
                rows.row(id, f"class ids of {shape}", oracle, prediction=decided, label=y,
                         value=score(y.ravel(), decided.ravel()))  # fmt: skip
        rows.row(id, "a perfect prediction", oracle, prediction=[0.9, 0.1, 0.8], label=[1, 0, 1], value=1)
    rows.row("balanced_accuracy", "a class that is never true", "sklearn balanced_accuracy_score", prediction=never,
             label=[0, 1, 1], value=sk.balanced_accuracy_score([0, 1, 1], [0, 1, 0]))  # fmt: skip
    rows.row("mcc", "everything predicted positive: 0", "sklearn matthews_corrcoef", prediction=[0.9, 0.8, 0.7],
             label=[1, 0, 1], value=0)  # fmt: skip
    rows.row("mcc", "every decision wrong", "sklearn matthews_corrcoef", prediction=[0.9, 0.1], label=[0, 1], value=-1)
    rows.row("cohen_kappa", "everything predicted positive: 0", "sklearn cohen_kappa_score", prediction=[0.9, 0.8, 0.7],
             label=[1, 0, 1], value=0)  # fmt: skip
    rows.row("accuracy", "sampleWeight", "sklearn accuracy_score", prediction=[0.9, 0.6, 0.3, 0.2], label=[1, 0, 1, 0],
             inputs={"sampleWeight": w}, value=sk.accuracy_score([1, 0, 1, 0], [1, 1, 0, 0], sample_weight=w))  # fmt: skip

    for case, (n, c) in enumerate(((12, 8), (10, 4), (15, 6))):
        g = rng("top_k", case)
        scores, y = normal(g, n, c), np.resize(np.arange(c), n)
        for k in (None, 1, 2, 3):
            value = sk.top_k_accuracy_score(y, scores, k=min(k or 5, c), labels=range(c)) if (k or 5) < c else 1.0
            rows.row("top_k_accuracy", f"random {n} × {c}, k {k or '5 by default'}", "sklearn top_k_accuracy_score",
                     prediction=scores, label=y, params={"k": k} if k else {}, value=value)  # fmt: skip
    rows.refused("top_k_accuracy", "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])


def overlaps(rows: Family) -> None:
    def dice(p, y):
        total = p.sum() + y.sum()
        return 2 * (p * y).sum() / total if total else 1.0

    def jaccard(p, y):
        union = np.maximum(p, y).sum()
        return (p * y).sum() / union if union else 1.0

    for id, score, library, monai in (
        ("dice_score", dice, sk.f1_score, compute_dice),
        ("jaccard", jaccard, sk.jaccard_score, compute_iou),
    ):
        oracle = f"sklearn {library.__name__}"
        for case, shape in enumerate(((14,), (5, 5), (3, 4, 4))):
            g = rng(id, case)
            p, z, y = uniform(g, *shape), normal(g, *shape), binary(g, *shape)
            named = " × ".join(map(str, shape))
            for name, prediction, decided, params in (
                ("", p, p > 0.5, {}),
                (", threshold 0.3", p, p > 0.3, {"threshold": 0.3}),
                (", logits", z, z > 0, LOGITS),
            ):
                rows.row(id, f"random {named}{name}", oracle, prediction=prediction, label=y, params=params,
                         value=score(decided, y), gradient=None)  # fmt: skip
                rows.agrees(library(y.ravel(), decided.ravel()))
            if len(shape) == 3:
                each = [score(a > 0.5, b) for a, b in zip(p, y)]
                for reduction, value in (("none", each), ("mean", np.mean(each)), ("sum", np.sum(each))):
                    rows.row(id, f"random {named}, per sample, {reduction}", f"monai metrics.{monai.__name__}, in float64",
                             prediction=p, label=y, params={"per": "sample"}, reduction=reduction, value=value)  # fmt: skip
                    if reduction == "none":
                        rows.agrees(
                            monai(torch.tensor(p > 0.5)[:, None].float(), torch.tensor(y)[:, None].float()).ravel(),
                            1e-6,
                        )
        shape, scores, decided, y = class_cases(id)[2]
        c = scores.shape[1]
        one, two = np.moveaxis(np.eye(c)[decided], -1, 1), np.moveaxis(np.eye(c)[y], -1, 1)
        by_class = [score(one[:, k], two[:, k]) for k in range(c)]
        by_both = np.array([[score(one[n, k], two[n, k]) for k in range(c)] for n in range(len(y))])
        rows.row(id, f"random scores {shape}, per class", oracle, prediction=scores, label=y, params={"per": "class"},
                 reduction="none", value=by_class)  # fmt: skip
        rows.agrees(library(y.ravel(), decided.ravel(), average=None))
        rows.row(id, f"random scores {shape}, per sample and class", f"monai metrics.{monai.__name__}, in float64",
                 prediction=scores, label=y, params={"per": "sample-class"}, value=by_both.mean())  # fmt: skip
        rows.agrees(monai(tensor(one), tensor(two)).mean(), 1e-6)
        empty = {"prediction": [0.1, 0.2, 0.3], "label": [0, 0, 0]}
        rows.row(id, "both empty: 1", "the catalogue: emptyValue 1", **empty, value=1)
        rows.row(
            id, "both empty, emptyValue 0", "the catalogue: emptyValue", **empty, params={"emptyValue": 0}, value=0
        )
        rows.row(id, "an empty label", oracle, prediction=[0.9, 0.2], label=[0, 0], value=0)
        rows.row(id, "an empty prediction", oracle, prediction=[0.1, 0.2], label=[1, 0], value=0)
        rows.row(id, "one image of two is empty, per sample", "the catalogue: emptyValue 1", prediction=[[0.9, 0.8], [0.1, 0.2]],
                 label=[[1, 0], [0, 0]], params={"per": "sample"}, reduction="none",
                 value=[2 / 3 if id == "dice_score" else 1 / 2, 1])  # fmt: skip
        rows.refused(id, "a 0/255 mask as label", "range", "255", prediction=[0.5, 0.2], label=[0, 255])
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])
    for case, shape in enumerate(((2, 3, 3), (3, 2, 4, 1))):
        g = rng("dice_hard_coe", case)
        p, y = uniform(g, *shape), binary(g, *shape)
        p.flat[0], y[-1] = 0.5, 0
        p[-1] = 0.1
        flat, truth = (p > 0.5).reshape(len(p), -1), y.reshape(len(y), -1)
        each = (2 * (flat * truth).sum(1) + 1e-5) / (flat.sum(1) + truth.sum(1) + 1e-5)
        rows.row("dice_score", f"random {' × '.join(map(str, shape))}, preset dice_hard_coe", "own: tensorlayer's dice_hard_coe",
                 prediction=p, label=y, preset="dice_hard_coe", value=each.mean())  # fmt: skip

    for case, shape in enumerate(((12,), (4, 5), (2, 3, 4))):
        g = rng("volumetric_similarity", case)
        p, y = uniform(g, *shape), binary(g, *shape)
        h = p > 0.5
        value = 1 - abs(int(h.sum()) - int(y.sum())) / (h.sum() + y.sum())
        rows.row("volumetric_similarity", f"random {' × '.join(map(str, shape))}", "own: 1 − |FN − FP|/(2TP + FP + FN)",
                 prediction=p, label=y, value=value, gradient=None)  # fmt: skip
    rows.row("volumetric_similarity", "equal volumes apart: 1", "own", prediction=[1, 0], label=[0, 1], value=1)
    rows.row("volumetric_similarity", "an empty prediction: 0", "own", prediction=[0, 0], label=[0, 1], value=0)


def ranking(rows: Family) -> None:
    for case, n in enumerate((10, 25, 60)):
        g = rng("ranking", case)
        y = binary(g, n, share=0.35)
        p = np.clip(np.round(g.normal(0.4 + 0.2 * y, 0.2), 3), 0.01, 0.99)
        z = np.round(np.log(p / (1 - p)), 3)
        tied = np.round(p, 1).clip(0.1, 0.9)
        for id, score in (("roc_auc", sk.roc_auc_score), ("average_precision", sk.average_precision_score)):
            oracle = f"sklearn {score.__name__}"
            rows.row(id, f"random {n}", oracle, prediction=p, label=y, value=score(y, p), gradient=None)
            rows.row(id, f"random {n}, logits", oracle, prediction=z, label=y, params=LOGITS, value=score(y, z))
            rows.row(id, f"random {n}, tied scores", oracle, prediction=tied, label=y, value=score(y, tied))
        for id, score in (("log_loss", sk.log_loss), ("brier", sk.brier_score_loss)):
            oracle = f"sklearn {score.__name__}"
            sigmoid = 1 / (1 + np.exp(-z))
            # By algebra: the library has no gradient.
            slope = (p - y) / (p * (1 - p)) if id == "log_loss" else 2 * (p - y)
            of_logit = sigmoid - y if id == "log_loss" else 2 * (sigmoid - y) * sigmoid * (1 - sigmoid)
            rows.row(id, f"random {n}", oracle, prediction=p, label=y, value=score(y, p), gradient=slope / n)
            rows.row(id, f"random {n}, logits", f"{oracle} of the sigmoid", prediction=z, label=y, params=LOGITS,
                     value=score(y, sigmoid), gradient=of_logit / n)  # fmt: skip
    for case, (n, c) in enumerate(((12, 3), (20, 4), (30, 5))):
        g = rng("ranking classes", case)
        y = np.resize(np.arange(c), n)
        p, z = simplex(g, n, c), normal(g, n, c)
        softmax = np.exp(z) / np.exp(z).sum(1, keepdims=True)
        size = f"{n} × {c}"
        rows.row("roc_auc", f"random {size}, one against the rest, macro", "sklearn roc_auc_score", prediction=p, label=y,
                 value=sk.roc_auc_score(y, p, multi_class="ovr", average="macro"))  # fmt: skip
        hit = np.eye(c)[y]
        for id, score in (("log_loss", sk.log_loss), ("brier", sk.brier_score_loss)):
            oracle = f"sklearn {score.__name__}"
            # By algebra, as above; through the softmax p(g − Σ p g).
            slope, at = (-hit / p, -hit / softmax) if id == "log_loss" else (2 * (p - hit), 2 * (softmax - hit))
            of_logit = softmax * (at - (softmax * at).sum(1, keepdims=True))
            rows.row(id, f"random {size}", oracle, prediction=p, label=y, value=score(y, p, labels=list(range(c))),
                     gradient=slope / n)  # fmt: skip
            rows.row(id, f"random {size}, logits", f"{oracle} of the softmax", prediction=z, label=y, params=LOGITS,
                     value=score(y, softmax, labels=list(range(c))), gradient=of_logit / n)  # fmt: skip
        for bins in (15, 5):
            params = {"bins": bins} if bins != 15 else {}
            rows.row("ece", f"random {size}, {bins} bins", "torchmetrics multiclass_calibration_error, in float64",
                     prediction=p, label=y, params=params, value=ece(p.max(1), p.argmax(1) == y, bins), gradient=None)  # fmt: skip
            rows.agrees(multiclass_calibration_error(tensor(p), torch.tensor(y), c, n_bins=bins), 1e-6)
    for case, n in enumerate((20, 40, 80)):
        g = rng("ece", case)
        p, y = uniform(g, n), binary(g, n, share=0.5)
        for bins in (15, 10):
            rows.row("ece", f"random {n}, {bins} bins", "own: Σ_b |B_b|/n · |accuracy − confidence|", prediction=p, label=y,
                     params={"bins": bins} if bins != 15 else {},
                     value=ece(np.maximum(p, 1 - p), (p > 0.5) == (y == 1), bins))  # fmt: skip
    rows.row("ece", "a confidence at a border belongs to the bin below", "own: bins (lo, hi]",
             prediction=[0.75, 0.8, 0.25], label=[1, 0, 1], params={"bins": 4},
             value=(abs(2 * 0.75 - 1) + abs(0 - 0.8)) / 3)  # fmt: skip
    rows.row("ece", "a confidence of 1 belongs to the last bin", "own: bins (lo, hi]", prediction=[1, 0, 1, 1],
             label=[1, 0, 1, 0], value=0.25)  # fmt: skip
    rows.row("ece", "perfectly calibrated", "own", prediction=[0.75] * 4, label=[1, 1, 1, 0], value=0)
    for label, name in (([0, 0, 0], "no positives"), ([1, 1, 1], "no negatives")):
        rows.row("roc_auc", f"one class only, {name}: NaN", "sklearn roc_auc_score", prediction=[0.2, 0.7, 0.4], label=label,
                 value=np.nan)  # fmt: skip
    rows.row(
        "average_precision", "no positives: NaN", "the catalogue", prediction=[0.2, 0.7], label=[0, 0], value=np.nan
    )
    rows.row(
        "roc_auc", "all scores tied: ½", "sklearn roc_auc_score", prediction=[0.4] * 4, label=[0, 1, 1, 0], value=0.5
    )
    rows.row(
        "roc_auc", "perfectly separated", "sklearn roc_auc_score", prediction=[0.1, 0.9, 0.8], label=[0, 1, 1], value=1
    )
    rows.row(
        "roc_auc", "perfectly reversed", "sklearn roc_auc_score", prediction=[0.9, 0.1, 0.2], label=[0, 1, 1], value=0
    )
    rows.row("average_precision", "all scores tied: the prevalence", "sklearn average_precision_score",
             prediction=[0.4] * 4, label=[0, 1, 0, 0], value=0.25)  # fmt: skip
    sure = [0.0, 1.0, 0.25], [0, 1, 1]
    rows.row("brier", "probabilities of 0 and 1", "sklearn brier_score_loss", prediction=sure[0], label=sure[1],
             value=sk.brier_score_loss(sure[1], sure[0]), gradient=[0, 0, -0.5])  # fmt: skip
    rows.row("brier", "certain and wrong costs 1, of two classes 2", "sklearn brier_score_loss(scale_by_half=False)", prediction=[[0, 1], [1, 0]],
             label=[0, 1], value=sk.brier_score_loss([0, 1], np.array([[0, 1.0], [1.0, 0]]), labels=[0, 1], scale_by_half=False))  # fmt: skip
    rows.row("log_loss", "certain and wrong: ln 0 is −100", "own: 100", prediction=[0.0, 1.0], label=[1, 0], value=100)
    rows.row("log_loss", "certain and right: 0", "own: 0", prediction=[0.0, 1.0], label=[0, 1], value=0)
    for id, value in (("log_loss", np.log(3)), ("brier", 2 / 3)):
        rows.row(id, "ignoreIndex 255", "own: a uniform guess of three classes", prediction=[[1 / 3] * 3] * 3,
                 label=[0, 255, 2], params={"ignoreIndex": 255}, value=value)  # fmt: skip
        rows.refused(id, "a probability above 1", "range", prediction=[0.5, 1.5], label=[0, 1])
        rows.refused(id, "a class that the scores lack", "classes", prediction=[[0.5, 0.5]], label=[2])
    for id in ("roc_auc", "average_precision"):
        rows.refused(id, "a label of 2", "range", prediction=[0.5, 0.2], label=[2, 0])
    rows.refused("ece", "a probability above 1", "range", prediction=[0.5, 1.5], label=[0, 1])
    rows.refused("ece", "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])
    rows.row("top_k_accuracy", "k of all classes: every sample is a hit", "own: 1", prediction=[[0.1, 0.9], [0.2, 0.8]],
             label=[0, 1], value=1)  # fmt: skip
    rows.row("top_k_accuracy", "k 1 is accuracy; tied scores: the first largest", "own: argmax",
             prediction=[[0.4, 0.4, 0.2], [0.4, 0.4, 0.2]], label=[0, 1], params={"k": 1}, value=0.5)  # fmt: skip
    rows.refused("top_k_accuracy", "k 0", "badParameter", "k", prediction=[[0.1, 0.9]], label=[0], params={"k": 0})
    for id in ("accuracy", "balanced_accuracy", "mcc", "cohen_kappa", "volumetric_similarity"):
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])
    rows.row("volumetric_similarity", "both empty: 1", "the catalogue: emptyValue 1", prediction=[0, 0], label=[0, 0], value=1)
    rows.row("volumetric_similarity", "both empty, emptyValue 0", "the catalogue: emptyValue", prediction=[0, 0],
             label=[0, 0], params={"emptyValue": 0}, value=0)  # fmt: skip
    w = [1, 2, 0.5, 3, 1]
    for id, score in (("roc_auc", sk.roc_auc_score), ("average_precision", sk.average_precision_score),
                      ("log_loss", sk.log_loss), ("brier", sk.brier_score_loss)):  # fmt: skip
        rows.row(id, "sampleWeight", f"sklearn {score.__name__}", prediction=[0.9, 0.6, 0.3, 0.2, 0.6], label=[1, 0, 1, 0, 1],
                 inputs={"sampleWeight": w}, value=score([1, 0, 1, 0, 1], [0.9, 0.6, 0.3, 0.2, 0.6], sample_weight=w))  # fmt: skip
        rows.refused(id, "shapes that differ", "shape", prediction=[0.5, 0.5, 0.1], label=[0, 1])


def ece(confidence: np.ndarray, right: np.ndarray, bins: int) -> float:
    index = np.clip(np.ceil(confidence * bins) - 1, 0, bins - 1)
    return sum(
        (index == b).mean() * abs(right[index == b].mean() - confidence[index == b].mean()) for b in set(index.tolist())
    )


def family() -> Family:
    rows = Family("metrics", "scikit-learn", "monai", "torchmetrics")
    for part in (confusion, ratios, overlaps, ranking):
        part(rows)
    return rows
