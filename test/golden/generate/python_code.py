"""Runs the generated Python in the real libraries, on the inputs of the golden rows.

Every form that the code of an entry takes, in every dialect, must give the value of the row (1e-12, or the row's own
tolerance; Keras 2e-6), and PyTorch's and JAX's automatic differentiation its gradient. test/golden/code.json then holds the hash
of each verified text, so that a change of the generator is seen until it is verified again.
"""

import json
import os
import subprocess
import sys
import tempfile
import types
from pathlib import Path
from typing import Any

import jax
import keras
import numpy as np
import torch
from golden import KERAS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
TOLERANCE = 1e-12


def cases() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "cases.cjs"
        options = {"entryPoints": [str(HERE / "codeCases.ts")], "bundle": True, "platform": "node", "outfile": str(bundle)}
        build = f"require('esbuild').buildSync({json.dumps(options)})"
        subprocess.run(["node", "-e", build], check=True, cwd=ROOT)
        printed = subprocess.run(["node", str(bundle)], check=True, cwd=ROOT, capture_output=True).stdout
    return json.loads(printed)


def numbers(nested: Any) -> np.ndarray:
    return np.array(nested, dtype=float)


def arrays(case: dict[str, Any], positional: list[str], space: dict[str, Any]) -> list[np.ndarray]:
    """The positional arguments as NumPy arrays, in their order."""
    request, params = case["request"], case["params"]
    scale = request.get("scale", {})
    prediction = numbers(request["prediction"]) / scale.get("prediction", 1)
    label = None
    if "label" in request:
        label = numbers(request["label"]) / scale.get("label", 1)
        if case["labelDomain"] == "sign":
            label = np.where(label == 0, -1.0, label)
        if case["layout"] == "classes" and case["labels"] == "index":
            label = label.astype(np.int64)
    found = []
    for i, name in enumerate(positional):
        if i == 0:
            found.append(prediction)
        elif name in ("signed_distance", "label_distance", "prediction_distance", "border_proximity"):
            found.append(distance_map(name, case, space, prediction, label))
        elif name == "other" or (name == "target" and "target" not in request["inputs"]):
            found.append(label)
        else:
            found.append(numbers(request["inputs"][name]))
    return found


def distance_map(
    name: str, case: dict[str, Any], space: dict[str, Any], prediction: np.ndarray, label: np.ndarray
) -> np.ndarray:
    params, classes = case["params"], case["layout"] == "classes"
    axis = params.get("classAxis")
    axis = 1 if axis is None else axis
    if classes:
        prediction = np.moveaxis(prediction, axis, 1)
        if case["labels"] == "index":
            label = np.moveaxis(np.eye(prediction.shape[1])[label], -1, 1)
        else:
            label = np.moveaxis(label, axis, 1)
    mask = label
    if name == "prediction_distance":
        mask = prediction
        if params["input"] == "logits":
            exponentials = np.exp(prediction)
            mask = exponentials / exponentials.sum(1, keepdims=True) if classes else exponentials / (1 + exponentials)
    spacing = case["request"]["inputs"].get("spacing")
    axes = mask.ndim - (1 if classes else 0)
    dims = params.get("spatialDims") or (len(spacing) if spacing else axes - (1 if classes and axes > 1 else 0))
    function = space[{"signed_distance": name, "border_proximity": name}.get(name, "border_distance")]
    if classes and dims == axes:
        # The first axis belongs to the image.
        return np.stack([function(mask[:, k], spacing) for k in range(mask.shape[1])], 1)
    images = mask.reshape(-1, *mask.shape[mask.ndim - dims :])
    return np.stack([function(image, spacing) for image in images]).reshape(mask.shape)


