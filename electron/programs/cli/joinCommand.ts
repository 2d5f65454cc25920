import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openChain } from '../../services/chain/chain.ts';
import { deployedContracts, isCompiledCode, readDeploymentFile } from '../../services/chain/deployment.ts';
import { forgetJoined, keepJoined, listJoined, readJoined } from '../network/joinedNetworks.ts';
import { fetchNetworkFile, formatNetworkFile, hashNetworkFile, networkFileShape, networkProtocol, parseNetworkFile, parseNetworkSource, type NetworkFile } from '../../services/chain/networkFile.ts';
import { isHearthRunning } from '../../services/control/controlServer.ts';
import { writeAtomically } from '../../services/practice/practiceKeys.ts';
import { openSettings } from '../../services/settings/settings.ts';
import { HearthError } from '../../shared/errors.ts';
import { networkNameShape, type JoinedNetwork, type WaitingAudits } from '../../shared/networks.ts';
import type { Hex } from '../../shared/units.ts';
import { describeListening, readListening, type ListenOptions } from './listenOptions.ts';
import { printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning } from './running.ts';

const moneyOf = (isPractice: boolean): string => (isPractice ? 'TEST MONEY: its coins are worth nothing' : 'REAL MONEY: its coins have value');
/** A block so much older than now may mean that our clock is ahead; a new one tells. */
const oldSeconds = 60;
const futureSeconds = 15;
const watchMs = 20_000;

/**
 * Takes part in a network from now on: its file is fetched, checked against the chain it names and kept, and a running Hearth goes over to it, unless its money is real.
 * @throws network.fileInvalid · network.incompatible · network.clockWrong · chain.*
 * @effects network, disk
 */
export async function runJoin(dataFolder: string, asked: string, options: { readonly name?: string; readonly stay: boolean } & Leaving, output: Output): Promise<void> {
  const source = parseNetworkSource(asked);
  if ('refusal' in source) throw usage(source.refusal);
  const text = await fetchNetworkFile(source);
  const file = parseNetworkFile(text, asked);
  const name = parseName(options.name ?? file.name);
  output.say(`Asking the chain of ${name} …`);
  await checkNetwork(file, (line) => output.say(line));
  const sameAs = await nameOfSame(dataFolder, file, name);
  if (sameAs !== null) throw usage(`this network is here already, as ${sameAs}${sameAs === ownName ? ", which this Hearth runs itself" : ''}: hearth networks use ${sameAs} goes over to it`);
  const before = await readJoined(dataFolder, name).catch(() => null);
  // Jobs and payments of one network in another's books would be a muddle nobody sorts out.
  if (before && !isSameNetwork(before, file)) throw usage(`${name} is the name of another network here; give this one a name of its own with --name`);
  await keepJoined(dataFolder, name, file);
  // Where the money is real, the signer refuses a network that its owner has not named to it.
  const isCurrent = !options.stay && file.deployment.practice;
  const went = isCurrent ? await goOver(dataFolder, name, options) : { waiting: null, lines: [] };
  output.result({ name, chainId: file.deployment.chainId, isPractice: file.deployment.practice, sha256: hashNetworkFile(text), isCurrent: isCurrent && !options.whenClear, waiting: went.waiting }, [
    `Joined ${name}, chain ${file.deployment.chainId}. ${moneyOf(file.deployment.practice)}.`,
    `  File   sha256 ${hashNetworkFile(text)}`,
    `  Checks the chain answers, its contracts are those of this Hearth, the clocks agree`,
    ...(file.practice || file.deployment.practice ? [] : ['  Stake  nobody stakes for this node: hearth stake --help says how, with your wallet']),
    !file.deployment.practice ? `  Next   hearth wallet trust-network ${name}, so that this machine signs there; then hearth networks use ${name}` : options.stay ? `  Next   hearth networks use ${name}` : options.whenClear || (await isHearthRunning(dataFolder)) ? `  Next   ${went.lines.join(' ')}` : '  Next   hearth start --listen home, or --listen internet where others come from beyond your home',
  ].join('\n'));
}

