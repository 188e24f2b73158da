"""Rows of the surface metrics: distances between the borders of two masks, voxel centre to voxel centre."""

import numpy as np
import surface_distance
import torch
from monai.metrics import compute_average_surface_distance, compute_hausdorff_distance, compute_surface_dice
from scipy.ndimage import binary_erosion, distance_transform_edt, generate_binary_structure

from golden import Family, rng


def shapes(generator: np.random.Generator, *size: int) -> tuple[np.ndarray, np.ndarray]:
    """Two overlapping ellipsoids, one of them with an outlying voxel, and one that reaches the image's border."""
    grid = np.stack(np.meshgrid(*[np.arange(n) for n in size], indexing="ij"), -1)

    def ellipsoid(centre, radii):
        return (((grid - centre) / radii) ** 2).sum(-1) <= 1

    middle = np.array(size) / 2
    y = ellipsoid(middle, np.array(size) / 3.2)
    p = ellipsoid(middle + generator.uniform(-2, 2, len(size)), np.array(size) / generator.uniform(2.6, 4, len(size)))
    p[(0,) * len(size)] = True
    return p.astype(int), y.astype(int)


def border(mask: np.ndarray) -> np.ndarray:
    mask = mask.astype(bool)
    return mask & ~binary_erosion(mask, generate_binary_structure(mask.ndim, 1))


def directed(p: np.ndarray, y: np.ndarray, spacing) -> tuple[np.ndarray, np.ndarray]:
    a, b = border(p), border(y)
    return distance_transform_edt(~b, sampling=spacing)[a], distance_transform_edt(~a, sampling=spacing)[b]


def percentile(p, y, spacing, q, directions="max"):
    there, back = directed(p, y, spacing)
    if directions == "pooled":
        return np.percentile(np.concatenate([there, back]), q)
    return max(np.percentile(there, q), np.percentile(back, q))


def nsd(p, y, spacing, tolerance=1.0):
    distances = np.concatenate(directed(p, y, spacing))
    return (distances <= tolerance).mean()


