import type { Refusals } from '../../shared/refusals.ts';
import { jobKindShape, type Model } from '../../shared/shapes.ts';
import { addressShape } from '../../shared/units.ts';
import { isMeant, printable, usage, type Output } from './output.ts';
import { withRunning } from './running.ts';

type Change = { readonly list: keyof Refusals; readonly entry: string };

/** @param models  null before they are known: a model is anything then @throws usage.invalid  no such kind, model or client */
function parseWhat(words: readonly string[], models: readonly Model[] | null): Change {
  const [what, which = ''] = words;
  if (what === 'kind' && jobKindShape.safeParse(which).success) return { list: 'kinds', entry: which };
  if (what === 'client' && addressShape.safeParse(which).success) return { list: 'clients', entry: which.toLowerCase() };
  if (what === 'model' && which !== '') {
    if (models === null) return { list: 'models', entry: which };
    const found = models.filter(({ name, modelId }) => name === which || (which.length > 5 && isMeant(modelId, which.toLowerCase())));
    if (found.length === 1) return { list: 'models', entry: found[0]!.modelId };
    if (/^0x[0-9a-f]{64}$/.test(which)) return { list: 'models', entry: which };
    throw usage(found.length > 1 ? `more than one model is called ${which}: give the beginning of its id` : `no model here is called ${which}`);
  }
  throw usage(`say kind ${jobKindShape.options.join(' or ')}, model NAME, or client 0xADDRESS`);
}

/** Shows what is not taken, or changes it. */
export async function runChoice(dataFolder: string, act: 'accept' | 'refuse', words: readonly string[], output: Output): Promise<void> {
  // What makes no sense is said so whether Hearth runs or not.
  if (words.length > 0) parseWhat(words, null);
  const { refusals, models } = await withRunning(dataFolder, async (hearth) => {
    const { models: known } = await hearth.ask('readModels', {});
    const now = await hearth.ask('readRefusals', {});
    if (words.length === 0) return { refusals: now, models: known };
    const { list, entry } = parseWhat(words, known);
    const others = (now[list] as readonly string[]).filter((one) => one.toLowerCase() !== entry);
    const next = { ...now, [list]: act === 'refuse' ? [...others, entry] : others } as Refusals;
    await hearth.ask('setRefusals', { refusals: next });
    return { refusals: next, models: known };
  });
  const nameOf = (modelId: string): string => printable(models.find((model) => model.modelId === modelId)?.name ?? modelId);
  const lines = [...refusals.kinds.map((kind) => `kind    ${kind}`), ...refusals.models.map((modelId) => `model   ${nameOf(modelId)}`), ...refusals.clients.map((client) => `client  ${client}`)];
  output.result(refusals, lines.length === 0 ? 'Every kind, model and client is taken.' : `Not taken:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
