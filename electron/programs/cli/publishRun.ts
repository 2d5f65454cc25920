import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toHex, utf8Bytes } from '../../protocol/bytes.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { buildCall } from '../../services/chain/calls.ts';
import { readParameters } from '../../services/chain/economy.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import { isHearthError } from '../../shared/errors.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { workerBridge } from '../../shared/workerBridge.ts';
import { parseAddress, sendCalls } from './chainAccess.ts';
import { openSender, type Context } from './economyRun.ts';
import { usage, withElapsed } from './output.ts';
import { ownKeyFolders } from './places.ts';

const zero: Hex = `0x${'00'.repeat(32)}`;
const lookEveryMs = 1000;
const graceMs = 3000;

/** Hundredths of a percent of "2.5". @throws usage.invalid */
function parseBps(text: string, name: string): number {
  const bps = Number(text) * 100;
  if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(text) || bps > 10_000) throw usage(`${name} takes a percentage with at most two decimals, not '${text}'`);
  return Math.round(bps);
}

/** @throws usage.invalid */
function parseShares(given: readonly string[]): { readonly holder: Hex; readonly shareBps: number }[] {
  const shares = given.map((text) => {
    const [address = '', share = ''] = text.split('=');
    return { holder: parseAddress(address), shareBps: parseBps(share, '--share') };
  });
  if (new Set(shares.map(({ holder }) => holder.toLowerCase())).size !== shares.length) throw usage('an address has two shares');
  if (shares.length > 16 || shares.reduce((sum, { shareBps }) => sum + shareBps, 0) > 10_000) throw usage('at most 16 shares, and at most 100 percent together');
  return shares;
}

async function readRoots(folder: string, context: Context) {
  const worker = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders())('worker', [], {}, [resolve(folder)]);
  try {
    return await withElapsed(context.output, 'hashing the model', () => connectBridge(workerBridge, worker.port).ask('inspect', { folder: resolve(folder) }));
  } finally {
    worker.kill();
  }
}

/**
 * Registers a model folder with its roots and a royalty, published by whoever sends. Two transactions: an announcement that does not name the model, and after RegistrationSeconds the registration. The
 * salt follows from the key and the model, so a command that was cut short goes on when it is given again.
 *
 * @throws usage.invalid · model.* · chain.* @effects chain: costs gas, cannot be taken back
 */
export async function publish(context: Context, folder: string): Promise<void> {
  const { options, output } = context;
  const royaltyBps = parseBps((options['royalty'] as string | undefined) ?? '0', '--royalty');
  const shares = parseShares((options['share'] as string[] | undefined) ?? []);
  const supersedes = (options['supersedes'] as string | undefined) ?? zero;
  if (!/^0x[0-9a-f]{64}$/.test(supersedes)) throw usage(`'${supersedes}' is not a model id: 0x and 64 hex digits`);
  const { modelId, title, weightsRoot, graphRoot, planRoot, columnsRoot } = await readRoots(folder, context);
  const { chain, key, from, send } = await openSender(context);
  const { split, values } = await readParameters(chain);
  if (royaltyBps > split.maxRoyaltyBps) throw usage(`a royalty of more than ${split.maxRoyaltyBps / 100} percent is paid to nobody on this network`);
  const isKnown = async (): Promise<boolean> => BigInt((await chain.readContract('ModelRegistry', 'rootsOf', [modelId]))[0].graphRoot as string) !== 0n;
  if (await isKnown()) throw usage(`this model is registered already (hearth models lists who by); its royalty cannot be changed`);
  const salt = toHex(nodePrimitives.sha256(utf8Bytes('hearth/publish/1'), utf8Bytes(key.privateKey), utf8Bytes(modelId)));
  const [commitment] = await chain.readContract('ModelRegistry', 'commitmentOf', [modelId, from, salt]);
  const build = (call: string, args: readonly unknown[]) => buildCall(chain.deployment, 'ModelRegistry', call, args);
  await sendCalls(chain, key, [build('commit', [commitment])], output).catch((error: unknown) => {
    // Announced by a command that was cut short: what follows says whether it still counts.
    if (!isHearthError(error, 'chain.reverted')) throw error;
  });
  const sinceSeconds = (await chain.readFreshness()).blockSeconds;
  const waitSeconds = Number(values.RegistrationSeconds);
  await withElapsed(output, `announced; it can be registered after ${waitSeconds} s`, async () => {
    // A chain that makes blocks only for transactions has no time of its own: there the clock here has to do.
    const untilMs = performance.now() + waitSeconds * 1000 + graceMs;
    while (performance.now() < untilMs && (await chain.readFreshness()).blockSeconds < sinceSeconds + waitSeconds) await sleep(lookEveryMs);
  });
  const registration = {
    modelId, roots: { weightsRoot, graphRoot, planRoot, columnsRoot: columnsRoot ?? zero }, supersedes, royaltyBps,
    contributors: shares.map(({ holder }) => holder), contributorsBps: shares.map(({ shareBps }) => shareBps), uri: ((options['uri'] as string | undefined) ?? '').slice(0, 500),
  };
  const mine = shares.some(({ holder }) => sameAddress(holder, from));
  await send([build('register', [registration, salt])], `${title} is registered as ${modelId}, published by ${from} with a royalty of ${royaltyBps / 100} percent${shares.length > 0 ? `, shared with ${shares.length} ${mine ? '(you among them)' : ''}`.trimEnd() : ''}. hearth models shows what it earns, hearth claim collects it.`);
}
