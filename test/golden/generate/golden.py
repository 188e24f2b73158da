"""Rows of test/golden/*.json: a request, and the value and gradient that another library or formula gives for it.

A row is
    id, name        the catalogue's id, and what the row is about; together unique
    oracle          the library, version and call, or "own": the independent formula beside the call
    request         a ComputeRequest (src/protocol/compute.ts) with inline arrays
    value           number, nested arrays, or numbers by name; NaN and the infinities as strings
    gradient        with respect to the prediction; null where there must be none; left out where it is not compared
    details         what the result's details must hold
    tolerance       relative to max(1, |expected|), with `why`, where the default (1e-12, float64 input) is too narrow
    error           instead of a value: the request must be refused, with this code and these words in the message
"""

import json
import math
import zlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import ArrayLike

GOLDEN = Path(__file__).resolve().parent.parent
UNSET: Any = object()

KERAS = 2e-6
"""How near Keras is to its own formula: it computes in float32 even for float64 input."""

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


def rng(*key: str | int) -> np.random.Generator:
    """A generator of its own for each id and case, so that a new row does not move the others."""
    return np.random.default_rng([zlib.crc32(str(part).encode()) for part in key])


def tensor(values: ArrayLike) -> torch.Tensor:
    return torch.tensor(np.ascontiguousarray(values), dtype=torch.float64).reshape(np.shape(values))


def indices(values: ArrayLike) -> torch.Tensor:
    return torch.tensor(np.ascontiguousarray(values), dtype=torch.int64).reshape(np.shape(values))


def onehot(labels: ArrayLike, classes: int, axis: int = 1) -> torch.Tensor:
    return torch.movedim(torch.nn.functional.one_hot(indices(labels), classes).double(), -1, axis)


def reduce(values: torch.Tensor, reduction: str) -> torch.Tensor:
    return values if reduction == "none" else values.sum() if reduction == "sum" else values.mean()


# Random inputs, rounded so that the JSON stays short and exact.


def normal(generator: np.random.Generator, *shape: int, scale: float = 1.0, digits: int = 3) -> np.ndarray:
    return np.round(generator.normal(0, scale, shape), digits)


def uniform(generator: np.random.Generator, *shape: int, low: float = 0.02, high: float = 0.98) -> np.ndarray:
    return np.round(generator.uniform(low, high, shape), 3)


def simplex(generator: np.random.Generator, *shape: int, axis: int = -1, concentration: float = 1.5) -> np.ndarray:
    """Probabilities of four decimals that sum to 1 along `axis`, none of them 0."""
    moved = list(shape)
    classes = moved.pop(axis)
    rows = np.round(0.9 * generator.dirichlet(np.full(classes, concentration), moved) + 0.1 / classes, 4)
    rows[..., 0] = np.round(1 - rows[..., 1:].sum(-1), 4)
    assert rows.min() > 0
    return np.moveaxis(rows, -1, axis)


def binary(generator: np.random.Generator, *shape: int, share: float = 0.4) -> np.ndarray:
    """Labels 0 and 1, with at least one of each."""
    labels = (generator.random(shape) < share).astype(int)
    flat = labels.reshape(-1)
    if flat.size > 1:
        flat[0], flat[-1] = 1, 0
    return labels


def plain(value: Any) -> Any:
    """Nested lists, numbers and the strings that stand for what JSON lacks."""
    if isinstance(value, torch.Tensor):
        value = value.detach().numpy()
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return int(value) if value == int(value) and abs(value) < 1e6 else value
    return value


