import type { Runner } from '../../services/jobs/runner.ts';
import type { Downloads } from '../../services/models/download/downloads.ts';
import type { BenchmarkSide } from './benchmarkSide.ts';
import type { ChainSide } from './chainSide.ts';
import type { DeviceSide, Launch } from './deviceSide.ts';
import type { DisputeSide } from './disputeSide.ts';
import type { GuestSide } from './guestSide.ts';
import type { HandOverSide } from './handOverSide.ts';
import type { ModelSide } from './modelSide.ts';
import type { NetworkSide } from './networkSide.ts';
import type { PageSide } from './pageSide.ts';
import type { PracticeSide } from './practiceSide.ts';
import type { ShareSide } from './shareSide.ts';
import type { SignerSide } from './signerSide.ts';
import type { VerifierSide } from './verifierSide.ts';
import type { WalletHandlers } from './walletSide.ts';

/** What has been started so far: the page is there first, and shows the rest as it comes. */
export type ProviderParts = {
  benchmarks?: BenchmarkSide; guest?: GuestSide; page?: PageSide; signer?: SignerSide; devices?: DeviceSide; models?: ModelSide; downloads?: Downloads; practice?: PracticeSide; chain?: ChainSide;
  network?: NetworkSide; sharing?: ShareSide; disputes?: DisputeSide; handOver?: HandOverSide; verifier?: VerifierSide; runner?: Runner; wallet?: WalletHandlers; launch?: Launch; node?: string;
};
