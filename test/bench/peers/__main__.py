"""What a user would run instead, timed in one process that answers requests line by line.

A request is one JSON object a line: {"peer", "prediction", "label" (paths of .npy files), "gradient", "threads"}; the
answer has the value, the seconds of one run, those of loading both files ("loading"), the sum of the gradient's
absolute values where one was asked for, and the most memory that the process held, in MB. The run finds its arrays in
memory, where they stay between runs: what loading them takes is measured apart. `torch.bce` is `bce` of torch_peers.py.
"""

import importlib
import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
loaded = {}


def arrays(request):
    key = (request["prediction"], request["label"])
    if loaded.get("key") != key:
        loaded.clear()
        loaded["p"], loaded["y"] = (np.load(path) for path in key)
        loaded["key"] = key
    return loaded["p"], loaded["y"]


def loading(request):
    """Seconds that a script takes to load both files, as every first run of it has to."""
    start = time.perf_counter()
    pair = [np.load(request[side]) for side in ("prediction", "label")]
    seconds = time.perf_counter() - start
    del pair
    return seconds


def clear_peak():
    """Linux counts the peak anew; elsewhere it stays unknown."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        pass


def peak():
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def run(request):
    library, name = request["peer"].split(".")
    p, y = arrays(request)
    load = loading(request)
    prepare = getattr(importlib.import_module(f"{library}_peers"), "prepare")
    compute = prepare(name, p, y, request)
    clear_peak()
    start = time.perf_counter()
    value, gradient = compute()
    seconds = time.perf_counter() - start
    memory = peak()
    total = None if gradient is None else float(abs(gradient).sum(dtype=np.float64))
    value = value if value == value else None
    return {"value": value, "seconds": seconds, "loading": load, "gradient": total, "memory": memory}


def versions():
    found = {"Python": sys.version.split()[0]}
    names = {"torch": "PyTorch", "torchvision": "torchvision", "numpy": "NumPy", "sklearn": "scikit-learn"}
    for module, name in {**names, "scipy": "SciPy", "monai": "MONAI", "ot": "POT"}.items():
        try:
            spec = importlib.util.find_spec(module)
            distribution = {"sklearn": "scikit-learn", "ot": "pot"}.get(module, module)
            if spec is not None:
                found[name] = importlib.metadata.version(distribution)
        except (ImportError, importlib.metadata.PackageNotFoundError):
            pass
    return found


if __name__ == "__main__":
    import importlib.metadata
    import importlib.util

    print(json.dumps({"versions": versions()}), flush=True)
    for line in sys.stdin:
        try:
            print(json.dumps(run(json.loads(line))), flush=True)
        except Exception as error:  # a peer that is not installed, or too little memory: said in the row
            text = str(error).splitlines()[0][:80] if str(error) else ""
            print(json.dumps({"error": f"{type(error).__name__}: {text}"}), flush=True)
