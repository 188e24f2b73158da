import torch
from torch import nn

net = nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 8)).cuda()
loss_fn = nn.CrossEntropyLoss().cuda()
scaler = torch.amp.GradScaler("cuda")


def run(loader, optimizer):
    for x, y in loader:
        with torch.autocast(device_type="cuda", dtype=torch.float16):
            output = net(x)
            loss = loss_fn(output, y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
