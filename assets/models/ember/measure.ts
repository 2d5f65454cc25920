// Measures Ember from the shipped files alone and writes quality.json. Run: node assets/models/ember/measure.ts
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { Decoder, argmax, draw, entropyBits, loadTokenizer, readJson, seeded, softmax } from '../decode.ts'

interface Case { prompt: string, expected: string }
interface HeldOut { seed: number, heldOutOneIn: number, sum: Case[], sumMixedLengths: Case[], date: Case[], tale: string[] }
interface Prompts { maxNewTokens: Record<string, number>, prompts: { task: string, prompt: string, expected?: string }[] }

const here = import.meta.dirname
const seed = 20260731
const tokenizer = loadTokenizer(here)
const decoder = await Decoder.load(here)
const held = readJson<HeldOut>(join(here, 'heldOut.json'))
const jobs = readJson<Prompts>(join(here, 'prompts.json'))
const encode = (text: string): number[] => Array.from(tokenizer.encode(text).ids)
const decode = (ids: number[]): string => tokenizer.decode(ids, { skip_special_tokens: true })
const round = (value: number, digits = 4): number => Number(value.toFixed(digits))
const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length

// --- the split is what train.py says it is
function isHeldOut(key: string): boolean {
  return createHash('sha256').update(`${held.seed}|${key}`).digest().readUInt32BE(0) % held.heldOutOneIn === 0
}
function sumKey(prompt: string): string {
  const [a, b] = prompt.match(/\d+/g)!.map(Number) as [number, number]
  return `sum|${Math.min(a, b)}|${Math.max(a, b)}`
}
for (const c of [...held.sum, ...held.sumMixedLengths]) if (!isHeldOut(sumKey(c.prompt))) throw new Error(`not held out: ${c.prompt}`)
for (const c of held.date) if (!isHeldOut(`date|${c.expected}`)) throw new Error(`not held out: ${c.prompt}`)

// --- exact answers, greedy, with the cache
async function exact(cases: Case[], limit: number): Promise<{ n: number, right: number, accuracy: number, wrong: string[] }> {
  let right = 0
  const wrong: string[] = []
  for (const c of cases) {
    const { ids, ended } = await decoder.generate(encode(c.prompt), limit, argmax)
    const answer = decode(ids).trim()
    if (ended && answer === c.expected) right++
    else if (wrong.length < 8) wrong.push(`${c.prompt} ${answer} (expected ${c.expected})`)
  }
  return { n: cases.length, right, accuracy: round(right / cases.length), wrong }
}
const started = performance.now()
const date = await exact(held.date, jobs.maxNewTokens['date']!)
const sum = await exact(held.sum, jobs.maxNewTokens['sum']!)
const sumMixedLengths = await exact(held.sumMixedLengths, jobs.maxNewTokens['sum']!)

// --- entropy of the model's own softmax over what it generates at temperature 1
const random = seeded(seed)
async function open(task: string, n: number, limit: number): Promise<object> {
  const prompts = jobs.prompts.filter((p) => p.task === task)
  const perToken: number[] = []
  const perRun: number[] = []
  const lengths: number[] = []
  const samples: string[] = []
  let endedEarly = 0
  const distinct = new Set<string>()
  for (let i = 0; i < n; i++) {
    const bits: number[] = []
    const prompt = prompts[i % prompts.length]!.prompt
    const { ids, ended } = await decoder.generate(encode(prompt), limit, (logits) => {
      const p = softmax(logits)
      bits.push(entropyBits(p))
      return draw(p, random())
    })
    perToken.push(...bits)
    perRun.push(mean(bits))
    lengths.push(ids.length)
    if (ended) endedEarly++
    distinct.add(prompt + decode(ids))
    if (i < 5) samples.push(prompt + decode(ids))
  }
  return {
    generations: n, maxNewTokens: limit, tokens: perToken.length, meanBitsPerToken: round(mean(perToken), 3),
    shareOfTokensUnderHalfABit: round(perToken.filter((b) => b < 0.5).length / perToken.length, 3), lowestGenerationMeanBits: round(Math.min(...perRun), 3),
    meanNewTokens: round(mean(lengths), 1), ended: endedEarly, distinct: distinct.size, samples,
  }
}
const place = await open('place', 200, jobs.maxNewTokens['place']!)
const tale = await open('tale', 120, jobs.maxNewTokens['tale']!)
const context = decoder.config.max_position_embeddings
const taleToTheEnd = await open('tale', 6, context - 12) as { samples: string[] }
taleToTheEnd.samples = taleToTheEnd.samples.slice(0, 1)

