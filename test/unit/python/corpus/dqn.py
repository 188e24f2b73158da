import torch
import torch.nn as nn


def optimize(policy, target, memory, optimizer, gamma=0.99):
    states, actions, rewards, following = memory.sample(128)
    values = policy(states).gather(1, actions)
    with torch.no_grad():
        best = target(following).max(1).values
    criterion = nn.SmoothL1Loss()
    loss = criterion(values, (rewards + gamma * best).unsqueeze(1))
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_value_(policy.parameters(), 100)
    optimizer.step()
