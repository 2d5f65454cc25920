#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { createOutput, reportFailure, usage, type Output } from './cli/output.ts';
import { dataFolderOf, version } from './cli/places.ts';
import type { JobsOptions } from './cli/jobsCommand.ts';
import { addEconomyCommands } from './cli/economyCommand.ts';
import { addExamples } from './cli/examples.ts';
import { addModelCommands } from './cli/modelsCommand.ts';
import { addWalletCommands } from './cli/walletCommand.ts';

/** `hearth`: every capability without a window. JSON on stdout only; exit 0 done, 1 failed, 2 wrong usage. */

type Globals = { json?: boolean; data?: string };
export const program = new Command('hearth');
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';

program
  .description('Turns an idle GPU at home into trustworthy, paid AI compute.')
  .version(version, '-V, --version', 'print the version; without a window, Hearth is updated the way it was installed')
  .showHelpAfterError('Try hearth --help, or hearth <command> --help.')
  // Options behind a command of a command are its own, though both know them.
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

/** A reader that has had enough, such as `head`, is no fault. What runs on without a reader runs on. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (program.args[0] !== 'start') process.exit(process.exitCode ?? 0);
  });
}

/** Ends with what was written delivered: `process.exit` alone cuts what a reader has not taken yet, and twenty reports in JSON are more than a socket holds. */
async function leave(code: number): Promise<never> {
  for (const stream of [process.stdout, process.stderr]) await new Promise<void>((done) => void stream.write('', () => done()));
  process.exit(code);
}

/** A command with the two options every command has. Its action returns the exit code, or nothing for 0. */
function command(name: string, description: string, act: (output: Output, dataFolder: string, options: Record<string, unknown>, args: string[]) => Promise<number | void>, parent: Command = program): Command {
  const added = parent.command(name).description(description).option('--json', 'print JSON on stdout').option('--data <dir>', "Hearth's data folder");
  added.action(async () => {
    const options: Record<string, unknown> & Globals = added.opts();
    const output = createOutput(options.json === true);
    try {
      process.exitCode = (await act(output, dataFolderOf(options.data), options, added.args)) ?? 0;
    } catch (error) {
      process.exitCode = reportFailure(error, output);
    }
  });
  return added;
}

/** Collects addresses of peers, each with the peer's id. */
const peerAddresses = (text: string, before: readonly string[]): readonly string[] => {
  if (!/^\/[\w./:-]{1,200}\/p2p\/[A-Za-z0-9]{40,70}$/.test(text)) throw new CommanderError(2, 'hearth.usage', `error: --peer takes an address such as /ip4/192.0.2.7/tcp/4001/p2p/12D3Koo…, not '${text.slice(0, 80)}'`);
  return [...before, text];
};
const listenOptions = (options: Record<string, unknown>): { listen?: string; listenPort?: number; announce: readonly string[]; relay: boolean; upnp: boolean; region?: string } => ({
  ...(options['listen'] === undefined ? {} : { listen: options['listen'] as string }), ...(options['listenPort'] === undefined ? {} : { listenPort: options['listenPort'] as number }),
  announce: (options['announce'] as readonly string[] | undefined) ?? [], relay: options['relay'] === true, upnp: options['upnp'] === true, ...(options['region'] === undefined ? {} : { region: options['region'] as string }),
});
const wholeNumber = (name: string, least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new CommanderError(2, 'hearth.usage', `error: ${name} takes a whole number from ${least} to ${most}, not '${text}'`);
  return value;
};

