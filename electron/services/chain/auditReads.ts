import { Result, type LogDescription } from 'ethers/abi';
import type { VoteClock } from '../../protocol/auditDraw.ts';
import { jobOrderShape, receiptShape, type Vote } from '../../protocol/typedData.ts';
import { sameAddress, type Hex } from '../../shared/units.ts';
import type { ReceiptPlace, SignedReceipt, VotePlace } from './auditCalls.ts';
import { addressTopic, type Chain } from './chain.ts';
import { interfaces, type ContractName } from './contracts.ts';
import { eventTopic, parseEvents, type AnchoredEvent } from './events.ts';
import type { ParameterName } from '../../shared/governance.ts';
import { parameterIndex } from './parameters.ts';

/** Stages of a case, in the order of AuditCourt.Stage; and how one ended, of IPanel.Verdict. */
export const caseStages = ['none', 'waiting', 'second', 'final', 'closed'] as const;
export const caseVerdicts = ['pending', 'accepted', 'rejected', 'unproven'] as const;
export type CaseStage = (typeof caseStages)[number];
export type CaseVerdict = (typeof caseVerdicts)[number];

export type CourtCase = {
  readonly stage: CaseStage;
  readonly verdict: CaseVerdict;
  /** Asked by a dispute; its subject is no receipt. */
  readonly isQuestion: boolean;
  readonly isAnswered: boolean;
  readonly accepts: number;
  readonly rejects: number;
  readonly rejectsUnserved: number;
  readonly commitUntilSeconds: number;
  readonly revealUntilSeconds: number;
  readonly accused: Hex;
  readonly modelId: Hex;
  readonly bundleHash: Hex;
  readonly priceWei: bigint;
  readonly members: readonly Hex[];
};

/** A case as it stands; stage none when there is none. */
export async function readCase(chain: Chain, subject: string, signal?: AbortSignal): Promise<CourtCase> {
  const [found] = await chain.readContract('AuditCourt', 'caseOf', [subject], signal);
  const value = (found as Result).toObject();
  return {
    stage: caseStages[Number(value['stage'])] ?? 'none', verdict: caseVerdicts[Number(value['verdict'])] ?? 'pending', isQuestion: value['isQuestion'], isAnswered: value['isAnswered'],
    accepts: Number(value['accepts']), rejects: Number(value['rejects']), rejectsUnserved: Number(value['rejectsUnserved']),
    commitUntilSeconds: Number(value['commitUntilSeconds']), revealUntilSeconds: Number(value['revealUntilSeconds']), accused: value['accused'], modelId: value['modelId'],
    bundleHash: value['bundleHash'], priceWei: value['priceWei'], members: [...(value['members'] as Hex[])],
  };
}

/** The numbers an audit needs: governed ones, and what the court was deployed with. */
export type AuditParameters = { readonly floorBps: number; readonly firstBatches: number; readonly firstCommittee: number; readonly finalCommittee: number; readonly commitSeconds: number; readonly clock: VoteClock };
export async function readAuditParameters(chain: Chain, signal?: AbortSignal): Promise<AuditParameters> {
  const one = async (contract: ContractName, call: string): Promise<number> => Number((await chain.readContract(contract, call, [], signal))[0]);
  const [[values], epochSeconds, drawDelaySeconds, genesisSeconds, periodSeconds] = await Promise.all([
    chain.readContract('HearthParameters', 'allValues', [], signal), one('AuditCourt', 'epochSeconds'), one('AuditCourt', 'drawDelaySeconds'), one('Beacon', 'genesisSeconds'), one('Beacon', 'periodSeconds'),
  ]);
  const number = (name: ParameterName): number => Number((values as bigint[])[parameterIndex(name)]);
  return {
    floorBps: number('AuditFloorBps'), firstBatches: number('FirstJobsAudited'), firstCommittee: number('FirstCommittee'), finalCommittee: number('FinalCommittee'), commitSeconds: number('CommitSeconds'),
    clock: { beacon: { genesisSeconds, periodSeconds }, drawDelaySeconds, epochSeconds },
  };
}

export const readFullAuditUntil = async (chain: Chain, node: string, signal?: AbortSignal): Promise<number> =>
  Number((await chain.readContract('AuditCourt', 'fullAuditUntilOf', [node], signal))[0]);

/** A stored round's randomness. @throws chain.reverted  RoundUnknown */
export const readRandomness = async (chain: Chain, round: number, signal?: AbortSignal): Promise<Hex> =>
  (await chain.readContract('Beacon', 'randomnessOf', [round], signal))[0] as Hex;

/** Who stakes for a node; null for one that nobody does. */
export async function readOperator(chain: Chain, node: string, signal?: AbortSignal): Promise<Hex | null> {
  const record = await chain.readNode(node, signal);
  return record.bound ? record.operator : null;
}

/** Which vote of a committed epoch must be shown to be paid. @throws chain.reverted  RoundUnknown: the round after the commit is not stored yet */
export const readSample = async (chain: Chain, verifier: string, epoch: number, signal?: AbortSignal): Promise<number> =>
  Number((await chain.readContract('AuditCourt', 'sampleOf', [verifier, epoch], signal))[0]);