class Family:
    """Collects the rows of one file."""

    def __init__(self, name: str, *libraries: str) -> None:
        self.name = name
        self.libraries = {library: version(library) for library in ("numpy", "torch", *libraries)}
        self.rows: list[dict[str, Any]] = []
        self.names: set[tuple[str, str]] = set()
        self.fixtures: dict[str, str] = {}

    def row(
        self,
        id: str,
        name: str,
        oracle: str,
        *,
        prediction: Any = None,
        label: Any = None,
        inputs: dict[str, Any] | None = None,
        params: dict[str, Any] | None = None,
        preset: str | None = None,
        reduction: str | None = None,
        scale: dict[str, float] | None = None,
        value: Any = UNSET,
        gradient: Any = UNSET,
        details: dict[str, Any] | None = None,
        tolerance: float | None = None,
        why: str | None = None,
        error: dict[str, Any] | None = None,
    ) -> None:
        assert (id, name) not in self.names, f"{id}: two rows are named {name!r}"
        assert (error is None) != (value is UNSET), f"{id}, {name}: a value or an error"
        assert (tolerance is None) == (why is None), f"{id}, {name}: a tolerance has a reason"
        self.names.add((id, name))
        computation: dict[str, Any] = {"id": id}
        if params:
            computation["params"] = plain(params)
        if preset:
            computation["preset"] = preset
        request: dict[str, Any] = {"compute": [computation]}
        for key, array in (("prediction", prediction), ("label", label), ("inputs", inputs), ("scale", scale)):
            if array is not None:
                request[key] = plain(array)
        if reduction:
            request["reduction"] = reduction
        if gradient is not UNSET:
            request["gradient"] = True
        row: dict[str, Any] = {"id": id, "name": name, "oracle": self.versioned(oracle), "request": request}
        if value is not UNSET:
            row["value"] = plain(value)
        if gradient is not UNSET:
            row["gradient"] = plain(gradient)
        for key, item in (("details", details), ("tolerance", tolerance), ("why", why), ("error", error)):
            if item is not None:
                row[key] = plain(item)
        self.rows.append(row)

    def loss(
        self,
        id: str,
        name: str,
        oracle: str,
        function: Callable[[torch.Tensor], torch.Tensor],
        prediction: ArrayLike,
        label: Any = None,
        **more: Any,
    ) -> None:
        """A row whose value is `function` of the prediction and whose gradient is autograd's, of the sum."""
        p = tensor(prediction).requires_grad_(True)
        value = function(p)
        (gradient,) = torch.autograd.grad(value.sum(), p)
        self.row(id, name, oracle, prediction=prediction, label=label, value=value, gradient=gradient, **more)

    def each_reduction(
        self,
        id: str,
        name: str,
        oracle: str,
        function: Callable[[torch.Tensor, str], torch.Tensor],
        prediction: ArrayLike,
        label: Any = None,
        **more: Any,
    ) -> None:
        for reduction in ("mean", "sum", "none"):
            self.loss(
                id, f"{name}, {reduction}", oracle, lambda p: function(p, reduction), prediction, label,
                reduction=reduction, **more,
            )  # fmt: skip

    def agrees(self, library: Any, rtol: float = 1e-12) -> None:
        """Holds the last row's value against what the named library itself gives."""
        row = self.rows[-1]
        value = library.detach().numpy() if isinstance(library, torch.Tensor) else np.asarray(library, dtype=float)
        ours = np.array(row["value"], dtype=float)
        assert np.allclose(ours, value, rtol=rtol, atol=1e-15), f"{row['id']}, {row['name']}: {ours} against {value}"

    def refused(self, id: str, name: str, code: str | None, *contains: str, **request: Any) -> None:
        """A row whose request must be refused."""
        error: dict[str, Any] = {} if code is None else {"code": code}
        self.row(id, name, "the catalogue", error={**error, "contains": list(contains)}, **request)

    def versioned(self, oracle: str) -> str:
        library = oracle.split(" ")[0].split(".")[0]
        package = {"F": "torch", "smp": "segmentation-models-pytorch", "sklearn": "scikit-learn", "ot": "POT"}.get(
            library, library
        )
        if package not in self.libraries:
            return oracle
        return f"{package} {self.libraries[package]}: {oracle}"

    @property
    def path(self) -> Path:
        return GOLDEN / f"{self.name}.json"

    def fixture(self, name: str, content: Any) -> str:
        """A JSON file that requests read; returns its path, relative to test/golden."""
        self.fixtures[f"fixtures/{name}"] = json.dumps(content) + "\n"
        return f"fixtures/{name}"

    def write(self) -> None:
        for name, text in self.fixtures.items():
            (GOLDEN / name).parent.mkdir(exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
        head = {"generator": f"test/golden/generate/{self.name}.py", "libraries": self.libraries}
        rows = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in self.rows)
        self.path.write_text(
            json.dumps(head, indent=2)[:-2] + ',\n  "rows": [\n' + rows + "\n  ]\n}\n", encoding="utf-8"
        )


def central_differences(function: Callable[[np.ndarray], float], at: ArrayLike, step: float = 1e-6) -> np.ndarray:
    """The gradient of a function that no autograd covers; good to about 1e-9 for values near 1."""
    at = np.asarray(at, dtype=float)
    gradient = np.empty_like(at)
    for i in np.ndindex(at.shape):
        up, down = at.copy(), at.copy()
        up[i] += step
        down[i] -= step
        gradient[i] = (function(up) - function(down)) / (2 * step)
    return gradient
