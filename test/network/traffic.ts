import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelsFolder } from '../../electron/programs/cli/places.ts';
import { ClientError } from '../../electron/client/clientError.ts';
import type { TestGateway } from './testWorld.ts';

/** What became of one request. */
export type Outcome = { readonly gateway: string; readonly kind: 'classify' | 'generate'; readonly atMs: number; readonly tookMs: number } & (
  | { readonly end: 'answered'; readonly receiptId: string; readonly provider: string; readonly costWei: bigint; readonly verification: 'replayed' | 'checked'; /** What was asked and what came: equal questions have equal answers. */ readonly question: string; readonly answer: string }
  | { readonly end: 'refused'; readonly reason: string; readonly sentence: string }
  /** Neither: nobody said anything in time, or what was said names no reason. */
  | { readonly end: 'lost'; readonly reason: string }
);

/** Longer than a gateway waits for anybody. */
const limitMs = 180_000;
const generateShare = 0.1;
const prompts = ['date: January 13, 2099 =', 'sum: 189 + 325 =', 'date: 7th October twenty sixty-nine ='];

/**
 * Sends requests to every gateway at random moments, `perSecond` to each on average, whatever becomes of those before; done when the last has ended.
 * @param random  0 <= x < 1; one seed, one course of requests
 */
export async function drive(gateways: readonly TestGateway[], options: { readonly perSecond: number; readonly seconds: number; readonly random: () => number; readonly mostAtOnce: number }): Promise<readonly Outcome[]> {
  const { samples } = JSON.parse(readFileSync(join(modelsFolder, 'digits/heldOut.json'), 'utf8')) as { samples: { pixels: number[] }[] };
  const { random } = options;
  const outcomes: Outcome[] = [];
  const endMs = Date.now() + options.seconds * 1000;
  await Promise.all(gateways.map(async (gateway) => {
    const running = new Set<Promise<void>>();
    while (Date.now() < endMs) {
      await new Promise((resolve) => setTimeout(resolve, (-Math.log(1 - random()) * 1000) / options.perSecond));
      const [sample, prompt, isGenerate] = [Math.floor(random() * samples.length), prompts[Math.floor(random() * prompts.length)]!, random() < generateShare];
      if (running.size >= options.mostAtOnce) continue;
      const one = ask(gateway, isGenerate ? { kind: 'generate', question: prompt } : { kind: 'classify', question: String(sample), input: Uint8Array.from(samples[sample]!.pixels) })
        .then((outcome) => void outcomes.push(outcome)).finally(() => running.delete(one));
      running.add(one);
    }
    await Promise.all(running);
  }));
  return outcomes;
}

async function ask({ name: gateway, hearth }: TestGateway, asked: { readonly kind: 'classify'; readonly question: string; readonly input: Uint8Array } | { readonly kind: 'generate'; readonly question: string }): Promise<Outcome> {
  const atMs = Date.now();
  const about = () => ({ gateway, kind: asked.kind, atMs, tookMs: Date.now() - atMs });
  const signal = AbortSignal.timeout(limitMs);
  try {
    if (asked.kind === 'classify') {
      const { label, scores, receiptId, provider, costWei, verification } = await hearth.classify({ model: 'digits', input: asked.input, signal });
      return { ...about(), end: 'answered', receiptId, provider: provider.toLowerCase(), costWei, verification, question: asked.question, answer: JSON.stringify([label, scores]) };
    }
    const { text, receiptId, provider, costWei, verification } = await hearth.generate({ model: 'ember', prompt: asked.question, maxTokens: 12, temperature: 0, signal }).result;
    return { ...about(), end: 'answered', receiptId, provider: provider.toLowerCase(), costWei, verification, question: asked.question, answer: text };
  } catch (error) {
    if (error instanceof ClientError && error.kind !== 'cancelled' && error.kind !== 'unreachable' && error.kind !== 'failed') return { ...about(), end: 'refused', reason: error.kind, sentence: error.message };
    return { ...about(), end: 'lost', reason: error instanceof Error ? error.message.slice(0, 200) : String(error) };
  }
}
