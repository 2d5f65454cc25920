import { getAddress } from 'ethers/address';
import type { WalletAction, WalletState, WalletTransaction } from '../../electron/shared/walletBridge.ts';
import { defaultPolicy } from '../../electron/services/wallet/decideAction.ts';
import { parseAddress } from '../../electron/services/wallet/names.ts';
import { weiPerCoin } from '../../electron/shared/units.ts';
import { HearthError } from '../../electron/shared/errors.ts';
import { refusals } from '../../electron/shared/saidReasons.ts';
import type { FakeHandlers } from './fakeProvider.ts';
import type { SignerHandlers } from './fakeSigner.ts';
import { digest, nowMs } from './sampleKit.ts';

/** What a wallet looks like to the page, in its states. Only for tests; the phrase is BIP-39's own published example. */
export const samplePhrase = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(' ');
export const samplePassphrase = 'vermilion otter quietly juggles lanterns';
export const sampleAddress = (name: string): string => getAddress(digest(name).slice(0, 42));
const day = 24 * 3600 * 1000;
const rootId = '00000000000000aa';
const otherRoot = '00000000000000bb';

export const readyWallet = (unlocked = true): WalletState => ({
  state: 'ready',
  roots: [
    { rootId, kind: 'phrase', createdAtMs: nowMs - 90 * day, backupCheckedAtMs: nowMs - 41 * day - 1000, unlocked, policy: defaultPolicy, policyVerified: unlocked },
    { rootId: otherRoot, kind: 'key', createdAtMs: nowMs - 9 * day, backupCheckedAtMs: null, unlocked, policy: defaultPolicy, policyVerified: unlocked },
  ],
  accounts: [
    { accountId: '0000000000000001', rootId, name: 'Main', address: sampleAddress('main'), path: "m/44'/60'/0'/0/0" },
    { accountId: '0000000000000002', rootId: otherRoot, name: 'From the old laptop', address: sampleAddress('old'), path: null },
    { accountId: '0000000000000003', rootId: null, name: 'Exchange', address: sampleAddress('exchange'), path: null },
  ],
  contacts: [{ contactId: '00000000000000c1', name: 'Marta', address: sampleAddress('marta') }],
  tokens: [
    { chainId: 31337, address: sampleAddress('usdx'), symbol: 'USDX', decimals: 6, warnings: [] },
    { chainId: 31337, address: sampleAddress('false ember'), symbol: 'EMBER', decimals: 18, warnings: ['imitates'] },
    { chainId: 1, address: sampleAddress('elsewhere'), symbol: 'FAR', decimals: 18, warnings: [] },
  ],
  lost: [],
  payout: { address: sampleAddress('main'), source: 'owner', announced: { address: sampleAddress('exchange'), effectiveAtMs: nowMs + day } },
  node: sampleAddress('node'), protection: 'file', fileReason: 'noWindow', lockHearing: 'heard', unlockedUntilMs: unlocked ? nowMs + 12 * 60_000 : null, waitUntilMs: null,
});
const builtIn: WalletState['payout'] = { address: sampleAddress('built in'), source: 'builtIn', announced: null };
export const noWallet = (): WalletState => ({ ...readyWallet(), state: 'none', roots: [], accounts: [], contacts: [], tokens: [], payout: builtIn, unlockedUntilMs: null });
export const lostWallet = (): WalletState => ({ ...noWallet(), state: 'lost', lost: [sampleAddress('main'), sampleAddress('old')] });

const transaction = (index: number, state: WalletTransaction['state'], changes: Partial<WalletTransaction> = {}): WalletTransaction => ({
  transactionId: `wallet-${index}`, account: sampleAddress('main'), kind: 'sendCoins', to: sampleAddress('friend'), coinsWei: 25n * weiPerCoin / 10n, gasWei: 0n, token: null, nonce: index, txHash: digest(`tx ${index}`), state,
  atMs: nowMs - index * 3_600_000, blockNumber: state === 'confirmed' ? 12_000 - index : null, feeWei: state === 'confirmed' ? 61_000_000_000_000n : null, reason: null, ...changes,
});
const fees = { gasLimit: 65_000n, maxFeePerGasWei: 3_000_000_000n, maxPriorityFeePerGasWei: 1_000_000_000n, likelyFeeWei: 104_000_000_000_000n, worstFeeWei: 365_000_000_000_000n };

