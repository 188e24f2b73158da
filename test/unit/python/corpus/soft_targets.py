import torch
import torch.nn.functional as F


def distil(student_logits, teacher_logits, temperature):
    soft = F.softmax(teacher_logits / temperature, dim=1)
    return F.cross_entropy(student_logits / temperature, soft) * temperature**2


def distil_log(student_logits, teacher_logits):
    return F.kl_div(
        F.log_softmax(student_logits, dim=1),
        F.log_softmax(teacher_logits, dim=1),
        reduction="batchmean",
        log_target=True,
    )
