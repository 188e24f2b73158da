import torch
from torch import nn

critic = nn.Sequential(nn.Linear(784, 512), nn.LeakyReLU(0.2), nn.Linear(512, 1))


def penalty(real, fake):
    alpha = torch.rand(len(real), 1)
    mixed = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
    gradient = torch.autograd.grad(critic(mixed).sum(), mixed, create_graph=True)[0]
    return ((gradient.norm(2, dim=1) - 1) ** 2).mean()


def critic_loss(real, fake):
    return critic(fake).mean() - critic(real).mean() + 10 * penalty(real, fake)