/** What the verifiers of a node's jobs can be paid from now: what its paid jobs brought in and its audits have not cost yet. */
export const readAuditBudget = async (chain: Chain, node: string, signal?: AbortSignal): Promise<bigint> => (await chain.readContract('JobEscrow', 'auditBudgetOf', [node], signal))[0] as bigint;

/** A model's seats now: who holds each, by place. A node may hold several. */
export const readSeats = async (chain: Chain, modelId: string, signal?: AbortSignal): Promise<Hex[]> =>
  [...((await chain.readContract('StakeManager', 'seatTableOf', [modelId], signal))[0] as Hex[])];

/** How many seats a node holds in all, and the stake they lock. */
export async function readHeldSeats(chain: Chain, node: string, signal?: AbortSignal): Promise<{ readonly held: number; readonly neededWei: bigint }> {
  const [held, neededWei] = await chain.readContract('StakeManager', 'seatsOf', [node], signal);
  return { held: Number(held), neededWei };
}

type Place = { readonly blockNumber: number; readonly transactionHash: Hex };
type Found = Place & { readonly args: LogDescription['args'] };

/** Every batch that was anchored in these blocks, by whatever node, with the time of its block. */
export async function readAnchors(chain: Chain, fromBlock: number, toBlock: number, signal?: AbortSignal): Promise<(AnchoredEvent & { readonly anchoredAtSeconds: number })[]> {
  const logs = await chain.readLogs({ address: chain.deployment.contracts.JobEscrow.address, topics: [eventTopic('JobEscrow', 'Anchored')] }, { fromBlock, toBlock }, signal);
  const anchors = parseEvents(chain.deployment, logs).filter((event) => event.name === 'Anchored');
  const times = new Map<number, number>();
  for (const { blockNumber } of anchors) if (!times.has(blockNumber)) times.set(blockNumber, (await chain.readBlock(blockNumber, signal))?.timeSeconds ?? 0);
  return anchors.map((event) => ({ ...event, anchoredAtSeconds: times.get(event.blockNumber)! }));
}

export type EpochCommitted = Place & { readonly verifier: Hex; readonly epoch: number; readonly root: Hex; readonly count: number };
/** Roots of votes that were committed, of one verifier or of all. */
export async function readEpochCommits(chain: Chain, only: { readonly verifier?: string }, fromBlock: number, signal?: AbortSignal): Promise<EpochCommitted[]> {
  const found = await readCourtLogs(chain, 'AuditCourt', 'EpochCommitted', [only.verifier ? addressTopic(only.verifier) : null], fromBlock, signal);
  return found.map(({ args, ...place }) => ({ ...place, verifier: args.getValue('verifier'), epoch: Number(args.getValue('epoch')), root: args.getValue('root'), count: Number(args.getValue('count')) }));
}

/** What a claim for an epoch's pay would bring now, in wei; nothing is sent. @throws chain.reverted  as the claim itself */
export const readClaimable = async (chain: Chain, shown: { readonly vote: Vote; readonly place: VotePlace; readonly signed: SignedReceipt; readonly anchor: ReceiptPlace }, signal?: AbortSignal): Promise<bigint> =>
  (await chain.readContract('AuditCourt', 'claimEpochPay', [shown.vote, shown.place, shown.signed, shown.anchor], signal))[0] as bigint;

export type EpochPay = Place & { readonly epoch: number; readonly amountWei: bigint; /** What is still due of the epoch's pay after this part. */ readonly leftWei: bigint };
/** What a verifier was paid for its epochs, part by part, in order. */
export async function readEpochPay(chain: Chain, verifier: string, fromBlock: number, signal?: AbortSignal): Promise<EpochPay[]> {
  const found = await readCourtLogs(chain, 'AuditCourt', 'EpochPaid', [addressTopic(verifier)], fromBlock, signal);
  return found.map(({ args, ...place }) => ({ ...place, epoch: Number(args.getValue('epoch')), amountWei: args.getValue('amountWei') as bigint, leftWei: args.getValue('leftWei') as bigint }));
}

/** Cases that were opened, about one accused node or about any. */
export async function readCasesOpened(chain: Chain, only: { readonly accused?: string }, fromBlock: number, signal?: AbortSignal): Promise<(Place & { readonly subject: Hex; readonly accused: Hex; readonly modelId: Hex; readonly opener: Hex })[]> {
  const found = await readCourtLogs(chain, 'AuditCourt', 'CaseOpened', [null, only.accused ? addressTopic(only.accused) : null], fromBlock, signal);
  return found.map(({ args, ...place }) => ({ ...place, subject: args.getValue('subject'), accused: args.getValue('accused'), modelId: args.getValue('modelId'), opener: args.getValue('opener') }));
}

