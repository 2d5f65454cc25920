import { AbiCoder } from 'ethers/abi';
import { keccak256 } from 'ethers/crypto';
import { id as hashText } from 'ethers/hash';
import type { ProposedChange, Registration, WalletAction } from '../../shared/walletBridge.ts';
import { buildCallData, buildTimelockData, decodeArguments } from './methods.ts';

/** Where this chain keeps our contracts, by name. */
export type Contracts = Readonly<Record<string, string>>;

/** An action as the chain takes it, made here and nowhere else. */
export type WalletCall = {
  readonly contract: string | null;
  readonly method: string | null;
  readonly to: string;
  readonly data: string;
  /** The chain's own currency that goes along. */
  readonly valueWei: bigint;
  /** Coins it can move out of the account's hands. */
  readonly coinsWei: bigint;
};

type Target = { readonly contract: string; readonly method: string; readonly args: readonly unknown[]; readonly coinsWei: bigint };

/** Which method does it. Coins given to a contract count as moved: `stakeFor` gives them to the node's operator, whoever that is. */
function targetOf(action: WalletAction, contracts: Contracts, from: string): Target | null {
  switch (action.kind) {
    case 'sendGas': case 'cancel': return null;
    case 'sendCoins': return { contract: 'HearthToken', method: 'transfer', args: [action.to, action.amountWei], coinsWei: action.amountWei };
    case 'sendToken': return { contract: 'ERC20', method: 'transfer', args: [action.to, action.amountUnits], coinsWei: 0n };
    case 'approve': return { contract: 'HearthToken', method: 'approve', args: [contracts[action.spender], action.amountWei], coinsWei: 0n };
    case 'delegate': return { contract: 'HearthToken', method: 'delegate', args: [action.to], coinsWei: 0n };
    case 'stake': return { contract: 'StakeManager', method: 'stakeFor', args: [action.node, action.amountWei], coinsWei: action.amountWei };
    case 'unstake': return { contract: 'StakeManager', method: 'requestUnbond', args: [action.node, action.amountWei], coinsWei: 0n };
    case 'withdraw': return { contract: 'StakeManager', method: 'withdraw', args: [action.node], coinsWei: 0n };
    case 'bindNode': return { contract: 'StakeManager', method: 'bindNode', args: [action.node, action.deadlineSeconds, action.signature], coinsWei: 0n };
    case 'startEpoch': return { contract: 'StakeManager', method: 'startEpoch', args: [action.node], coinsWei: 0n };
    case 'changePayout': return { contract: 'StakeManager', method: 'announcePayout', args: [action.node, action.payout], coinsWei: 0n };
    case 'vote': return { contract: 'HearthGovernor', ...(action.reason === '' ? { method: 'castVote', args: [action.proposalId, action.support] } : { method: 'castVoteWithReason', args: [action.proposalId, action.support, action.reason] }), coinsWei: 0n };
    case 'propose': return proposeTarget(action.change, action.description, contracts);
    case 'queueProposal': case 'executeProposal': {
      const method = action.kind === 'queueProposal' ? 'queue' : 'execute';
      return { contract: 'HearthGovernor', method, args: [action.targets.map((target) => target.toLowerCase()), action.valuesWei, action.calldatas, hashText(action.description)], coinsWei: 0n };
    }
    case 'collect': return { contract: 'JobEscrow', method: 'collect', args: [action.account], coinsWei: 0n };
    case 'collectRoyalty': return { contract: 'JobEscrow', method: 'collectRoyalty', args: [action.modelId, action.index], coinsWei: 0n };
    case 'collectIssuance': return { contract: 'JobEscrow', method: 'collectIssuance', args: [action.node], coinsWei: 0n };
    case 'lapseClaim': return { contract: 'JobEscrow', method: 'lapseClaim', args: [{ ...action.order, client: action.order.client.toLowerCase(), provider: action.order.provider.toLowerCase(), app: action.order.app.toLowerCase() }], coinsWei: 0n };
    case 'announceModel': return { contract: 'ModelRegistry', method: 'commit', args: [commitmentOf(action.modelId, from, action.salt)], coinsWei: 0n };
    case 'registerModel': return { contract: 'ModelRegistry', method: 'register', args: [registrationOf(action.registration), action.salt], coinsWei: 0n };
  }
}

/** What announces a model without naming it: nobody else can register under it. @source ModelRegistry.commitmentOf */
export const commitmentOf = (modelId: string, publisher: string, salt: string): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode(['bytes32', 'address', 'bytes32'], [modelId, publisher.toLowerCase(), salt]));

const registrationOf = ({ contributors, ...registration }: Registration) =>
  ({ ...registration, contributors: contributors.map(({ holder }) => holder.toLowerCase()), contributorsBps: contributors.map(({ shareBps }) => shareBps) });

const isAddress = (arg: unknown): arg is string => typeof arg === 'string' && /^0x[0-9a-fA-F]{40}$/.test(arg);

/** The one call that the timelock would make, by this network's own contracts. */
function proposeTarget(change: ProposedChange, description: string, contracts: Contracts): Target {
  const [contract, method, args] = change.kind === 'setParameter' ? ['HearthParameters', 'set', [change.parameter, change.value]] as const : ['HearthToken', 'transfer', [change.to.toLowerCase(), change.amountWei]] as const;
  return { contract: 'HearthGovernor', method: 'propose', args: [[contracts[contract]], [0n], [buildTimelockData(contract, method, args)], description], coinsWei: 0n };
}

/**
 * Makes the call of an action. Null: this network has no such contract, or this build no such method; nothing can be signed.
 *
 * @param from  the account, which a cancel is sent to
 */
export function buildWalletCall(action: WalletAction, contracts: Contracts, from: string): WalletCall | null {
  if (action.kind === 'cancel') return { contract: null, method: null, to: from, data: '0x', valueWei: 0n, coinsWei: 0n };
  if (action.kind === 'sendGas') return { contract: null, method: null, to: action.to.toLowerCase(), data: '0x', valueWei: action.amountWei, coinsWei: 0n };
  const target = targetOf(action, contracts, from);
  const to = action.kind === 'sendToken' ? action.token.toLowerCase() : target && contracts[target.contract];
  if (!target || !to || target.args.flat().includes(undefined)) return null;
  // The bytes of an address are what counts; a stranger's letter case must not stop the encoder.
  const args = target.args.map((arg) => (isAddress(arg) ? arg.toLowerCase() : arg));
  const data = buildCallData('account', target.contract, target.method, args);
  return data === null ? null : { contract: target.contract, method: target.method, to, data, valueWei: 0n, coinsWei: target.coinsWei };
}

/** Arguments as they stand in the bytes. */
export const decodeWalletCall = (call: WalletCall): readonly (readonly [string, string])[] => (call.contract ? decodeArguments(call.contract, call.data) : []);

/** Whom an action gives something to or puts in charge: the address worth a second look. Null: nobody else. */
export function recipientOf(action: WalletAction): string | null {
  switch (action.kind) {
    case 'sendCoins': case 'sendGas': case 'sendToken': case 'delegate': return action.to;
    case 'changePayout': return action.payout;
    case 'stake': return action.node;
    default: return null;
  }
}

/** What the owner types again when it is large: coins or gas, never both. */
export function amountOf(action: WalletAction): bigint {
  return 'amountWei' in action ? action.amountWei : 0n;
}