def run(dialect: str, case: dict[str, Any], code: dict[str, Any]) -> tuple[Any, Any]:
    """The value, and the gradient of its sum where the library differentiates."""
    program = compile(code["text"], f"{case['id']}-{dialect}.py", "exec")
    names = code["positional"]
    space: dict[str, Any] = types.ModuleType("generated").__dict__
    if "library" not in code:
        exec(program, space)
    inputs = arrays(case, names, space)

    def function(*values: Any) -> Any:
        if "library" not in code:
            return space[code["name"]](*values)
        # The code is a call of the library, whose arguments are variables.
        variables = dict(zip(names, values))
        exec(program, variables)
        return variables[code["name"]]

    wants = case.get("gradient") is not None
    if dialect == "numpy":
        return function(*inputs), None
    if dialect == "jax":
        values = [jax.numpy.asarray(x) for x in inputs]
        value = function(*values)
        if not wants:
            return value, None
        return value, jax.grad(lambda p: jax.numpy.sum(function(p, *values[1:])))(values[0])
    tensors = [torch.tensor(x) for x in inputs]
    if dialect == "keras":
        value = function(*[keras.ops.convert_to_tensor(x) for x in tensors])
        return plain(value), None
    tensors[0].requires_grad_(wants)
    if "torchmetrics" in code["text"]:
        tensors[1] = tensors[1].long()
    value = function(*tensors)
    if not wants:
        return plain(value), None
    # What is constant in pieces has no graph in PyTorch: its gradient is 0.
    gradient = torch.zeros_like(tensors[0])
    if value.requires_grad:
        (gradient,) = torch.autograd.grad(value.sum(), tensors[0])
    return plain(value), gradient


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value.detach().numpy() if isinstance(value, torch.Tensor) else value


def difference(found: Any, expected: Any, tolerance: float) -> str | None:
    if isinstance(expected, dict):
        if "matrix" in expected:
            return difference(found, expected["matrix"], tolerance)
        parts = (difference(found[name], item, tolerance) for name, item in expected.items())
        return next((part for part in parts if part is not None), None)
    actual, wanted = np.asarray(found, dtype=float), numbers(expected)
    if actual.shape != wanted.shape:
        return f"shape {actual.shape} and not {wanted.shape}"
    same = (actual == wanted) | (np.isnan(actual) & np.isnan(wanted))
    with np.errstate(invalid="ignore"):
        same |= np.abs(actual - wanted) <= tolerance * np.maximum(1, np.abs(wanted))
    if same.all():
        return None
    at = tuple(int(i) for i in np.argwhere(~same)[0])
    return f"{actual[at]!r} and not {wanted[at]!r} at {at}"


class Verified:
    """Runs everything; has the form that generate.py expects of a family."""

    path = HERE.parent / "code.json"

    def __init__(self) -> None:
        only = os.environ.get("LOSSARY_CODE_ONLY")
        failures: list[str] = []
        self.rows: list[dict[str, Any]] = []
        for case in cases():
            if only is not None and case["id"] not in only.split(","):
                continue
            row = {"id": case["id"], "name": case["name"]}
            for writing, code in case["code"].items():
                problem = self.check(writing.split(",")[0], case, code)
                if problem is None:
                    row[writing] = code["hash"]
                else:
                    failures.append(f"{case['id']}, {case['name']}, {writing}: {problem}")
            self.rows.append(row)
        if failures:
            print("\n".join(failures))
            sys.exit(f"{len(failures)} pieces of code of {len(self.rows)} rows do not give what the rows say.")

    def check(self, dialect: str, case: dict[str, Any], code: dict[str, Any]) -> str | None:
        # The functions of keras.ops themselves compute in float32 for float64 input.
        tolerance = max(case.get("tolerance") or TOLERANCE, KERAS if dialect == "keras" else 0)
        try:
            value, gradient = run(dialect, case, code)
            problem = difference(value, case["value"], tolerance)
            if problem is None and gradient is not None:
                problem = difference(np.asarray(gradient), case["gradient"], tolerance)
                problem = None if problem is None else f"gradient: {problem}"
            return problem
        except Exception as error:  # noqa: BLE001
            return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"

    def write(self) -> None:
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in self.rows)
        head = {"generator": "test/golden/generate/python_code.py"}
        self.path.write_text(json.dumps(head, indent=2)[:-2] + ',\n  "verified": [\n' + lines + "\n  ]\n}\n", encoding="utf-8")


def family() -> Verified:
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    keras.backend.set_floatx("float64")
    np.seterr(all="ignore")
    return Verified()
