// Measures the digit classifier from the shipped files alone and writes quality.json. Run: node assets/models/digits/measure.ts
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'

interface Sample { label: number, pixels: number[] }
interface HeldOut { seed: number, fraction: number, samples: Sample[] }

const here = import.meta.dirname
const held = JSON.parse(readFileSync(join(here, 'heldOut.json'), 'utf8')) as HeldOut
const levels = ['disabled', 'basic', 'extended', 'all'] as const
const threads = [1, 2]
const batches = [1, 7, held.samples.length]

function sha256(values: Int32Array): string {
  return createHash('sha256').update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).digest('hex')
}

/** Rows over the whole byte range, far outside the pixels 0..16 the model was trained on: saturation would show here. */
function extremeRows(n: number): Uint8Array {
  const out = new Uint8Array(n * 64)
  let state = 20260731
  for (let i = 0; i < out.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    out[i] = i < 64 ? 255 : state >>> 24
  }
  return out
}

async function logits(session: ort.InferenceSession, rows: Uint8Array, batch: number): Promise<Int32Array> {
  const n = rows.length / 64
  const out = new Int32Array(n * 10)
  for (let at = 0; at < n; at += batch) {
    const part = rows.slice(at * 64, Math.min(n, at + batch) * 64)
    const result = await session.run({ pixels: new ort.Tensor('uint8', part, [part.length / 64, 64]) })
    out.set(result['logits']!.data as Int32Array, at * 10)
  }
  return out
}

const real = Uint8Array.from(held.samples.flatMap((s) => s.pixels))
const extreme = extremeRows(256)
const hashes = new Set<string>()
let first: Int32Array | undefined
let configurations = 0
for (const graphOptimizationLevel of levels) {
  for (const intraOpNumThreads of threads) {
    const session = await ort.InferenceSession.create(join(here, 'model.onnx'), { graphOptimizationLevel, intraOpNumThreads })
    for (const batch of batches) {
      const a = await logits(session, real, batch)
      const b = await logits(session, extreme, batch)
      first ??= a
      hashes.add(`${sha256(a)} ${sha256(b)}`)
      configurations++
    }
    await session.release()
  }
}

const confusion = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 0))
let right = 0
held.samples.forEach((sample, i) => {
  const row = first!.subarray(i * 10, i * 10 + 10)
  const guess = row.indexOf(row.reduce((a, b) => Math.max(a, b)))
  confusion[sample.label]![guess]!++
  if (guess === sample.label) right++
})
const [heldHash, extremeHash] = [...hashes][0]!.split(' ')
const quality = {
  model: 'digits', date: new Date().toISOString().slice(0, 10), runtime: `onnxruntime-node ${ort.env.versions.node ?? ''}`.trim(),
  seed: held.seed, heldOut: { n: held.samples.length, right, accuracy: Number((right / held.samples.length).toFixed(4)), target: 0.97 },
  bitExact: {
    configurations, levels, threads, batches, distinctOutputs: hashes.size,
    heldOutLogitsSha256: heldHash, extremeRows: 256, extremeLogitsSha256: extremeHash,
  },
  confusion,
}
writeFileSync(join(here, 'quality.json'), JSON.stringify(quality, null, 1).replace(/\[\s+([\d\s,]+?)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`) + '\n')
console.log(JSON.stringify(quality))
if (hashes.size !== 1 || right / held.samples.length < 0.97) process.exitCode = 1