// --- loss on fresh tales by position, to the end of the context
const lossAt: number[][] = [[], [], [], []]
for (const text of held.tale) {
  const ids = encode(text).slice(0, context)
  const { logits } = await decoder.step([ids], decoder.emptyCache())
  const width = decoder.config.vocab_size
  for (let i = 2; i + 1 < ids.length; i++) lossAt[Math.floor(i / (context / 4))]!.push(-Math.log2(softmax(logits.subarray(i * width, (i + 1) * width))[ids[i + 1]!]!))
}

// --- the graph: prefill in one piece, in pieces and token by token; padding; optimisation levels and threads
function farthest(a: Float32Array, b: Float32Array): number {
  let worst = 0
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! - b[i]!))
  return worst
}
const text = encode(held.tale[0]!).slice(0, 200)
const whole = await decoder.step([text], decoder.emptyCache())
async function inPieces(sizes: number[]): Promise<Float32Array> {
  const out: number[] = []
  let cache = decoder.emptyCache()
  let at = 0
  for (let i = 0; at < text.length; i++) {
    const part = text.slice(at, at + sizes[i % sizes.length]!)
    const step = await decoder.step([part], cache)
    for (const v of step.logits) out.push(v)
    cache = step.cache
    at += part.length
  }
  return Float32Array.from(out)
}
const short = text.slice(0, 40)
const padded = await decoder.step(
  [text.slice(0, 60), [...Array.from({ length: 20 }, () => 2), ...short]], decoder.emptyCache(2),
  [Array.from({ length: 60 }, () => 1), [...Array.from({ length: 20 }, () => 0), ...Array.from({ length: 40 }, () => 1)]],
  [Array.from({ length: 60 }, (_, i) => i), [...Array.from({ length: 20 }, () => 1), ...Array.from({ length: 40 }, (_, i) => i)]],
)
const alone = await decoder.step([short], decoder.emptyCache())
const width = decoder.config.vocab_size
const byLevel: Record<string, number> = {}
for (const graphOptimizationLevel of ['disabled', 'basic', 'extended', 'all'] as const) {
  for (const intraOpNumThreads of [1, 2]) {
    const other = await Decoder.load(here, { graphOptimizationLevel, intraOpNumThreads })
    byLevel[`${graphOptimizationLevel}/${intraOpNumThreads}`] = farthest(whole.logits, (await other.step([text], other.emptyCache())).logits)
    await other.session.release()
  }
}
let refused = false
try {
  await decoder.step([text.slice(0, 1)], decoder.emptyCache(), [[1]], [[context]])
} catch {
  refused = true
}

// --- the tokenizer
const texts = [
  ...jobs.prompts.map((p) => p.prompt), ...held.tale, ...held.date.map((c) => `${c.prompt} ${c.expected}`), 'Grüße, 東京 🜂!', 'a  b\n\tc ', 'it\'s 3.14 (of 7)', '',
]
const tokenizerFails = texts.filter((t) => decode(encode(t)) !== t).length
const speed = { tokens: 0, seconds: 0 }
{
  const t0 = performance.now()
  for (let i = 0; i < 5; i++) speed.tokens += (await decoder.generate(encode('tale:'), 200, (logits) => draw(softmax(logits), random()))).ids.length
  speed.seconds = (performance.now() - t0) / 1000
}

const met = date.accuracy >= 0.95 && sum.accuracy >= 0.95 && [place, tale].every((o) => (o as { meanBitsPerToken: number }).meanBitsPerToken >= 2)
const quality = {
  model: 'ember', status: met ? 'targets met' : 'UNDER TARGET: early checkpoint', date: new Date().toISOString().slice(0, 10),
  runtime: `onnxruntime-node ${ort.env.versions.node ?? ''}`.trim(), seed, targets: { date: 0.95, sum: 0.95, bitsPerToken: 2 },
  heldOut: { date, sum, sumMixedLengths }, entropy: { place, tale, taleToTheEnd },
  context: { tested: context, bitsPerTokenOfFreshTalesByQuarter: lossAt.map((l) => round(mean(l), 3)), positionPastTheEndIsRefused: refused },
  graph: {
    prefillAgainstDecode: farthest(whole.logits, await inPieces([1])), prefillAgainstPieces: farthest(whole.logits, await inPieces([7, 1, 30])),
    leftPaddedRowAgainstAlone: farthest(alone.logits, padded.logits.subarray((60 + 20) * width)), levelAndThreads: byLevel,
  },
  tokenizer: { texts: texts.length, roundTripFailures: tokenizerFails },
  decodeTokensPerSecond: Math.round(speed.tokens / speed.seconds), measuredInSeconds: Math.round((performance.now() - started) / 1000),
}
writeFileSync(join(here, 'quality.json'), JSON.stringify(quality, null, 1).replace(/\[\s+([-\d.,\s]+?)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`) + '\n')
console.log(JSON.stringify(quality, null, 1))
if (!met || tokenizerFails > 0 || !refused) process.exitCode = 1