program.commandsGroup('Run:');
const start = command('start', 'run Hearth: in its window, or as a page in your browser', async (output, _dataFolder, given) => {
  if (given['config'] !== undefined) (await import('./cli/configFile.ts')).applyConfigFile(start, given['config'] as string);
  const options: Record<string, unknown> & Globals = start.opts();
  const { runStart } = await import('./cli/startCommand.ts');
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
  .option('--peer <address>', 'ask this peer for nodes first; may be repeated (means --headless)', peerAddresses, [])
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

command('demo', 'run jobs on a practice network in a temporary folder, verify and settle them all, and leave', async (output, _dataFolder, options) => {
  const { runDemo } = await import('./cli/demoCommand.ts');
  const summary = await runDemo({ jobs: options['jobs'] as number, timeoutSeconds: options['timeout'] as number, keep: options['keep'] === true, ...(options['out'] ? { out: options['out'] as string } : {}) }, output);
  const coins = (await import('../../renderer/format/money.ts')).formatCoins(BigInt(summary.paidWei));
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

command('devices', 'list what can compute here', async (output, dataFolder, options) => {
  if (options['watch'] !== undefined) {
    const { watchDevices } = await import('./cli/watchDevices.ts');
    return watchDevices(dataFolder, options['watch'] === true ? null : (options['watch'] as number), output);
  }
  const { showDevices } = await import('./cli/readCommands.ts');
  await showDevices(dataFolder, output);
}).option('--watch [looks]', 'heat, power, load and memory each second, until Ctrl+C or for so many looks', wholeNumber('--watch', 1, 1_000_000));

command('accelerator', "fetch a card maker's libraries that are too large to come with Hearth, by their digests; without a name, say which there are", async (output, dataFolder, options, [id]) => {
  const { runAccelerator } = await import('./cli/acceleratorCommand.ts');
  return runAccelerator(dataFolder, { ...(id === undefined ? {} : { id }), isRemoved: options['remove'] === true, ...(options['list'] === undefined ? {} : { listFile: options['list'] as string }) }, output);
})
  .argument('[name]', 'cuda')
  .option('--remove', 'take it away again')
  .option('--list <file>', 'take what this list names instead of what this Hearth was built with');

command('inspect', 'say what a model folder holds: operators, operator sets, and what keeps it from being judged', async (output, _dataFolder, _options, args) => {
  const { inspectModel } = await import('./cli/readCommands.ts');
  await inspectModel(args[0]!, output);
}).argument('<modelFolder>', 'a folder with a manifest.json');

command('reset', 'list what lies in the data folder, and let parts of it go; the wallet stays unless its address is typed', async (output, dataFolder, options) => {
  const { runReset } = await import('./cli/resetCommand.ts');
  const parts = (['app', 'models', 'node', 'wallet'] as const).filter((part) => options[part] === true);
  await runReset(dataFolder, { parts, yes: options['yes'] === true, ...(options['address'] === undefined ? {} : { address: options['address'] as string }) }, output);
})
  .option('--app', 'jobs, receipts, settings, logs and the practice network')
  .option('--models', 'the models you added; folders outside the data folder are forgotten, not deleted')
  .option('--node', "the node's key and what it signed: the next start is a new node (needs --app)")
  .option('--wallet', 'accounts, contacts and limits')
  .option('--address <address>', 'an address of the wallet, to show that you mean it')
  .option('--yes', 'do not ask');

program.commandsGroup('Jobs and evidence:');
command('jobs', 'list jobs of the running Hearth', async (output, dataFolder, options) => {
  const { showJobs } = await import('./cli/jobsCommand.ts');
  await showJobs(dataFolder, options as JobsOptions, output);
})
  .option('--stage <stage>', 'all, live, settled or failed', 'all')
  .option('--search <text>', 'part of a job id, client or model', '')
  .option('--limit <n>', 'most rows', wholeNumber('--limit', 1, 500), 30)
  .option('--columns <names>', 'these columns, with commas between; list shows every one there is. --json has them all')
  .option('--sort <column>', 'by this column, the largest or newest first')
  .option('--ascending', 'the smallest or oldest first');

command('notices', 'what happened, why, and what comes next', async (output, dataFolder, options) => {
  const { showNoticeKinds, showNotices } = await import('./cli/noticeCommand.ts');
  const change = options['mute'] !== undefined ? { kind: options['mute'] as string, isOn: false } : options['tell'] !== undefined ? { kind: options['tell'] as string, isOn: true } : null;
  if (change || options['kinds'] === true) return showNoticeKinds(dataFolder, change, output);
  await showNotices(dataFolder, { isUnread: options['unread'] === true, read: options['read'] === true }, output);
})
  .option('--unread', 'only those nobody has read')
  .option('--read', 'mark those that are listed as read')
  .option('--kinds', 'list every kind there is, when it is raised and whether it is told')
  .option('--mute <kind>', 'do not tell of a kind any more')
  .option('--tell <kind>', 'tell of a kind again');

command('receipt', "print a job's receipt file", async (output, dataFolder, options, [id]) => {
  const { showReceipt } = await import('./cli/readCommands.ts');
  await showReceipt(dataFolder, id!, options['rows'] as string | undefined, output);
})
  .argument('<id>', 'a job id, or its beginning')
  .option('--rows <file>', "also write the job's rows, as long as they are kept; they tell of prompt and output");

command('verify', 'recompute every hash and signature of a receipt; exit 0 when it holds', async (output, _dataFolder, options, files) => {
  const { formatReport, verifyFile } = await import('./cli/verifyCommand.ts');
  if (options['rpc'] && !options['deployment']) throw usage('--rpc needs --deployment, which pins the chain and the contracts');
  if (options['runtime'] !== 'native' && !options['model']) throw usage('--runtime needs --model: it says what replays the model');
  const depth = { ...(options['model'] ? { model: options['model'] as string } : {}), runtime: options['runtime'] as 'native' | 'wasm', replay: options['replay'] === true, ...(options['rows'] ? { rows: options['rows'] as string } : {}), ...(options['rpc'] ? { rpc: options['rpc'] as string } : {}), ...(options['deployment'] ? { deployment: options['deployment'] as string } : {}) };
  if (options['rows'] && files.length > 1) throw usage('--rows are those of one receipt');
  if (options['replay'] === true && !options['model']) throw usage('--replay needs --model: it runs the model operator by operator');
  const reports = [];
  for (const file of files) reports.push({ file, ...(await verifyFile(file, depth, output)) });
  const single = reports.length === 1 ? reports[0]! : null;
  if (single) {
    const { file: _file, ...report } = single;
    output.result(report, formatReport(report));
  } else output.result({ ok: reports.every(({ ok }) => ok), reports }, reports.map((report) => `${report.file}\n${formatReport(report)}`).join('\n\n'));
  await leave(reports.every(({ ok }) => ok) ? 0 : 1);
})
  .argument('<file...>', 'receipt files')
  .option('--model <dir>', 'replay the job through this model folder')
  .addOption(new Option('--runtime <build>', 'replay natively, or in WebAssembly: another instruction set than the one that made the receipt').choices(['native', 'wasm']).default('native'))
  .option('--replay', 'with --model: replay canonically too, operator by operator (slower)')
  .option('--rows <file>', "the job's rows: recompute their root and the sketches, and with --model compare them with the replay's")
  .option('--deployment <file>', 'ask the chain of this deployment file (pinned by chain id and code hash)')
  .option('--rpc <url>', "instead of the deployment's own address");

const dispute = command('dispute', 'replay a receipt operator by operator, and find who is wrong at which one; exit 0 when nobody is', async (output, _dataFolder, options, [subject]) => {
  const { formatDispute, formatSpotCheck, parseBeacon, plainDispute, runDispute, runSpotCheck } = await import('./cli/disputeCommand.ts');
  if (!options['model']) throw usage('--model DIR is needed: the replay runs it');
  const { isApart, runReplayApart } = await import('./cli/replayApart.ts');
  if (!isApart()) return (await runReplayApart(process.argv.slice(2), (options['timeout'] as number) * 1000, false)).code;
  if (options['spot'] === true) {
    if (options['against'] || options['rows'] || options['out']) throw usage('--spot looks at one trace and nothing else');
    const spot = await runSpotCheck(subject!, options['model'] as string, output);
    output.result(plainDispute(spot), formatSpotCheck(spot));
    await leave(spot.ok ? 0 : 1);
  }
  const given = (name: string): Record<string, string> => (options[name] === undefined ? {} : { [name]: options[name] as string });
  const result = await runDispute(subject!, {
    model: options['model'] as string, explain: options['explain'] === true, nodes: options['nodes'] as number, ...given('against'), ...given('out'), ...given('rows'),
    ...(options['beacon'] === undefined ? {} : { beacon: parseBeacon(options['beacon'] as string) }), ...(options['tokens'] === undefined ? {} : { tokens: options['tokens'] as number }),
  }, output);
  output.result(plainDispute(result), formatDispute(result, options['explain'] === true));
  await leave(result.ok ? 0 : 1);
})
  .argument('<receipt>', 'a receipt file, or the folder of a trace made before')
  .option('--model <dir>', 'the model folder that the receipt names')
  .option('--against <dir>', "the other side's trace folder; it is the one accused")
  .option('--explain', 'show every operator that was judged')
  .option('--spot', 'of a trace folder: check its linear layers against the weights by Freivalds, without running any operator')
  .option('--out <dir>', 'keep the trace here')
  .option('--rows <file>', "the job's rows, to compare with the replay's (hearth receipt ID --rows FILE writes them)")
  .option('--tokens <n>', 'replay only the first n tokens of the output', wholeNumber('--tokens', 1, 1_000_000))
  .option('--timeout <seconds>', 'give up after', wholeNumber('--timeout', 1, 86400), 3600)
  .option('--nodes <n>', 'judge at most so many operators', wholeNumber('--nodes', 1, 100_000), 64)
  .option('--beacon <hex>', 'key of the sketches, drawn after both roots were fixed (default: zeros, since both traces lie here)');
// Options behind `answer` are its own, not those of a replay.
dispute.enablePositionalOptions();
command('answer', 'answer a dispute on the chain for the accused, from its receipt file and a replay here; takes a bond of whoever is not its operator', async (output, dataFolder, options, [id]) => {
  const { answerDispute } = await import('./cli/disputesCommand.ts');
  if (!options['receipt'] || !options['model']) throw usage('--receipt FILE and --model DIR are needed: the answer is a replay of the job');
  const given = (name: string): Record<string, string> => (options[name] === undefined ? {} : { [name]: options[name] as string });
  await answerDispute(id!, { receipt: options['receipt'] as string, model: options['model'] as string, watch: options['watch'] === true, chain: { dataFolder, ...given('deployment'), ...given('rpc'), ...given('keyFile'), ...given('as') } }, output);
}, dispute)
  .argument('<dispute>', 'its id, or the beginning of it (hearth disputes --all)')
  .option('--receipt <file>', 'the receipt file of the disputed job')
  .option('--model <dir>', 'the model folder that the receipt names')
  .option('--watch', 'defend the answer until the dispute is over')
  .option('--deployment <file>', 'the deployment file (default: of the practice network in the data folder)')
  .option('--rpc <url>', "instead of the deployment's own address")
  .option('--key-file <file>', 'private key to send with; only you may read it')
  .option('--as <who>', 'on the practice network: operator or client');

command('disputes', 'bonded disputes about receipts: who opened which, how it stands, until when somebody must act', async (output, dataFolder, options) => {
  const { showDisputes } = await import('./cli/disputesCommand.ts');
  await showDisputes(dataFolder, options['all'] === true ? 'all' : 'mine', output);
}).option('--all', 'those of others too');

command('audit', 'run a receipt\'s model once more and judge it: which check, which chunk or token, by how much; exit 0 when nothing is wrong', async (output, dataFolder, options, [file]) => {
  const { formatAudit, openThresholds, runAudit } = await import('./cli/auditCommand.ts');
  if (!options['model']) throw usage('--model DIR is missing: an audit runs the model');
  const registry = options['deployment'] === undefined ? null : await openThresholds(dataFolder, options['deployment'] as string, output);
  const report = await runAudit(file!, { model: options['model'] as string, threads: options['threads'] as number, runtime: options['runtime'] as 'native' | 'wasm', ...(registry ? { registry } : {}) }, output);
  output.result(report, formatAudit(report));
  await leave(report.ok ? 0 : 1);
})
  .argument('<file>', 'a receipt file')
  .option('--model <dir>', 'the folder of its model')
  .option('--threads <n>', 'threads to compute with; 0 leaves it to the runtime', wholeNumber('--threads', 0, 256), 0)
  .option('--deployment <file>', 'judge by the thresholds that this chain\'s registry has accepted for the model, where it has')
  .addOption(new Option('--runtime <build>', 'compute natively, or in WebAssembly: another instruction set than the one that made the receipt').choices(['native', 'wasm']).default('native'));

command('audits', 'audits by the chain\'s draw: those this node makes as a verifier, and those made of its receipts', async (output, dataFolder) => {
  const { showAudits } = await import('./cli/auditsCommand.ts');
  await showAudits(dataFolder, output);
});

program.commandsGroup('Money:');
command('earnings', 'what was paid, and what waits', async (output, dataFolder, options) => {
  const { showStatement, writeCsv } = await import('./cli/bookCommands.ts');
  if (options['csv'] !== undefined) return writeCsv(dataFolder, options['range'] as string, options['csv'] as string | true, output);
  if (options['statement'] === true) return showStatement(dataFolder, options['range'] as string, output);
  const { showEarnings } = await import('./cli/readCommands.ts');
  await showEarnings(dataFolder, options['range'] as string, output);
})
  .option('--range <range>', '24h, 7d, 30d, 1y or all', '24h')
  .option('--statement', 'gross, shares, energy and net, with the return of each model on each device')
  .option('--csv [file]', 'receipts and payouts as CSV, into a file or on stdout');

command('reconcile', 'hold every receipt against what the chain paid; exit 0 when every coin is accounted for', async (output, dataFolder) => {
  const { runReconcile } = await import('./cli/bookCommands.ts');
  return runReconcile(dataFolder, output);
});

command('tariff', 'say what power costs', async (output, dataFolder, _options, words) => {
  const { runTariff } = await import('./cli/bookCommands.ts');
  await runTariff(dataFolder, words, output);
}).argument('[words...]', 'nothing, to see it; none; flat EUR 0.32; dayNight EUR 0.34 0.22 06:00 22:00; csv EUR prices.csv; file EUR price.txt 3600; command EUR price 3600');

command('rate', 'say what a coin is worth', async (output, dataFolder, options, words) => {
  const { runRate } = await import('./cli/bookCommands.ts');
  await runRate(dataFolder, words, options['from'] as string | undefined, output);
})
  .argument('[words...]', 'nothing, to see it; none; EUR 0.85; file EUR rate.txt 86400; command EUR rate 86400; fees EUR 2410, for the currency that pays fees; limit 5, the most percent of a claim that its fee may take')
  .option('--from <date>', 'since when a fixed rate holds, such as 2026-11-01');

program.commandsGroup('A good guest:');
command('rules', 'show what the rules decide, change them, or replay the last week against others', async (output, dataFolder, options) => {
  const { runRules } = await import('./cli/guestCommands.ts');
  await runRules(dataFolder, { explain: options['explain'] === true, ...(options['simulate'] === undefined ? {} : { simulate: options['simulate'] as string }), ...(options['set'] === undefined ? {} : { set: options['set'] as string }) }, output);
})
  .option('--explain', 'every rule with what it does and what it reads now')
  .option('--simulate <file>', 'replay the last week against the rules of this file, as hearth rules --json prints them')
  .option('--set <file>', 'take the rules of this file');

command('preset', 'choose how to behave: guest, balanced or dedicated', async (output, dataFolder, _options, [name]) => {
  const { runPreset } = await import('./cli/guestCommands.ts');
  await runPreset(dataFolder, name!, output);
}).argument('<name>', 'guest, balanced or dedicated');

command('pause', 'take no more jobs, for a time or until hearth resume', async (output, dataFolder, options) => {
  const { runPause } = await import('./cli/guestCommands.ts');
  await runPause(dataFolder, options, output);
})
  .option('--device <id>', 'this device only')
  .option('--for <time>', 'such as 90m, 2h or 1d')
  .option('--until <time>', 'the next time it is this o\'clock, such as 08:00')
  .option('--now', 'hand running jobs back instead of finishing them');

command('resume', 'end pauses, and overrule what stops work now (never what protects the machine)', async (output, dataFolder, options) => {
  const { runResume } = await import('./cli/guestCommands.ts');
  await runResume(dataFolder, options['device'] as string | undefined, output);
}).option('--device <id>', 'this device only');

for (const act of ['refuse', 'accept'] as const) {
  command(act, act === 'refuse' ? 'take no more orders of a kind, for a model, or of a client; without words, say what is refused' : 'take orders again that were refused', async (output, dataFolder, _options, words) => {
    const { runChoice } = await import('./cli/choiceCommand.ts');
    await runChoice(dataFolder, act, words, output);
  }).argument('[words...]', 'kind generate; model ember; client 0x…');
}

command('why', 'say in one sentence what Hearth does and why, and what to do about it', async (output, dataFolder) => {
  const { runWhy } = await import('./cli/guestCommands.ts');
  await runWhy(dataFolder, output);
});

program.commandsGroup('Networks and applications:');
command('devnet', 'run the practice network alone, until Ctrl+C', async (_output, dataFolder, options) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, `devnet.${extension}`), '--standalone', '--data', join(dataFolder, 'practice'), '--rate', String(options['rate'])], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}).option('--rate <n>', 'orders a minute its client sends', wholeNumber('--rate', 0, 600), 12);

command('transactions', 'what this node itself has on its way to the chain; send one again at a higher fee, or take it back', async (output, dataFolder, options) => {
  const { runTransactions } = await import('./cli/transactionsCommand.ts');
  const given = (name: 'cancel' | 'speedUp') => (options[name] === undefined ? {} : { [name]: options[name] as string });
  await runTransactions(dataFolder, { ...given('cancel'), ...given('speedUp') }, output);
})
  .option('--speed-up <id>', 'sign this one anew at a higher fee; the beginning of its name or hash is enough')
  .option('--cancel <id>', 'put an empty transaction in its place; costs 21,000 gas, and the node may send it again later');
command('rpc', 'the addresses at which the chain is asked, and how each stands; add your own, or take one out', async (output, dataFolder, _options, words) => {
  const { runRpc } = await import('./cli/rpcCommand.ts');
  await runRpc(dataFolder, words, output);
}).argument('[words...]', 'nothing, to see them; add https://rpc.example.org; remove https://rpc.example.org');
command('network', 'which nodes this one has heard of, their models and prices, its peers, and who can reach it; or say who may, and how much data it may use', async (output, dataFolder, options, [act, who]) => {
  if (act === 'listen') {
    const { runListen } = await import('./cli/joinCommand.ts');
    return runListen(dataFolder, who, listenOptions(options), output);
  }
  if (act === 'limit') {
    const { runLimit } = await import('./cli/dataLimitCommand.ts');
    return runLimit(dataFolder, options, output);
  }
  if (act !== undefined) throw usage(`hearth network takes nothing, listen or limit, not '${act}'`);
  const { showNetwork } = await import('./cli/networkCommand.ts');
  await showNetwork(dataFolder, output);
}).argument('[act]', 'nothing, to see it; listen, for who may open a connection to this node; limit, for how much it may send and receive over the internet')
  .argument('[who]', 'with listen: loopback, home or internet; nothing, to see it')
  .option('--listen-port <n>', 'with listen: the TCP port (default: 7413)', wholeNumber('--listen-port', 0, 65533))
  .option('--announce <address>', 'with listen: what to tell others instead of what was found out; may be repeated', (text: string, before: readonly string[]) => [...before, text], [])
  .option('--relay', 'with listen: let others that cannot be reached be reached through this node')
  .option('--upnp', 'with listen internet: ask the router to forward the port')
  .option('--region <country>', 'with listen: tell others where this node stands, such as DE; nothing is told without it')
  .option('--sent-day <size>', 'with limit: the most it sends in a day, such as 2GiB; none for no limit')
  .option('--sent-month <size>', 'with limit: the most it sends in a month')
  .option('--received-day <size>', 'with limit: the most it receives in a day')
  .option('--received-month <size>', 'with limit: the most it receives in a month');
command('join', 'take part in a network, by its file or an https address with its sha256; its data are kept apart', async (output, dataFolder, options, [asked]) => {
  const { runJoin } = await import('./cli/joinCommand.ts');
  await runJoin(dataFolder, asked!, { stay: options['stay'] === true, ...(options['name'] === undefined ? {} : { name: options['name'] as string }) }, output);
}).argument('<file>', 'network.json, or https://example.org/network.json#sha256=<64 hex digits>')
  .option('--name <name>', 'what it is called here (default: as its file says)')
  .option('--stay', 'keep it for later: this Hearth stays where it is');
command('networks', 'the networks this Hearth has joined, and the one it is on; use NAME goes over to another', async (output, dataFolder, _options, words) => {
  const { runNetworks } = await import('./cli/joinCommand.ts');
  await runNetworks(dataFolder, words, output);
}).argument('[words...]', 'nothing, to see them; use NAME');
command('leave', 'leave a network: finish its jobs, take no more; its data stay unless --forget', async (output, dataFolder, options, [name]) => {
  const { runLeave } = await import('./cli/joinCommand.ts');
  await runLeave(dataFolder, name!, { forget: options['forget'] === true, yes: options['yes'] === true, waitSeconds: options['wait'] as number }, output);
}).argument('<name>', 'as hearth networks calls it')
  .option('--forget', 'delete its jobs, receipts and payments from this machine')
  .option('--yes', 'with --forget: also where what still waits to be paid is real money')
  .option('--wait <seconds>', 'with --forget: how long its jobs may take to end', wholeNumber('--wait', 1, 3600), 120);
command('fleet', 'many nodes of one operator in one table, each by its data folder; exit 1 when one does not answer', async (output, _dataFolder, options, folders) => {
  const { runFleet } = await import('./cli/fleetCommand.ts');
  return runFleet(folders, options['file'] === undefined ? {} : { file: options['file'] as string }, output);
}).argument('[folders...]', 'data folders; of a node elsewhere, a folder with its control socket forwarded (docs/rig.md)')
  .option('--file <file>', 'a file that names folders, one a line');
command('network-file', 'make the file others join a network with, from a deployment', async (output, _dataFolder, options, [deployment]) => {
  const { writeNetworkFile } = await import('./cli/joinCommand.ts');
  if (options['name'] === undefined) throw usage('--name is needed: what the network is called');
  await writeNetworkFile(deployment!, { name: options['name'] as string, seeds: options['seed'] as string[], relays: options['relay'] as string[], rpc: options['rpc'] as string[], out: options['out'] as string }, output);
}).argument('<deployment>', 'the file that hearth deploy wrote')
  .option('--name <name>', 'what the network is called')
  .option('--seed <address>', 'a peer to meet first; may be repeated', peerAddresses, [])
  .option('--relay <address>', 'a peer that lets others be reached through it; may be repeated', peerAddresses, [])
  .option('--rpc <url>', "where the chain is asked, instead of the deployment's own addresses; may be repeated", (url: string, before: readonly string[]) => [...before, url], [])
  .option('--out <file>', 'where it is written', 'network.json');
command('gateway', 'buy inference for applications on this machine, over the HTTP interface of OpenAI\'s SDKs; or see what they bought', async (output, dataFolder, options, [act]) => {
  if (act === 'usage') {
    const { showGatewayUsage } = await import('./cli/gatewayUsage.ts');
    return showGatewayUsage(dataFolder, { days: options['days'] as number, ...(options['key'] === undefined ? {} : { key: options['key'] as string }) }, output);
  }
  if (act !== undefined) throw usage(`hearth gateway takes nothing or usage, not '${act}'`);
  const { runGateway } = await import('./cli/gatewayCommand.ts');
  await leave(await runGateway(dataFolder, { port: options['port'] as number, ...(options['listen'] === undefined ? {} : { host: options['listen'] as string }), peers: options['peer'] as string[], models: options['model'] as string[] }, output));
}).argument('[act]', 'nothing, to serve; usage, for what was bought by day, key and model')
  .option('--days <n>', 'with usage: the last so many days', wholeNumber('--days', 1, 3660), 30).option('--key <name>', 'with usage: of this key alone')
  .option('--port <n>', 'TCP port', wholeNumber('--port', 0, 65535), 7412)
  .option('--listen <address>', 'an IP address of this machine, for applications on other machines; 0.0.0.0 for all its addresses. Needs a key, and TLS before it (default: 127.0.0.1)').option('--peer <address>', 'ask this peer for nodes first; may be repeated', peerAddresses, [])
  .option('--model <folder>', 'a model folder to buy from too, beside the bundled ones: answers are replayed with it; may be repeated', (folder: string, before: readonly string[]) => [...before, folder], []);

command('gateway-key', 'make, list or revoke the keys of applications, and see what one bought', async (output, dataFolder, options, [act, name]) => {
  const { runGatewayKey } = await import('./cli/gatewayCommand.ts');
  const given = (option: string): Record<string, string> => (options[option] === undefined ? {} : { [option]: options[option] as string });
  runGatewayKey(dataFolder, { act: act!, ...(name === undefined ? {} : { name }), ...given('budget'), ...given('maxPrice'), ...given('hedge'), ...given('audit'), ...given('privacy') }, output);
})
  .argument('<act>', 'create, list, usage or revoke')
  .argument('[name]', 'what the key is called')
  .option('--budget <EMBER>', 'what it may spend in all (default: no limit)')
  .option('--max-price <EMBER>', 'the most it pays for one token')
  .option('--hedge <SECONDS>', 'ask a second provider as well when nothing has come for so long; both are paid')
  .option('--audit <which>', 'answers replayed before they are paid: all, or adaptive, by the provider\'s record (default)')
  .option('--privacy <rule>', 'receipts, which hold prompts and answers: keep them on disk (default), or forget them after ten minutes in memory');

program.commandsGroup('Measure:');
command('bench', 'measure this Hearth beside named peers; with --device, test and measure a device of the running Hearth', async (output, dataFolder, options) => {
  if (options['device'] !== undefined) {
    const { runDeviceBench } = await import('./cli/benchCommand.ts');
    return runDeviceBench(dataFolder, options['device'] === true ? null : (options['device'] as string), output);
  }
  const { runSourceScript } = await import('./cli/sourceScript.ts');
  const given = (name: string): string[] => (options[name] === undefined ? [] : [`--${name}`, options[name] as string]);
  return runSourceScript('test/bench/run.ts', [...(output.isJson ? ['--json'] : []), ...(options['quick'] === true ? ['--quick'] : []), ...given('only'), ...(options['minutes'] === undefined ? [] : ['--minutes', String(options['minutes'] as number)]), ...given('save')]);
})
  .option('--device [id]', 'correctness, speed and energy of this device, or of all; Ctrl+C cancels')
  .option('--quick', 'fewer rounds')
  .option('--only <part>', 'tokenLoop, engine, evidence, audit, start, overhead, classify, idle, giveback, signer, settlement, gateway, transfer, signals or page')
  .option('--minutes <n>', 'how long the page\'s memory is watched, 60 for the hour (default: 10, 1 with --quick)', wholeNumber('--minutes', 1, 600))
  .option('--save <name>', 'keep the figures as test/bench/results/<date>-<name>.json');

command('attack', 'run the attack suite: honest jobs and every known cheat, for real', async (output, _dataFolder, options) => {
  const { runAttackCommand } = await import('./cli/attackCommand.ts');
  await leave(await runAttackCommand({
    list: options['list'] === true, quick: options['quick'] === true, write: options['write'] === true,
    ...(options['only'] === undefined ? {} : { only: options['only'] as string }), ...(options['seed'] === undefined ? {} : { seed: options['seed'] as number }),
    ...(options['resume'] === undefined ? {} : { resume: options['resume'] as string }),
  }, output));
})
  .option('--list', 'name the attacks and leave')
  .option('--only <names>', 'only attacks whose names contain one of these, separated by commas')
  .option('--quick', 'a seeded subset, in under a minute')
  .option('--seed <n>', 'another seed', wholeNumber('--seed', 0, 2 ** 31))
  .option('--resume <file>', 'keep finished parts here and go on after them')
  .option('--write', 'write docs/attacks.md; with --only, the rows at its end');

command('calibrate', 'measure honest runs of a model and recommend thresholds', async (output, _dataFolder, options, [folder]) => {
  const { runCalibrateCommand } = await import('./cli/calibrateCommand.ts');
  const holds = await runCalibrateCommand({ folder: folder!, chunks: options['chunks'] as number, keep: options['keep'] === true, ...(options['out'] === undefined ? {} : { out: options['out'] as string }) }, output);
  await leave(holds ? 0 : 1);
})
  .argument('<modelFolder>', 'a model that you trust: it runs in this process')
  .option('--chunks <n>', 'chunks of 32 tokens, at least; inputs, for a classifier', wholeNumber('--chunks', 1, 1_000_000), 300)
  .option('--out <file>', 'keep the raw data as JSON')
  .option('--keep', 'of a float model without tokens: write its calibration into the folder, so that audits with it accuse');

program.commandsGroup('Economy and wallet:');
addEconomyCommands((name, description, act, parent) => command(name, description, act, parent));
const models = program.commands.find((one) => one.name() === 'models')!;
models.enablePositionalOptions();
addModelCommands((name, description, act) => command(name, description, act, models));

const wallet = program.command('wallet').description('accounts, sending and their limits; secrets come from a prompt or a file descriptor').exitOverride();
addWalletCommands((name, description, act) => command(name, description, act, wallet));

addExamples(program);
try {
  await program.parseAsync();
} catch (error) {
  // Commander has already said what is wrong.
  if (!(error instanceof CommanderError)) throw error;
  if (error.code === 'hearth.usage') process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}
