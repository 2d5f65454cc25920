"""Trains Ember on one or two CPU cores. Usage: python3 train.py --out /tmp/ember [--steps 3000]

With Debian's OpenBLAS set OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1; two threads were slower than one on a 2-core VM.


Weights are stored [in, out], the way the ONNX file holds them; export.py turns the checkpoint into the graph.
Checkpoints (averaged weights) and the log go to --out, never into the repository."""
import argparse
import json
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpus as C

CONFIG = {"hidden": 128, "layers": 4, "heads": 4, "ff": 384, "vocab": C.VOCAB_SIZE, "theta": 10000.0, "eps": 1e-5,
          "max_context": 512}


def shapes(c):
    h, f = c["hidden"], c["ff"]
    out = {"embed": (c["vocab"], h), "norm": (h,), "head": (h, c["vocab"])}
    for i in range(c["layers"]):
        out.update({f"{i}.norm1": (h,), f"{i}.norm2": (h,), f"{i}.q": (h, h), f"{i}.k": (h, h), f"{i}.v": (h, h),
                    f"{i}.o": (h, h), f"{i}.gate": (h, f), f"{i}.up": (h, f), f"{i}.down": (f, h)})
    return out


def init(c, gen):
    w = {}
    for name, shape in shapes(c).items():
        if len(shape) == 1:
            t = torch.ones(shape)
        elif name == "embed":
            t = torch.randn(shape, generator=gen) * 0.5
        elif name == "head":
            t = torch.randn(shape, generator=gen) * 0.02
        elif name.endswith((".o", ".down")):
            t = torch.randn(shape, generator=gen) * 0.02
        else:
            t = torch.randn(shape, generator=gen) / math.sqrt(shape[0])
        w[name] = t.requires_grad_(True)
    return w


def rope_table(c):
    d = c["hidden"] // c["heads"]
    inv = 1.0 / (c["theta"] ** (np.arange(0, d, 2, dtype=np.float64) / d))
    ang = np.outer(np.arange(c["max_context"], dtype=np.float64), inv)
    ang = np.concatenate([ang, ang], 1)
    return np.cos(ang).astype(np.float32), np.sin(ang).astype(np.float32)


def rms(x, g, eps):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * g