/** What a member did in a case: its commitment, or the vote it showed. */
export type Ballot = { readonly round: number; readonly verifier: Hex; readonly step: 'committed' | 'revealed'; readonly verdict: number | null; readonly kind: number | null };
/** Everything that members did in one case, in order. The opener's vote is revealed from the start. */
export async function readBallots(chain: Chain, subject: string, fromBlock: number, signal?: AbortSignal): Promise<Ballot[]> {
  const [committed, revealed] = await Promise.all((['VoteCommitted', 'VoteRevealed'] as const).map((event) => readCourtLogs(chain, 'AuditCourt', event, [subject], fromBlock, signal)));
  const of = ({ args }: Found) => ({ round: Number(args.getValue('round')), verifier: args.getValue('verifier') as Hex });
  return [
    ...committed!.map((found): Ballot => ({ ...of(found), step: 'committed', verdict: null, kind: null })),
    ...revealed!.map((found): Ballot => ({ ...of(found), step: 'revealed', verdict: Number(found.args.getValue('verdict')), kind: Number(found.args.getValue('kind')) })),
  ];
}

/** What a member was paid when a case ended, in wei; 0 where the accused's audit budget did not reach it, null while it has not ended. */
export async function readCasePay(chain: Chain, subject: string, verifier: string, fromBlock: number, signal?: AbortSignal): Promise<bigint | null> {
  const [closed] = await readCourtLogs(chain, 'AuditCourt', 'CaseClosed', [subject], fromBlock, signal);
  if (!closed) return null;
  const paid = await readCourtLogs(chain, 'JobEscrow', 'VerifierPaid', [addressTopic(verifier)], closed.blockNumber, signal);
  return paid.filter(({ transactionHash }) => transactionHash === closed.transactionHash).reduce((sum, { args }) => sum + (args.getValue('amountWei') as bigint), 0n);
}

/** Jobs of a node that were voided, by whichever court, with what the node paid on top. */
export async function readVoidedOf(chain: Chain, node: string, fromBlock: number, signal?: AbortSignal): Promise<(Place & { readonly orderHash: Hex; readonly penaltyWei: bigint })[]> {
  const found = await readCourtLogs(chain, 'JobEscrow', 'JobVoided', [null, addressTopic(node)], fromBlock, signal);
  return found.map(({ args, ...place }) => ({ ...place, orderHash: args[0] as Hex, penaltyWei: args[3] as bigint }));
}

/** What opened a case, read back from its transaction: the accused's order and receipt, and where it was anchored. Null when it was opened otherwise (through another contract). */
export async function readOpening(chain: Chain, { transactionHash }: Pick<Place, 'transactionHash'>, signal?: AbortSignal): Promise<{ readonly signed: SignedReceipt; readonly anchor: ReceiptPlace } | null> {
  const transaction = await chain.request<{ input: string; to: string | null } | null>('eth_getTransactionByHash', [transactionHash], signal);
  if (!transaction?.to || !sameAddress(transaction.to, chain.deployment.contracts.AuditCourt.address)) return null;
  const parsed = interfaces.AuditCourt.parseTransaction({ data: transaction.input });
  if (parsed?.name !== 'openCase') return null;
  const signed = plain(parsed.args.getValue('signed')) as Record<string, unknown>;
  const anchor = plain(parsed.args.getValue('anchor')) as { batch: bigint; index: bigint; proof: string[]; header: { root: string; count: bigint; valueWei: bigint; anchoredAtSeconds: bigint } };
  const order = jobOrderShape.parse(narrow(signed['order'], ['priceInWei', 'priceOutWei']));
  const receipt = receiptShape.parse(narrow(signed['receipt'], []));
  const header = { root: anchor.header.root, count: Number(anchor.header.count), valueWei: anchor.header.valueWei, anchoredAtSeconds: Number(anchor.header.anchoredAtSeconds) };
  return { signed: { order, receipt, receiptSignature: signed['receiptSignature'] as string }, anchor: { batch: Number(anchor.batch), index: Number(anchor.index), proof: anchor.proof, header } };
}

/** Tuples as objects, lists as lists. The library's own way throws at a list inside a tuple. */
function plain(value: unknown): unknown {
  if (!(value instanceof Result)) return value;
  const named = namesOf(value);
  return named ? Object.fromEntries(named.map(([name, item]) => [name, plain(item)])) : [...value].map(plain);
}
function namesOf(value: Result): [string, unknown][] | null {
  try {
    return Object.entries(value.toObject());
  } catch {
    return null;
  }
}

/** Integers as the shapes take them: amounts as text, the rest as numbers. */
function narrow(value: unknown, wei: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return typeof value === 'bigint' ? Number(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, wei.includes(name) ? String(item) : narrow(item, wei)]));
}

async function readCourtLogs(chain: Chain, contract: ContractName, event: string, topics: readonly (string | null)[], fromBlock: number, signal?: AbortSignal): Promise<Found[]> {
  const { address } = chain.deployment.contracts[contract];
  const logs = await chain.readLogs({ address, topics: [eventTopic(contract, event), ...topics] }, { fromBlock }, signal);
  return logs.flatMap((log) => {
    const parsed = interfaces[contract].parseLog({ topics: [...log.topics], data: log.data });
    return parsed ? [{ blockNumber: Number(log.blockNumber), transactionHash: log.transactionHash as Hex, args: parsed.args }] : [];
  });
}
