"""Rows of coco_map: ground truth and detections as COCO writes them, in test/golden/fixtures; paths are relative to test/golden."""

import contextlib
import io
import json

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from golden import Family, rng

NUMBERS = (
    "AP", "AP50", "AP75", "APsmall", "APmedium", "APlarge",
    "AR1", "AR10", "AR100", "ARsmall", "ARmedium", "ARlarge",
)  # fmt: skip


def scene(seed: str, images: int, classes: int, objects: int, crowds: bool = False, ties: bool = False):
    """Objects of all three COCO sizes; detections near most of them, some twice, some of the wrong class, some of nothing."""
    g = rng("coco", seed)
    annotations, detections = [], []

    def box(centre, size):
        low = np.clip(centre - size / 2, 0, [630, 470])
        high = np.clip(centre + size / 2, low + 4, [640, 480])
        return [round(float(v), 2) for v in (*low, *(high - low))]

    def score(low, high):
        return round(float(g.uniform(low, high)), 1 if ties else 3)

    for image in range(1, images + 1):
        for _ in range(int(g.integers(1, objects + 1))):
            centre, size = g.uniform(40, 440, 2), np.exp(g.uniform(np.log(10), np.log(220), 2))
            category = int(g.integers(1, classes + 1))
            b = box(centre, size)
            crowd = int(crowds and g.random() < 0.2)
            annotations.append(
                {
                    "id": len(annotations) + 1, "image_id": image, "category_id": category, "bbox": b,
                    "area": round(b[2] * b[3] * (1.0 if crowd else float(g.uniform(0.6, 1))), 2), "iscrowd": crowd,
                }
            )  # fmt: skip
            for _ in range(int(g.choice([0, 1, 1, 1, 2, 4 if crowd else 2]))):
                wrong = g.random() < 0.1
                near = box(centre + g.normal(0, 0.08, 2) * size, size * np.exp(g.normal(0, 0.12, 2)))
                detections.append(
                    {
                        "image_id": image, "category_id": category % classes + 1 if wrong else category, "bbox": near,
                        "score": score(0.3, 0.99),
                    }
                )  # fmt: skip
        for _ in range(int(g.integers(0, 3))):
            detections.append(
                {
                    "image_id": image, "category_id": int(g.integers(1, classes + 1)),
                    "bbox": box(g.uniform(40, 440, 2), np.exp(g.uniform(2.5, 5, 2))), "score": score(0.05, 0.6),
                }
            )  # fmt: skip
    truth = {
        "images": [{"id": i, "width": 640, "height": 480} for i in range(1, images + 1)],
        "categories": [{"id": c, "name": f"class {c}"} for c in range(1, classes + 1)],
        "annotations": annotations,
    }
    return truth, detections


def numbers(truth: dict, detections: list[dict]) -> dict[str, float]:
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = json.loads(json.dumps(truth))
        coco.createIndex()
        evaluation = COCOeval(coco, coco.loadRes(json.loads(json.dumps(detections))), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return dict(zip(NUMBERS, evaluation.stats.tolist(), strict=True))


def family() -> Family:
    rows = Family("detection", "pycocotools")
    perfect, _ = scene("perfect", 4, 2, 4)
    found = [{**{k: a[k] for k in ("image_id", "category_id", "bbox")}, "score": 0.9} for a in perfect["annotations"]]
    busy, _ = scene("busy", 2, 1, 3)
    g = rng("busy")
    many = [
        {
            "image_id": a["image_id"], "category_id": 1,
            "bbox": [round(v + float(g.normal(0, 3)), 2) if i < 2 else v for i, v in enumerate(a["bbox"])],
            "score": round(float(g.random()), 4),
        }
        for a in busy["annotations"]
        for _ in range(60)
    ]  # fmt: skip
    lone, spare = scene("lone", 3, 3, 3)
    lone["annotations"] = [a for a in lone["annotations"] if a["category_id"] != 2] or lone["annotations"][:1]
    cases = {
        "one-class": (*scene("one", 6, 1, 5), "one class"),
        "three-classes": (*scene("three", 8, 3, 6), "three classes"),
        "crowds": (*scene("crowds", 8, 2, 6, crowds=True), "crowds are ignored, and may be matched again"),
        "ties": (*scene("ties", 6, 2, 5, ties=True), "tied scores keep their order"),
        "perfect": (perfect, found, "every object found exactly"),
        "more-than-100": (busy, many, "more than 100 detections of an image"),
        "class-without-objects": (lone, spare, "a class without objects does not count"),
    }
    for name, (truth, detections, about) in cases.items():
        rows.row("coco_map", about, "pycocotools COCOeval, bbox",
                 prediction=rows.fixture(f"{name}-detections.json", detections),
                 label=rows.fixture(f"{name}-truth.json", truth), value=numbers(truth, detections), gradient=None)  # fmt: skip
    return rows
