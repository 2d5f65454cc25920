import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integerShapes, testIntegerArithmetic, testKernels, type IntegerKernels } from '../../electron/services/inference/integerSelfTest.ts';
import { createTextCodec } from '../../electron/services/inference/tokenizer.ts';
import { openModelFolder, type OpenedModel } from '../../electron/services/models/openModelFolder.ts';
import { nodePrimitives as p } from '../../electron/services/primitives/nodePrimitives.ts';
import { isHearthError } from '../../electron/shared/errors.ts';
import { toHex } from '../../electron/protocol/bytes.ts';
import type { FileAttack } from './fileAttacks.ts';
import type { Random } from './random.ts';
import { modelsFolder, type Subject } from './subject.ts';

export const hostAttackNames = ['tokenizer or template drift', 'host whose integer kernels saturate'];

type Tokenizer = { model: { vocab: Record<string, number>; merges: string[] }; normalizer: object | null; pre_tokenizer: { pretokenizers: object[] }; added_tokens: { content: string }[] };

/** What another release of the same tokenizer changes. */
const drifts: readonly ((tokenizer: Tokenizer, random: Random) => void)[] = [
  ({ model }, random) => {
    const words = Object.keys(model.vocab).filter((word) => word.length > 1);
    const [a, b] = [words[random.below(words.length)]!, words[random.below(words.length)]!];
    [model.vocab[a], model.vocab[b]] = [model.vocab[b]!, model.vocab[a]!];
  },
  ({ model }, random) => void model.merges.splice(random.below(200), 1),
  ({ model }, random) => model.merges.unshift(...model.merges.splice(200 + random.below(model.merges.length - 200), 1)),
  (tokenizer) => void (tokenizer.normalizer = { type: 'Lowercase' }),
  (tokenizer) => void tokenizer.pre_tokenizer.pretokenizers.shift(),
  ({ added_tokens: added }, random) => void (added[random.below(added.length)]!.content += ' '),
];

const codeOf = async (work: () => Promise<OpenedModel>): Promise<string | OpenedModel> => work().catch((error: unknown) => {
  if (isHearthError(error)) return error.code;
  throw error;
});

/** The model's folder with another tokenizer: as it is, and with a manifest that was made to fit. */
async function driftOnce(folder: string, registered: Subject, random: Random): Promise<{ readonly caught: boolean; readonly differs: boolean; readonly ms: number }> {
  const isTemplate = random.below(4) === 0;
  const path = isTemplate ? 'tokenizer_config.json' : 'tokenizer.json';
  const [text, manifestText] = [await readFile(join(folder, path), 'utf8'), await readFile(join(folder, 'manifest.json'), 'utf8')];
  const changed = JSON.parse(text) as Tokenizer;
  if (isTemplate) Object.assign(changed, { chat_template: `{{ messages[0].content }}${random.below(1000)}` });
  else drifts[random.below(drifts.length)]!(changed, random);
  const bytes = Buffer.from(JSON.stringify(changed));
  const startMs = performance.now();
  try {
    await writeFile(join(folder, path), bytes);
    const alone = await codeOf(() => openModelFolder(p, folder));
    const manifest = JSON.parse(manifestText) as { files: { path: string; sha256: string; sizeBytes: number }[] };
    Object.assign(manifest.files.find((file) => file.path === path)!, { sha256: toHex(p.sha256(bytes)).slice(2), sizeBytes: bytes.length });
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const fitted = await codeOf(() => openModelFolder(p, folder));
    const isAnother = typeof fitted === 'string' || fitted.modelId !== registered.model.modelId;
    return { caught: alone === 'model.corrupt' && (isTemplate || isAnother), differs: isTemplate || typeof fitted === 'string' || readsOtherwise(registered, fitted), ms: performance.now() - startMs };
  } finally {
    await writeFile(join(folder, path), text);
    await writeFile(join(folder, 'manifest.json'), manifestText);
  }
}

/** Whether some of the held-out tales become other tokens. */
function readsOtherwise({ model, provider }: Subject, drifted: OpenedModel): boolean {
  const [own, other] = [model, drifted].map((each) => createTextCodec(each, provider.vocabSize)!) as [ReturnType<typeof createTextCodec> & object, ReturnType<typeof createTextCodec> & object];
  return tales.some((tale) => own.encode(tale).join() !== other.encode(tale).join());
}
const tales: string[] = [];

/** Sums pairs of products in 16 bits, as processors without VNNI do (vpmaddubsw), in the products that are named. */
function saturating(random: Random): IntegerKernels {
  const { rows, depth, columns, outputScale } = integerShapes;
  const among = 1 + random.below(7);
  // Which two terms share a sum hangs on how a kernel lays out what it reads.
  const apart = [1, 2, 4, 8, 16, 32][random.below(6)]!;
  const product = (x: Uint8Array, w: (k: number, column: number) => number, isSaturating: boolean): Int32Array => Int32Array.from({ length: rows * columns }, (_, at) => {
    const term = (k: number): number => x[Math.floor(at / columns) * depth + k]! * w(k, at % columns);
    let sum = 0;
    for (let block = 0; block < depth; block += 2 * apart) {
      for (let k = block; k < block + apart; k++) {
        const pair = term(k) + term(k + apart);
        sum += isSaturating ? Math.max(-32768, Math.min(32767, pair)) : pair;
      }
    }
    return sum;
  });
  const even = (value: number): number => (value - Math.floor(value) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));
  return (x, w, constant) => Promise.resolve({
    fed: product(x, (k, column) => w[k * columns + column]!, (among & 1) !== 0),
    packed: product(x, () => constant, (among & 2) !== 0),
    scaled: product(x, () => constant, (among & 4) !== 0).map((sum) => Math.max(0, Math.min(255, even(sum / outputScale)))),
  });
}

/** Machines that would compute something else although nobody means to cheat: kept out before a job, so that nobody is accused. */
export async function hostAttacks(subject: Subject): Promise<{ attacks: FileAttack[]; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-drift-'));
  await cp(join(modelsFolder, subject.name), folder, { recursive: true });
  const held = JSON.parse(await readFile(join(folder, 'heldOut.json'), 'utf8')) as { tale: string[] };
  tales.splice(0, tales.length, ...held.tale.slice(0, 60));
  const here = await testIntegerArithmetic('cpu');
  return {
    attacks: [
      {
        name: 'tokenizer or template drift', subject: 'files', expected: '100 %',
        note: 'another release of a tokenizer (two ids swapped, a merge lost or moved, another normaliser or splitting, another special token) or of a chat template: the folder is refused, and with a manifest made to fit, the tokenizer\'s hash makes it another model, which no order names. Nobody is slashed: an order fixes tokens, not text. A template is in no hash but its file\'s: whoever writes the text applies it',
        attempt: (_n, random) => driftOnce(folder, subject, random),
      },
      {
        name: 'host whose integer kernels saturate', subject: 'digits', expected: '100 %',
        note: `kernels emulated that add pairs of u8 × s8 in 16 bits, in one, two or all of three operators, terms 1 to 32 apart: the self-test at start keeps such a host from models whose weights need all 8 bits; with weights of 7 no sum of two saturates, and it counts right. This machine's own kernels are exact with weights of ${here.weightBits} bits`,
        async attempt(_n, random) {
          const startMs = performance.now();
          const { weightBits } = await testKernels(saturating(random));
          return { caught: weightBits === 7, differs: true, ms: performance.now() - startMs };
        },
      },
    ],
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