def family() -> Family:
    rows = Family("surface", "scipy", "monai", "surface-distance")
    forms = {
        "hausdorff": lambda p, y, s: percentile(p, y, s, 100),
        "hausdorff95": lambda p, y, s: percentile(p, y, s, 95),
        "assd": lambda p, y, s: np.concatenate(directed(p, y, s)).mean(),
        "masd": lambda p, y, s: np.mean([d.mean() for d in directed(p, y, s)]),
        "nsd": nsd,
    }

    def stacked(*masks):
        return [torch.tensor(m, dtype=torch.float64)[None, None] for m in masks]

    monai = {
        "hausdorff": lambda p, y, s: compute_hausdorff_distance(*stacked(p, y), include_background=True, spacing=s),
        "hausdorff95": lambda p, y, s: compute_hausdorff_distance(
            *stacked(p, y), include_background=True, percentile=95, spacing=s
        ),
        "assd": lambda p, y, s: compute_average_surface_distance(
            *stacked(p, y), include_background=True, symmetric=True, spacing=s
        ),
        "nsd": lambda p, y, s: compute_surface_dice(*stacked(p, y), [1.0], include_background=True, spacing=s),
    }
    oracle = {
        id: f"monai metrics.{name}, in float64"
        for id, name in (
            ("hausdorff", "compute_hausdorff_distance"),
            ("hausdorff95", "compute_hausdorff_distance(percentile=95)"),
            ("assd", "compute_average_surface_distance(symmetric=True)"),
            ("nsd", "compute_surface_dice"),
        )
    } | {"masd": "own: the mean of the two directed means, scipy edt"}

    def area_weighted(p, y, spacing) -> dict[str, float]:
        found = surface_distance.compute_surface_distances(y.astype(bool), p.astype(bool), spacing)
        back, there = surface_distance.compute_average_surface_distance(found)
        areas = [found[f"surfel_areas_{side}"] for side in ("gt", "pred")]
        distances = [found["distances_gt_to_pred"], found["distances_pred_to_gt"]]
        pooled = sum((d * a).sum() for d, a in zip(distances, areas)) / sum(a.sum() for a in areas)
        return {
            "hausdorff": surface_distance.compute_robust_hausdorff(found, 100),
            "hausdorff95": surface_distance.compute_robust_hausdorff(found, 95),
            "assd": pooled,
            "masd": (there + back) / 2,
            "nsd": surface_distance.compute_surface_dice_at_tolerance(found, 1.0),
        }

    cases = []
    for case, (size, spacing) in enumerate(
        (((12, 14), None), ((12, 14), [0.5, 2]), ((7, 8, 7), None), ((7, 8, 7), [2.5, 1, 0.8]))
    ):
        p, y = shapes(rng("surface", case // 2), *size)
        cases.append((" × ".join(map(str, size)) + (f", spacing {spacing}" if spacing else ""), p, y, spacing))
    for id, form in forms.items():
        for name, p, y, spacing in cases:
            steps = [float(s) for s in spacing or [1] * p.ndim]
            inputs = {"spacing": spacing} if spacing else None
            rows.row(
                id,
                f"random {name}",
                oracle[id],
                prediction=p,
                label=y,
                inputs=inputs,
                value=form(p, y, steps),
                gradient=None,
            )
            if id in monai:
                rows.agrees(monai[id](p, y, steps).reshape(()), 1e-6)
            rows.row(id, f"random {name}, preset surface-distance", "surface-distance, weighted by area", prediction=p, label=y,
                     inputs=inputs, preset="surface-distance", value=area_weighted(p, y, steps)[id], tolerance=1e-9,
                     why="the library's table of areas has float32 entries")  # fmt: skip
            if id == "nsd":
                for tolerance in (0, 2.3):
                    rows.row(id, f"random {name}, tolerance {tolerance}", "monai metrics.compute_surface_dice, in float64",
                             prediction=p, label=y, inputs=inputs, params={"tolerance": tolerance},
                             value=nsd(p, y, steps, tolerance))  # fmt: skip
            if id.startswith("hausdorff"):
                rows.row(id, f"random {name}, directions pooled", "own: numpy percentile of both directions", prediction=p,
                         label=y, inputs=inputs, params={"directions": "pooled"},
                         value=percentile(p, y, steps, 95 if id == "hausdorff95" else 100, "pooled"))  # fmt: skip
        g = rng(id, "batch")
        batch = [np.stack(pair) for pair in zip(*[shapes(g, 8, 8) for _ in range(3)])]
        each = [form(p, y, [1, 1.5]) for p, y in zip(*batch)]
        for reduction, value in (("none", each), ("mean", np.mean(each)), ("sum", np.sum(each))):
            rows.row(id, f"3 images of 8 × 8, {reduction}", oracle[id], prediction=batch[0], label=batch[1],
                     inputs={"spacing": [1, 1.5]}, reduction=reduction, value=value)  # fmt: skip
        p, y = cases[0][1:3]
        probabilities = np.round(np.where(p, 0.6, 0.3), 1)
        rows.row(id, "probabilities above 0.5 are foreground", oracle[id], prediction=probabilities, label=y,
                 value=form(p, y, [1, 1]))  # fmt: skip
        rows.row(id, "the same mask", oracle[id], prediction=y, label=y, value=1 if id == "nsd" else 0)
        full = np.ones((4, 5), dtype=int)
        inner = full.copy()
        inner[0] = 0
        rows.row(id, "outside counts as background: a full mask has a border", oracle[id], prediction=inner, label=full,
                 value=form(inner, full, [1, 1]))  # fmt: skip
        one, two = np.zeros((5, 6), dtype=int), np.zeros((5, 6), dtype=int)
        one[1, 1], two[4, 5] = 1, 1
        rows.row(
            id, "two single voxels, 3 and 4 apart", "own: 5", prediction=one, label=two, value=0 if id == "nsd" else 5
        )
        empty = np.zeros((3, 3), dtype=int)
        single = empty.copy()
        single[1, 1] = 1
        lone, named = (0, "0: nothing is near") if id == "nsd" else (np.inf, "infinity")
        equal, of_equal = (1, "1: nothing is wrong") if id == "nsd" else (0, "0")
        for preset in (None, "surface-distance"):
            by = f", preset {preset}" if preset else ""
            for what, p, y, value in (
                (f"an empty prediction: {named}{by}", empty, single, lone),
                (f"an empty label: {named}{by}", single, empty, lone),
                (f"both empty: {of_equal}{by}", empty, empty, equal),
            ):
                rows.row(id, what, "the catalogue", prediction=p, label=y, preset=preset, value=value)
        masks = [np.stack(side) for side in ((empty, single, single), (empty, single, empty))]
        rows.row(id, "3 images, of which one has both masks empty and one an empty label, none", "the catalogue",
                 prediction=masks[0], label=masks[1], inputs={"spacing": [1, 1]}, reduction="none",
                 value=[equal, equal, lone])  # fmt: skip
        rows.row(id, "a mean over an image with one mask empty", "the catalogue", prediction=masks[0], label=masks[1],
                 inputs={"spacing": [1, 1]}, value=(2 * equal + lone) / 3)  # fmt: skip
        line = np.array([0, 1, 1, 0, 0, 0, 1]), np.array([0, 0, 1, 1, 0, 0, 0])
        rows.row(id, "a line of 7, spacing 0.5", oracle[id], prediction=line[0], label=line[1], inputs={"spacing": [0.5]},
                 value=form(*line, [0.5]))  # fmt: skip
        rows.refused(id, "a spacing of 0", "range", "spacing", prediction=single, label=single, inputs={"spacing": [0, 1]})
        rows.refused(id, "more spacings than axes", None, "spacing", prediction=single, label=single,
                     inputs={"spacing": [1, 1, 1]})  # fmt: skip
        rows.refused(id, "shapes that differ", "shape", prediction=empty, label=one)
        rows.refused(id, "a 0/255 mask as label", "range", "255", prediction=one, label=one * 255)
    return rows
