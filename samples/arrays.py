"""Arrays to select in the editor, as they stand in code: select one pair and run Compute on Selection."""

import numpy as np
import torch

# Binary probabilities and labels.
prediction = np.array([0.3, 0.2, 0.3, 0.2])
label = np.array([0, 1, 0, 1])

# Four classes: class 2 is the true one. Form 1 of the cross entropy is 2.3026, form 2 is 3.4578.
probabilities = torch.tensor([[0.1, 0.5, 0.1, 0.3]], dtype=torch.float64)
target = torch.tensor([2])

# A regression with an outlier: compare mse, mae and huber.
predicted = [2.5, 0.0, 2.1, 7.8, -1.2]
measured = [3.0, -0.5, 2.0, 7.5, 9.0]

# Boxes as x1, y1, x2, y2.
boxes = np.array([[10, 10, 60, 80], [100, 40, 180, 90]], dtype=np.float32)
truth = np.array([[12, 15, 66, 78], [190, 40, 260, 95]], dtype=np.float32)

# NumPy's own print has no commas.
printed = """
[[0.7 0.2 0.1]
 [0.1 0.8 0.1]
 [0.3 0.3 0.4]]
"""

# Not a number and infinity are counted and reported.
scores = [1.5, float("nan"), -1e-3, float("inf"), 0.25]
