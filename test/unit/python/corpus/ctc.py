import torch
import torch.nn as nn
import torch.nn.functional as F

ctc = nn.CTCLoss(blank=0, zero_infinity=True)


def loss_of(model, audio, targets, lengths, target_lengths):
    log_probs = F.log_softmax(model(audio), dim=2).transpose(0, 1)
    return ctc(log_probs, targets, lengths, target_lengths)
