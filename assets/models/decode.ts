// A plain key/value-cache loop over an exported decoder, for measuring bundled models. Not the app's own loop.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import * as ort from 'onnxruntime-node'

export interface DecoderConfig {
  num_hidden_layers: number
  num_key_value_heads: number
  head_dim: number
  vocab_size: number
  eos_token_id: number
  max_position_embeddings: number
}
export type Cache = Record<string, ort.Tensor>
export interface Step { logits: Float32Array, rows: number, cache: Cache }

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

export function loadTokenizer(folder: string): Tokenizer {
  return new Tokenizer(readJson<object>(join(folder, 'tokenizer.json')), readJson<object>(join(folder, 'tokenizer_config.json')))
}

export class Decoder {
  readonly session: ort.InferenceSession
  readonly config: DecoderConfig
  constructor(session: ort.InferenceSession, config: DecoderConfig) {
    this.session = session
    this.config = config
  }

  static async load(folder: string, options: ort.InferenceSession.SessionOptions = {}): Promise<Decoder> {
    const session = await ort.InferenceSession.create(join(folder, 'onnx/model.onnx'), { intraOpNumThreads: 1, ...options })
    return new Decoder(session, readJson<DecoderConfig>(join(folder, 'config.json')))
  }

  emptyCache(batch = 1): Cache {
    const { num_hidden_layers: layers, num_key_value_heads: heads, head_dim: size } = this.config
    const cache: Cache = {}
    for (let i = 0; i < layers; i++) {
      for (const kind of ['key', 'value']) cache[`past_key_values.${i}.${kind}`] = new ort.Tensor('float32', new Float32Array(0), [batch, heads, 0, size])
    }
    return cache
  }

  /** `ids` and `positions` are [batch][n]; `mask` is [batch][past + n]. */
  async step(ids: number[][], cache: Cache, mask?: number[][], positions?: number[][]): Promise<Step> {
    const batch = ids.length
    const n = ids[0]!.length
    const past = cache['past_key_values.0.key']!.dims[2]!
    const tensor = (rows: number[][]): ort.Tensor => new ort.Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [batch, rows[0]!.length])
    const feeds: Record<string, ort.Tensor> = {
      ...cache,
      input_ids: tensor(ids),
      attention_mask: tensor(mask ?? ids.map(() => Array.from({ length: past + n }, () => 1))),
      position_ids: tensor(positions ?? ids.map(() => Array.from({ length: n }, (_, i) => past + i))),
    }
    const result = await this.session.run(feeds)
    const next: Cache = {}
    for (const name of Object.keys(cache)) next[name] = result[name.replace('past_key_values', 'present')]!
    return { logits: result['logits']!.data as Float32Array, rows: n, cache: next }
  }

  lastRow(step: Step): Float32Array {
    return step.logits.subarray(step.logits.length - this.config.vocab_size)
  }

  /** `choose` gets the logits of the next token and returns its id; generation ends at </s> or after `limit` tokens. */
  async generate(prompt: number[], limit: number, choose: (logits: Float32Array) => number): Promise<{ ids: number[], ended: boolean }> {
    const ids: number[] = []
    let state = await this.step([prompt], this.emptyCache())
    for (;;) {
      const id = choose(this.lastRow(state))
      if (id === this.config.eos_token_id) return { ids, ended: true }
      ids.push(id)
      if (ids.length >= limit) return { ids, ended: false }
      state = await this.step([[id]], state.cache)
    }
  }
}

export function argmax(logits: Float32Array): number {
  let best = 0
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i
  return best
}

export function softmax(logits: Float32Array): Float64Array {
  const top = logits[argmax(logits)]!
  const p = Float64Array.from(logits, (v) => Math.exp(v - top))
  const sum = p.reduce((a, b) => a + b, 0)
  return p.map((v) => v / sum)
}

export function entropyBits(p: Float64Array): number {
  let bits = 0
  for (const v of p) if (v > 0) bits -= v * Math.log2(v)
  return bits
}

export function draw(p: Float64Array, u: number): number {
  let rest = u
  for (let i = 0; i < p.length; i++) {
    rest -= p[i]!
    if (rest < 0) return i
  }
  return p.length - 1
}

/** Mulberry32: a small seeded generator, so that a measurement can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