const isSameNetwork = (a: NetworkFile, b: NetworkFile): boolean => a.deployment.chainId === b.deployment.chainId && a.deployment.contracts.JobEscrow.address.toLowerCase() === b.deployment.contracts.JobEscrow.address.toLowerCase();

/** What a network is called here already under another name: with two journals of one chain, a client's vouchers would fit neither. */
async function nameOfSame(dataFolder: string, file: NetworkFile, name: string): Promise<string | null> {
  const own = await readFile(join(dataFolder, 'practice', 'network.json'), 'utf8').then((text) => parseNetworkFile(text, 'practice/network.json')).catch(() => null);
  if (own && isSameNetwork(own, file)) return ownName;
  for (const joined of await listJoined(dataFolder)) if (joined.name !== name && joined.isPractice === file.deployment.practice && isSameNetwork(await readJoined(dataFolder, joined.name), file)) return joined.name;
  return null;
}

function parseName(name: string): string {
  if (!networkNameShape.safeParse(name).success) throw usage('a network is called by small letters, digits and hyphens, at most 40');
  return name;
}

/** What the file says of the chain, held against the chain. */
async function checkNetwork({ name, deployment }: NetworkFile, say: (line: string) => void): Promise<void> {
  const chain = openChain({ deployment });
  await chain.verify();
  for (const { contract, address } of deployedContracts(deployment)) {
    if (!isCompiledCode(contract, await chain.request<Hex>('eth_getCode', [address, 'latest']))) throw new HearthError('network.incompatible', { name, found: `another ${contract} contract`, expected: 'those it was built with' });
  }
  const age = async (): Promise<{ readonly number: number; readonly seconds: number }> => {
    const block = (await chain.readBlock('latest'))!;
    return { number: block.number, seconds: Date.now() / 1000 - block.timeSeconds };
  };
  const first = await age();
  if (first.seconds < -futureSeconds) throw new HearthError('network.clockWrong', { seconds: Math.round(-first.seconds) });
  if (first.seconds <= oldSeconds) return;
  // An idle chain makes no blocks; only one that is born while we look shows a clock.
  for (const endMs = performance.now() + watchMs; performance.now() < endMs; await new Promise((resolve) => setTimeout(resolve, 1000))) {
    const now = await age();
    if (now.number === first.number) continue;
    if (now.seconds > oldSeconds) throw new HearthError('network.clockWrong', { seconds: Math.round(now.seconds) });
    return;
  }
  say(`Its newest block is ${Math.round(first.seconds)} s old and no other came: the clocks could not be compared.`);
}

/** How a network is left whose verifiers may still ask for receipts of this node. */
export type Leaving = { readonly whenClear: boolean; readonly yes: boolean };

/** Receipts that others may still ask to see, in words. */
function waitingLine({ receipts, untilMs }: WaitingAudits): string {
  const until = untilMs === null ? 'for how long is not known of all of them yet' : `until ${new Date(untilMs).toISOString().slice(0, 16).replace('T', ' ')} UTC at the latest`;
  return `${receipts} ${receipts === 1 ? 'receipt' : 'receipts'} of this node may still be asked for by verifiers of the network it leaves, ${until}.`;
}

/** Why a network of real money is not left yet; null: it may be. Pure. */
export function refuseLeaving({ isPractice, waiting }: { readonly isPractice: boolean; readonly waiting: WaitingAudits | null }, { whenClear, yes }: Leaving): string | null {
  if (isPractice || whenClear || yes || waiting?.receipts === 0) return null;
  return `${waiting ? waitingLine(waiting) : 'Whether receipts of this node wait to be audited is not known before its network is reached.'} Whoever finds nobody there may say so on the chain, which costs real money: --when-clear takes no more orders and goes once none waits, --yes goes now`;
}

