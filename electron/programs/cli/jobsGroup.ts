import { Option } from 'commander';
import type { JobsOptions } from './jobsCommand.ts';
import { wholeNumber } from './optionValues.ts';
import { leave, usage } from './output.ts';
import type { AddCommand } from './walletGroup.ts';

/** Jobs, their receipts, and whoever judges them. */
export function addJobCommands(add: AddCommand): void {
  add('jobs', 'list jobs of the running Hearth', async (output, dataFolder, options) => {
    const { showJobs } = await import('./jobsCommand.ts');
    await showJobs(dataFolder, options as JobsOptions, output);
  })
    .option('--stage <stage>', 'all, live, settled or failed', 'all')
    .option('--search <text>', 'part of a job id, client or model', '')
    .option('--limit <n>', 'most rows', wholeNumber('--limit', 1, 500), 30)
    .option('--columns <names>', 'these columns, with commas between; list shows every one there is. --json has them all')
    .option('--sort <column>', 'by this column, the largest or newest first')
    .option('--ascending', 'the smallest or oldest first');

  add('notices', 'what happened, why, and what comes next', async (output, dataFolder, options) => {
    const { showNoticeKinds, showNotices } = await import('./noticeCommand.ts');
    const change = options['mute'] !== undefined ? { kind: options['mute'] as string, isOn: false } : options['tell'] !== undefined ? { kind: options['tell'] as string, isOn: true } : null;
    if (change || options['kinds'] === true) return showNoticeKinds(dataFolder, change, output);
    await showNotices(dataFolder, { isUnread: options['unread'] === true, read: options['read'] === true }, output);
  })
    .option('--unread', 'only those nobody has read')
    .option('--read', 'mark those that are listed as read')
    .option('--kinds', 'list every kind there is, when it is raised and whether it is told')
    .option('--mute <kind>', 'do not tell of a kind any more')
    .option('--tell <kind>', 'tell of a kind again');

  add('receipt', "print a job's receipt file", async (output, dataFolder, options, [id]) => {
    const { showReceipt } = await import('./readCommands.ts');
    await showReceipt(dataFolder, id!, options['rows'] as string | undefined, output);
  })
    .argument('<id>', 'a job id, or its beginning')
    .option('--rows <file>', "also write the job's rows, as long as they are kept; they tell of prompt and output");

  add('verify', 'recompute every hash and signature of a receipt; exit 0 when it holds', async (output, _dataFolder, options, files) => {
    const { formatReport, verifyFile } = await import('./verifyCommand.ts');
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

  const dispute = add('dispute', 'replay a receipt operator by operator, and find who is wrong at which one; exit 0 when nobody is', async (output, _dataFolder, options, [subject]) => {
    const { formatDispute, formatSpotCheck, parseBeacon, plainDispute, runDispute, runSpotCheck } = await import('./disputeCommand.ts');
    if (!options['model']) throw usage('--model DIR is needed: the replay runs it');
    const { isApart, runReplayApart } = await import('./replayApart.ts');
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
  add('answer', 'answer a dispute on the chain for the accused, from its receipt file and a replay here; takes a bond of whoever is not its operator', async (output, dataFolder, options, [id]) => {
    const { answerDispute } = await import('./disputesCommand.ts');
    if (!options['receipt'] || !options['model']) throw usage('--receipt FILE and --model DIR are needed: the answer is a replay of the job');
    const given = (name: string): Record<string, string> => (options[name] === undefined ? {} : { [name]: options[name] as string });
    await answerDispute(id!, { receipt: options['receipt'] as string, model: options['model'] as string, watch: options['watch'] === true, chain: { dataFolder, ...given('deployment'), ...given('rpc'), ...given('keyFile'), ...given('as') } }, output);
  }, dispute)
    .argument('<dispute>', 'its id, or the beginning of it (hearth disputes --all)')
    .option('--receipt <file>', 'the receipt file of the disputed job')
    .option('--model <dir>', 'the model folder that the receipt names')
    .option('--watch', 'defend the answer until the dispute is over')
    .option('--deployment <file>', 'the deployment file (default: of the network this Hearth is on)')
    .option('--rpc <url>', "instead of the deployment's own address")
    .option('--key-file <file>', 'private key to send with; only you may read it')
    .option('--as <who>', 'on its own practice network: operator or client');

  add('disputes', 'bonded disputes about receipts: who opened which, how it stands, until when somebody must act', async (output, dataFolder, options) => {
    const { showDisputes } = await import('./disputesCommand.ts');
    await showDisputes(dataFolder, options['all'] === true ? 'all' : 'mine', output);
  }).option('--all', 'those of others too');

  add('guards', 'nodes that answer disputes for this one while it is away, and nodes it does so for', async (output, dataFolder, _options, words) => {
    const { runGuards } = await import('./guardsCommand.ts');
    await runGuards(dataFolder, words, output);
  }).argument('[words...]', 'nothing, to see them; add NODE: it gets the evidence of the receipts, prompts included; remove NODE; accept NODE: this one answers for it; drop NODE');

  add('audit', 'run a receipt\'s model once more and judge it: which check, which chunk or token, by how much; exit 0 when nothing is wrong', async (output, dataFolder, options, [file]) => {
    const { formatAudit, openThresholds, runAudit } = await import('./auditCommand.ts');
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

  add('audits', 'audits by the chain\'s draw: those this node makes as a verifier, and those made of its receipts', async (output, dataFolder) => {
    const { showAudits } = await import('./auditsCommand.ts');
    await showAudits(dataFolder, output);
  });
}
