"""Writes test/golden/*.json: all families, or those named.

    python generate.py [--check] [family …]

`--check` writes nothing and compares what is made now with the committed rows.
"""

import argparse
import importlib
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "torch")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("JAX_ENABLE_X64", "1")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
sys.path.insert(0, str(Path(__file__).resolve().parent))

FAMILIES = [
    "regression",
    "margin",
    "classification",
    "distributions",
    "boxes",
    "region",
    "boundary",
    "compound",
    "metrics",
    "surface",
    "detection",
    "presets",
    "experiments",
    "python_code",
]


def differences(expected: Any, actual: Any, at: str, tolerance: float = 1e-9) -> list[str]:
    if isinstance(expected, dict) and isinstance(actual, dict) and expected.keys() == actual.keys():
        return [d for key in expected for d in differences(expected[key], actual[key], f"{at}.{key}", tolerance)]
    if isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        return [d for i, pair in enumerate(zip(expected, actual)) for d in differences(*pair, f"{at}[{i}]", tolerance)]
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (expected, actual))
    if expected == actual or (numbers and abs(expected - actual) <= tolerance * max(1, abs(expected))):
        return []
    return [f"{at}: {expected!r} was committed, {actual!r} is made now"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    failed = False
    for name in arguments.families or FAMILIES:
        family = importlib.import_module(name).family()
        path: Path = family.path
        if not arguments.check:
            family.write()
            print(f"{path.name}: {len(family.rows)} rows, {path.stat().st_size // 1024} KB")
            continue
        file = json.loads(path.read_text(encoding="utf-8"))
        committed = next(file[key] for key in ("rows", "experiments", "verified") if key in file)
        found = differences(committed, family.rows, name)
        print(f"{path.name}: {len(committed)} rows, {len(found)} differ")
        print("\n".join(found[:20]))
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
