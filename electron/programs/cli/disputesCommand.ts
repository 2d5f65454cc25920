import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { formatCoins } from '../../../renderer/format/money.ts';
import { bundleShape } from '../../protocol/bundle.ts';
import { fromHex, toHex } from '../../protocol/bytes.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { gameKey } from '../../protocol/trace.ts';
import { signingDigest } from '../../protocol/typedData.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import type { Call } from '../../services/chain/calls.ts';
import { buildAnswerDispute, buildApproveBond, buildExpireAnswer, buildOpenElement, buildPostList, buildRefundAnswer } from '../../services/chain/dispute.ts';
import { readAnswerBond, readDisputes, type DisputeView } from '../../services/chain/disputeReads.ts';
import { decideDefence, type DefenceMove } from '../../services/jobs/decideDefence.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import type { DisputeSummary } from '../../shared/disputes.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import { workerBridge, type ReplayAnswer } from '../../shared/workerBridge.ts';
import { openChainOf, readSigningKey, sendCalls, type ChainOptions } from './chainAccess.ts';
import { formatMoment, isMeant, shortId, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { ownKeyFolders } from './places.ts';
import { withRunning } from './running.ts';
import { readReceiptFile } from './verifyCommand.ts';

const outcomes: Readonly<Record<DisputeSummary['outcome'], string>> = { none: '', challengerWon: 'challenger won', accusedWon: 'accused won', unproven: 'unproven, bonds returned' };
const whoseIs = ({ isAboutHere, isOpenedHere, isAnsweredHere }: DisputeSummary): string => [...(isAboutHere ? ['about this node'] : []), ...(isOpenedHere ? ['opened here'] : []), ...(isAnsweredHere ? ['answered here'] : [])].join(', ') || 'of others';
const standing = ({ state, answers }: DisputeSummary): string => (state !== 'open' || answers.length === 0 ? state : answers.map(({ phase, tries }) => (tries > 0 ? `${phase}, ${tries} of 3 named` : phase)).join('; '));

/** Disputes as the running Hearth reads them from its chain. */
export async function showDisputes(dataFolder: string, which: 'all' | 'mine', output: Output): Promise<void> {
  const { disputes } = await withRunning(dataFolder, (hearth) => hearth.ask('readDisputes', { which }));
  const rows = disputes.map((dispute) => [
    shortId(dispute.disputeId), whoseIs(dispute), dispute.jobId ? shortId(dispute.jobId) : '', standing(dispute), dispute.deadlineSeconds === null ? '' : formatMoment(dispute.deadlineSeconds * 1000),
    formatCoins(dispute.bondWei), dispute.slashedWei === 0n ? '' : formatCoins(dispute.slashedWei), outcomes[dispute.outcome],
  ]);
  output.result({ disputes }, rows.length === 0 ? (which === 'mine' ? 'No dispute is about this node, or was opened or answered here. --all shows those of others.' : 'No disputes yet.') : formatTable([['dispute', 'whose', 'job', 'stands', 'until', 'bond', 'slashed', 'outcome'], ...rows]));
}

export type AnswerOptions = { readonly receipt: string; readonly model: string; readonly watch: boolean; readonly chain: ChainOptions };

/** Between two looks while an answer is defended. */
const lookEveryMs = 2000;

/**
 * Answers a dispute for the accused, from its receipt file and a canonical replay here: what is owed now, or with `watch` everything until the dispute is over. Whoever is not the node or
 * its operator puts up as much as the challenger.
 *
 * @effects chain: gas, and a bond
 */
export async function answerDispute(id: string, options: AnswerOptions, output: Output): Promise<void> {
  const chain = await openChainOf(options.chain, output);
  const { deployment } = chain;
  const key = await readSigningKey(options.chain, deployment.practice);
  const from = computeAddress(key.publicKey) as Hex;
  const file = await readReceiptFile(options.receipt);
  const read = async (): Promise<DisputeView> => findDispute(await readDisputes(chain, {}, deployment.startBlock), id, file);
  const first = await read();
  const replays = openReplays(options.model, file);
  const done: { act: string; hash: string; blockNumber: number }[] = [];
  try {
    const own = await replays.run({ sketchKey: toHex(gameKey(p, fromHex(first.disputeId))), open: null }, output);
    for (let dispute = first; ; dispute = await read()) {
      const move = decideDefence(dispute, { traceRoot: own.traceRoot as Hex }, (await chain.readBlock('latest'))!.timeSeconds);
      if (move.act !== 'wait' && move.act !== 'replay') {
        const isOwn = sameAddress(from, dispute.subject.accused) || sameAddress(from, (await chain.readContract('StakeManager', 'operatorOf', [dispute.subject.accused]))[0] as string);
        const calls = await buildMove(move, dispute, own, isOwn);
        for (const { call, hash, blockNumber } of await sendCalls(chain, key, calls, output)) done.push({ act: call, hash, blockNumber });
      } else if (owesBond(dispute, own.traceRoot, from)) {
        for (const { call, hash, blockNumber } of await sendCalls(chain, key, [buildRefundAnswer(deployment, dispute.subject, own.traceRoot as Hex)], output)) done.push({ act: call, hash, blockNumber });
      } else if (!options.watch || dispute.state === 'closed') {
        const words = done.length > 0 ? done.map(({ act, hash, blockNumber }) => `${act} ${hash} in block ${blockNumber}`).join('\n') : `Nothing is owed now: the dispute is ${dispute.state}${dispute.outcome === 'none' ? '' : `, ${outcomes[dispute.outcome]}`}.`;
        return output.result({ disputeId: dispute.disputeId, traceRoot: own.traceRoot, agreesWithChallenger: own.traceRoot === dispute.subject.traceRoot, state: dispute.state, outcome: dispute.outcome, transactions: done }, words);
      } else await sleep(lookEveryMs);
    }
  } finally {
    replays.close();
  }

  async function buildMove(move: Exclude<DefenceMove, { act: 'wait' | 'replay' }>, { subject }: DisputeView, own: ReplayAnswer, isOwn: boolean): Promise<Call[]> {
    const root = own.traceRoot as Hex;
    switch (move.act) {
      case 'answer': return [...(isOwn ? [] : [buildApproveBond(deployment, await readAnswerBond(chain, subject))]), buildAnswerDispute(deployment, subject, root, toHex(p.sha256(own.list)))];
      case 'postList': return [buildPostList(deployment, subject, root, own.list)];
      case 'expireAnswer': return [buildExpireAnswer(deployment, subject, root)];
      case 'openElement': {
        const { node, element } = move.answer.named!;
        const { opening } = await replays.run({ sketchKey: null, open: { rule: move.rule, node, element } }, output);
        return [buildOpenElement(deployment, subject, root, opening!)];
      }
    }
  }
}

/** Whether the dispute is over and still holds the bond that this account put up for an answer that did not fall. */
const owesBond = ({ state, answers }: DisputeView, traceRoot: string, from: string): boolean =>
  state === 'closed' && answers.some((answer) => answer.traceRoot === traceRoot && !answer.isOwn && sameAddress(answer.by, from) && answer.phase !== 'fallen' && answer.phase !== 'refunded');

function findDispute(disputes: readonly DisputeView[], id: string, file: ReceiptFile): DisputeView {
  if (!/^0x[0-9a-f]{2,64}$/.test(id)) throw usage(`'${id}' is not the id of a dispute`);
  const found = disputes.filter(({ disputeId }) => isMeant(disputeId, id));
  if (found.length !== 1) throw usage(found.length === 0 ? `there is no dispute ${id} on this chain` : `${id} is the beginning of ${found.length} disputes`);
  if (found[0]!.subject.receiptHash !== signingDigest(file.domain, 'Receipt', file.receipt)) throw usage('the dispute is about another receipt than this file');
  return found[0]!;
}

/** Replays in a worker process: a stranger's model may hang or crash it, and only it. */
function openReplays(folder: string, file: ReceiptFile) {
  const worker = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders())('worker', [], {}, [resolve(folder)]);
  const client = connectBridge(workerBridge, worker.port);
  return {
    run(wish: { readonly sketchKey: Hex | null; readonly open: { readonly rule: 'dot' | 'move'; readonly node: number; readonly element: number } | null }, output: Output): Promise<ReplayAnswer> {
      output.progress('Replaying the job operator by operator…');
      return client.ask('replay', {
        folder: resolve(folder), modelId: file.order.modelId as Hex, jobId: file.order.jobId as Hex, provider: file.order.provider as Hex, bundle: z.encode(bundleShape, file.bundle) as unknown,
        stopReason: file.receipt.io.stopReason, measures: false, against: null, ...wish,
      });
    },
    close: () => worker.kill(),
  };
}
