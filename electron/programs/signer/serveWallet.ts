import { hashMessage } from 'ethers/hash';
import { serveBridge, type BridgeServer, type Handlers } from '../../shared/bridgeKit.ts';
import { findAddressWarnings } from '../../shared/addressWarnings.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import { walletBridge, type WalletAction, type WalletBridge } from '../../shared/walletBridge.ts';
import { decodeWalletCall, recipientOf } from '../../services/wallet/actions.ts';
import { decideAction, type ActionFacts } from '../../services/wallet/decideAction.ts';
import { ratePassphrase } from '../../services/wallet/passphrase.ts';
import { announcePayout, changeRoot, isLooser, tagPolicy, type Account, type Root } from '../../services/wallet/vault.ts';
import { knownAddresses, type Wallet } from './wallet.ts';
import { signWith, walletNetworkOf } from './signApproved.ts';
import { createWalletContacts } from './walletContacts.ts';
import { createWalletFlows } from './walletFlows.ts';
import { createWalletTokens } from './walletTokens.ts';
import { addressOrThrow, refuseOverLost } from './walletChecks.ts';

/** How long a changed payout address waits, so that an owner who did not ask for it can see it coming. */
const payoutDelayMs = 24 * 3600 * 1000;

const refused = (rule: string, reason: string): HearthError<'signer.refused'> => new HearthError('signer.refused', { rule, reason });

