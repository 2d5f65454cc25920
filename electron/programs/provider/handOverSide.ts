import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Primitives } from '../../protocol/primitives.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { signingDigest, type Domain } from '../../protocol/typedData.ts';
import type { HeldFiles } from '../../services/audit/heldFiles.ts';
import type { Job } from '../../services/jobs/job.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { handOver, serveGuard } from '../../services/network/guardPeers.ts';
import type { Network } from '../../services/network/openNetwork.ts';
import { isFileOf } from '../../services/practice/verifier.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { openRecordTable } from '../../services/storage/recordTable.ts';
import type { Guards } from '../../shared/guards.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { addressShape, bytes32Shape, sameAddress, textShape } from '../../shared/units.ts';

export type HandOverDependencies = {
  readonly primitives: Primitives;
  readonly database: HearthDatabase;
  readonly domain: Domain;
  readonly network: Network;
  readonly addressesOf: (node: string) => readonly string[];
  readonly journal: Pick<Journal, 'list'>;
  readonly buildFile: (job: Job) => ReceiptFile | null;
  readonly settings: Pick<SettingsFile, 'read' | 'write'>;
  readonly held: HeldFiles;
  readonly hasModel: (modelId: string) => boolean;
  /** How long a receipt can be in a dispute; null while the chain has not said. */
  readonly spanMs: () => number | null;
  readonly node: string;
  readonly nowMs: () => number;
  readonly onProblem: (error: unknown, where: string) => string;
  readonly log: (line: string) => void;
};
export type HandOverSide = {
  readGuards(): Guards;
  /** @throws usage.invalid  a node as its own guard */
  setGuards(lists: { readonly guards: readonly string[]; readonly wards: readonly string[] }): Guards;
  run(signal: AbortSignal): Promise<void>;
};

const everyMs = 3000;
const pageJobs = 50;
/** Files to one guard in one round: a guard that was away for a day is not flooded. */
const filesPerRound = 16;
const expireEveryMs = 3_600_000;

const handedShape = z.strictObject({ receiptHash: bytes32Shape, guard: addressShape, reason: textShape(300).nullable() });

/**
 * Leaves the evidence of this node's anchored receipts with the nodes that its owner chose, and takes that of nodes which its owner guards: who holds it can answer a dispute while the other
 * machine sleeps. A guard reads the prompts.
 *
 * @effects a protocol of the network; disk
 */
export async function openHandOverSide(dependencies: HandOverDependencies): Promise<HandOverSide> {
  const { primitives: p, domain, network, settings, held, journal, nowMs, log } = dependencies;
  const handed = openRecordTable(dependencies.database, 'handedOver', handedShape, nowMs);
  /** Guards whose owners have not accepted this node, as they said last. */
  const refusing = new Set<string>();
  const keyOf = (receiptHash: string, guard: string): string => `${receiptHash} ${guard.toLowerCase()}`;

  await serveGuard(network, (file) => {
    const { provider, modelId } = file.order;
    if (!settings.read().wards.some((ward) => sameAddress(ward, provider))) throw new HearthError('guard.notChosen', { node: provider });
    const receiptHash = signingDigest(domain, 'Receipt', file.receipt);
    if (!isFileOf(p, domain, file, receiptHash)) throw new HearthError('input.malformed', { reason: 'the file is not of a receipt of this network' });
    if (!dependencies.hasModel(modelId)) throw new HearthError('model.unknown', { modelId });
    held.hold(receiptHash, file);
  }, dependencies.onProblem);

  /** What this guard has not been given yet, newest first, as far back as a receipt can be disputed. */
  function findDue(guard: string): Job[] {
    const due: Job[] = [];
    const spanMs = dependencies.spanMs();
    if (spanMs === null) return due;
    for (let beforeMs: number | null = null; ; ) {
      const { jobs } = journal.list({ stage: 'all', search: '', limit: pageJobs, beforeMs });
      const open = jobs.filter(({ signed, admittedAtMs }) => signed && nowMs() - admittedAtMs <= spanMs && handed.read(keyOf(signed.receiptHash, guard)) === null);
      due.push(...open.filter(({ anchored }) => anchored !== null));
      const last = jobs.at(-1);
      // A page on which nothing is open: what is older was handed over before it.
      if (!last || jobs.length < pageJobs || open.length === 0 || due.length >= filesPerRound) return due.slice(0, filesPerRound);
      beforeMs = last.admittedAtMs;
    }
  }

  async function give(guard: string, signal: AbortSignal): Promise<void> {
    const addresses = dependencies.addressesOf(guard);
    if (addresses.length === 0) return;
    for (const job of findDue(guard)) {
      const file = dependencies.buildFile(job);
      const reply = file && (await handOver(network, addresses, file, signal));
      // It is away: tried again at the next round.
      if (!reply) return;
      const { receiptHash } = job.signed!;
      const reason = reply.kind === 'declined' ? reply.failure.code : null;
      // It may take them later: its owner has not chosen this node yet.
      if (reason === 'guard.notChosen') {
        if (!refusing.has(guard)) log(`node ${guard} does not guard this one: its owner has to accept it (hearth guards accept ${dependencies.node})`);
        refusing.add(guard);
        return;
      }
      refusing.delete(guard);
      handed.write(keyOf(receiptHash, guard), reason === null ? 'held' : 'declined', { receiptHash: receiptHash as `0x${string}`, guard: guard as `0x${string}`, reason });
      log(reason === null ? `the evidence of ${receiptHash} is with its guard ${guard}` : `guard ${guard} did not take the evidence of ${receiptHash}: ${reason}`);
    }
  }

  const view = (): Guards => {
    const { guards, wards } = settings.read();
    const all = handed.list(['held', 'declined']);
    return {
      guards: guards.map((node) => {
        const its = all.filter(({ guard }) => sameAddress(guard, node));
        return { node, isThere: dependencies.addressesOf(node).length > 0, held: its.filter(({ reason }) => reason === null).length, declined: its.find(({ reason }) => reason !== null)?.reason ?? null, isRefused: refusing.has(node) };
      }),
      wards: wards.map((node) => ({ node, isThere: dependencies.addressesOf(node).length > 0 })), heldBytes: held.usedBytes(), keptMs: dependencies.spanMs(),
    };
  };

  return {
    readGuards: () => view(),
    setGuards({ guards, wards }) {
      if ([...guards, ...wards].some((node) => sameAddress(node, dependencies.node))) throw new HearthError('usage.invalid', { reason: refusals.guardsItself });
      settings.write({ guards: [...guards], wards: [...wards] });
      return view();
    },
    async run(signal) {
      let expiredAtMs = -Infinity;
      while (!signal.aborted) {
        try {
          if (nowMs() - expiredAtMs > expireEveryMs) {
            held.expire();
            const spanMs = dependencies.spanMs();
            if (spanMs !== null) handed.forgetBefore(nowMs() - spanMs);
            expiredAtMs = nowMs();
          }
          for (const guard of settings.read().guards) await give(guard, signal);
        } catch (error) {
          if (signal.aborted) return;
          dependencies.onProblem(error, 'handing evidence over');
        }
        await sleep(everyMs, undefined, { signal }).catch(() => {});
      }
    },
  };
}
