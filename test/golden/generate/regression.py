"""Rows of the regression losses: e = prediction − target."""

import keras
import mpmath
import numpy as np
import torch
import torch.nn.functional as F
from scipy import stats
from sklearn import metrics

from golden import KERAS, Family, normal, reduce, rng, tensor, uniform


def pairs(id: str) -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Three random inputs of different shapes."""
    g = rng(id)
    return [
        ("vector", normal(g, 7), normal(g, 7)),
        ("matrix", normal(g, 4, 3, scale=2), normal(g, 4, 3, scale=2)),
        ("volume", normal(g, 2, 3, 4, scale=5), normal(g, 2, 3, 4, scale=5)),
    ]


def elementwise(rows: Family) -> None:
    def torch_row(id, call, variants, function):
        for params in variants:
            named = ", ".join(f"{key} {value}" for key, value in params.items())
            for shape, p, y in pairs(id):
                name = f"random {shape}" + (f", {named}" if named else "")
                rows.each_reduction(id, name, call, function(tensor(y), **params), p, y, params=params)

    torch_row("mse", "F.mse_loss", [{}], lambda y: lambda p, r: F.mse_loss(p, y, reduction=r))
    torch_row("mae", "F.l1_loss", [{}], lambda y: lambda p, r: F.l1_loss(p, y, reduction=r))
    torch_row(
        "smooth_l1", "F.smooth_l1_loss", [{}, {"beta": 0.5}, {"beta": 3}],
        lambda y, beta=1: lambda p, r: F.smooth_l1_loss(p, y, beta=beta, reduction=r),
    )  # fmt: skip
    torch_row(
        "huber", "F.huber_loss", [{}, {"delta": 0.5}, {"delta": 3}],
        lambda y, delta=1: lambda p, r: F.huber_loss(p, y, delta=delta, reduction=r),
    )  # fmt: skip

    p, y = [1.5, -2.0, 0.25, 4.0], [1.0, 1.0, 0.5, -4.0]
    rows.loss("mse", "preset optax is half of it", "own: mean of e²/2",
              lambda q: ((q - tensor(y)) ** 2 / 2).mean(), p, y, preset="optax")  # fmt: skip
    for id, call, function in (
        ("mse", "F.mse_loss", F.mse_loss),
        ("mae", "F.l1_loss", F.l1_loss),
        ("smooth_l1", "F.smooth_l1_loss", F.smooth_l1_loss),
        ("huber", "F.huber_loss", F.huber_loss),
    ):
        rows.loss(id, "where the error is 0 the gradient is 0", call, lambda q: function(q, tensor(y)), y, y)
        rows.loss(id, "one element", call, lambda q: function(q, tensor([0.5])), [2.0], [0.5])
        rows.loss(id, "very large and very small errors", call, lambda q: function(q, tensor([0, 0, 0])),
                  [1e8, -1e-9, 1e-3], [0, 0, 0])  # fmt: skip
        rows.row(id, "NaN goes through", call, prediction=[1, np.nan, 2], label=[1, 1, 1], value=np.nan)
        rows.row(id, "infinity goes through", call, prediction=[1, np.inf, 2], label=[1, 1, 1], value=np.inf)
        rows.refused(id, "shapes that differ", "shape", prediction=[1, 2, 3], label=[1, 2])
        rows.refused(id, "a vector against a column", "shape", prediction=[1, 2, 3], label=[[1], [2], [3]])
    rows.refused("mse", "nothing at all", "empty", prediction=[], label=[])

    for beta_id, parameter in (("smooth_l1", "beta"), ("huber", "delta")):
        call = {"smooth_l1": F.smooth_l1_loss, "huber": F.huber_loss}[beta_id]
        rows.loss(beta_id, f"an error of exactly {parameter}", f"F.{call.__name__}",
                  lambda q: call(q, tensor([0, 0]), **{parameter: 0.5}), [0.5, -0.5], [0, 0],
                  params={parameter: 0.5})  # fmt: skip
    rows.loss("smooth_l1", "beta 0 is the absolute error", "F.smooth_l1_loss",
              lambda q: F.smooth_l1_loss(q, tensor(y), beta=0.0), p, y, params={"beta": 0})  # fmt: skip

    g = rng("sampleWeight")
    p, y, w = normal(g, 6), normal(g, 6), uniform(g, 6, low=0.1, high=3)
    for id, call in (("mse", metrics.mean_squared_error), ("mae", metrics.mean_absolute_error)):
        power = {"mse": 2, "mae": 1}[id]
        weights = tensor(w)
        rows.loss(id, "sampleWeight: the mean is Σw·l/Σw", f"sklearn {call.__name__}",
                  lambda q: (weights * (q - tensor(y)).abs() ** power).sum() / weights.sum(), p, y,
                  inputs={"sampleWeight": w})  # fmt: skip
        rows.agrees(call(y, p, sample_weight=w), 1e-14)
        mask = np.array([1, 0, 1, 1, 0, 1])
        rows.loss(id, "mask: only what it keeps counts", f"F.{'mse_loss' if power == 2 else 'l1_loss'} of p[mask]",
                  lambda q: ((q - tensor(y)).abs() ** power)[mask == 1].mean(), p, y, inputs={"mask": mask})  # fmt: skip

    for shape, p, y in pairs("log_cosh"):
        for reduction in ("mean", "sum", "none"):

            def log_cosh(q, r=reduction, y=y):
                return reduce(torch.log(torch.cosh(q - tensor(y))), r)

            rows.loss("log_cosh", f"random {shape}, {reduction}", "keras losses.LogCosh, in float64: log(cosh(e))", log_cosh, p, y,
                      reduction=reduction)  # fmt: skip
            if reduction == "mean":
                rows.agrees(float(keras.losses.LogCosh()(y, p)), KERAS)
    mpmath.mp.dps = 60
    for name, e in (
        ("no overflow at 10⁴", [1e4, -1e4]),
        ("no cancellation at 10⁻³", [1e-3, -1e-3, 2.5e-4]),
        ("no cancellation at 10⁻⁸", [1e-8, -3e-9]),
        ("around |e| = 1", [0.999999, 1.0, 1.000001]),
        ("no error", [0.0, 0.0]),
    ):
        rows.row("log_cosh", name, f"mpmath {mpmath.__version__}, 60 digits", prediction=e, label=[0] * len(e),
                 reduction="none", value=[float(mpmath.log(mpmath.cosh(v))) for v in e],
                 gradient=[float(mpmath.tanh(v)) for v in e])  # fmt: skip

    def quantile(q, y, tau):
        return torch.maximum(tau * (tensor(y) - q), (tau - 1) * (tensor(y) - q))

    for tau in (None, 0.1, 0.9):
        t = 0.5 if tau is None else tau
        params = {} if tau is None else {"tau": tau}
        for shape, p, y in pairs("quantile"):
            rows.each_reduction("quantile", f"random {shape}, tau {t}", "own: max(τe', (τ−1)e')",
                                lambda q, r: reduce(quantile(q, y, t), r), p, y, params=params)  # fmt: skip
            rows.row("quantile", f"random {shape}, tau {t}, sklearn", "sklearn mean_pinball_loss", prediction=p,
                     label=y, params=params,
                     value=metrics.mean_pinball_loss(y.ravel(), p.ravel(), alpha=t))  # fmt: skip
    rows.loss("quantile", "no error, tau 0.5", "own: max(τe', (τ−1)e')", lambda q: quantile(q, y, 0.5).mean(), y, y)
    rows.loss("quantile", "tau 0 and tau 1 are one-sided: 1", "own: max(τe', (τ−1)e')",
              lambda q: quantile(q, [0, 0], 1.0).mean(), [1.5, -2.5], [0, 0], params={"tau": 1})  # fmt: skip
    rows.loss("quantile", "tau 0 and tau 1 are one-sided: 0", "own: max(τe', (τ−1)e')",
              lambda q: quantile(q, [0, 0], 0.0).mean(), [1.5, -2.5], [0, 0], params={"tau": 0})  # fmt: skip
    rows.refused("quantile", "tau above 1", "badParameter", prediction=[1, 2], label=[1, 2], params={"tau": 1.5})


def relative(rows: Family) -> None:
    eps = np.finfo(float).eps

    def mape(q, y, floor=eps, factor=1.0):
        return factor * (q - tensor(y)).abs() / tensor(y).abs().clamp(min=floor)

    def smape(q, y):
        return 2 * (q - tensor(y)).abs() / (tensor(y).abs() + q.abs())

    def msle(q, y):
        return (torch.log1p(q) - torch.log1p(tensor(y))) ** 2

    for shape, p, y in pairs("mape"):
        rows.each_reduction("mape", f"random {shape}", "own: |e|/max(|y|, 2.2e-16)",
                            lambda q, r: reduce(mape(q, y), r), p, y)  # fmt: skip
        rows.row("mape", f"random {shape}, sklearn", "sklearn mean_absolute_percentage_error", prediction=p, label=y,
                 value=metrics.mean_absolute_percentage_error(y.ravel(), p.ravel()))  # fmt: skip
        rows.loss("mape", f"random {shape}, preset keras", "keras losses.MeanAbsolutePercentageError, in float64",
                  lambda q: mape(q, y, 1e-7, 100).mean(), p, y, preset="keras")  # fmt: skip
        rows.agrees(float(keras.losses.MeanAbsolutePercentageError()(y, p)), KERAS)
    zero = ([0.5, 1.0, 2.0], [0.0, 1.0, 4.0])
    rows.row("mape", "a target of 0", "sklearn mean_absolute_percentage_error", prediction=zero[0], label=zero[1],
             value=metrics.mean_absolute_percentage_error(zero[1], zero[0]))  # fmt: skip
    rows.row("mape", "a target of 0, preset keras", "keras losses.MeanAbsolutePercentageError, in float64", prediction=zero[0],
             label=zero[1], preset="keras", value=mape(tensor(zero[0]), zero[1], 1e-7, 100).mean())  # fmt: skip
    rows.agrees(float(keras.losses.MeanAbsolutePercentageError()(np.array(zero[1]), np.array(zero[0]))), KERAS)
    for shape, p, y in pairs("smape"):
        rows.each_reduction("smape", f"random {shape}", "own: 2|e|/(|y| + |ŷ|)",
                            lambda q, r: reduce(smape(q, y), r), p, y)  # fmt: skip
    rows.row("smape", "a target of 0 gives 2", "own: 2|e|/(|y| + |ŷ|)", prediction=[0.5, 1], label=[0, 1],
             reduction="none", value=[2, 0])  # fmt: skip
    rows.row("smape", "both 0 give 0", "own: no error", prediction=[0, 1], label=[0, 3], reduction="none",
             value=[0, 1])  # fmt: skip
    for shape, p, y in pairs("msle"):
        p, y = np.abs(p), np.abs(y)
        rows.each_reduction("msle", f"random {shape}", "own: (log1p ŷ − log1p y)²",
                            lambda q, r: reduce(msle(q, y), r), p, y)  # fmt: skip
        rows.row("msle", f"random {shape}, sklearn", "sklearn mean_squared_log_error", prediction=p, label=y,
                 value=metrics.mean_squared_log_error(y.ravel(), p.ravel()))  # fmt: skip
    rows.loss("msle", "targets and predictions of 0", "own: (log1p ŷ − log1p y)²",
              lambda q: msle(q, [0, 0, 2]).mean(), [0, 1e-9, 2], [0, 0, 2])  # fmt: skip
    rows.refused("msle", "a prediction of −1 or less", "range", prediction=[-1.5, 1], label=[1, 1])


def whole(rows: Family) -> None:
    def r2(q, y):
        y = tensor(y)
        return 1 - ((y - q) ** 2).sum() / ((y - y.mean()) ** 2).sum()

    def pearson(q, y):
        a, b = q - q.mean(), tensor(y) - tensor(y).mean()
        return (a * b).sum() / torch.sqrt((a * a).sum() * (b * b).sum())

    for case in range(3):
        g = rng("whole", case)
        n = (5, 12, 24)[case]
        y = normal(g, n, scale=3)
        p = np.round(0.8 * y + g.normal(0, 0.7, n), 3)
        rows.loss("rmse", f"random {n}", "sklearn root_mean_squared_error",
                  lambda q: torch.sqrt(((q - tensor(y)) ** 2).mean()), p, y)  # fmt: skip
        rows.agrees(metrics.root_mean_squared_error(y, p), 1e-14)
        rows.loss("r2", f"random {n}", "sklearn r2_score", lambda q: r2(q, y), p, y)
        rows.agrees(metrics.r2_score(y, p), 1e-13)
        rows.loss("pearson", f"random {n}", "scipy stats.pearsonr", lambda q: pearson(q, y), p, y)
        rows.agrees(stats.pearsonr(p, y).statistic, 1e-13)
    rows.row("rmse", "no error", "sklearn root_mean_squared_error", prediction=[1, 2], label=[1, 2], value=0)
    rows.row("rmse", "sampleWeight", "sklearn root_mean_squared_error", prediction=[1, 2, 4], label=[0, 2, 1],
             inputs={"sampleWeight": [1, 2, 0.5]},
             value=metrics.root_mean_squared_error([0, 2, 1], [1, 2, 4], sample_weight=[1, 2, 0.5]))  # fmt: skip
    rows.row("r2", "constant target, wrong", "sklearn r2_score", prediction=[1, 2, 3], label=[2, 2, 2],
             value=metrics.r2_score([2, 2, 2], [1, 2, 3]))  # fmt: skip
    rows.row("r2", "constant target, right", "sklearn r2_score", prediction=[2, 2, 2], label=[2, 2, 2],
             value=metrics.r2_score([2, 2, 2], [2, 2, 2]))  # fmt: skip
    rows.row("r2", "worse than the mean is negative", "sklearn r2_score", prediction=[3, 1, 2], label=[1, 2, 3],
             value=metrics.r2_score([1, 2, 3], [3, 1, 2]))  # fmt: skip
    large = ([1e6 + 1, 1e6 + 2, 1e6 + 4], [1e6 + 1, 1e6 + 3, 1e6 + 4])
    rows.row("pearson", "a large offset", "scipy stats.pearsonr", prediction=large[0], label=large[1],
             value=stats.pearsonr([1, 2, 4], [1, 3, 4]).statistic, tolerance=1e-9,
             why="an offset of 10⁶ leaves ten digits of the differences")  # fmt: skip
    rows.row("pearson", "constant prediction", "scipy stats.pearsonr", prediction=[2, 2, 2], label=[1, 2, 3],
             value=np.nan)  # fmt: skip
    rows.row("pearson", "exactly opposite", "scipy stats.pearsonr", prediction=[3, 2, 1], label=[1, 2, 3], value=-1)


def likelihood(rows: Family) -> None:
    for shape, p, y in pairs("poisson_nll"):
        y = np.abs(np.round(y))
        rows.each_reduction("poisson_nll", f"random {shape}", "F.poisson_nll_loss",
                            lambda q, r: F.poisson_nll_loss(q, tensor(y), reduction=r), p, y)  # fmt: skip
        p = np.abs(p) + 0.01
        rows.each_reduction("poisson_nll", f"random {shape}, rates", "F.poisson_nll_loss",
                            lambda q, r: F.poisson_nll_loss(q, tensor(y), log_input=False, reduction=r), p, y,
                            params={"logInput": False})  # fmt: skip
    rows.loss("poisson_nll", "a rate of 0 meets eps", "F.poisson_nll_loss",
              lambda q: F.poisson_nll_loss(q, tensor([0, 3]), log_input=False), [0, 0], [0, 3],
              params={"logInput": False})  # fmt: skip
    rows.loss("poisson_nll", "eps 0.1", "F.poisson_nll_loss",
              lambda q: F.poisson_nll_loss(q, tensor([0, 3]), log_input=False, eps=0.1), [0, 2], [0, 3],
              params={"logInput": False, "eps": 0.1})  # fmt: skip
    for shape, p, y in pairs("gaussian_nll"):
        v = uniform(rng("variance", shape), *p.shape, low=0.1, high=4)
        rows.each_reduction("gaussian_nll", f"random {shape}", "F.gaussian_nll_loss",
                            lambda q, r: F.gaussian_nll_loss(q, tensor(y), tensor(v), reduction=r), p, y,
                            inputs={"variance": v})  # fmt: skip
    rows.loss("gaussian_nll", "a variance below eps", "F.gaussian_nll_loss",
              lambda q: F.gaussian_nll_loss(q, tensor([1, 2]), tensor([0, 1e-9])), [1, 2.001], [1, 2],
              inputs={"variance": [0, 1e-9]})  # fmt: skip
    rows.loss("gaussian_nll", "eps 0.5", "F.gaussian_nll_loss",
              lambda q: F.gaussian_nll_loss(q, tensor([1, 2]), tensor([0.1, 2]), eps=0.5), [1.5, 2.5], [1, 2],
              inputs={"variance": [0.1, 2]}, params={"eps": 0.5})  # fmt: skip
    rows.refused("gaussian_nll", "a negative variance", "range", "variance", prediction=[1, 2], label=[1, 2],
                 inputs={"variance": [-1, 1]})  # fmt: skip
    rows.refused("poisson_nll", "a negative rate", "range", "rate", prediction=[-1, 2], label=[1, 2],
                 params={"logInput": False})  # fmt: skip
    rows.loss("poisson_nll", "full: Stirling only where y > 1", "F.poisson_nll_loss(full=True)",
              lambda q: F.poisson_nll_loss(q, tensor([0, 1, 2, 30]), full=True), [0.1, -2, 0.5, 3.3], [0, 1, 2, 30],
              params={"full": True})  # fmt: skip
    rows.loss("gaussian_nll", "full: with ½ ln 2π", "F.gaussian_nll_loss(full=True)",
              lambda q: F.gaussian_nll_loss(q, tensor([1, 2]), tensor([0.5, 3]), full=True), [1.5, 0.2], [1, 2],
              inputs={"variance": [0.5, 3]}, params={"full": True})  # fmt: skip
    rows.refused("gaussian_nll", "no variance", "missingInput", "variance", prediction=[1, 2], label=[1, 2])


def vectors(rows: Family) -> None:
    for case, shape in enumerate([(3, 4), (5, 2), (2, 8)]):
        g = rng("vectors", case)
        a, b, c = normal(g, *shape), normal(g, *shape), normal(g, *shape)
        s = np.where(g.random(shape[0]) < 0.5, -1, 1)
        size = f"{shape[0]} × {shape[1]}"
        rows.each_reduction("cosine", f"random {size}", "F.cosine_similarity",
                            lambda q, r: reduce(1 - F.cosine_similarity(q, tensor(b)), r), a, b)  # fmt: skip
        for margin in (0, 0.3):
            rows.each_reduction(
                "cosine_embedding", f"random {size}, margin {margin}", "F.cosine_embedding_loss",
                lambda q, r: F.cosine_embedding_loss(q, tensor(b), tensor(s), margin=margin, reduction=r), a, b,
                inputs={"target": s}, params={"margin": margin} if margin else {},
            )  # fmt: skip
        for margin in (None, 0.2):
            m = 1 if margin is None else margin
            rows.each_reduction(
                "triplet", f"random {size}, margin {m}", "F.triplet_margin_loss",
                lambda q, r: F.triplet_margin_loss(q, tensor(b), tensor(c), margin=m, reduction=r), a, b,
                inputs={"negative": c}, params={"margin": margin} if margin else {},
            )  # fmt: skip
    rows.row("cosine", "zero norm", "F.cosine_similarity", prediction=[[0, 0], [3, 4]], label=[[1, 2], [4, 3]],
             reduction="none", value=1 - F.cosine_similarity(tensor([[0, 0], [3, 4]]), tensor([[1, 2], [4, 3]])))  # fmt: skip
    rows.loss("cosine", "parallel, opposite, orthogonal", "F.cosine_similarity",
              lambda q: 1 - F.cosine_similarity(q, tensor([[2, 4], [-1, -2], [2, -1]])), [[1, 2]] * 3,
              [[2, 4], [-1, -2], [2, -1]], reduction="none")  # fmt: skip
    embedding_edges(rows)
    triplet_edges(rows)


def embedding_edges(rows: Family) -> None:
    given = [[1, 2], [2, -1], [-1, -2]], [[2, 4], [2, 4], [2, 4]]

    def row(name, prediction, label, target, margin=0.0, **more):
        rows.loss("cosine_embedding", name, "F.cosine_embedding_loss",
                  lambda q: F.cosine_embedding_loss(q, tensor(label), tensor(target), margin=margin, reduction="none"),
                  prediction, label, inputs={"target": target}, reduction="none",
                  params={"margin": margin} if margin else {}, **more)  # fmt: skip

    row("similar: parallel, orthogonal, opposite", *given, [1, 1, 1])
    row("dissimilar: parallel, orthogonal, opposite", *given, [-1, -1, -1])
    row("dissimilar, cosine 0.6 under the margin", [[3, 4]], [[1, 0]], [-1], 0.7)
    row("dissimilar, cosine 0.6 above the margin", [[3, 4]], [[1, 0]], [-1], 0.5)
    row("a negative margin", [[1, 0]], [[-3, 4]], [-1], -0.9)
    row("very short and very long vectors", [[1e-3, 2e-3], [1e6, -3e6]], [[2, 1], [-1, 2]], [1, -1])
    zero = [[0, 0], [3, 4]], [[1, 2], [4, 3]]
    rows.row("cosine_embedding", "zero norm", "F.cosine_embedding_loss", prediction=zero[0], label=zero[1],
             inputs={"target": [1, 1]}, reduction="none",
             value=F.cosine_embedding_loss(*map(tensor, zero), tensor([1, 1]), reduction="none"))  # fmt: skip
    rows.row("cosine_embedding", "targets 0 and 1: 0 is taken for −1", "F.cosine_embedding_loss", prediction=zero[1],
             label=[[1, 0], [0, 1]], inputs={"target": [1, 0]}, reduction="none",
             value=F.cosine_embedding_loss(tensor(zero[1]), tensor([[1, 0], [0, 1]]), tensor([1, -1]), reduction="none"))  # fmt: skip
    vectors = {"prediction": zero[0], "label": zero[1]}
    rows.refused("cosine_embedding", "no target", "missingInput", "target", **vectors)
    rows.refused("cosine_embedding", "a target of 2", "range", "similar", **vectors, inputs={"target": [2, 1]})
    rows.refused("cosine_embedding", "targets of another length", "shape", "target", **vectors, inputs={"target": [1]})
    rows.refused("cosine_embedding", "vectors of different lengths", "shape", prediction=[[1, 2]], label=[[1, 2, 3]],
                 inputs={"target": [1]})  # fmt: skip


def triplet_edges(rows: Family) -> None:
    anchor, positive, negative = [[0, 0], [1, 2], [5, 5]], [[1, 0], [1, 3], [5, 5.5]], [[0, 3], [1, 2.5], [9, 9]]

    def row(name, a=anchor, b=positive, c=negative, params=None, arguments=None, **more):
        rows.loss("triplet", name, "F.triplet_margin_loss",
                  lambda q: F.triplet_margin_loss(q, tensor(b), tensor(c), **(arguments or {}), reduction="none"), a, b,
                  inputs={"negative": c}, params=params or {}, reduction="none", **more)  # fmt: skip

    row("kept, just kept and broken margins")
    row("the norm of the city block", params={"p": 1}, arguments={"p": 1})
    row("a norm of p = 3", params={"p": 3}, arguments={"p": 3})
    row("swap: the negative is nearer to the positive", [[0, 0]], [[3, 0]], [[4, 0.5]], {"swap": True}, {"swap": True})
    row("swap: the negative is nearer to the anchor", [[0, 0]], [[3, 0]], [[-1, 0.5]], {"swap": True}, {"swap": True})
    row("nearly no margin", params={"margin": 1e-9}, arguments={"margin": 1e-9})
    row("eps 0.1", params={"eps": 0.1}, arguments={"eps": 0.1})
    row("collapsed: all vectors the same cost the margin", [[1, 2]], [[1, 2]], [[1, 2]])
    vectors = {"prediction": anchor, "label": positive}
    rows.refused("triplet", "no negative", "missingInput", "negative", **vectors)
    rows.refused("triplet", "negatives of another shape", "shape", "negative", **vectors, inputs={"negative": [[1, 2]]})
    rows.refused("triplet", "a norm below 1", "badParameter", "p", **vectors, inputs={"negative": negative},
                 params={"p": 0.5})  # fmt: skip


def family() -> Family:
    rows = Family("regression", "scipy", "scikit-learn", "keras")
    for part in (elementwise, relative, whole, likelihood, vectors):
        part(rows)
    return rows
