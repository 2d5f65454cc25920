import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { mostTokens, type WalletBridge, type WalletToken } from '../../shared/walletBridge.ts';
import { judgeSymbol } from '../../services/wallet/tokens.ts';
import * as vaults from '../../services/wallet/vault.ts';
import { addressOrThrow, refuseOverLost } from './walletChecks.ts';
import type { Wallet } from './wallet.ts';

/** Tokens of other contracts that the owner wants to see and send. What they are called came over the provider from a stranger's contract, so it is judged here again. */
export function createWalletTokens(wallet: Wallet): Pick<Handlers<WalletBridge>, 'addToken' | 'forgetToken'> {
  return {
    addToken({ chainId, address, symbol, decimals }) {
      refuseOverLost(wallet, false);
      const vault = wallet.vault();
      if (vault.accounts.length === 0) throw new HearthError('wallet.notFound', { what: refusals.makeWallet });
      const parsed = addressOrThrow(address);
      if (vaults.hasToken(vault, chainId, parsed.address)) throw new HearthError('wallet.exists', { what: parsed.address });
      if (vault.tokens.length >= mostTokens) throw new HearthError('wallet.exists', { what: refusals.mostTokens(mostTokens) });
      const network = wallet.state.network();
      if (network?.domain.chainId === chainId && Object.values(network.contracts).some((own) => own.toLowerCase() === parsed.address.toLowerCase())) throw new HearthError('signer.refused', { rule: 'token', reason: refusals.ownContract });
      const token: vaults.Token = { chainId, address: parsed.address, symbol: judgeSymbol(symbol).symbol, decimals };
      wallet.save(vaults.addToken(vault, token));
      return describeTokens(wallet.vault()).find((one) => one.chainId === chainId && one.address === parsed.address)!;
    },
    forgetToken({ chainId, address }) {
      if (!vaults.hasToken(wallet.vault(), chainId, address)) throw new HearthError('wallet.notFound', { what: refusals.tokenOf(address) });
      wallet.save(vaults.forgetToken(wallet.vault(), chainId, address));
      return {};
    },
  };
}

/** Tokens as they are shown: the file carries no seal over them, so their words are judged each time, against those that were here before. */
export const describeTokens = (vault: vaults.Vault): WalletToken[] =>
  vault.tokens.map((token, index) => {
    const earlier = vault.tokens.slice(0, index).filter(({ chainId }) => chainId === token.chainId);
    const { symbol, warnings } = judgeSymbol(token.symbol, earlier.map((other) => other.symbol));
    return { ...token, symbol, warnings: [...warnings] };
  });