/**
 * A running Hearth goes over by itself; one that starts later finds it in its settings.
 * @returns  what waits on the network it leaves, null where nothing runs to ask; and what is to be said of it
 */
async function goOver(dataFolder: string, name: string | null, leaving: Leaving): Promise<{ readonly waiting: WaitingAudits | null; readonly lines: readonly string[] }> {
  const to = name ?? ownName;
  if (!(await isHearthRunning(dataFolder))) {
    openSettings(dataFolder).write(leaving.whenClear ? { goingTo: { name } } : { network: name, goingTo: null });
    return { waiting: null, lines: [leaving.whenClear ? `From its next start this Hearth takes no more orders, and goes over to ${to} once no receipt of it waits to be audited.` : `This Hearth is on ${to} from its next start.`] };
  }
  return withRunning(dataFolder, async (hearth) => {
    const { current, waiting } = await hearth.ask('readNetworks', {});
    const isPractice = current === null || (await readJoined(dataFolder, current)).deployment.practice;
    const refusal = current === name ? null : refuseLeaving({ isPractice, waiting }, leaving);
    if (refusal !== null) throw usage(refusal);
    await hearth.ask('switchNetwork', { name, ...(leaving.whenClear ? { whenClear: true } : {}) });
    if (current === name) return { waiting, lines: [`This Hearth stays on ${to}.`] };
    const what = waiting === null || waiting.receipts === 0 ? [] : [waitingLine(waiting)];
    return { waiting, lines: leaving.whenClear
      ? [`This Hearth takes no more orders, and goes over to ${to} once no receipt of it waits to be audited, also after a restart.`, ...what, `hearth networks use ${current ?? ownName} stays.`]
      : [`This Hearth is on ${to} as soon as its jobs are done.`, ...what, ...(what.length > 0 ? [`Whoever finds nobody there may say so, which costs: hearth networks use ${current ?? ownName} goes back.`] : [])] };
  });
}

const ownName = 'practice';

export async function runNetworks(dataFolder: string, [act, name]: readonly string[], leaving: Leaving, output: Output): Promise<void> {
  if (act === 'use') {
    if (name === undefined) throw usage(`hearth networks use takes a name of hearth networks, or ${ownName} for this Hearth's own`);
    if (name !== ownName) await readJoined(dataFolder, name);
    const { waiting, lines } = await goOver(dataFolder, name === ownName ? null : name, leaving);
    return output.result(leaving.whenClear ? { goingTo: name, waiting } : { current: name, waiting }, lines.join('\n'));
  }
  if (act !== undefined) throw usage(`hearth networks takes nothing or use NAME, not '${act.slice(0, 40)}'`);
  const { network: current, goingTo } = openSettings(dataFolder).read();
  const joined = await listJoined(dataFolder);
  const waiting = (await isHearthRunning(dataFolder)) ? (await withRunning(dataFolder, (hearth) => hearth.ask('readNetworks', {}))).waiting : null;
  const goes = goingTo === null ? [] : [`It takes no more orders, and goes over to ${goingTo.name ?? ownName} once no receipt waits to be audited.`, ...(waiting && waiting.receipts > 0 ? [waitingLine(waiting)] : [])];
  const row = ({ name: called, chainId, isPractice }: JoinedNetwork): string[] => [called, String(chainId), moneyOf(isPractice), called === current ? 'current' : ''];
  output.result({ current, joined, goingTo: goingTo && (goingTo.name ?? ownName), waiting }, [formatTable([['network', 'chain', 'money', ''], [ownName, 'of this machine', moneyOf(true), current === null ? 'current' : ''], ...joined.map(row)]), ...goes].join('\n'));
}

/**
 * Leaves: the node says it offers nothing, finishes what computes, and is on its own practice network again.
 * @effects network, disk with `forget`
 */
