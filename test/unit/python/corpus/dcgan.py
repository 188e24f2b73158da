import torch
import torch.nn as nn

netD = nn.Sequential(
    nn.Conv2d(3, 64, 4, 2, 1),
    nn.LeakyReLU(0.2),
    nn.Conv2d(64, 1, 4),
    nn.Sigmoid(),
)
netG = nn.Sequential(nn.ConvTranspose2d(100, 3, 4), nn.Tanh())
criterion = nn.BCELoss()


def step(real, noise, optimizer_d, optimizer_g):
    netD.zero_grad()
    output = netD(real).view(-1)
    error_real = criterion(output, torch.ones_like(output))
    fake = netG(noise)
    output = netD(fake.detach()).view(-1)
    error_fake = criterion(output, torch.zeros_like(output))
    (error_real + error_fake).backward()
    optimizer_d.step()
    netG.zero_grad()
    output = netD(fake).view(-1)
    criterion(output, torch.ones_like(output)).backward()
    optimizer_g.step()
