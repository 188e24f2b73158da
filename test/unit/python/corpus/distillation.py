import torch
import torch.nn as nn
import torch.nn.functional as F


class Distillation(nn.Module):
    def __init__(self, temperature=4.0, alpha=0.5):
        super().__init__()
        self.temperature = temperature
        self.alpha = alpha
        self.hard = nn.CrossEntropyLoss()
        self.soft = nn.KLDivLoss(reduction="batchmean")

    def forward(self, student, teacher, labels):
        t = self.temperature
        log_p = F.log_softmax(student / t, dim=1)
        q = F.softmax(teacher / t, dim=1)
        soft = self.soft(log_p, q) * t * t
        return self.alpha * self.hard(student, labels) + (1 - self.alpha) * soft


def js(p_logits, q_logits):
    p, q = F.softmax(p_logits, dim=1), F.softmax(q_logits, dim=1)
    m = ((p + q) / 2).log()
    return 0.5 * (
        F.kl_div(m, p, reduction="batchmean") + F.kl_div(m, q, reduction="batchmean")
    )


def step(student, teacher, batch, optimizer):
    images, labels = batch
    with torch.no_grad():
        target = teacher(images)
    loss = Distillation()(student(images), target, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item(), js(student(images), target).item()
