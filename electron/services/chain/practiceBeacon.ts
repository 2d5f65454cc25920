import { beaconPublicKey, deriveBeaconKey, type BeaconSchedule } from '../../protocol/beacon.ts';
import { fromHex, utf8Bytes } from '../../protocol/bytes.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import type { Hex } from '../../shared/units.ts';
import type { CourtOptions } from './deployPlan.ts';

/**
 * The key of the practice network's randomness, derived from its operator's, so that a restart keeps it. **Whoever runs the practice
 * network knows every round beforehand**: it shows the protocol, not unpredictability.
 */
export const practiceBeaconKey = (p: Primitives, operatorKey: Hex): Uint8Array =>
  deriveBeaconKey(p.sha256(utf8Bytes('hearth/practice/beacon/1'), fromHex(operatorKey)));

/** When the practice network's rounds are due. */
export const practiceSchedule: BeaconSchedule = { genesisSeconds: 1_700_000_000, periodSeconds: 3 };

/** The courts of the practice network: seconds where a public network has hours. @source docs/protocol/court.md */
export const practiceCourt = (p: Primitives, operatorKey: Hex): CourtOptions => ({
  beaconKey: beaconPublicKey(practiceBeaconKey(p, operatorKey)),
  beaconGenesisSeconds: practiceSchedule.genesisSeconds,
  beaconPeriodSeconds: practiceSchedule.periodSeconds,
  beaconFallbackSeconds: 60,
  drawDelaySeconds: 3,
  epochSeconds: 30,
  fullAuditSeconds: 120,
  openSeconds: 600,
});
