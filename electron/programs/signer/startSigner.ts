import { join } from 'node:path';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { splitPort } from '../../services/ports/channelPorts.ts';
import { openSpendingLedger } from '../../services/wallet/spending.ts';
import { openVaultFile } from '../../services/wallet/vaultFile.ts';
import { serveBridge, type Port } from '../../shared/bridgeKit.ts';
import { keeperBridge, type FileReason, type KeyProtection, type LockHearing } from '../../shared/walletBridge.ts';
import { readOrCreateKeys } from './keyFile.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { serveSigner } from './serveSigner.ts';
import { serveWallet } from './serveWallet.ts';
import { openSignerState } from './signerState.ts';
import { createUnlockedKeys } from './unlockedKeys.ts';
import { backupDueAtMs } from '../../services/wallet/backupDue.ts';
import { openVoteLedger } from './voteLedger.ts';
import { createWallet } from './wallet.ts';

export type SignerOptions = {
  readonly dataFolder: string;
  readonly protection: KeyProtection;
  readonly fileReason: FileReason;
  readonly crashAfterAppend: boolean;
  readonly onInternal: (error: unknown, where: string) => string;
  readonly onFatal: (error: unknown) => void;
};

type Serving = { readonly provider: (port: Port) => void; readonly wallet: (port: Port) => void; readonly lock: () => void; readonly changed: () => void };

/**
 * Serves three kinds of ports, told apart by the names the broker gives their channels: `signer-` is the provider's, `wallet-` a page or a command line,
 * `keeper-` whoever started us. A channel cannot change its kind, and no message names another channel.
 *
 * @throws storage.unreadable · signer.ledgerCorrupt
 */
export function startSigner(parent: Port, options: SignerOptions): void {
  let serving: Serving | null = null;
  let hearing: LockHearing | null = null;
  const early: (readonly [string, Port])[] = [];
  const route = (channel: string, end: Port): void => {
    if (channel.startsWith('keeper-')) keeper.attach(end);
    else if (!serving) early.push([channel, end]);
    else if (channel.startsWith('wallet-')) serving.wallet(end);
    else serving.provider(end);
  };
  const start = (wrappingKey: Buffer | null): void => {
    serving = openServing(options, wrappingKey, () => hearing);
    for (const [channel, end] of early.splice(0)) route(channel, end);
  };
  const keeper = serveBridge(keeperBridge, {
    giveWrappingKey({ key }) {
      if (serving) return {};
      const bytes = Buffer.from(key.slice(2), 'hex');
      try {
        start(bytes);
      } catch (error) {
        options.onFatal(error);
        throw error;
      } finally {
        bytes.fill(0);
      }
      return {};
    },
    hearingNow(told) {
      hearing = told.hearing;
      serving?.changed();
      return {};
    },
    lockNow() {
      serving?.lock();
      return {};
    },
  }, options.onInternal);
  if (options.protection === 'file') start(null);
  splitPort(parent, route, (channel) => /^(?:signer|wallet|keeper)-\d+$/.test(channel));
}

function openServing(options: SignerOptions, wrappingKey: Buffer | null, lockHearing: () => LockHearing | null): Serving {
  const nodeFolder = join(options.dataFolder, 'node');
  const walletFolder = join(options.dataFolder, 'wallet');
  const nowMs = Date.now;
  const keys = readOrCreateKeys(nodeFolder, wrappingKey);
  const opened = openLedger(join(nodeFolder, 'ledger.jsonl'));
  const ledger: Ledger = {
    ...opened,
    append(entry) {
      opened.append(entry);
      if (options.crashAfterAppend) process.kill(process.pid, 'SIGKILL');
    },
  };
  const state = openSignerState(nodeFolder);
  let lockedByItselfAtMs: number | null = null;
  const changed = (): void => {
    const described = wallet.describe();
    server?.publish('wallet', described);
    signer?.publish('walletNews', { lockedByItselfAtMs, backupDueAtMs: backupDueAtMs(described.roots) });
  };
  const unlocked = createUnlockedKeys(nowMs, (isByItself) => {
    if (isByItself) lockedByItselfAtMs = nowMs();
    changed();
  });
  const wallet = createWallet({ keys, file: openVaultFile(walletFolder, nodeFolder), unlocked, spending: openSpendingLedger(join(walletFolder, 'spending.jsonl')), state, nowMs, fileReason: options.fileReason, lockHearing }, changed);
  let server: ReturnType<typeof serveWallet> | null = null;
  let signer: ReturnType<typeof serveSigner> | null = null;
  server = serveWallet(wallet, options.onInternal);
  signer = serveSigner({ keys, ledger, votes: openVoteLedger(join(nodeFolder, 'votes.jsonl')), primitives: nodePrimitives, nowMs, state, wallet, nodeSpending: openSpendingLedger(join(nodeFolder, 'spending.jsonl')) }, options.onInternal);
  changed();
  return { provider: (port) => signer.attach(port), wallet: (port) => server.attach(port), lock: () => unlocked.lock(), changed };
}
