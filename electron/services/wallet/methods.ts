import { Interface, type InterfaceAbi, type ParamType } from 'ethers/abi';
import auditCourt from '../chain/abi/AuditCourt.json' with { type: 'json' };
import disputeGame from '../chain/abi/DisputeGame.json' with { type: 'json' };
import hearthGovernor from '../chain/abi/HearthGovernor.json' with { type: 'json' };
import hearthParameters from '../chain/abi/HearthParameters.json' with { type: 'json' };
import hearthToken from '../chain/abi/HearthToken.json' with { type: 'json' };
import jobEscrow from '../chain/abi/JobEscrow.json' with { type: 'json' };
import modelRegistry from '../chain/abi/ModelRegistry.json' with { type: 'json' };
import stakeManager from '../chain/abi/StakeManager.json' with { type: 'json' };
import { lazyRecord } from '../../shared/lazyRecord.ts';

const abis: Readonly<Record<string, InterfaceAbi>> = {
  AuditCourt: auditCourt.abi,
  DisputeGame: disputeGame.abi,
  HearthGovernor: hearthGovernor.abi,
  HearthParameters: hearthParameters.abi,
  HearthToken: hearthToken.abi,
  ERC20: ['function transfer(address to, uint256 value) returns (bool)'],
  StakeManager: stakeManager.abi,
  JobEscrow: jobEscrow.abi,
  ModelRegistry: modelRegistry.abi,
};
const interfaces = lazyRecord(Object.keys(abis), (name) => new Interface(abis[name]!));

/**
 * Every contract method a key of this machine may call, by key. Nothing else is ever signed. The bytes come from the committed ABIs; a test asserts
 * that every name here exists there.
 */
export const allowedMethods = {
  /**
   * The hot key: what a node must do while nobody looks. It anchors, claims, votes and answers; it opens no dispute, which costs a bond, and holds no coins
   * that anything could take. A case may cost the node stake when it ends against it: the signer lets it open one only with a vote of its ledger. For another node it answers
   * with a part of its stake and never with coins.
   */
  node: {
    JobEscrow: ['anchor', 'settle', 'openClaim', 'payClaim'],
    AuditCourt: ['answer', 'commitEpoch', 'claimEpochPay', 'openCase', 'commitVote', 'revealVote', 'startQuestion', 'closeStage', 'voidRejected'],
    DisputeGame: ['answer', 'answerByStake', 'postList', 'openMove', 'openDot', 'expireAnswer', 'settleLeaf', 'settleRows', 'refund'],
  },
  /** An account whose owner approved the very call. */
  account: {
    HearthToken: ['transfer', 'approve', 'delegate'],
    /** A token of anybody's, at an address the owner gave: moved by the standard's own method, nothing else of it. */
    ERC20: ['transfer'],
    StakeManager: ['stakeFor', 'requestUnbond', 'withdraw', 'bindNode', 'startEpoch', 'announcePayout'],
    HearthGovernor: ['castVote', 'castVoteWithReason', 'propose', 'queue', 'execute'],
    /** Each sends coins only to whom the escrow owes them: none goes anywhere that the caller could choose. */
    JobEscrow: ['collect', 'collectRoyalty', 'collectIssuance', 'lapseClaim'],
    ModelRegistry: ['commit', 'register'],
  },
} as const satisfies Record<'node' | 'account', Readonly<Record<string, readonly string[]>>>;
export type KeyRole = keyof typeof allowedMethods;

export type Method = { readonly contract: string; readonly name: string; readonly selector: string };

const methodsOf = (role: KeyRole, contract: string): readonly Method[] =>
  Object.entries<readonly string[]>(allowedMethods[role]).filter(([name]) => name === contract).flatMap(([, names]) => names.flatMap((name) => {
    const selector = interfaces[contract]?.getFunction(name)?.selector;
    return selector === undefined ? [] : [{ contract, name, selector }];
  }));

/** The method a key may call with this data at this contract; null: none, so nothing is signed. */
export const findMethod = (role: KeyRole, contract: string, data: string): Method | null =>
  methodsOf(role, contract).find((method) => method.selector === data.slice(0, 10).toLowerCase()) ?? null;

/** Call data of an allowed method; null when this build's contracts have none of that name. @throws  the arguments do not fit, a fault of ours */
export function buildCallData(role: KeyRole, contract: string, name: string, args: readonly unknown[]): string | null {
  const isAllowed = methodsOf(role, contract).some((method) => method.name === name);
  return isAllowed ? interfaces[contract]!.encodeFunctionData(name, args) : null;
}

/** Whom a dispute is about, in the call data of a {@link allowedMethods} call of DisputeGame; null when the data does not say. */
export function accusedOf(data: string): string | null {
  try {
    const subject = interfaces['DisputeGame']!.parseTransaction({ data })?.args.getValue('subject') as { readonly accused?: unknown } | undefined;
    return typeof subject?.accused === 'string' ? subject.accused : null;
  } catch {
    // Data that does not decode is nobody's dispute.
    return null;
  }
}

/** What a proposal has the timelock do: data inside of a call, never signed as a call of its own. */
export const buildTimelockData = (contract: 'HearthParameters' | 'HearthToken', method: 'set' | 'transfer', args: readonly unknown[]): string => interfaces[contract]!.encodeFunctionData(method, args);

/** Call data read back, argument by argument and the fields of a record one by one, so that what is shown is what is signed. */
export function decodeArguments(contract: string, data: string): readonly (readonly [string, string])[] {
  const parsed = interfaces[contract]?.parseTransaction({ data });
  return parsed ? parsed.fragment.inputs.flatMap((input, index) => readArgument(input, parsed.args[index])) : [];
}

function readArgument({ name, baseType, components }: ParamType, value: unknown): (readonly [string, string])[] {
  if (baseType === 'tuple') return components!.flatMap((field, index) => readArgument(field, (value as readonly unknown[])[index]));
  return [[name, String(value).slice(0, 800)]];
}

/** A call of the court, with what of it is a vote; null when it is none of its functions. */
export function parseCourtCall(data: string): { readonly name: string; readonly vote: Record<string, unknown> | null; readonly commitment: string | null } | null {
  const parsed = interfaces['AuditCourt']!.parseTransaction({ data });
  if (!parsed) return null;
  const value = (name: string): unknown => (parsed.fragment.inputs.some((input) => input.name === name) ? parsed.args.getValue(name) : null);
  const vote = value('vote') as { toObject(): Record<string, unknown> } | null;
  const plain = vote && Object.fromEntries(Object.entries(vote.toObject()).map(([name, item]) => [name, typeof item === 'bigint' ? Number(item) : item]));
  return { name: parsed.name, vote: plain, commitment: value('commitment') as string | null };
}