def forward(w, c, ids, cos, sin):
    """Final hidden states [batch, seq, hidden]; right padding needs no mask because attention is causal."""
    b, s = ids.shape
    n, d = c["heads"], c["hidden"] // c["heads"]
    x = F.embedding(ids, w["embed"])
    co, si = cos[:s], sin[:s]
    mask = torch.full((s, s), -1e9).triu(1)

    def rot(t):
        t1, t2 = t[..., : d // 2], t[..., d // 2:]
        return t * co + torch.cat([-t2, t1], -1) * si

    for i in range(c["layers"]):
        y = rms(x, w[f"{i}.norm1"], c["eps"])
        q = rot((y @ w[f"{i}.q"]).view(b, s, n, d).transpose(1, 2))
        k = rot((y @ w[f"{i}.k"]).view(b, s, n, d).transpose(1, 2))
        v = (y @ w[f"{i}.v"]).view(b, s, n, d).transpose(1, 2)
        a = torch.softmax(q @ k.transpose(2, 3) * (d ** -0.5) + mask, -1) @ v
        x = x + a.transpose(1, 2).reshape(b, s, n * d) @ w[f"{i}.o"]
        y = rms(x, w[f"{i}.norm2"], c["eps"])
        x = x + (F.silu(y @ w[f"{i}.gate"]) * (y @ w[f"{i}.up"])) @ w[f"{i}.down"]
    return rms(x, w["norm"], c["eps"])


# ---------------------------------------------------------------- batches


class Stream:
    def __init__(self, tok, seed, uniform):
        self.uniform = uniform
        self.tok, self.rng, self.np = tok, random.Random(seed), np.random.default_rng(seed)
        self.held = {}

    def is_held(self, key):
        got = self.held.get(key)
        if got is None:
            got = self.held[key] = C.held_out(key)
        return got

    def operand(self):
        r = self.rng
        if r.random() < self.uniform:
            return r.randrange(1000)
        return r.randrange(10 ** r.choices((1, 2, 3), (1.5, 3, 3))[0])

    def sum_item(self):
        """An operand pair; one in four is drawn until some carry runs through more than one place."""
        r = self.rng
        want_chain = r.random() < 0.25
        while True:
            a, b = self.operand(), self.operand()
            if want_chain and not any((a % m) + (b % m) >= m and (a // m % 10) + (b // m % 10) == 9
                                      for m in (10, 100)):
                if r.random() < 0.9:
                    continue
            if not self.is_held(C.sum_key(a, b)):
                return C.sum_prompt(a, b), f" {a + b}"

    def date_item(self):
        while True:
            y, m, d = C.random_date(self.rng)
            if not self.is_held("date|" + C.iso(y, m, d)):
                return C.date_prompt(self.rng, y, m, d), " " + C.iso(y, m, d)

    def answers(self, item, n):
        """Loss on the answer only: the operands of a prompt are noise."""
        rows, starts = [], []
        for _ in range(n):
            p, a = item()
            ids = [C.BOS] + self.tok.encode(p)
            starts.append(len(ids))
            rows.append(ids + self.tok.encode(a) + [C.EOS])
        return self.pack(rows, starts)

    def open_text(self, n_places, tales):
        """Places in one row each; `tales` is a list of window lengths, cut without an end token."""
        rows, starts = [], []
        for _ in range(n_places):
            p, a = C.place_pair(self.rng)
            ids = [C.BOS] + self.tok.encode(p)
            starts.append(len(ids))
            rows.append(ids + self.tok.encode(a) + [C.EOS])
        for length in tales:
            ids = [C.BOS] + self.tok.encode("tale:" + C.tale(self.rng, length // 8 + 4))
            starts.append(3)
            rows.append(ids[:length])
        return self.pack(rows, starts)

    @staticmethod
    def pack(rows, starts):
        width = max(map(len, rows))
        ids = np.full((len(rows), width), C.PAD, np.int64)
        at, target = [], []
        for i, (row, st) in enumerate(zip(rows, starts)):
            ids[i, : len(row)] = row
            at += [i * width + j - 1 for j in range(st, len(row))]
            target += row[st:]
        return torch.from_numpy(ids), torch.tensor(at), torch.tensor(target)


# ---------------------------------------------------------------- optimiser


def orthogonalise(g, steps=5):
    """Newton-Schulz iteration of the Muon optimiser on a stack of matrices."""
    x = g / (g.norm(dim=(1, 2), keepdim=True) + 1e-7)
    flip = x.shape[1] > x.shape[2]
    if flip:
        x = x.transpose(1, 2)
    for _ in range(steps):
        a = x @ x.transpose(1, 2)
        x = 3.4445 * x + (-4.775 * a + 2.0315 * (a @ a)) @ x
    return x.transpose(1, 2) if flip else x


class Muon:
    def __init__(self, params, wd=0.02):
        self.wd, groups = wd, {}
        for p in params:
            groups.setdefault(tuple(p.shape), []).append(p)
        self.groups = [(ps, torch.zeros(len(ps), *shape)) for shape, ps in groups.items()]

    @torch.no_grad()
    def step(self, lr, momentum=0.95):
        for ps, m in self.groups:
            g = torch.stack([p.grad for p in ps])
            m.lerp_(g, 1 - momentum)
            u = orthogonalise(g.lerp(m, momentum))
            u *= max(1.0, u.shape[2] / u.shape[1]) ** 0.5
            for p, d in zip(ps, u):
                p.mul_(1 - lr * self.wd).sub_(lr * d)


# ---------------------------------------------------------------- evaluation (torch; the real figures come from measure.ts)


@torch.no_grad()
def exact(w, c, tok, items, cos, sin):
    good = 0
    rows = [([C.BOS] + tok.encode(p), tok.encode(a) + [C.EOS]) for p, a in items]
    width = max(len(p) + len(a) for p, a in rows)
    ids = torch.full((len(rows), width), C.PAD, dtype=torch.long)
    for i, (p, a) in enumerate(rows):
        ids[i, : len(p) + len(a)] = torch.tensor(p + a)
    pred = (forward(w, c, ids, cos, sin) @ w["head"]).argmax(-1)
    for i, (p, a) in enumerate(rows):  # teacher forcing: all right here means greedy decoding is right too
        good += pred[i, len(p) - 1: len(p) + len(a) - 1].tolist() == a
    return good / len(rows)


def held_items(n):
    rng, sums, dates = random.Random(C.SEED + 1), [], []
    while len(sums) < n:
        # odd rows: all of 0..999 alike; even rows: all lengths alike
        a, b = [rng.randrange(1000 if len(sums) % 2 else 10 ** rng.randint(1, 3)) for _ in "ab"]
        if C.held_out(C.sum_key(a, b)):
            sums.append((C.sum_prompt(a, b), f" {a + b}"))
    while len(dates) < n:
        y, m, d = C.random_date(rng)
        if C.held_out("date|" + C.iso(y, m, d)):
            dates.append((C.date_prompt(rng, y, m, d), " " + C.iso(y, m, d)))
    return sums, dates


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--steps", type=int, default=3000)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--out", required=True)
    ap.add_argument("--sums", type=int, default=96)
    ap.add_argument("--dates", type=int, default=24)
    ap.add_argument("--places", type=int, default=24)
    ap.add_argument("--tale-tokens", type=int, default=768)
    ap.add_argument("--lr", type=float, default=0.02)
    ap.add_argument("--uniform", type=float, default=0.25, help="share of operands drawn from 0..999; the rest by length")
    ap.add_argument("--hold", type=float, default=0.5, help="share of the steps before the rates fall to zero")
    ap.add_argument("--resume", default="")
    ap.add_argument("--eval-every", type=int, default=250)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(C.SEED)
    os.makedirs(args.out, exist_ok=True)
    c, tok = CONFIG, C.Tokenizer()
    cos, sin = map(torch.from_numpy, rope_table(c))
    w = init(c, torch.Generator().manual_seed(C.SEED))
    resumed = 0
    torch.set_flush_denormal(True)
    if args.resume:
        saved = torch.load(args.resume)
        resumed = saved["step"]
        for k, v in saved["weights"].items():
            w[k].data.copy_(v)
    matrix = [p for k, p in w.items() if p.dim() == 2 and k not in ("embed", "head")]
    rest = [p for k, p in w.items() if p.dim() == 1 or k in ("embed", "head")]
    muon, adam = Muon(matrix), torch.optim.AdamW(rest, lr=3e-3, betas=(0.9, 0.95), weight_decay=0.0)
    ema = {k: p.detach().clone() for k, p in w.items()}
    stream = Stream(tok, C.SEED + resumed, args.uniform)
    sums, dates = held_items(500)
    log, start, run = [], time.time(), None
    print("parameters", sum(p.numel() for p in w.values()), flush=True)
    for step in range(args.steps):
        frac = step / args.steps
        scale = min(1.0, (step + 1) / 50) * (1.0 if frac < args.hold else (1 - frac) / (1 - args.hold))
        # Dates are learnt in the first third; after that sums get their time.
        n_dates = args.dates if frac < 0.33 else args.dates // 2
        parts = [(stream.answers(stream.sum_item, args.sums), 1.0),
                 (stream.answers(stream.date_item, n_dates), 0.5)]
        if step % 3 == 0:  # open text every third step: places, or tale windows of one of three lengths
            if step % 2 == 0:
                parts.append((stream.open_text(args.places, []), 0.5))
            else:
                length = (128, 256, 512)[step // 6 % 3]
                parts.append((stream.open_text(0, [length] * (args.tale_tokens // length)), 0.5))
        values = []
        for p in w.values():
            p.grad = None
        for (ids, at, target), weight in parts:
            h = forward(w, c, ids, cos, sin).reshape(-1, c["hidden"])
            loss = F.cross_entropy(h[at] @ w["head"], target)
            (loss * weight).backward()
            values.append(loss.item())
        torch.nn.utils.clip_grad_norm_(rest, 1.0)
        muon.step(args.lr * scale)
        for g in adam.param_groups:
            g["lr"] = 3e-3 * scale
        adam.step()
        decay = min(0.995, (step + 1) / (step + 20))
        with torch.no_grad():
            for k, p in w.items():
                ema[k].lerp_(p, 1 - decay)
        if len(values) < 3:
            values.append(run[2] if run else float("nan"))
        run = values if run is None or run[2] != run[2] else [0.98 * r + 0.02 * v for r, v in zip(run, values)]
        if step in (5, 20) or (step + 1) % args.eval_every == 0 or step + 1 == args.steps:
            row = {"step": resumed + step + 1, "seconds": round(time.time() - start, 1), "lossSum": round(run[0], 4),
                   "lossDate": round(run[1], 4), "lossOpen": round(run[2], 3)}
            if step > 20:
                row["sumExact"] = exact(ema, c, tok, sums, cos, sin)
                row["dateExact"] = exact(ema, c, tok, dates, cos, sin)
                torch.save({"config": c, "weights": ema, "step": resumed + step + 1}, f"{args.out}/ema.tmp")
                os.replace(f"{args.out}/ema.tmp", f"{args.out}/ema.pt")
            log.append(row)
            print(json.dumps(row), flush=True)
            with open(f"{args.out}/training.json", "w") as f:
                json.dump({"args": {k: v for k, v in vars(args).items() if k not in ("out", "resume")}, "log": log}, f,
                          indent=1)


if __name__ == "__main__":
    main()
