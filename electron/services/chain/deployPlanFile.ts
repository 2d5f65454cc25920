import { z } from 'zod';
import { fromHex } from '../../protocol/bytes.ts';
import { addressShape, safeUintShape, uint16Shape, weiShape } from '../../shared/units.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { DeployOptions } from './deployPlan.ts';
import { firstSplit, publicParameters, type ParameterValues } from './parameters.ts';
import { parameterNames } from '../../shared/governance.ts';

/** A plan of a deployment as a person writes it: `hearth-deploy-plan/1`. Amounts are decimal strings of wei. */
const planShape = z.strictObject({
  format: z.literal('hearth-deploy-plan/1'),
  name: z.string().min(1),
  practice: z.boolean(),
  windowSeconds: safeUintShape.min(1),
  payoutDelaySeconds: safeUintShape,
  kappa: safeUintShape.min(1),
  genesis: z.array(z.strictObject({ holder: addressShape, amountWei: weiShape })).min(1),
  issuanceCapWei: weiShape,
  /** Those that differ from the ones for a public chain. */
  parameters: z.partialRecord(z.enum(parameterNames), weiShape).default({}),
  split: z
    .strictObject({ verifiersBps: uint16Shape, appBps: uint16Shape, treasuryBps: uint16Shape, maxRoyaltyBps: uint16Shape, issuanceBps: uint16Shape })
    .default(firstSplit),
  guardian: addressShape.nullable(),
  court: z.strictObject({
    /** Compressed point of G2. */
    beaconKey: z.string().regex(/^0x[0-9a-f]{192}$/),
    beaconGenesisSeconds: safeUintShape,
    beaconPeriodSeconds: safeUintShape.min(1),
    beaconFallbackSeconds: safeUintShape.min(1),
    drawDelaySeconds: safeUintShape,
    epochSeconds: safeUintShape.min(1),
    fullAuditSeconds: safeUintShape,
    openSeconds: safeUintShape.min(1),
  }),
  governance: z.strictObject({
    votingDelaySeconds: safeUintShape,
    votingPeriodSeconds: safeUintShape.min(1),
    proposalThresholdWei: weiShape,
    quorumPercent: safeUintShape.max(100),
    timelockSeconds: safeUintShape,
  }),
});

/** Reads untrusted JSON text as a plan; a refusal says what is wrong and where. */
export function parseDeployPlan(
  text: string,
  rpcUrls: readonly string[],
): { readonly ok: true; readonly options: DeployOptions } | { readonly ok: false; readonly reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: refusals.plainNotJson };
  }
  const parsed = planShape.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { ok: false, reason: `${issue.path.join('.') || 'document'}: ${issue.message}` };
  }
  const { format: _format, court, parameters: given, ...rest } = parsed.data;
  const parameters = { ...publicParameters, ...(given as Partial<ParameterValues>) };
  // No contract can hold this against later votes: openSeconds is fixed, and stake that left answers for nothing.
  if (BigInt(court.openSeconds) > parameters.UnbondingSeconds) return { ok: false, reason: `court.openSeconds: ${court.openSeconds} s are longer than UnbondingSeconds, ${parameters.UnbondingSeconds} s: stake could leave before a receipt can be disputed` };
  return {
    ok: true,
    options: {
      ...rest,
      rpcUrls,
      courts: [],
      parameters,
      court: { ...court, beaconKey: fromHex(court.beaconKey) },
    },
  };
}
