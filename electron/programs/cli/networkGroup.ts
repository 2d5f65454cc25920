import { listenOptions, peerAddresses, wholeNumber } from './optionValues.ts';
import { advise, leave, usage } from './output.ts';
import type { AddCommand } from './walletGroup.ts';

const whenClear = ['--when-clear', 'take no more orders, and go once no receipt of this node waits to be audited; kept over restarts'] as const;
const yes = ['--yes', 'where the money is real: also while receipts of this node wait to be audited'] as const;
const leavingOf = (options: Readonly<Record<string, unknown>>): { readonly whenClear: boolean; readonly yes: boolean } => ({ whenClear: options['whenClear'] === true, yes: options['yes'] === true });

/** The networks a node takes part in, and what applications buy there. */
export function addNetworkCommands(add: AddCommand): void {
  add('devnet', 'run the practice network alone, until Ctrl+C', async (_output, dataFolder, options) => {
    const { runDevnet } = await import('./devnetCommand.ts');
    return runDevnet(dataFolder, options['rate'] as number);
  }).option('--rate <n>', 'orders a minute its client sends', wholeNumber('--rate', 0, 600), 12);

  add('transactions', 'what this node itself has on its way to the chain; send one again at a higher fee, or take it back', async (output, dataFolder, options) => {
    const { runTransactions } = await import('./transactionsCommand.ts');
    const given = (name: 'cancel' | 'speedUp') => (options[name] === undefined ? {} : { [name]: options[name] as string });
    await runTransactions(dataFolder, { ...given('cancel'), ...given('speedUp') }, output);
  })
    .option('--speed-up <id>', 'sign this one anew at a higher fee; the beginning of its name or hash is enough')
    .option('--cancel <id>', 'put an empty transaction in its place; costs 21,000 gas, and the node may send it again later');
  add('rpc', 'the addresses at which the chain is asked, and how each stands; add your own, or take one out', async (output, dataFolder, _options, words) => {
    const { runRpc } = await import('./rpcCommand.ts');
    await runRpc(dataFolder, words, output);
  }).argument('[words...]', 'nothing, to see them; add https://rpc.example.org; remove https://rpc.example.org');
  add('network', 'which nodes this one has heard of, their models and prices, its peers, and who can reach it; or say who may, and how much data it may use', async (output, dataFolder, options, [act, who]) => {
    if (act === 'listen') {
      const { runListen } = await import('./joinCommand.ts');
      return runListen(dataFolder, who, listenOptions(options), output);
    }
    if (act === 'limit') {
      const { runLimit } = await import('./dataLimitCommand.ts');
      return runLimit(dataFolder, options, output);
    }
    if (act !== undefined) throw usage(`hearth network takes nothing, listen or limit, not '${act}'`);
    const { showNetwork } = await import('./networkCommand.ts');
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
  add('join', 'take part in a network, by its file or an https address with its sha256; its data are kept apart', async (output, dataFolder, options, [asked]) => {
    const { runJoin } = await import('./joinCommand.ts');
    await runJoin(dataFolder, asked!, { stay: options['stay'] === true, ...leavingOf(options), ...(options['name'] === undefined ? {} : { name: options['name'] as string }) }, output);
  }).argument('<file>', 'network.json, or https://example.org/network.json#sha256=<64 hex digits>')
    .option('--name <name>', 'what it is called here (default: as its file says)')
    .option('--stay', 'keep it for later: this Hearth stays where it is').option(...whenClear).option(...yes);
  add('networks', 'the networks this Hearth has joined, and the one it is on; use NAME goes over to another', async (output, dataFolder, options, words) => {
    const { runNetworks } = await import('./joinCommand.ts');
    await runNetworks(dataFolder, words, leavingOf(options), output);
  }).argument('[words...]', 'nothing, to see them; use NAME').option(...whenClear).option(...yes);
  add('leave', 'leave a network: finish its jobs, take no more; its data stay unless --forget', async (output, dataFolder, options, [name]) => {
    const { runLeave } = await import('./joinCommand.ts');
    await runLeave(dataFolder, name!, { forget: options['forget'] === true, ...leavingOf(options), waitSeconds: options['wait'] as number }, output);
  }).argument('<name>', 'as hearth networks calls it')
    .option('--forget', 'delete its jobs, receipts and payments from this machine')
    .option(...whenClear)
    .option('--yes', 'where the money is real: also while receipts wait to be audited, and with --forget while some wait to be paid')
    .option('--wait <seconds>', 'with --forget: how long its jobs may take to end', wholeNumber('--wait', 1, 3600), 120);
  add('fleet', 'many nodes of one operator in one table, each by its data folder; exit 1 when one does not answer', async (output, _dataFolder, options, folders) => {
    const { runFleet } = await import('./fleetCommand.ts');
    return runFleet(folders, options['file'] === undefined ? {} : { file: options['file'] as string }, output);
  }).argument('[folders...]', 'data folders; of a node elsewhere, a folder with its control socket forwarded (docs/rig.md)')
    .option('--file <file>', 'a file that names folders, one a line');
  add('network-file', 'make the file others join a network with, from a deployment', async (output, _dataFolder, options, [deployment]) => {
    const { writeNetworkFile } = await import('./joinCommand.ts');
    if (options['name'] === undefined) throw usage('--name is needed: what the network is called');
    await writeNetworkFile(deployment!, { name: options['name'] as string, seeds: options['seed'] as string[], relays: options['relay'] as string[], rpc: options['rpc'] as string[], out: options['out'] as string }, output);
  }).argument('<deployment>', 'the file that hearth deploy wrote')
    .option('--name <name>', 'what the network is called')
    .option('--seed <address>', 'a peer to meet first; may be repeated', peerAddresses('--seed'), [])
    .option('--relay <address>', 'a peer that lets others be reached through it; may be repeated', peerAddresses('--relay'), [])
    .option('--rpc <url>', "where the chain is asked, instead of the deployment's own addresses; may be repeated", (url: string, before: readonly string[]) => [...before, url], [])
    .option('--out <file>', 'where it is written', 'network.json');
  add('gateway', 'buy inference for applications on this machine, over the HTTP interface of OpenAI\'s SDKs; or see what they bought', async (output, dataFolder, options, [act]) => {
    if (act === 'usage') {
      const { showGatewayUsage } = await import('./gatewayUsage.ts');
      return showGatewayUsage(dataFolder, { days: options['days'] as number, ...(options['key'] === undefined ? {} : { key: options['key'] as string }) }, output);
    }
    if (act !== undefined) throw usage(`hearth gateway takes nothing or usage, not '${act}'`);
    const { runGateway } = await import('./gatewayCommand.ts');
    await leave(await advise({ 'host.alreadyRunning': 'A gateway runs on this folder: use that one, or stop it first.' }, () => runGateway(dataFolder, { port: options['port'] as number, ...(options['listen'] === undefined ? {} : { host: options['listen'] as string }), peers: options['peer'] as string[], models: options['model'] as string[] }, output)));
  }).argument('[act]', 'nothing, to serve; usage, for what was bought by day, key and model')
    .option('--days <n>', 'with usage: the last so many days', wholeNumber('--days', 1, 3660), 30).option('--key <name>', 'with usage: of this key alone')
    .option('--port <n>', 'TCP port', wholeNumber('--port', 0, 65535), 7412)
    .option('--listen <address>', 'an IP address of this machine, for applications on other machines; 0.0.0.0 for all its addresses. Needs a key, and TLS before it (default: 127.0.0.1)').option('--peer <address>', 'ask this peer for nodes first; may be repeated', peerAddresses('--peer'), [])
    .option('--model <folder>', 'a model folder to buy from too, beside the bundled ones: answers are replayed with it; may be repeated', (folder: string, before: readonly string[]) => [...before, folder], []);

  add('gateway-key', 'make, list or revoke the keys of applications, and see what one bought', async (output, dataFolder, options, [act, name]) => {
    const { runGatewayKey } = await import('./gatewayCommand.ts');
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
}
