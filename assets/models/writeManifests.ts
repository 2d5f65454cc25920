// Writes manifest.json of every bundled model from the files on disk. Run: node assets/models/writeManifests.ts
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname

function described(folder: string, paths: string[]): { path: string, sha256: string, sizeBytes: number }[] {
  return paths.map((path) => {
    const bytes = readFileSync(join(here, folder, path))
    return { path, sha256: createHash('sha256').update(bytes).digest('hex'), sizeBytes: bytes.length }
  })
}

const models = [
  {
    folder: 'digits', files: ['model.onnx'], data: ['heldOut.json'],
    head: { name: 'digits', title: 'Handwritten digits', kind: 'classify', version: 1, license: 'MIT', numericClass: 'int-exact' },
    tail: {
      model: 'model.onnx', input: { name: 'pixels', type: 'uint8', shape: ['batch', 64], minimum: 0, maximum: 16 },
      output: { name: 'logits', type: 'int32', shape: ['batch', 10] },
      labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], maxContext: 64,
    },
  },
  {
    folder: 'ember',
    files: ['onnx/model.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json', 'generation_config.json'],
    data: ['prompts.json', 'heldOut.json'],
    head: { name: 'ember', title: 'Ember', kind: 'generate', version: 1, license: 'MIT', numericClass: 'cpu-fp32' },
    tail: { model: 'onnx/model.onnx', lastHidden: 'last_hidden_state', maxContext: 512 },
  },
]

for (const { folder, files, data, head, tail } of models) {
  if (!files.every((path) => existsSync(join(here, folder, path)))) continue
  const manifest = { ...head, files: described(folder, files), data: described(folder, data), ...tail }
  writeFileSync(join(here, folder, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
  console.log(folder, manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0), 'bytes')
}
