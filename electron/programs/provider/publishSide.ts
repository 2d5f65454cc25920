import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Chain } from '../../services/chain/chain.ts';
import { readParameters } from '../../services/chain/economy.ts';
import { eventTopic } from '../../services/chain/events.ts';
import { decidePublication, requireShares } from '../../services/models/publication.ts';
import { openFact } from '../../services/storage/records.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { commitmentOf } from '../../services/wallet/actions.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { publicationShape, type publishCommands, type Publication } from '../../shared/publishing.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { Launch } from './deviceSide.ts';
import { inspectFolder } from './inspectFolder.ts';

export type PublishHandlers = Pick<Handlers<PageBridge>, keyof typeof publishCommands>;

type Dependencies = { readonly chain: Chain; readonly database: HearthDatabase; readonly launch: () => Launch | undefined; readonly nowMs: () => number };

const zero = `0x${'00'.repeat(32)}`;
/** ModelRegistry.COMMITMENT_SECONDS. */
const commitmentSeconds = 86_400;
const mostKept = 50;
const keptShape = z.array(publicationShape.pick({ publicationId: true, account: true, title: true, registration: true, salt: true, plannedAtMs: true }));
type Kept = z.output<typeof keptShape>[number];

/**
 * Publishing from the page: what is to be registered is kept here until it is, so that neither a reload nor a crash between the two transactions loses the salt. How far each is, the chain says.
 * The transactions themselves are the owner's, through the wallet.
 */
export function createPublishSide({ chain, database, launch, nowMs }: Dependencies): PublishHandlers {
  const fact = openFact(database, `publications:${chain.deployment.chainId}:${chain.deployment.contracts.ModelRegistry.address}`, keptShape);
  const read = (): Kept[] => fact.read() ?? [];

  async function isRegistered(modelId: string, account: string, signal: AbortSignal): Promise<'here' | 'elsewhere' | 'no'> {
    const [{ graphRoot }] = (await chain.readContract('ModelRegistry', 'rootsOf', [modelId], signal)) as unknown as [{ readonly graphRoot: string }];
    if (BigInt(graphRoot) === 0n) return 'no';
    const [publisher] = await chain.readContract('ModelRegistry', 'modelOf', [modelId], signal);
    return sameAddress(publisher as string, account) ? 'here' : 'elsewhere';
  }

  /** The newest announcement counts: one that ran out may be made again. */
  async function readAnnouncedSeconds({ registration, account, salt }: Kept, signal: AbortSignal): Promise<number | null> {
    const topics = [eventTopic('ModelRegistry', 'Committed'), commitmentOf(registration.modelId, account, salt)];
    const found = (await chain.readLogs({ address: chain.deployment.contracts.ModelRegistry.address, topics }, { fromBlock: chain.deployment.startBlock }, signal)).at(-1);
    return found === undefined ? null : ((await chain.readBlock(Number(found.blockNumber), signal))?.timeSeconds ?? null);
  }

  return {
    async planPublication({ folder, account, royaltyBps, contributors, uri }, { signal }) {
      requireShares(contributors);
      const { told } = await inspectFolder(folder, launch());
      const { modelId, title, weightsRoot, graphRoot, planRoot, columnsRoot } = told;
      if ((await isRegistered(modelId, account, signal)) !== 'no') throw new HearthError('usage.invalid', { reason: refusals.registered });
      const publicationId = `0x${randomBytes(32).toString('hex')}` as Hex;
      const registration = { modelId, roots: { weightsRoot, graphRoot, planRoot, columnsRoot: columnsRoot ?? zero }, supersedes: zero, royaltyBps, contributors, uri } as Publication['registration'];
      const before = read().find((kept) => kept.registration.modelId === modelId && sameAddress(kept.account, account));
      // The salt of an announcement that may be under way stays: what is registered can still be changed, and nothing is announced twice.
      const salt = before?.salt ?? (`0x${randomBytes(32).toString('hex')}` as Hex);
      const others = read().filter((kept) => kept !== before && kept.publicationId !== before?.publicationId);
      fact.write([{ publicationId, account, title: title.slice(0, 200), registration, salt, plannedAtMs: nowMs() }, ...others].slice(0, mostKept));
      return { publicationId };
    },
    async readPublications(_input, { signal }) {
      const [{ values, split }, { blockSeconds }] = await Promise.all([readParameters(chain, signal), chain.readFreshness(signal)]);
      const publications = await Promise.all(read().map(async (kept): Promise<Publication> => ({
        ...kept,
        ...decidePublication({
          isRegistered: await isRegistered(kept.registration.modelId, kept.account, signal), announcedAtSeconds: await readAnnouncedSeconds(kept, signal), chainSeconds: blockSeconds, leastSeconds: Number(values.RegistrationSeconds), mostSeconds: commitmentSeconds,
        }),
      })));
      return { publications, chainMs: blockSeconds * 1000, maxRoyaltyBps: split.maxRoyaltyBps };
    },
    dropPublication({ publicationId }) {
      fact.write(read().filter((kept) => kept.publicationId !== publicationId));
      return {};
    },
  };
}
