"""Makes gradients.json: losses, gradients and steps of small networks by PyTorch itself.

The networks are SmallImageNetwork's of 8 layers, width 2, on images of 8 pixels with 3 classes, written here
anew. Element i of weight tensor k, in Keras's order of layers and dimensions, is
scale * sin(0.7 k + 1.3 i + 0.1), plus 1 for gamma and moving variance; scale is sqrt(2 / fan-in) for kernels,
0.1 for the rest. Pixel i of the batch is sin(0.9 i). Run: python gradients.py > gradients.json (torch 2.13).
"""
import json
import math

import torch
import torch.nn.functional as F

WIDTH, SIDE, CLASSES, BATCH = 2, 8, 3, 4


def wave(k, shape, scale, centre):
    n = math.prod(shape)
    i = torch.arange(n, dtype=torch.float64)
    return (centre + scale * torch.sin(0.7 * k + 1.3 * i + 0.1)).reshape(shape).float()


def keras(t):
    return t.permute(2, 3, 1, 0) if t.dim() == 4 else t.t() if t.dim() == 2 else t


class Net:
    """Layers by name; weights in Keras's shapes are turned into PyTorch's."""

    def __init__(self, residual):
        self.residual, self.tensors, self.stats = residual, {}, {}
        blocks = [("stage%d_block1" % s, WIDTH << (s - 1), 2 if s > 1 else 1) for s in (1, 2, 3)]
        self.convs = [("stem", 3, WIDTH, 1)]
        channels = WIDTH
        for name, filters, stride in blocks:
            self.convs += [(name + "_1", channels, filters, stride), (name + "_2", filters, filters, 1)]
            channels = filters
        self.blocks = blocks
        k = 0
        for name, i, o, _ in self.convs:
            self.put(name + "_conv/kernel", wave(k, (3, 3, i, o), math.sqrt(2 / (9 * i)), 0))
            self.put(name + "_bn/gamma", wave(k + 1, (o,), 0.1, 1))
            self.put(name + "_bn/beta", wave(k + 2, (o,), 0.1, 0))
            self.stats[name] = [wave(k + 3, (o,), 0.1, 0), wave(k + 4, (o,), 0.1, 1)]
            k += 5
        self.put("logits/kernel", wave(k, (channels, CLASSES), math.sqrt(2 / channels), 0))
        self.put("logits/bias", wave(k + 1, (CLASSES,), 0.1, 0))

    def put(self, name, value):
        if value.dim() == 4:
            value = value.permute(3, 2, 0, 1)
        elif value.dim() == 2:
            value = value.t()
        self.tensors[name] = value.contiguous().requires_grad_()

    def unit(self, name, x, stride, training):
        x = F.conv2d(x, self.tensors[name + "_conv/kernel"], None, stride, 1)
        mean, variance = self.stats[name]
        return F.batch_norm(
            x, mean, variance, self.tensors[name + "_bn/gamma"], self.tensors[name + "_bn/beta"], training, 0.1, 1e-5
        )

    def logits(self, x, training):
        x = F.relu(self.unit("stem", x, 1, training))
        for name, _, stride in self.blocks:
            y = F.relu(self.unit(name + "_1", x, stride, training))
            y = self.unit(name + "_2", y, 1, training)
            if self.residual:
                x = x[:, :, ::stride, ::stride]
                y = y + (torch.cat([x, torch.zeros_like(x)], 1) if stride > 1 else x)
            x = F.relu(y)
        return F.linear(x.mean((2, 3)), self.tensors["logits/kernel"], self.tensors["logits/bias"])


def case(residual):
    net = Net(residual)
    pixels = torch.sin(0.9 * torch.arange(BATCH * SIDE * SIDE * 3, dtype=torch.float64)).float()
    images = pixels.reshape(BATCH, SIDE, SIDE, 3).permute(0, 3, 1, 2)
    classes = torch.tensor([0, 1, 2, 1])
    optimiser = torch.optim.SGD(net.tensors.values(), 0.05, 0.9, weight_decay=0.01)
    losses, gradients = [], {}
    for step in range(3):
        optimiser.zero_grad()
        loss = F.cross_entropy(net.logits(images, True), classes)
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            gradients = {n: keras(t.grad).flatten().tolist() for n, t in net.tensors.items()}
        optimiser.step()
    values = {n: keras(t.detach()).flatten().tolist() for n, t in net.tensors.items()}
    with torch.no_grad():
        logits = net.logits(images, False).flatten().tolist()
    return {"losses": losses, "gradients": gradients, "values": values, "logits": logits}


def rounded(x):
    if isinstance(x, dict):
        return {k: rounded(v) for k, v in x.items()}
    return [rounded(v) for v in x] if isinstance(x, list) else float("%.6g" % x)


torch.set_num_threads(1)
print(json.dumps({"torch": torch.__version__, "plain": rounded(case(False)), "residual": rounded(case(True))}))
