import { join } from 'node:path';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { connectControl, startControlServer } from '../../services/control/controlServer.ts';
import { finishReset } from '../../services/reset/carryOutReset.ts';
import { splitPort } from '../../services/ports/channelPorts.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import { HearthError, isErrorCode, isHearthError, type Failure, errorFromFailure } from '../../shared/errors.ts';
import { walletBridge, type WalletAccount, type WalletBridge, type WalletState } from '../../shared/walletBridge.ts';
import { modelFolderList } from '../host/resetFolder.ts';
import { usage } from './output.ts';

export type WalletClient = BridgeClient<WalletBridge>;

/**
 * Speaks with the signer: of the running Hearth over its wallet socket, or one started for this command alone. In that case the data
 * folder is held meanwhile, so that no Hearth starts beside it.
 *
 * @throws host.alreadyRunning · signer.unavailable · whatever kept the signer from starting
 */
export async function withWallet<T>(dataFolder: string, use: (wallet: WalletClient, isRunning: boolean) => Promise<T>): Promise<T> {
  let running: WalletClient | null = null;
  try {
    running = connectBridge(walletBridge, await connectControl(dataFolder, 'signer'));
  } catch (error) {
    if (!isHearthError(error, 'host.notRunning')) throw error;
  }
  if (!running) return withOwnSigner(dataFolder, (wallet) => use(wallet, false));
  try {
    return await use(running, true);
  } finally {
    running.close();
  }
}

async function withOwnSigner<T>(dataFolder: string, use: (wallet: WalletClient) => Promise<T>): Promise<T> {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const hold = await startControlServer(dataFolder, (port) => port.close());
  try {
    finishReset(dataFolder, modelFolderList);
  } catch (error) {
    await hold.close();
    throw error;
  }
  let said: Failure | null = null;
  const signer = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', (line) => (said = parseFailure(line) ?? said))('signer', ['--data', dataFolder], {});
  const wallet = connectBridge(walletBridge, splitPort(signer.port).open('wallet-1'));
  try {
    return await Promise.race([use(wallet), signer.gone.then((): never => {
      throw said ? errorFromFailure(said) : new HearthError('signer.unavailable', {});
    })]);
  } finally {
    signer.terminate();
    await signer.gone;
    await hold.close();
  }
}

function parseFailure(line: string): Failure | null {
  const found = /^signer: (\{"code":.*\})$/.exec(line);
  if (!found) return null;
  try {
    const value = JSON.parse(found[1]!) as { code: unknown; about: Record<string, unknown> };
    return isErrorCode(value.code) ? { code: value.code, about: value.about } : null;
  } catch {
    return null;
  }
}

/**
 * The account a person means: its name, its address or the start of its id. Left out: the only one that can sign.
 * @throws usage.invalid · wallet.notFound
 */
export function findAccount(state: WalletState, asked: string | undefined): WalletAccount {
  if (asked === undefined) {
    const own = state.accounts.filter(({ rootId }) => rootId !== null);
    if (own.length === 1) return own[0]!;
    if (own.length === 0) throw new HearthError('wallet.notFound', { what: 'account that can sign' });
    throw usage(`say which account: ${own.map(({ name }) => name).join(', ')}`);
  }
  const found = state.accounts.filter((account) => account.name === asked || account.address.toLowerCase() === asked.toLowerCase() || (asked.length >= 4 && account.accountId.startsWith(asked)));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw usage(`more than one account fits ${asked}`);
  throw new HearthError('wallet.notFound', { what: `account ${asked}` });
}