export const walletChainHandlers: FakeHandlers = {
  readBalances: ({ addresses }) => ({
    chainId: 31337, blockNumber: 12_044, ageSeconds: 1,
    balances: addresses.map((address, index) => ({ address, coinsWei: [1_204_551n, 31_000n, 90_000_000n][index % 3]! * 10n ** 15n, gasWei: [812n, 0n, 2_000n][index % 3]! * 10n ** 15n })),
  }),
  readTransactions: () => ({
    transactions: [transaction(0, 'pending'), transaction(1, 'confirmed'), transaction(2, 'failed', { kind: 'sendGas', coinsWei: 0n, gasWei: 3n * 10n ** 17n, reason: 'Insufficient funds for gas * price + value' }), transaction(3, 'cancelled'), transaction(4, 'replaced'), transaction(5, 'waiting', { txHash: null, nonce: null, reason: refusals.walletLocked }),
      transaction(6, 'confirmed', { kind: 'sendToken', coinsWei: 0n, token: { address: sampleAddress('usdx'), units: 1_500_000n, decimals: 6 } }), transaction(7, 'confirmed', { kind: 'stake', to: sampleAddress('stakes'), coinsWei: 400n * weiPerCoin }), transaction(8, 'confirmed', { kind: 'approve', to: sampleAddress('coin'), coinsWei: 400n * weiPerCoin })],
    transfers: [{ txHash: digest('in 1'), blockNumber: 11_980, atMs: nowMs - 26 * 3_600_000, from: sampleAddress('escrow'), to: sampleAddress('main'), coinsWei: 421_337n * 10n ** 12n, token: null },
      { txHash: digest('in 2'), blockNumber: 11_970, atMs: nowMs - 27 * 3_600_000, from: sampleAddress('shop'), to: sampleAddress('main'), coinsWei: 0n, token: { address: sampleAddress('usdx'), units: 25_000_001n, decimals: null } }],
    unread: [],
  }),
  readTokens: ({ tokens, accounts }) => ({
    chainId: 31337,
    tokens: tokens.map((address) => (address === sampleAddress('not a token') ? { state: 'none' as const, address, reason: 'notToken' as const } : {
      state: 'token' as const, address, symbol: address === sampleAddress('usdx') ? 'USDX' : 'EMBER', name: address === sampleAddress('usdx') ? 'US Dollar X' : null, decimals: address === sampleAddress('usdx') ? 6 : 18, warnings: address === sampleAddress('usdx') ? [] : ['imitates' as const],
      balances: accounts.map((account, index) => ({ address: account, units: index === 0 ? 23_500_001n : 0n })),
    })),
  }),
  planAction: () => ({ chainId: 31337, fees, simulation: { ok: true, reason: null, blockNumber: 12_044 }, recipientHasCode: false, balance: { coinsWei: 1_204_551n * 10n ** 15n, gasWei: 812n * 10n ** 15n, tokenUnits: 23_500_001n } }),
  sendApproved: () => ({ transactionId: 'wallet-9' }),
  replaceTransaction: () => ({}),
};

const fail = (): never => {
  throw new Error('broken on purpose');
};
export const failedWalletChain: FakeHandlers = { readBalances: fail, readTransactions: fail, readTokens: fail, planAction: fail };

const amountOf = (action: WalletAction): bigint => ('amountWei' in action ? action.amountWei : 0n);
export const signerHandlers: SignerHandlers = {
  readWallet: () => readyWallet(),
  ratePassphrase: ({ passphrase }) => (passphrase.length < 12 ? { score: 1, guessesLog10: 4, ok: false, warning: 'Use at least 12 characters, or four words.', suggestions: [] } : { score: 4, guessesLog10: 18, ok: true, warning: null, suggestions: [] }),
  beginCreate: () => ({ draftId: '00000000000000d0', phrase: [...samplePhrase], ask: [2, 7, 11] }),
  finishCreate: ({ words }) => {
    if (words !== null && words.join(' ') !== 'winner worth thank') throw new HearthError('wallet.wrongWords', {});
    return { rootId, accountId: '0000000000000001', address: sampleAddress('main') };
  },
  checkAddress: ({ address }) => {
    const parsed = parseAddress(address);
    if (!parsed.ok) throw new HearthError('wallet.addressInvalid', { reason: 'its letter case says that a digit is wrong (EIP-55)' });
    return { address: parsed.address, checked: parsed.checked, warnings: [] };
  },
  describeAction: ({ action }) => ({
    call: action.kind === 'sendToken' ? { contract: 'ERC20', method: 'transfer', to: action.token, data: '0xa9059cbb', valueWei: 0n, arguments: [['to', action.to], ['value', action.amountUnits.toString()]] } : action.kind === 'sendCoins' ? { contract: 'HearthToken', method: 'transfer', to: sampleAddress('token'), data: '0xa9059cbb', valueWei: 0n, arguments: [['to', action.to], ['value', action.amountWei.toString()]] } : { contract: null, method: null, to: 'to' in action ? action.to : sampleAddress('main'), data: '0x', valueWei: amountOf(action), arguments: [] },
    warnings: [{ kind: 'firstUse' }], needs: action.kind === 'sendToken' ? ['typedAmount', 'passphrase'] : amountOf(action) >= defaultPolicy.typedFromWei ? ['typedAmount'] : [],
  }),
  approveAction: () => ({ approvalId: '00000000000000a0', expiresAtMs: nowMs + 60_000 }),
  describeRemoval: () => ({ consequences: ['keyIsGone', 'phraseIsGone', 'payoutGoesThere'] }),
  askBackupWords: () => ({ ask: [1, 4, 9] }),
  lock: () => ({}), rename: () => ({}), renameContact: () => ({}), removeContact: () => ({}), forgetToken: () => ({}),
  addContact: ({ address }) => ({ contactId: '00000000000000c2', address, checked: address !== address.toLowerCase() }),
  addToken: ({ chainId, address, symbol, decimals }) => ({ chainId, address, symbol, decimals, warnings: [] }),
};
