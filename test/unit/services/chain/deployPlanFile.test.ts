import { describe, expect, it } from 'vitest';
import { parseDeployPlan } from '../../../../electron/services/chain/deployPlanFile.ts';
import { publicParameters } from '../../../../electron/services/chain/parameters.ts';

const day = 86_400;
const plan = {
  format: 'hearth-deploy-plan/1', name: 'winter', practice: false, windowSeconds: 600, payoutDelaySeconds: 600, kappa: 10, genesis: [{ holder: `0x${'aa'.repeat(20)}`, amountWei: '1000' }], issuanceCapWei: '10', guardian: null,
  court: { beaconKey: `0x${'bb'.repeat(96)}`, beaconGenesisSeconds: 1, beaconPeriodSeconds: 3, beaconFallbackSeconds: 600, drawDelaySeconds: 6, epochSeconds: 3600, fullAuditSeconds: 1000, openSeconds: 7 * day },
  governance: { votingDelaySeconds: 1, votingPeriodSeconds: 1, proposalThresholdWei: '1', quorumPercent: 4, timelockSeconds: 1 },
};
const parse = (change: object = {}) => parseDeployPlan(JSON.stringify({ ...plan, ...change }), ['https://rpc.example.org']);

describe('a plan of a deployment', () => {
  it('has the numbers of a public chain where it names none', () => {
    expect(parse({ parameters: { AuditFloorBps: '900' } })).toMatchObject({ ok: true, options: { name: 'winter', rpcUrls: ['https://rpc.example.org'], parameters: { ...publicParameters, AuditFloorBps: 900n }, court: { openSeconds: 7 * day } } });
  });
  it('is refused with the place of the fault', () => {
    for (const [change, place] of [[{ kappa: 0 }, 'kappa'], [{ more: 1 }, 'more'], [{ court: { ...plan.court, epochSeconds: 0 } }, 'court.epochSeconds'], [{ parameters: { Nothing: '1' } }, 'Nothing']] as const) expect(parse(change)).toMatchObject({ ok: false, reason: expect.stringContaining(place) as string });
    expect(parseDeployPlan('{', [])).toMatchObject({ ok: false });
  });
  it('lets no stake leave before what it stood for can be disputed', () => {
    const open = (openSeconds: number, UnbondingSeconds?: string) => parse({ court: { ...plan.court, openSeconds }, ...(UnbondingSeconds === undefined ? {} : { parameters: { UnbondingSeconds } }) });
    expect([open(14 * day).ok, open(14 * day + 1).ok, open(14 * day + 1, String(15 * day)).ok]).toEqual([true, false, true]);
    expect(open(14 * day + 1)).toMatchObject({ reason: expect.stringContaining('court.openSeconds') as string });
  });
});
