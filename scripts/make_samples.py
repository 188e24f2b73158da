"""Makes the arrays of samples/: outputs of small models trained here, on data that scikit-learn has or draws.

    python scripts/make_samples.py            (needs numpy, scipy and scikit-learn)

Everything is seeded, so that a second run writes the same files (to the last digits of the linear algebra library).
"""

from pathlib import Path

import numpy as np
from scipy import ndimage
from sklearn.datasets import load_digits, make_classification, make_friedman1
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def save(name: str, array: np.ndarray) -> None:
    path = SAMPLES / name
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, np.ascontiguousarray(array))


def softmax(logits: np.ndarray) -> np.ndarray:
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def binary() -> None:
    """A boosted-tree classifier of 20,000 held-out cases, of which about 29 % are positive."""
    x, y = make_classification(
        n_samples=28_000,
        n_features=20,
        n_informative=6,
        n_redundant=4,
        n_clusters_per_class=3,
        weights=[0.715],
        flip_y=0.02,
        class_sep=0.8,
        random_state=7,
    )
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=20_000, random_state=7, stratify=y)
    model = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.1, random_state=7).fit(x_train, y_train)
    save("binary/probs.npy", model.predict_proba(x_test)[:, 1].astype(np.float32))
    save("binary/labels.npy", y_test.astype(np.int64))


def multiclass() -> None:
    """Handwritten digits, read by multinomial logistic regression from noisy 8 × 8 scans."""
    rng = np.random.default_rng(11)
    images, digits = load_digits(return_X_y=True)
    x_train, x_test, y_train, y_test = train_test_split(
        images / 16, digits, test_size=0.5, random_state=11, stratify=digits
    )
    x_train = x_train + rng.normal(0, 0.15, x_train.shape)
    x_test = np.repeat(x_test, 2, axis=0) + rng.normal(0, 0.3, (2 * len(x_test), x_test.shape[1]))
    y_test = np.repeat(y_test, 2)
    order = rng.permutation(len(y_test))
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x_train, y_train)
    logits = model.decision_function(x_test[order])
    folder = SAMPLES / "multiclass"
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "logits.npz", logits=logits.astype(np.float32), probs=softmax(logits).astype(np.float32))
    save("multiclass/labels.npy", y_test[order].astype(np.int64))


def regression() -> None:
    """Friedman's function, by a Gaussian process that also says how sure it is."""
    x, y = make_friedman1(n_samples=2_000, n_features=8, noise=1.0, random_state=3)
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=1_500, random_state=3)
    kernel = ConstantKernel(25.0) * RBF(np.ones(8)) + WhiteKernel(1.0)
    model = GaussianProcessRegressor(kernel, normalize_y=True, random_state=3).fit(x_train, y_train)
    prediction, sigma = model.predict(x_test, return_std=True)
    folder = SAMPLES / "regression"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "predictions.csv", "w", newline="\n") as file:
        file.write("id,prediction,target,sigma\n")
        for i, row in enumerate(zip(prediction, y_test, sigma)):
            file.write(f"case-{i:04d}," + ",".join(f"{value:.6f}" for value in row) + "\n")


def boxes() -> None:
    """Objects of 640 × 480 photographs and what a detector answers: mostly near, some far off, all x1, y1, x2, y2."""
    rng = np.random.default_rng(5)
    n = 600
    size = np.exp(rng.normal(4.2, 0.6, (n, 2))).clip(8, 300)
    corner = rng.uniform(0, 1, (n, 2)) * (np.array([640, 480]) - size).clip(1)
    true = np.concatenate([corner, corner + size], axis=1)
    centre = (true[:, :2] + true[:, 2:]) / 2 + rng.normal(0, 0.12, (n, 2)) * size
    shape = size * np.exp(rng.normal(0, 0.15, (n, 2)))
    lost = rng.random(n) < 0.06
    centre[lost] = rng.uniform(30, 450, (lost.sum(), 2))
    pred = np.concatenate([centre - shape / 2, centre + shape / 2], axis=1)
    pred[:, 0::2] = pred[:, 0::2].clip(0, 640)
    pred[:, 1::2] = pred[:, 1::2].clip(0, 480)
    save("boxes/pred_boxes.npy", pred.astype(np.float32))
    save("boxes/true_boxes.npy", true.astype(np.float32))


def masks() -> None:
    """A lesion in a noisy 256 × 256 image, found by a pixel classifier trained on another lesion."""

    def scene(seed: int, centre: tuple[float, float], radius: float) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(seed)
        rows, columns = np.mgrid[:256, :256].astype(float)
        angle = np.arctan2(rows - centre[0], columns - centre[1])
        border = np.full_like(angle, radius)
        for k in range(2, 7):
            border += radius * 0.25 / k * np.cos(k * angle + rng.uniform(0, 2 * np.pi))
        mask = np.hypot(rows - centre[0], columns - centre[1]) < border
        texture = ndimage.gaussian_filter(rng.normal(size=mask.shape), 6)
        image = ndimage.gaussian_filter(mask.astype(float), 2.5) + 0.4 * texture / texture.std()
        return image + rng.normal(0, 0.4, mask.shape), mask

    def features(image: np.ndarray) -> np.ndarray:
        return np.stack([ndimage.gaussian_filter(image, s) for s in (0, 2, 5, 10, 20)], axis=-1).reshape(-1, 5)

    train_image, train_mask = scene(1, (120, 140), 52)
    image, mask = scene(2, (138, 118), 44)
    model = LogisticRegression(C=1.0, max_iter=500).fit(features(train_image), train_mask.ravel())
    probability = model.predict_proba(features(image))[:, 1].reshape(mask.shape)
    save("masks/pred.npy", probability.astype(np.float32))
    save("masks/label.npy", mask.astype(np.uint8))
    save("masks/label_255.npy", (mask * 255).astype(np.uint8))


def distributions() -> None:
    """How 400 photographs were rated from 1 to 10 (p), and what a model expected (q): each row sums to 1."""
    rng = np.random.default_rng(13)
    stars = np.arange(1, 11)
    mean = rng.normal(5.5, 1.2, (400, 1))
    spread = rng.uniform(1.0, 2.0, (400, 1))
    votes = np.exp(-(((stars - mean) / spread) ** 2) / 2)
    votes = votes / votes.sum(axis=1, keepdims=True)
    counts = np.stack([rng.multinomial(210, row) for row in votes])
    guess = mean + rng.normal(0, 0.6, mean.shape)
    save("distributions/p.npy", counts / 210)
    save("distributions/q.npy", softmax(-(((stars - guess) / 1.5) ** 2) / 2 + rng.normal(0, 0.1, (400, 10))))


if __name__ == "__main__":
    for make in (binary, multiclass, regression, boxes, masks, distributions):
        make()