/** The wallet's answers to its owner: the page and the command line. No port of the provider reaches them. */
export function serveWallet(wallet: Wallet, onInternal: (error: unknown, where: string) => string): BridgeServer<WalletBridge> {
  const { unlocked, nowMs } = wallet;

  const factsOf = (account: Account, action: WalletAction, nonce: number | null): ActionFacts => {
    const open = account.rootId === null ? null : unlocked.of(account.rootId);
    const network = walletNetworkOf(wallet.state.network());
    return {
      address: account.address, isWatchOnly: account.rootId === null, isUnlocked: open !== null, network,
      // Locked, the file's own policy is good enough to describe by; what is signed is judged by the verified one.
      policy: open?.policy ?? (account.rootId === null ? wallet.vault().roots[0]?.policy : wallet.root(account.rootId).policy) ?? noPolicy(),
      spentUnits: network && action.kind === 'sendToken' ? wallet.spending.unitsBy(account.address, network.chainId, action.token, nowMs(), nonce) : 0n,
      spent: network ? wallet.spending.spentBy(account.address, network.chainId, nowMs(), nonce) : { coinsWei: 0n, gasWei: 0n },
    };
  };
  const openOf = (account: Account) => {
    const open = account.rootId === null ? null : unlocked.of(account.rootId);
    if (account.rootId === null) throw new HearthError('wallet.watchOnly', { account: account.address });
    if (!open) throw new HearthError('wallet.locked', { account: account.address });
    return { ...open, rootId: account.rootId };
  };
  /** The passphrase of any secret there is; with none there is nothing to ask for. */
  async function askPassphrase(passphrase: string | null): Promise<void> {
    const { roots } = wallet.vault();
    if (roots.length === 0) return;
    if (passphrase === null) throw new HearthError('wallet.confirmationMissing', { what: refusals.passphrase });
    (await openAny(passphrase, null)).vaultKey.fill(0);
  }
  async function openAny(passphrase: string, rootId: string | null): Promise<{ readonly root: Root; readonly vaultKey: Buffer }> {
    const roots = rootId === null ? wallet.vault().roots : [wallet.root(rootId)];
    if (roots.length === 0) throw new HearthError('wallet.notFound', { what: refusals.accountWithKey });
    return wallet.openFirst(roots, passphrase);
  }

  const handlers: Handlers<WalletBridge> = {
    ...createWalletFlows(wallet),
    ...createWalletContacts(wallet),
    ...createWalletTokens(wallet),
    readWallet: () => wallet.describe(),
    ratePassphrase: async ({ passphrase }) => {
      const { suggestions, ...strength } = await ratePassphrase(passphrase, wallet.vault().accounts.map(({ name }) => name));
      return { ...strength, suggestions: [...suggestions] };
    },

    async unlock({ passphrase, rootId }) {
      const { root, vaultKey } = await openAny(passphrase, rootId);
      wallet.unlock(root, vaultKey);
      return { rootId: root.rootId, unlockedUntilMs: unlocked.untilMs() ?? nowMs() };
    },
    lock() {
      unlocked.lock();
      return {};
    },

    async setPayout({ address, passphrase }) {
      // It would write a new file where one is missing, and nobody would miss the old one any more.
      refuseOverLost(wallet, false);
      const parsed = addressOrThrow(address);
      await askPassphrase(passphrase);
      const { vault, effectiveAtMs } = announcePayout(wallet.vault(), parsed.address, nowMs(), payoutDelayMs);
      wallet.save(vault);
      return { effectiveAtMs };
    },
    async setPolicy({ rootId, policy, passphrase }) {
      const root = wallet.root(rootId);
      const open = unlocked.of(rootId);
      if (!open) throw new HearthError('wallet.locked', { account: rootId });
      if (isLooser(policy, open.policy)) {
        if (passphrase === null) throw new HearthError('wallet.confirmationMissing', { what: refusals.passphraseLimit });
        (await wallet.openRoot(root, passphrase)).fill(0);
      }
      const still = unlocked.of(rootId);
      if (!still) throw new HearthError('wallet.locked', { account: rootId });
      const policyTag = tagPolicy(still.vaultKey, rootId, policy);
      unlocked.setPolicy(rootId, policy);
      wallet.save(changeRoot(wallet.vault(), rootId, { policy, policyTag }));
      return {};
    },
    async pinNetwork({ chainId, contracts, passphrase }) {
      (await openAny(passphrase, null)).vaultKey.fill(0);
      wallet.state.pin(chainId, contracts);
      return {};
    },

    checkAddress({ accountId, address }) {
      const account = wallet.account(accountId);
      const parsed = addressOrThrow(address);
      return { address: parsed.address, checked: parsed.checked, warnings: findAddressWarnings(parsed.address, account.address, knownAddresses(wallet, account.address)) };
    },
    describeAction({ accountId, action }) {
      const account = wallet.account(accountId);
      if (account.rootId === null) throw new HearthError('wallet.watchOnly', { account: account.address });
      const facts = factsOf(account, action, null);
      const decision = decideAction({ action, chainId: facts.network?.chainId ?? -1, maxFeeWei: 0n, nonce: 0, typedAmount: null, hasPassphrase: false }, facts);
      if (!decision.ok) throw refused(decision.rule, decision.reason);
      const { call } = decision;
      const recipient = recipientOf(action);
      return {
        call: { contract: call.contract, method: call.method, to: call.to, data: call.data, valueWei: call.valueWei, arguments: decodeWalletCall(call).map(([name, value]): [string, string] => [name, value]) },
        warnings: recipient === null ? [] : findAddressWarnings(recipient, account.address, knownAddresses(wallet, account.address)),
        needs: [...decision.missing],
      };
    },
    async approveAction({ accountId, action, chainId, maxFeeWei, nonce, typedAmount, passphrase }) {
      const account = wallet.account(accountId);
      const { rootId } = openOf(account);
      if (passphrase !== null) (await wallet.openRoot(wallet.root(rootId), passphrase)).fill(0);
      const decision = decideAction({ action, chainId, maxFeeWei, nonce, typedAmount, hasPassphrase: passphrase !== null }, factsOf(account, action, nonce));
      if (!decision.ok) throw refused(decision.rule, decision.reason);
      if (decision.missing.includes('unlock')) throw new HearthError('wallet.locked', { account: account.address });
      if (decision.missing.length > 0) throw new HearthError('wallet.confirmationMissing', { what: decision.missing[0] === 'typedAmount' ? refusals.typedAmount : refusals.passphrase });
      unlocked.touch();
      const approval = wallet.approvals.add({ address: account.address, rootId, chainId, action, call: decision.call, maxFeeWei, nonce });
      wallet.changed();
      return { approvalId: approval.approvalId, expiresAtMs: approval.expiresAtMs };
    },
    signText({ accountId, text }) {
      const account = wallet.account(accountId);
      const { rootId } = openOf(account);
      const key = unlocked.keyOf(rootId, account.address);
      if (!key) throw new HearthError('wallet.locked', { account: account.address });
      // A text that hides part of itself cannot be shown whole; one that is 32 bytes of hex could be a digest of something else.
      if (/[^\P{C}\n]|\p{Bidi_Control}/u.test(text) || /^0x[0-9a-fA-F]+$/.test(text.trim())) throw refused('text', 'only plain readable text is signed');
      unlocked.touch();
      return { signature: signWith(key, hashMessage(text)).serialized };
    },
  };

  const server = serveBridge(walletBridge, handlers, onInternal);
  server.publish('wallet', wallet.describe());
  return server;
}

/** An account that can only be watched has no limits of its own. */
const noPolicy = (): never => {
  throw refused('watchOnly', refusals.watchOnly);
};
