"""scikit-learn's metrics."""

from sklearn import metrics

METRICS = {
    "f1": lambda p, y: metrics.f1_score(y > 0.5, p > 0.5),
    "f1_masks": lambda p, y: metrics.f1_score(y, p),
    "f1_classes": lambda p, y: metrics.f1_score(y, p, average="macro"),
    "roc_auc": lambda p, y: metrics.roc_auc_score(y, p),
    "average_precision": lambda p, y: metrics.average_precision_score(y, p),
    "log_loss": lambda p, y: metrics.log_loss(y, p),
}


def prepare(name, p, y, request):
    return lambda: (float(METRICS[name](p, y)), None)
