import { z } from 'zod';
import type { Chain } from '../../services/chain/chain.ts';
import { refusalToError } from '../../services/chain/chain.ts';
import { createTransactionQueue } from '../../services/chain/transactions.ts';
import type { HearthDatabase } from '../../services/storage/database.ts';
import { openFact } from '../../services/storage/records.ts';
import { readToken } from '../../services/wallet/tokens.ts';
import { createWalletChain, walletRecordShape } from '../../services/wallet/walletChain.ts';
import type { BridgeClient, Handlers } from '../../shared/bridgeKit.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import { HearthError } from '../../shared/errors.ts';
import type { SignerBridge } from '../../shared/signerBridge.ts';
import type { walletChainCommands } from '../../shared/walletBridge.ts';

export type WalletHandlers = Pick<Handlers<PageBridge>, keyof typeof walletChainCommands>;

type Dependencies = {
  readonly database: HearthDatabase;
  readonly signer: () => BridgeClient<SignerBridge>;
  readonly nowMs: () => number;
  readonly onProblem: (error: unknown, where: string) => void;
};

/** Handlers that find the wallet's side once it is there. Without a chain every question of it has one answer. */
export function relayWallet(current: () => WalletHandlers | undefined): WalletHandlers {
  const now = (): WalletHandlers => {
    const side = current();
    if (!side) throw new HearthError('wallet.noChain', {});
    return side;
  };
  return {
    readBalances: (input, context) => now().readBalances(input, context),
    planAction: (input, context) => now().planAction(input, context),
    readTokens: (input, context) => now().readTokens(input, context),
    sendApproved: (input, context) => now().sendApproved(input, context),
    replaceTransaction: (input, context) => now().replaceTransaction(input, context),
    readTransactions: (input, context) => now().readTransactions(input, context),
  };
}

/** What the chain knows of the owner's accounts. The provider learns addresses, never a secret. */
export function createWalletSide(chain: Chain, dependencies: Dependencies, signal: AbortSignal): WalletHandlers {
  const fact = openFact(dependencies.database, `wallet:${chain.deployment.chainId}:${chain.deployment.contracts.HearthToken.address}`, z.array(walletRecordShape));
  let records = fact.read() ?? [];
  const wallet = createWalletChain({
    chain, createQueue: createTransactionQueue, toError: refusalToError, signer: dependencies.signer, nowMs: dependencies.nowMs, onProblem: dependencies.onProblem,
    records: {
      read: () => records,
      write(next) {
        fact.write(z.encode(z.array(walletRecordShape), [...next]));
        records = [...next];
      },
    },
  }, signal);
  return {
    async readBalances({ addresses }, { signal: stop }) {
      const [freshness, balances] = await Promise.all([chain.readFreshness(stop), Promise.all(addresses.map((address) => chain.readBalance(address, stop)))]);
      return {
        chainId: chain.deployment.chainId, blockNumber: freshness.blockNumber, ageSeconds: freshness.ageSeconds,
        balances: balances.map(({ coinWei, gasWei }, index) => ({ address: addresses[index]!, coinsWei: coinWei, gasWei })),
      };
    },
    planAction: ({ account, action }, { signal: stop }) => wallet.plan(account, action, stop),
    readTokens: async ({ tokens, accounts }, { signal: stop }) => ({ chainId: chain.deployment.chainId, tokens: await Promise.all(tokens.map((token) => readToken(chain, token, accounts, stop))) }),
    sendApproved: ({ account, action, approvalId }) => ({ transactionId: wallet.send(account, action, approvalId) }),
    async replaceTransaction({ transactionId, approvalId, how }, { signal: stop }) {
      await wallet.replace(transactionId, approvalId, how, stop);
      return {};
    },
    readTransactions: async ({ account, limit, tokens }, { signal: stop }) => ({ transactions: [...wallet.transactions(account)].slice(0, limit), ...(await wallet.readTransfers(account, limit, tokens, stop)) }),
  };
}
