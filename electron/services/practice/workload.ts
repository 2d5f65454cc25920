import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dtype } from '../../protocol/tensor.ts';
import type { Decode } from '../../shared/decode.ts';
import { HearthError } from '../../shared/errors.ts';
import type { JobKind } from '../../shared/shapes.ts';
import type { JobInput } from '../../protocol/messages.ts';

/** One thing to ask of a model. */
export type WorkItem = {
  readonly task: 'digit' | 'date' | 'sum' | 'place' | 'tale';
  readonly modelId: string;
  readonly input: JobInput;
  /** The right answer, where there is one: a label, or text. */
  readonly expected: string | null;
};

/** A model as whoever loaded it describes it. */
export type KnownModel = {
  readonly modelId: string;
  readonly folder: string;
  readonly kind: JobKind;
  readonly stopTokenIds: readonly number[];
  readonly labels: readonly string[] | null;
};

const digitsShape = z.object({ samples: z.array(z.object({ label: z.number().int(), pixels: z.array(z.number().int().min(0).max(255)).min(1) })).min(1) });
const textTask = z.enum(['date', 'sum', 'place', 'tale']);
const promptsShape = z.object({
  maxNewTokens: z.record(textTask, z.number().int().min(1)),
  sampling: z.record(textTask, z.object({ temperature: z.number().min(0).max(100) })),
  prompts: z.array(z.object({ task: textTask, prompt: z.string(), expected: z.string().optional() })).min(1),
});

/**
 * Everything the practice client may ask of these models, in a fixed order: held-out digits, and prompts with their way of sampling.
 *
 * @param encode  text to token ids as the model's tokenizer does it, with what it adds at the start
 * @throws model.unreadable  a list of questions is missing or of another form
 */
export async function readWorkload(models: readonly KnownModel[], encode: (modelId: string, text: string) => Promise<readonly number[]>): Promise<WorkItem[]> {
  const lists = await Promise.all(models.filter(({ kind }) => kind !== 'embed').map((model) => (model.kind === 'classify' ? readDigits(model) : readPrompts(model, encode))));
  return lists.flat();
}

async function readDigits(model: KnownModel): Promise<WorkItem[]> {
  const { samples } = await readJson(join(model.folder, 'heldOut.json'), digitsShape);
  return samples.map(({ label, pixels }) => ({
    task: 'digit', modelId: model.modelId, expected: model.labels?.[label] ?? String(label),
    input: { kind: 'classify', dtype: dtype.uint8, dims: [1, pixels.length], body: `0x${Buffer.from(pixels).toString('hex')}` },
  }));
}

async function readPrompts(model: KnownModel, encode: (modelId: string, text: string) => Promise<readonly number[]>): Promise<WorkItem[]> {
  const { prompts, sampling, maxNewTokens } = await readJson(join(model.folder, 'prompts.json'), promptsShape);
  const items: WorkItem[] = [];
  for (const { task, prompt, expected } of prompts) {
    const decode: Decode = {
      samplerVersion: 1, temperatureMicro: Math.round(sampling[task].temperature * 1e6), topK: 0, topPMicro: 1_000_000, minPMicro: 0,
      repetitionPenaltyMicro: 1_000_000, maxNewTokens: maxNewTokens[task], stopTokenIds: [...model.stopTokenIds],
    };
    const promptTokens = await encode(model.modelId, prompt);
    items.push({ task, modelId: model.modelId, expected: expected ?? null, input: { kind: 'generate', promptTokens: [...promptTokens], decode } });
  }
  return items;
}

async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T> {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw new HearthError('model.unreadable', { file: path, reason: error instanceof z.ZodError ? z.prettifyError(error).slice(0, 200) : String(error).slice(0, 200) }, error);
  }
}

/**
 * Draws work: half classification, half generation where there are both, tasks evenly, then items without repeating one of a task before
 * all had their turn.
 *
 * @param random  0 <= x < 1
 */
export function createDeck(items: readonly WorkItem[], random: () => number): { draw(modelIds: ReadonlySet<string>): WorkItem | null } {
  const piles = new Map<string, WorkItem[]>();
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let turn = 0;
  return {
    draw(modelIds) {
      const open = items.filter((item) => modelIds.has(item.modelId));
      if (open.length === 0) return null;
      const isDigit = (item: WorkItem): boolean => item.input.kind === 'classify';
      const kinds = [open.filter(isDigit), open.filter((item) => !isDigit(item))].filter((list) => list.length > 0);
      const list = kinds[turn++ % kinds.length]!;
      const task = pick([...new Set(list.map((item) => item.task))]);
      const key = `${task}:${list[0]!.modelId}`;
      let pile = piles.get(key) ?? [];
      if (pile.length === 0) pile = list.filter((item) => item.task === task);
      const item = pick(pile);
      piles.set(key, pile.filter((other) => other !== item));
      return item;
    },
  };
}
