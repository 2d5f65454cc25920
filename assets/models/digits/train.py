"""Makes assets/models/digits: model.onnx, heldOut.json, training.json. Usage: python3 train.py

A 64-64-10 perceptron trained as the integer machine it will be: weights are whole numbers in [-63, 63], the hidden
layer is min(max(x*W1 + b1, 0), 255 * 16 + 15) >> 4. Training rounds in the forward pass and lets gradients through."""
import json
import os
import time

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

SEED = 20260731
HELD_OUT_FRACTION = 0.2
HIDDEN, SHIFT, TOP = 64, 4, 255 * 16 + 15
EPOCHS, BATCH, UNIT, TEMPERATURE = 240, 64, 32.0, 1024.0
HERE = os.path.dirname(os.path.abspath(__file__))


class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, g):
        return g


class Floor(Round):
    @staticmethod
    def forward(ctx, x):
        return x.floor()


def whole(p, limit):
    return Round.apply((p * UNIT).clamp(-limit, limit))


def logits_of(x, p):
    h = x @ whole(p["w1"], 63) + whole(p["b1"], 4000)
    h = Floor.apply(h.clamp(0, TOP) / 2 ** SHIFT)
    return h @ whole(p["w2"], 63) + whole(p["b2"], 20000)


def augment(x, gen):
    """Shift by at most one pixel, scale the ink a little, add a little noise; stays whole numbers in 0..16."""
    img = F.pad(x.view(-1, 1, 8, 8), (1, 1, 1, 1))
    out = torch.empty(len(x), 8, 8)
    moved = torch.rand(len(x), generator=gen) < 0.6
    dy = torch.where(moved, torch.randint(0, 3, (len(x),), generator=gen), torch.ones(len(x), dtype=torch.long))
    dx = torch.where(moved, torch.randint(0, 3, (len(x),), generator=gen), torch.ones(len(x), dtype=torch.long))
    for a in range(3):
        for b in range(3):
            m = (dy == a) & (dx == b)
            out[m] = img[m, 0, a:a + 8, b:b + 8]
    out = out.view(-1, 64)
    ink = 0.85 + 0.3 * torch.rand(len(x), 1, generator=gen)
    noise = torch.randn(out.shape, generator=gen) * (out > 0)
    return (out * ink + noise).round().clamp(0, 16)


def graph(w1, b1, w2, b2):
    init = [numpy_helper.from_array(v, n) for n, v in [
        ("w1", w1), ("b1", b1), ("w2", w2), ("b2", b2),
        ("zero", np.array(0, np.int32)), ("top", np.array(TOP, np.int32)), ("divisor", np.array(2 ** SHIFT, np.int32))]]
    nodes = [
        helper.make_node("MatMulInteger", ["pixels", "w1"], ["product1"], "layer1_matmul"),
        helper.make_node("Add", ["product1", "b1"], ["sum1"], "layer1_bias"),
        helper.make_node("Clip", ["sum1", "zero", "top"], ["clipped1"], "layer1_clip"),
        helper.make_node("Div", ["clipped1", "divisor"], ["shifted1"], "layer1_shift"),
        helper.make_node("Cast", ["shifted1"], ["hidden"], "layer1_cast", to=TensorProto.UINT8),
        helper.make_node("MatMulInteger", ["hidden", "w2"], ["product2"], "layer2_matmul"),
        helper.make_node("Add", ["product2", "b2"], ["logits"], "layer2_bias"),
    ]
    g = helper.make_graph(nodes, "digits",
                          [helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["batch", 64])],
                          [helper.make_tensor_value_info("logits", TensorProto.INT32, ["batch", 10])], init)
    m = helper.make_model(g, opset_imports=[helper.make_opsetid("", 17)], producer_name="hearth-digits",
                          producer_version="1", ir_version=8)
    onnx.checker.check_model(m, full_check=True)
    return m


def main():
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    gen = torch.Generator().manual_seed(SEED)
    data = load_digits()
    index = np.arange(len(data.target))
    train, held = train_test_split(index, test_size=HELD_OUT_FRACTION, random_state=SEED, stratify=data.target)
    held = np.sort(held)
    x, y = torch.tensor(data.data[train], dtype=torch.float32), torch.tensor(data.target[train])
    p = {"w1": torch.randn(64, HIDDEN, generator=gen) * 0.5, "b1": torch.zeros(HIDDEN),
         "w2": torch.randn(HIDDEN, 10, generator=gen) * 0.5, "b2": torch.zeros(10)}
    for t in p.values():
        t.requires_grad_(True)
    per_epoch = -(-len(x) // BATCH)
    opt = torch.optim.Adam([{"params": [p["w1"], p["w2"]], "lr": 0.01}, {"params": [p["b1"], p["b2"]], "lr": 0.1}])
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, [0.01, 0.1], total_steps=EPOCHS * per_epoch, pct_start=0.1)
    start, losses = time.time(), []
    for epoch in range(EPOCHS):
        order, total = torch.randperm(len(x), generator=gen), 0.0
        for i in range(0, len(x), BATCH):
            rows = order[i:i + BATCH]
            loss = F.cross_entropy(logits_of(augment(x[rows], gen), p) / TEMPERATURE, y[rows], label_smoothing=0.02)
            opt.zero_grad()
            loss.backward()
            opt.step()
            plan.step()
            total += loss.item() * len(rows)
        if (epoch + 1) % 20 == 0:
            losses.append({"epoch": epoch + 1, "loss": round(total / len(x), 4)})
    with torch.no_grad():
        w1, b1 = whole(p["w1"], 63).numpy().astype(np.int8), whole(p["b1"], 4000).numpy().astype(np.int32)
        w2, b2 = whole(p["w2"], 63).numpy().astype(np.int8), whole(p["b2"], 20000).numpy().astype(np.int32)
        seen = (logits_of(x, p).argmax(1) == y).float().mean().item()
    with open(os.path.join(HERE, "model.onnx"), "wb") as f:
        f.write(graph(w1, b1, w2, b2).SerializeToString(deterministic=True))
    held_json = {"source": "UCI optical recognition of handwritten digits (scikit-learn load_digits)", "seed": SEED,
                 "fraction": HELD_OUT_FRACTION, "stratified": True,
                 "samples": [{"label": int(data.target[i]), "pixels": [int(v) for v in data.data[i]]} for i in held]}
    for name, value in [("heldOut.json", held_json), ("training.json", {
            "machine": "2-core x86-64 VM, 1 thread", "seed": SEED, "steps": EPOCHS * per_epoch, "epochs": EPOCHS,
            "seconds": round(time.time() - start, 1), "trainSamples": len(train), "heldOutSamples": len(held),
            "accuracyOnTrainingSamples": round(seen, 4), "losses": losses})]:
        with open(os.path.join(HERE, name), "w") as f:
            json.dump(value, f, separators=(",", ":") if name == "heldOut.json" else None,
                      indent=None if name == "heldOut.json" else 1)
            f.write("\n")


if __name__ == "__main__":
    main()
