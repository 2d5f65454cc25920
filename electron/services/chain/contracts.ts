import { Interface, type InterfaceAbi } from 'ethers/abi';
import auditCourt from './abi/AuditCourt.json' with { type: 'json' };
import beacon from './abi/Beacon.json' with { type: 'json' };
import disputeGame from './abi/DisputeGame.json' with { type: 'json' };
import hearthGovernor from './abi/HearthGovernor.json' with { type: 'json' };
import hearthParameters from './abi/HearthParameters.json' with { type: 'json' };
import hearthTimelock from './abi/HearthTimelock.json' with { type: 'json' };
import hearthToken from './abi/HearthToken.json' with { type: 'json' };
import jobEscrow from './abi/JobEscrow.json' with { type: 'json' };
import leafJudge from './abi/LeafJudge.json' with { type: 'json' };
import modelRegistry from './abi/ModelRegistry.json' with { type: 'json' };
import receiptProofs from './abi/ReceiptProofs.json' with { type: 'json' };
import stakeManager from './abi/StakeManager.json' with { type: 'json' };
import { lazyRecord } from '../../shared/lazyRecord.ts';
import type { Hex } from '../../shared/units.ts';

/** What the compiler wrote about one contract (native/contracts/generate.ts). */
export type ContractArtifact = {
  readonly contractName: string;
  readonly abi: InterfaceAbi;
  /** Creation code, without constructor arguments. */
  readonly bytecode: Hex;
  /** Runtime code with zeros where immutables go. */
  readonly deployedBytecode: Hex;
  /** Where immutables go, in bytes from the start of the runtime code. */
  readonly immutableReferences: readonly { readonly start: number; readonly length: number }[];
};

/** In the order of deployment; each address is known before the first is made (deployPlan.ts). */
export const artifacts = {
  HearthTimelock: hearthTimelock as unknown as ContractArtifact,
  HearthParameters: hearthParameters as unknown as ContractArtifact,
  HearthToken: hearthToken as unknown as ContractArtifact,
  StakeManager: stakeManager as unknown as ContractArtifact,
  ModelRegistry: modelRegistry as unknown as ContractArtifact,
  JobEscrow: jobEscrow as unknown as ContractArtifact,
  HearthGovernor: hearthGovernor as unknown as ContractArtifact,
  Beacon: beacon as unknown as ContractArtifact,
  LeafJudge: leafJudge as unknown as ContractArtifact,
  AuditCourt: auditCourt as unknown as ContractArtifact,
  DisputeGame: disputeGame as unknown as ContractArtifact,
  ReceiptProofs: receiptProofs as unknown as ContractArtifact,
} as const;
export type ContractName = keyof typeof artifacts;
export const contractNames = Object.keys(artifacts) as readonly ContractName[];

/** Made when first asked for: reading all twelve takes a tenth of what a program's start does, and most use a few. */
export const interfaces = lazyRecord(contractNames, (name) => new Interface(artifacts[name].abi));

/**
 * The contract's own words for a revert, as `InFlightAboveLimit(provider=0x…, inFlightWei=12, limitWei=10)`.
 *
 * @param data  the revert data; anything else is given back as a hint, never invented
 */
export function formatRevert(data: string | null | undefined): string {
  if (!data || data === '0x') return 'no reason given';
  for (const known of Object.values(interfaces)) {
    const parsed = parseErrorWith(known, data);
    if (parsed) return `${parsed.name}(${parsed.fragment.inputs.map((input, i) => `${input.name}=${String(parsed.args[i])}`).join(', ')})`;
  }
  return `unknown error ${data.slice(0, 10)}`;
}

function parseErrorWith(known: Interface, data: string) {
  try {
    return known.parseError(data);
  } catch {
    return null;
  }
}
