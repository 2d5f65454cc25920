import { CommanderError, type Command } from 'commander';
import type * as DownloadRun from './downloadRun.ts';
import type * as ModelsRun from './modelsRun.ts';
import type { Output } from './output.ts';
import type { AddCommand } from './walletGroup.ts';

function toContext(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new CommanderError(2, 'hearth.usage', `error: --context takes a whole number of positions, not '${text.slice(0, 40)}'`);
  return Number(text);
}

/** `hearth models …`: the models of the running Hearth, what they take and earn, and which go when room is needed. */
export function addModelCommands(add: AddCommand): void {
  const command = (name: string, description: string, run: (commands: typeof ModelsRun & typeof DownloadRun, context: { readonly dataFolder: string; readonly output: Output; readonly options: Record<string, unknown> }, args: string[]) => Promise<number | void>): Command =>
    add(name, description, async (output, dataFolder, options, args) => run({ ...(await import('./modelsRun.ts')), ...(await import('./downloadRun.ts')) }, { dataFolder, output, options }, args));

  command('cache', 'where models lie, what each takes and earns, which are in use, and in which order they go when room is needed', (commands, context) => commands.showCache(context));
  command('quota', 'the most room that models may take; without a size, what it is', (commands, context, args) => commands.setQuota(context, args[0]))
    .argument('[size]', 'such as 50GB, 20GiB or none').option('--evict', 'delete what has to go for it, as it is listed');
  command('pin', 'never let a model go, whatever it earns', (commands, context, args) => commands.pin(context, args[0]!, true)).argument('<model>', 'its name, or the beginning of its id');
  command('unpin', 'let it go again when room is needed', (commands, context, args) => commands.pin(context, args[0]!, false)).argument('<model>', 'its name, or the beginning of its id');
  command('evict', 'stop offering a model of the cache; its files stay until room is needed', (commands, context, args) => commands.evict(context, args[0]!))
    .argument('<model>', 'its name, or the beginning of its id').option('--now', 'delete its files at once');
  command('restore', 'take a model back that was let go and whose files are still here', (commands, context, args) => commands.restore(context, args[0]!)).argument('<model>', 'its id, or the beginning of it');
  command('get', 'install a model from an address of a folder, by the hash you name; goes on where it was after any interruption', (commands, context, args) => commands.get(context, args))
    .argument('<urls...>', 'https of a folder with hearth-list.json or manifest.json, or peers: whoever on the network gives the model away; several are used at once').option('--root <hash>', 'the model id, or the root of its list').option('--evict', 'delete what has to go for it, as it is listed').option('--detach', 'begin, and do not wait for the end');
  command('downloads', 'downloads under way; pause, resume or cancel one', (commands, context, args) => commands.downloads(context, args)).argument('[words...]', 'nothing, to see them; pause, resume or cancel, and the beginning of its root');
  command('rate', 'the most that downloads take together', (commands, context, args) => commands.rate(context, args[0]!)).argument('<size>', 'each second, such as 5MB, or none');
  command('share', 'let other peers fetch the models that this node offers, or not any more', (commands, context, args) => commands.share(context, args[0]!, args[1]))
    .argument('<on|off>', 'on or off').argument('[rate]', 'the most that all peers get together each second, such as 2MB');
  command('list', 'write the list of files that others download a model folder by, and say its root; needs no running Hearth', (commands, context, args) => commands.writeList(context, args[0]!))
    .argument('<modelFolder>', 'a folder with a manifest.json; hearth-list.json is written into it').option('--out <file>', 'write it there instead');
  command('import', 'make a folder of the Hugging Face hub one that can be offered: finds its files, says what runs on what here, how fast and what audits can say of it, and writes its manifest; needs no running Hearth', async (_commands, { output, options }, args) => {
    const { importModel } = await import('./importRun.ts');
    const named = Object.fromEntries(['graph', 'name', 'title', 'license'].flatMap((key) => (options[key] === undefined ? [] : [[key, options[key] as string]])));
    return importModel(args[0]!, { ...named, ...(options['context'] === undefined ? {} : { maxContext: options['context'] as number }), run: options['run'] !== false, replace: options['replace'] === true }, output);
  })
    .argument('<folder>', 'config.json, tokenizer.json and graphs beside them or in onnx; one that you trust: it runs in this process').option('--graph <file>', 'this one of its graphs, such as onnx/model_quantized.onnx').option('--name <name>', 'what it is called').option('--title <title>', 'for people').option('--license <name>', 'where its README does not say')
    .option('--context <n>', 'most positions of prompt and answer together (default: as config.json says, at most 4096)', toContext).option('--no-run', 'open it only').option('--replace', 'write over a manifest.json that is there');
  command('move', 'move the whole cache to another folder: all of it, or nothing', (commands, context, args) => commands.move(context, args[0]!)).argument('<folder>', 'a new or empty folder; default for the one in the data folder');
}