export async function runLeave(dataFolder: string, name: string, options: Leaving & { readonly forget: boolean; readonly waitSeconds: number }, output: Output): Promise<void> {
  const { deployment } = await readJoined(dataFolder, name);
  if (options.forget && !deployment.practice && !options.yes) throw usage(`${name} is a network of real money: with its receipts, what still waits to be paid there would be lost. hearth leave ${name} alone keeps them; --forget --yes lets them go`);
  if (options.forget && options.whenClear) throw usage(`--when-clear leaves once no receipt waits, --forget deletes them now: give one of them, and run hearth leave ${name} --forget when it has left`);
  const isCurrent = openSettings(dataFolder).read().network === name;
  const before = await startedAt(dataFolder);
  const went = isCurrent ? await goOver(dataFolder, null, options) : null;
  if (options.forget) {
    if (isCurrent && (await isHearthRunning(dataFolder))) await waitUntilGone(dataFolder, before, options.waitSeconds);
    await forgetJoined(dataFolder, name);
  }
  const isWaiting = isCurrent && options.whenClear;
  output.result({ name, left: !isWaiting, forgotten: options.forget, waiting: went?.waiting ?? null }, [
    ...(isWaiting ? [] : [`Left ${name}.`]), ...(options.forget ? [] : (went?.lines ?? [])),
    options.forget ? 'Its jobs, receipts and payments are gone from this machine.' : `Its jobs, receipts and waiting payments are kept: hearth networks use ${name} goes on with them.`,
  ].join('\n'));
}

/** When the provider that runs now was started; null: none does. */
const startedAt = (dataFolder: string): Promise<number | null> => withRunning(dataFolder, (hearth) => readTopic(hearth, 'about')).then((about) => about.startedAtMs, () => null);

/** The provider of before, which started then, holds the folder until it has ended; the one that comes after is on another network. */
async function waitUntilGone(dataFolder: string, before: number | null, waitSeconds: number): Promise<void> {
  for (const endMs = performance.now() + waitSeconds * 1000; performance.now() < endMs; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const now = await startedAt(dataFolder);
    if (now !== null && now !== before) return;
  }
  throw usage(`its jobs were not done within ${waitSeconds} s; run the same command again, or give it --wait`);
}

export async function writeNetworkFile(deploymentFile: string, options: { readonly name: string; readonly seeds: readonly string[]; readonly relays: readonly string[]; readonly rpc: readonly string[]; readonly out: string }, output: Output): Promise<void> {
  const deployment = await readDeploymentFile(deploymentFile);
  const parsed = networkFileShape.safeParse({
    format: 'hearth-network/1', protocol: networkProtocol, name: parseName(options.name), deployment: options.rpc.length > 0 ? { ...deployment, rpcUrls: [...options.rpc] } : deployment, seeds: [...options.seeds], relays: [...options.relays], practice: null,
  });
  if (!parsed.success) throw usage(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ').slice(0, 300));
  await writeAtomically(options.out, formatNetworkFile(parsed.data), 0o644);
  const sha256 = hashNetworkFile(await readFile(options.out, 'utf8'));
  output.result({ file: options.out, sha256 }, [`${options.out}\nsha256 ${sha256}`, `Whoever joins: hearth join https://…/${printable(options.out.split(/[/\\]/).at(-1)!)}#sha256=${sha256}`, ...(parsed.data.seeds.length === 0 ? ['It names no seed: the first node has to be given with --peer.'] : [])].join('\n'));
}

/** Shows or sets who may reach the running node. */
export async function runListen(dataFolder: string, asked: string | undefined, options: ListenOptions, output: Output): Promise<void> {
  const listening = readListening({ ...options, ...(asked === undefined ? {} : { listen: asked }) });
  if (listening) {
    await withRunning(dataFolder, (hearth) => hearth.ask('setListening', { listening, restart: true }));
    return output.result(listening, [...describeListening(listening), 'The provider starts again with it; running jobs go on. A practice network of this machine follows when Hearth itself is started again.'].join('\n'));
  }
  const { kept, running } = await withRunning(dataFolder, (hearth) => hearth.ask('readListening', {}));
  output.result({ kept, running }, describeListening(running).join('\n'));
}
