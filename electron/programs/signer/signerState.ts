import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addressShape, safeUintShape, sameAddress } from '../../shared/units.ts';
import { HearthError } from '../../shared/errors.ts';
import { otherNetworkRule } from '../../shared/signerBridge.ts';
import { writeDurably } from '../../services/wallet/vaultFile.ts';
import type { SigningNetwork } from './decideSigning.ts';

const pinShape = z.strictObject({ chainId: safeUintShape, contracts: z.record(z.string().max(40), addressShape) });
type Pin = z.infer<typeof pinShape>;

/** Chains whose money is test money: Hearth's own practice chain, and 0, where receipts are local and nothing can be sent. */
const practiceChainIds: readonly number[] = [0, 0x484541];

/** The network both ports sign for: one per run. Practice networks are the provider's to name, any other only the owner's. */
export type SignerState = {
  network(): SigningNetwork | null;
  /** @throws signer.refused */
  setNetwork(asked: SigningNetwork): void;
  /** Kept on disk; counts from the next start when another network is set already. */
  pin(chainId: number, contracts: Readonly<Record<string, string>>): void;
};

const refused = (reason: string, rule = 'network'): HearthError<'signer.refused'> => new HearthError('signer.refused', { rule, reason });

export function openSignerState(folder: string): SignerState {
  const path = join(folder, 'network.json');
  let network: SigningNetwork | null = null;
  const readPin = (): Pin | null => (existsSync(path) ? pinShape.parse(JSON.parse(readFileSync(path, 'utf8'))) : null);
  return {
    network: () => network,
    setNetwork(asked) {
      const { chainId } = asked.domain;
      if (asked.practice !== practiceChainIds.includes(chainId)) throw refused(asked.practice ? `chain ${chainId} is no practice network` : `chain ${chainId} is a practice network`);
      if (!asked.practice && !isPinned(readPin(), asked)) throw refused('the owner has not named this network');
      if (network && JSON.stringify(network) !== JSON.stringify(asked)) throw refused('another network is set for this run', otherNetworkRule);
      network = asked;
    },
    pin(chainId, contracts) {
      if (practiceChainIds.includes(chainId)) throw refused('a practice network needs no pin');
      writeDurably(path, JSON.stringify({ chainId, contracts }));
    },
  };
}

/** Every contract the provider names must be the owner's, and none may be missing. */
function isPinned(pin: Pin | null, { domain, contracts }: SigningNetwork): boolean {
  if (!pin || pin.chainId !== domain.chainId || Object.keys(pin.contracts).length !== Object.keys(contracts).length) return false;
  return Object.entries(contracts).every(([name, address]) => sameAddress(pin.contracts[name] ?? '', address));
}
