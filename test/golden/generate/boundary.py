"""Rows of the boundary losses: distance maps by scipy.ndimage.distance_transform_edt, between voxel centres."""

import numpy as np
import torch
import torch.nn.functional as F
from monai.losses import HausdorffDTLoss
from scipy.ndimage import distance_transform_edt

from golden import Family, onehot, reduce, rng, tensor

LOGITS = {"input": "logits"}


def blobs(generator: np.random.Generator, *shape: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A round label, and probabilities and logits of a neighbouring, noisy prediction."""
    grid = np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij"), -1)
    centre = np.array(shape) / 2 - 0.5
    radius = min(shape) / 3
    label = (np.linalg.norm(grid - centre, axis=-1) <= radius).astype(int)
    moved = np.linalg.norm(grid - centre - generator.uniform(-1.5, 1.5, len(shape)), axis=-1)
    logits = np.round(1.5 * (radius + 0.3 - moved) + generator.normal(0, 0.7, shape), 3)
    return np.round(1 / (1 + np.exp(-logits)), 3).clip(0.01, 0.99), logits, label


def edt(mask: np.ndarray, spacing) -> np.ndarray:
    return distance_transform_edt(mask, sampling=spacing)


def each_image(y: np.ndarray, spacing, field) -> torch.Tensor:
    """`field` of every image; the images are the last axes, as many as `spacing` is long, or all."""
    y = np.asarray(y)
    dims = y.ndim if spacing is None else len(spacing)
    images = y.reshape(-1, *y.shape[y.ndim - dims :])
    fields = [field(image > 0.5, spacing) if 0 < image.sum() < image.size else 0.0 * image for image in images]
    return tensor(np.stack(fields).reshape(y.shape))


def penalty(mask, spacing):
    d = edt(mask, spacing) + edt(~mask, spacing)
    return (d.max() - d) / d.max()


def signed(mask, spacing):
    return edt(~mask, spacing) - edt(mask, spacing)


def kervadec(mask, spacing):
    return edt(~mask, spacing) - (edt(mask, spacing) - 1) * mask


def unsigned(mask, spacing):
    return edt(mask, spacing) + edt(~mask, spacing)


def cross_entropy(q, y, logits):
    call = F.binary_cross_entropy_with_logits if logits else F.binary_cross_entropy
    return call(q, tensor(y), reduction="none")


def hausdorff_dt(p, y, spacing, alpha=2.0):
    found = each_image((p.detach() > 0.5).numpy().astype(float), spacing, unsigned)
    true = each_image(y, spacing, unsigned)
    return (p - tensor(y)) ** 2 * (found**alpha + true**alpha)


def hausdorff_er(p, y, dims, erosions=10, alpha=2.0):
    """Karimi and Salcudean 2019, as the catalogue states it; each image on its own."""
    kernel = torch.zeros([3] * dims)
    kernel[(1,) * dims] = 1
    for axis in range(dims):
        for side in (0, 2):
            at = [1] * dims
            at[axis] = side
            kernel[tuple(at)] = 1
    kernel = (kernel / kernel.sum())[None, None]
    convolve = F.conv2d if dims == 2 else F.conv3d
    total = 0.0
    images = ((p - tensor(y)) ** 2).reshape(-1, *p.shape[p.ndim - dims :])
    for image in images:
        for k in range(erosions):
            eroded = torch.relu(convolve(image[None, None], kernel, padding=1)[0, 0] - 0.5)
            if eroded.max() > eroded.min():
                eroded = (eroded - eroded.amin()) / (eroded.amax() - eroded.amin())
            image = eroded
            total = total + image.sum() * (k + 1) ** alpha
    return total / images.numel()


def cases(id: str):
    """Name, probabilities, logits, labels and spacing."""
    plane = blobs(rng(id, 0), 7, 8)
    volume = blobs(rng(id, 1), 5, 6, 5)
    batch = [np.stack(parts) for parts in zip(*[blobs(rng(id, k), 6, 6) for k in (2, 3)])]
    return [
        ("7 × 8", *plane, None),
        ("7 × 8, spacing 0.5 × 2", *plane, [0.5, 2]),
        ("5 × 6 × 5", *volume, None),
        ("5 × 6 × 5, spacing 2 × 1 × 1.5", *volume, [2, 1, 1.5]),
        ("2 images of 6 × 6", *batch, [1, 1]),
    ]


def family() -> Family:
    rows = Family("boundary", "scipy", "monai")

    forms = {
        "dpce": (
            "own: scipy edt, F.binary_cross_entropy",
            lambda q, y, s, logits: (1 + each_image(y, s, penalty)) * cross_entropy(q, y, logits),
        ),
        "boundary": (
            "own: scipy edt",
            lambda q, y, s, logits: (q.sigmoid() if logits else q) * each_image(y, s, signed),
        ),
        "hausdorff_dt": (
            "monai losses.HausdorffDTLoss, in float64",
            lambda q, y, s, logits: hausdorff_dt(q.sigmoid() if logits else q, y, s),
        ),
    }  # fmt: skip
    for id, (oracle, form) in forms.items():
        for shape, p, z, y, spacing in cases(id):
            inputs = {"spacing": spacing} if spacing else None
            for reduction in ("mean", "sum"):
                rows.loss(id, f"random {shape}, {reduction}", oracle, lambda q: reduce(form(q, y, spacing, False), reduction),
                          p, y, inputs=inputs, reduction=reduction)  # fmt: skip
            rows.loss(id, f"random {shape}, logits", oracle, lambda q: form(q, y, spacing, True).mean(), z, y, inputs=inputs,
                      params=LOGITS)  # fmt: skip
            if id == "boundary":
                rows.loss(id, f"random {shape}, preset kervadec", "own: scipy edt, Kervadec's one_hot2dist",
                          lambda q: (q * each_image(y, spacing, kervadec)).mean(), p, y, inputs=inputs, preset="kervadec")  # fmt: skip
            if id == "hausdorff_dt":
                rows.loss(id, f"random {shape}, alpha 1", oracle, lambda q: hausdorff_dt(q, y, spacing, 1.0).mean(), p, y,
                          inputs=inputs, params={"alpha": 1})  # fmt: skip
                if spacing is None or spacing == [1, 1]:
                    given = [
                        torch.tensor(x)[:, None] if spacing else torch.tensor(x)[None, None]
                        for x in (p, y.astype(float))
                    ]
                    rows.row(id, f"random {shape}, as MONAI", "monai losses.HausdorffDTLoss, in float64", prediction=p,
                             label=y, inputs=inputs, value=hausdorff_dt(tensor(p), y, spacing).mean())  # fmt: skip
                    rows.agrees(HausdorffDTLoss()(*given), 1e-6)
        g = rng(id, "classes")
        y = np.stack([blobs(g, 5, 5)[2], 2 * blobs(g, 5, 5)[2]])
        y[:, 0, :2] = 1
        p = np.round(0.1 + 0.7 * np.moveaxis(np.eye(3)[y], -1, 1) + g.uniform(-0.05, 0.05, (2, 3, 5, 5)), 3)
        p[:, 0] = np.round(1 - p[:, 1:].sum(1), 3)
        target = onehot(y, 3).numpy()
        rows.loss(id, "random classes 2 × 3 × 5 × 5, each image and class on its own", f"{oracle}, of the one-hot label",
                  lambda q: form(q, target, [1, 1], False).mean(), p, y, inputs={"spacing": [1, 1]})  # fmt: skip
        p = np.array([[0.2, 0.7, 0.4], [0.1, 0.3, 0.6]])
        for name, y in (("an empty label", np.zeros((2, 3))), ("a full label", np.ones((2, 3)))):
            rows.loss(id, name, oracle, lambda q: form(q, y, None, False).mean(), p, y)
        rows.refused(id, "shapes that differ", "shape", prediction=[[0.5, 0.5]], label=[[0, 1, 1]])
        rows.refused(id, "a probability above 1", "range", prediction=[[0.5, 1.5]], label=[[0, 1]])
        rows.refused(id, "more spacings than axes", None, prediction=[[0.5, 0.5]], label=[[0, 1]],
                     inputs={"spacing": [1, 1, 1]})  # fmt: skip
    p, y = np.array([[0.2, 0.3, 0.4], [0.1, 0.3, 0.4]]), np.array([[0, 1, 1], [0, 1, 0]])
    rows.loss("hausdorff_dt", "an empty prediction: its field is 0", "monai losses.HausdorffDTLoss, in float64",
              lambda q: hausdorff_dt(q, y, None).mean(), p, y)  # fmt: skip
    rows.row("boundary", "a perfect prediction is negative", "own: scipy edt", prediction=y, label=y,
             value=float((y * each_image(y, None, signed).numpy()).mean()))  # fmt: skip

    why = {"tolerance": 1e-10, "why": "ten convolutions and rescalings in a row"}
    for case, shape in enumerate(((11, 11), (10, 13), (7, 7, 7))):
        g = rng("hausdorff_er", case)
        _, _, y = blobs(g, *shape)
        found = np.roll(y, shape[0] // 2, axis=0)
        p = np.round(np.where(found, g.uniform(0.8, 0.99, shape), g.uniform(0.01, 0.15, shape)), 3)
        named = " × ".join(map(str, shape))
        for params, arguments in (
            ({}, {}),
            ({"erosions": 3}, {"erosions": 3}),
            ({"alpha": 1, "erosions": 5}, {"alpha": 1.0, "erosions": 5}),
        ):
            more = "".join(f", {key} {value}" for key, value in params.items())
            rows.loss("hausdorff_er", f"random {named}{more}", "own: F.conv of the squared error, float64",
                      lambda q: hausdorff_er(q, y, len(shape), **arguments), p, y, params=params, **why)  # fmt: skip
    g = rng("hausdorff_er batch")
    y = np.stack([blobs(g, 7, 7)[2], blobs(g, 7, 7)[2]])
    p = np.round(np.where(np.roll(y, 2, axis=2), g.uniform(0.8, 0.99, y.shape), g.uniform(0.01, 0.15, y.shape)), 3)
    rows.loss("hausdorff_er", "2 images of 7 × 7", "own: F.conv of the squared error, float64",
              lambda q: hausdorff_er(q, y, 2, 4), p, y, params={"erosions": 4}, inputs={"spacing": [1, 1]}, **why)  # fmt: skip
    thick = np.where(y[0], 0.05, 0.95).round(2)
    rows.row("hausdorff_er", "a prediction of NaN goes through", "own: F.conv of the squared error, float64",
             prediction=np.where(np.arange(49).reshape(7, 7) == 24, np.nan, thick), label=y[0], value=np.nan)  # fmt: skip
    for name, label in (("an empty label", np.zeros((7, 7))), ("a full label", np.ones((7, 7)))):
        rows.loss("hausdorff_er", name, "own: F.conv of the squared error, float64",
                  lambda q: hausdorff_er(q, label, 2), thick, label, **why)  # fmt: skip
    rows.refused("hausdorff_er", "shapes that differ", "shape", prediction=[[0.5, 0.5]], label=[[0, 1, 1]])
    rows.refused("hausdorff_er", "a probability above 1", "range", prediction=[[0.5, 1.5]], label=[[0, 1]])
    rows.refused("hausdorff_er", "no erosions", "badParameter", "erosions", prediction=[[0.5, 0.5]], label=[[0, 1]],
                 params={"erosions": 0})  # fmt: skip
    rows.row("hausdorff_er", "a perfect prediction", "own: 0", prediction=y[0], label=y[0], value=0)
    rows.row("hausdorff_er", "both empty", "own: 0", prediction=np.zeros((3, 3)), label=np.zeros((3, 3)), value=0)
    return rows
