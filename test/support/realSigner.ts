import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitPort, type ChannelPorts } from '../../electron/services/ports/channelPorts.ts';
import { connectBridge, type BridgeClient } from '../../electron/shared/bridgeKit.ts';
import { signerBridge, type SignerBridge } from '../../electron/shared/signerBridge.ts';
import { walletBridge, type WalletBridge } from '../../electron/shared/walletBridge.ts';
import { forkBuilt } from './programs.ts';

/** The real signer as a process of its own, with the ports a broker would give to a provider and to an owner. */
export type RealSigner = {
  readonly folder: string;
  readonly pid: number;
  readonly lines: readonly string[];
  readonly channels: ChannelPorts;
  readonly provider: BridgeClient<SignerBridge>;
  readonly owner: BridgeClient<WalletBridge>;
  readonly gone: Promise<string>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export function startRealSigner(options: { readonly folder?: string; readonly args?: readonly string[] } = {}): RealSigner {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'hearth-signer-'));
  const lines: string[] = [];
  const child = forkBuilt((line) => void lines.push(line))('signer', ['--data', folder, ...(options.args ?? [])], {});
  const channels = splitPort(child.port);
  const kill = async (): Promise<void> => {
    child.kill();
    await child.gone;
  };
  return {
    folder, pid: child.pid!, lines, channels, gone: child.gone, kill,
    provider: connectBridge(signerBridge, channels.open('signer-1')), owner: connectBridge(walletBridge, channels.open('wallet-2')),
    async stop() {
      await kill();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
