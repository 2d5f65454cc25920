"""Turns a checkpoint of train.py into the files the app ships. Usage: python3 export.py --checkpoint ema.pt --log training.json

The graph is written node by node: default domain only, opset 17, IR 8, no subgraphs, one initializer per weight."""
import argparse
import json
import os
import random

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import corpus as C
import train as T

HERE = os.path.dirname(os.path.abspath(__file__))


class Graph:
    def __init__(self):
        self.nodes, self.init = [], {}

    def const(self, name, value):
        if name not in self.init:
            self.init[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind, inputs, name, output=None, **attrs):
        output = output or f"{name}_output_0"
        self.nodes.append(helper.make_node(kind, inputs, [output], name, **attrs))
        return output


def build(w, c):
    g, n, h = Graph(), c["heads"], c["hidden"]
    d = h // n
    f32 = lambda v: np.array(v, np.float32)
    i64 = lambda v: np.array(v, np.int64)
    cos, sin = T.rope_table(c)
    x = g.op("Gather", [g.const("model.embed_tokens.weight", w["embed"]), "input_ids"], "/model/embed_tokens/Gather")

    # Rotary angles: a table of max_context rows, so no device has to compute a sine.
    rot = []
    for kind, table in (("cos", cos), ("sin", sin)):
        t = g.op("Gather", [g.const(f"model.rotary_emb.{kind}", table), "position_ids"], f"/model/rotary_emb/{kind}/Gather")
        rot.append(g.op("Unsqueeze", [t, g.const("axis_1", i64([1]))], f"/model/rotary_emb/{kind}/Unsqueeze"))

    # Causal mask: query i of this call stands at total - seq + i and sees keys up to itself whose mask is not 0.
    m = "/model/mask"
    one = g.const("one", i64(1))
    seq = g.op("Gather", [g.op("Shape", ["input_ids"], f"{m}/Shape"), one], f"{m}/seq/Gather", axis=0)
    total = g.op("Gather", [g.op("Shape", ["attention_mask"], f"{m}/Shape_1"), one], f"{m}/total/Gather", axis=0)
    past = g.op("Sub", [total, seq], f"{m}/past/Sub")
    keys = g.op("Range", [g.const("zero", i64(0)), total, one], f"{m}/keys/Range")
    queries = g.op("Unsqueeze", [g.op("Range", [past, total, one], f"{m}/queries/Range"), g.const("axis_1", i64([1]))],
                   f"{m}/queries/Unsqueeze")
    causal = g.op("LessOrEqual", [keys, queries], f"{m}/causal/LessOrEqual")
    given = g.op("Unsqueeze", [g.op("Cast", ["attention_mask"], f"{m}/given/Cast", to=TensorProto.BOOL),
                               g.const("axis_1_2", i64([1, 2]))], f"{m}/given/Unsqueeze")
    allowed = g.op("And", [causal, given], f"{m}/And")
    bias = g.op("Where", [allowed, g.const("mask_open", f32(0)), g.const("mask_shut", f32(-1e9))], f"{m}/Where")

    def norm(x, key, scope, output=None):
        sq = g.op("Pow", [x, g.const("two", f32(2))], f"{scope}/Pow")
        mean = g.op("ReduceMean", [sq], f"{scope}/ReduceMean", axes=[-1], keepdims=1)
        root = g.op("Sqrt", [g.op("Add", [mean, g.const("rms_norm_eps", f32(c["eps"]))], f"{scope}/Add")], f"{scope}/Sqrt")
        scaled = g.op("Div", [x, root], f"{scope}/Div")
        weight = g.const(scope[1:].replace("/", ".") + ".weight", w[key])
        return g.op("Mul", [scaled, weight], f"{scope}/Mul", output)

    def linear(x, key, scope):
        return g.op("MatMul", [x, g.const(scope[1:].replace("/", ".") + ".weight", w[key])], f"{scope}/MatMul")

    def heads(x, scope):
        r = g.op("Reshape", [x, g.const("split_heads", i64([0, 0, n, d]))], f"{scope}/Reshape")
        return g.op("Transpose", [r], f"{scope}/Transpose", perm=[0, 2, 1, 3])

    def rotate(x, scope):
        cut = lambda a, b, s: g.op("Slice", [x, g.const(f"at_{a}", i64([a])), g.const(f"at_{b}", i64([b])),
                                             g.const("axis_3", i64([3]))], f"{scope}/{s}")
        low, high = cut(0, d // 2, "Slice"), cut(d // 2, d, "Slice_1")
        turned = g.op("Concat", [g.op("Neg", [high], f"{scope}/Neg"), low], f"{scope}/Concat", axis=-1)
        return g.op("Add", [g.op("Mul", [x, rot[0]], f"{scope}/Mul"), g.op("Mul", [turned, rot[1]], f"{scope}/Mul_1")],
                    f"{scope}/Add")

    for i in range(c["layers"]):
        s = f"/model/layers.{i}"
        a = f"{s}/self_attn"
        y = norm(x, f"{i}.norm1", f"{s}/input_layernorm")
        q = rotate(heads(linear(y, f"{i}.q", f"{a}/q_proj"), f"{a}/q"), f"{a}/q_rope")
        k = rotate(heads(linear(y, f"{i}.k", f"{a}/k_proj"), f"{a}/k"), f"{a}/k_rope")
        v = heads(linear(y, f"{i}.v", f"{a}/v_proj"), f"{a}/v")
        k = g.op("Concat", [f"past_key_values.{i}.key", k], f"{a}/key/Concat", f"present.{i}.key", axis=2)
        v = g.op("Concat", [f"past_key_values.{i}.value", v], f"{a}/value/Concat", f"present.{i}.value", axis=2)
        kt = g.op("Transpose", [k], f"{a}/key/Transpose", perm=[0, 1, 3, 2])
        q = g.op("Mul", [q, g.const("attention_scale", f32(d ** -0.5))], f"{a}/scale/Mul")
        score = g.op("Add", [g.op("MatMul", [q, kt], f"{a}/scores/MatMul"), bias], f"{a}/scores/Add")
        p = g.op("Softmax", [score], f"{a}/Softmax", axis=-1)
        o = g.op("Transpose", [g.op("MatMul", [p, v], f"{a}/mix/MatMul")], f"{a}/mix/Transpose", perm=[0, 2, 1, 3])
        o = g.op("Reshape", [o, g.const("join_heads", i64([0, 0, h]))], f"{a}/mix/Reshape")
        x = g.op("Add", [x, linear(o, f"{i}.o", f"{a}/o_proj")], f"{s}/Add")
        y = norm(x, f"{i}.norm2", f"{s}/post_attention_layernorm")
        gate = linear(y, f"{i}.gate", f"{s}/mlp/gate_proj")
        act = g.op("Mul", [gate, g.op("Sigmoid", [gate], f"{s}/mlp/act/Sigmoid")], f"{s}/mlp/act/Mul")
        y = g.op("Mul", [act, linear(y, f"{i}.up", f"{s}/mlp/up_proj")], f"{s}/mlp/Mul")
        x = g.op("Add", [x, linear(y, f"{i}.down", f"{s}/mlp/down_proj")], f"{s}/Add_1")
    last = norm(x, "norm", "/model/norm", "last_hidden_state")
    g.op("MatMul", [last, g.const("lm_head.weight", w["head"])], "/lm_head/MatMul", "logits")

    info = helper.make_tensor_value_info
    B, S, P, A = "batch_size", "sequence_length", "past_sequence_length", "total_sequence_length"
    inputs = [info("input_ids", TensorProto.INT64, [B, S]), info("attention_mask", TensorProto.INT64, [B, A]),
              info("position_ids", TensorProto.INT64, [B, S])]
    outputs = [info("logits", TensorProto.FLOAT, [B, S, c["vocab"]])]
    for i in range(c["layers"]):
        for kv in ("key", "value"):
            inputs.append(info(f"past_key_values.{i}.{kv}", TensorProto.FLOAT, [B, n, P, d]))
            outputs.append(info(f"present.{i}.{kv}", TensorProto.FLOAT, [B, n, A, d]))
    graph = helper.make_graph(g.nodes, "ember", inputs, outputs, list(g.init.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="hearth-ember",
                              producer_version="1", ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def open_prompts(rng):
    """Prompts without a right answer. Drawn from another seed than training; a tale prompt is cut at a word."""
    places, tales = ["place:"], ["tale:"]
    while len(places) < 80:
        p = f"place near {C.name(rng)}:"
        if p not in places:
            places.append(p)
    while len(tales) < 80:
        words = C.sentence(rng).split(" ")
        p = "tale: " + " ".join(words[: rng.randint(1, 4)])
        if p not in tales:
            tales.append(p)
    return places, tales


def prompt_files():
    rng = random.Random(C.SEED + 2)
    sums, short, dates, seen = [], [], [], set()

    def add_sum(out, a, b):
        p = C.sum_prompt(a, b)
        if C.held_out(C.sum_key(a, b)) and p not in seen:
            seen.add(p)
            out.append({"prompt": p, "expected": str(a + b)})

    while len(sums) < 1000:
        add_sum(sums, rng.randrange(1000), rng.randrange(1000))
    while len(short) < 400:
        add_sum(short, rng.randrange(10 ** rng.randint(1, 3)), rng.randrange(10 ** rng.randint(1, 3)))
    while len(dates) < 1000:
        ymd = C.random_date(rng)
        p = C.date_prompt(rng, *ymd)
        if C.held_out("date|" + C.iso(*ymd)) and p not in seen:
            seen.add(p)
            dates.append({"prompt": p, "expected": C.iso(*ymd)})
    places, tales = open_prompts(rng)
    texts = ["tale:" + C.tale(rng, 60) for _ in range(8)]
    held = {"seed": C.SEED, "heldOutOneIn": C.HELD_OUT_ONE_IN,
            "rule": "u32be(sha256(`${seed}|${key}`)[0..4]) % heldOutOneIn == 0; key sum|min|max or date|YYYY-MM-DD",
            "sum": sums, "sumMixedLengths": short, "date": dates, "tale": texts}
    C.write_json(os.path.join(HERE, "heldOut.json"), held, compact=True)
    task = lambda name, rows: [{"task": name, **r} for r in rows]
    prompts = {
        "addSpecialTokens": True, "stopToken": "</s>",
        "maxNewTokens": {"date": 16, "sum": 8, "place": 48, "tale": 128},
        "sampling": {"date": {"temperature": 0}, "sum": {"temperature": 0}, "place": {"temperature": 1},
                     "tale": {"temperature": 1}},
        "prompts": task("date", dates[:120]) + task("sum", sums[:90] + short[:30])
        + task("place", [{"prompt": p} for p in places]) + task("tale", [{"prompt": p} for p in tales]),
    }
    rows = prompts.pop("prompts")
    with open(os.path.join(HERE, "prompts.json"), "w", encoding="utf-8") as f:  # one prompt per line
        f.write(json.dumps(prompts, indent=2)[:-2] + ',\n  "prompts": [\n    ')
        f.write(",\n    ".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n  ]\n}\n")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--checkpoint", required=True)
    ap.add_argument("--log", nargs="*", default=[])
    args = ap.parse_args()
    saved = torch.load(args.checkpoint)
    c, w = saved["config"], {k: v.numpy() for k, v in saved["weights"].items()}
    model = build(w, c)
    os.makedirs(os.path.join(HERE, "onnx"), exist_ok=True)
    with open(os.path.join(HERE, "onnx", "model.onnx"), "wb") as f:
        f.write(model.SerializeToString(deterministic=True))
    C.write_json(os.path.join(HERE, "tokenizer.json"), C.Tokenizer().to_json())
    C.write_json(os.path.join(HERE, "tokenizer_config.json"), {
        "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>",
        "unk_token": "<unk>", "add_bos_token": True, "add_eos_token": False, "clean_up_tokenization_spaces": False,
        "model_max_length": c["max_context"], "padding_side": "left",
        "added_tokens_decoder": {str(i): {"content": t, "lstrip": False, "normalized": False, "rstrip": False,
                                          "single_word": False, "special": True} for i, t in enumerate(C.SPECIALS)}})
    C.write_json(os.path.join(HERE, "config.json"), {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": c["vocab"],
        "hidden_size": c["hidden"], "intermediate_size": c["ff"], "num_hidden_layers": c["layers"],
        "num_attention_heads": c["heads"], "num_key_value_heads": c["heads"], "head_dim": c["hidden"] // c["heads"],
        "hidden_act": "silu", "rms_norm_eps": c["eps"], "rope_theta": c["theta"], "rope_scaling": None,
        "max_position_embeddings": c["max_context"], "attention_bias": False, "attention_dropout": 0.0,
        "mlp_bias": False, "tie_word_embeddings": False, "initializer_range": 0.02, "use_cache": True,
        "torch_dtype": "float32", "bos_token_id": C.BOS, "eos_token_id": C.EOS, "pad_token_id": C.PAD})
    C.write_json(os.path.join(HERE, "generation_config.json"), {
        "bos_token_id": C.BOS, "eos_token_id": C.EOS, "pad_token_id": C.PAD, "do_sample": False, "max_length": c["max_context"]})
    prompt_files()
    parts = [json.load(open(p)) for p in args.log]
    report = {
        "machine": "2-core x86-64 VM, 1 thread", "seed": C.SEED, "parameters": int(sum(v.size for v in w.values())),
        "steps": saved["step"], "seconds": sum(p["log"][-1]["seconds"] for p in parts),
        "note": "sumExact and dateExact are torch figures on 500 held-out prompts; quality.json has the ONNX ones",
        "runs": parts}
    with open(os.path.join(HERE, "training.json"), "w") as f:
        rows = [r for p in parts for r in p["log"]]
        report["runs"] = [p["args"] for p in parts]
        f.write(json.dumps(report, indent=1)[:-2] + ',\n "log": [\n  ' + ",\n  ".join(map(json.dumps, rows)) + "\n ]\n}\n")


if __name__ == "__main__":
    main()
