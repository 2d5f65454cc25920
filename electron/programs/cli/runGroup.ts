import { Option } from 'commander';
import { listenOptions, peerAddresses, wholeNumber } from './optionValues.ts';
import { leave } from './output.ts';
import { dataFolderOf } from './places.ts';
import type { AddCommand } from './walletGroup.ts';

/** Starting Hearth, what it computes with, and what lies in its folder. */
export function addRunCommands(add: AddCommand): void {
  const start = add('start', 'run Hearth: in its window, or as a page in your browser', async (output, _dataFolder, given) => {
    if (given['config'] !== undefined) (await import('./configFile.ts')).applyConfigFile(start, given['config'] as string);
    const options: Record<string, unknown> & { data?: string } = start.opts();
    const { runStart } = await import('./startCommand.ts');
    const code = await runStart(dataFolderOf(options.data), {
      headless: options['headless'] === true, practice: options['practice'] !== false,
      ...(options['port'] === undefined ? {} : { port: options['port'] as number }), ...(options['metrics'] === undefined ? {} : { metricsPort: options['metrics'] as number }), ...(options['rate'] === undefined ? {} : { rate: options['rate'] as number }),
      ...(options['cheat'] === undefined ? {} : { cheat: options['cheat'] as string }), silentClient: options['silentClient'] === true, trustingClient: options['trustingClient'] === true,
      ...(options['join'] === undefined ? {} : { join: options['join'] as string }), peers: options['peer'] as string[],
      ...(options['threads'] === undefined ? {} : { threads: options['threads'] as number }), ...listenOptions(options),
      ...(options['crashAfter'] === undefined ? {} : { crashAfter: options['crashAfter'] as string }),
    }, output);
    await leave(code);
  })
    .option('--config <file>', 'read options from this TOML file: port = 7411, practice = false; words of the command line win')
    .option('--headless', 'no window: serve the page on loopback')
    .option('--port <n>', 'port of the page (default: 7411 or the next free one)', wholeNumber('--port', 0, 65535))
    .option('--metrics <port>', "serve Prometheus metrics on loopback (means --headless)", wholeNumber('--metrics', 0, 65535))
    .option('--rate <n>', 'orders a minute the practice client sends', wholeNumber('--rate', 0, 600))
    .option('--join <file>', "join the practice network of another Hearth, by its practice/practice.json (means --headless)")
    .option('--peer <address>', 'ask this peer for nodes first; may be repeated (means --headless)', peerAddresses('--peer'), [])
    .option('--threads <n>', "threads a job on the processor may use, also in later starts; 0 is the runtime's choice, all cores (means --headless)", wholeNumber('--threads', 0, 256))
    .option('--listen <who>', 'who may open a connection to this node, also in later starts: loopback, home or internet (means --headless)')
    .option('--listen-port <n>', 'with --listen: the TCP port (default: 7413; a practice network uses the two after it as well)', wholeNumber('--listen-port', 0, 65533))
    .option('--announce <address>', 'with --listen: what to tell others instead of what was found out, for a port forwarded by hand; may be repeated', (text: string, before: readonly string[]) => [...before, text], [])
    .option('--relay', 'with --listen: let others that cannot be reached be reached through this node')
    .option('--upnp', 'with --listen internet: ask the router to forward the port')
    .option('--region <country>', 'with --listen: tell others where this node stands, such as DE; nothing is told without it')
    .option('--no-practice', 'do not run the practice network')
    .addOption(new Option('--cheat <kind>', 'practice network only: cheat on purpose, to watch what becomes of it (means --headless)').choices(['stop-early', 'invent-tokens', 'cheap-weights', 'skip-layer', 'deny-weights']).hideHelp())
    .addOption(new Option('--silent-client', 'practice network only: its client takes results and never pays, to watch the forced claim (means --headless)').hideHelp())
    .addOption(new Option('--trusting-client', 'practice network only: its client pays for every result before it has it audited, to watch a refund (means --headless)').hideHelp())
    .addOption(new Option('--crash-after <events>', 'for tests: the provider dies once after each of these journal events, in this order').hideHelp());

  add('demo', 'run jobs on a practice network in a temporary folder, verify and settle them all, and leave', async (output, _dataFolder, options) => {
    const { runDemo } = await import('./demoCommand.ts');
    const summary = await runDemo({ jobs: options['jobs'] as number, timeoutSeconds: options['timeout'] as number, keep: options['keep'] === true, ...(options['out'] ? { out: options['out'] as string } : {}) }, output);
    const coins = (await import('../../../renderer/format/money.ts')).formatCoins(BigInt(summary.paidWei));
    const verified = summary.receipts.filter((receipt) => receipt.verified).length;
    output.result(summary, [
      `${summary.settled} of ${summary.jobs} jobs settled in ${summary.seconds} s, ${coins} EMBER (test money) paid.`,
      `${verified} of ${summary.receipts.length} receipts verified by a separate process; first receipt after ${((summary.firstReceiptMs ?? 0) / 1000).toFixed(1)} s.`,
      ...(summary.receipts[0] ? [`Receipts: ${summary.receipts[0].file.replace(/[^/\\]+$/, '')}`, `Check one: ./hearth verify ${summary.receipts[0].file} --model assets/models/${summary.receipts[0].kind === 'classify' ? 'digits' : 'ember'}`] : []),
    ].join('\n'));
    await leave(summary.settled === summary.jobs && verified === summary.settled ? 0 : 1);
  })
    .option('--jobs <n>', 'how many', wholeNumber('--jobs', 1, 500), 20)
    .option('--out <dir>', 'where the receipt files go (default: a new temporary folder)')
    .option('--timeout <seconds>', 'give up after', wholeNumber('--timeout', 1, 86400), 300)
    .option('--keep', 'keep the temporary data folder');

  add('devices', 'list what can compute here', async (output, dataFolder, options) => {
    if (options['watch'] !== undefined) {
      const { watchDevices } = await import('./watchDevices.ts');
      return watchDevices(dataFolder, options['watch'] === true ? null : (options['watch'] as number), output);
    }
    const { showDevices } = await import('./readCommands.ts');
    await showDevices(dataFolder, output);
  }).option('--watch [looks]', 'heat, power, load and memory each second, until Ctrl+C or for so many looks', wholeNumber('--watch', 1, 1_000_000));

  add('accelerator', "fetch a card maker's libraries that are too large to come with Hearth, by their digests; without a name, say which there are", async (output, dataFolder, options, [id]) => {
    const { runAccelerator } = await import('./acceleratorCommand.ts');
    return runAccelerator(dataFolder, { ...(id === undefined ? {} : { id }), isRemoved: options['remove'] === true, ...(options['list'] === undefined ? {} : { listFile: options['list'] as string }) }, output);
  })
    .argument('[name]', 'cuda')
    .option('--remove', 'take it away again')
    .option('--list <file>', 'take what this list names instead of what this Hearth was built with');

  add('inspect', 'say what a model folder holds: operators, operator sets, and what keeps it from being judged', async (output, _dataFolder, _options, args) => {
    const { inspectModel } = await import('./readCommands.ts');
    await inspectModel(args[0]!, output);
  }).argument('<modelFolder>', 'a folder with a manifest.json');

  add('reset', 'list what lies in the data folder, and let parts of it go; the wallet stays unless its address is typed', async (output, dataFolder, options) => {
    const { runReset } = await import('./resetCommand.ts');
    const parts = (['app', 'models', 'node', 'wallet'] as const).filter((part) => options[part] === true);
    await runReset(dataFolder, { parts, yes: options['yes'] === true, ...(options['address'] === undefined ? {} : { address: options['address'] as string }) }, output);
  })
    .option('--app', 'jobs, receipts, settings, logs and the practice network')
    .option('--models', 'the models you added; folders outside the data folder are forgotten, not deleted')
    .option('--node', "the node's key and what it signed: the next start is a new node (needs --app)")
    .option('--wallet', 'accounts, contacts and limits')
    .option('--address <address>', 'an address of the wallet, to show that you mean it')
    .option('--yes', 'do not ask');
}
