import { expect, it } from 'vitest';
import { compareAudits, comparePrograms, isStakeFull } from '../../../../electron/services/notices/compareFacts.ts';
import { noAudits, type Audits, type OwnAudit, type SeatedAudit } from '../../../../electron/shared/audits.ts';
import type { About } from '../../../../electron/shared/shapes.ts';

const hash = (digit: string): string => `0x${digit.repeat(64)}`;
const seated = (state: SeatedAudit['state']): SeatedAudit => ({ subject: hash('1'), receiptHash: hash('1'), node: `0x${'2'.repeat(40)}`, modelId: hash('3'), modelName: null, seenAtMs: 1, untilMs: 2, committee: 3, state, verdict: null, reason: 'the machine was not free in time', attempts: 0, epoch: null, pay: 'none', case: null });
const own = (state: OwnAudit['state']): OwnAudit => ({ receiptHash: hash('4'), jobId: hash('5'), anchoredAtMs: 1, state, committee: [], untilMs: 2, case: null });
const epoch = (state: Audits['epochs'][number]['state']): Audits['epochs'][number] => ({ epoch: 9, votes: 3, state, payWei: 7n, shownReceipt: null, reason: null });
const audits = (change: Partial<Audits>): Audits => ({ ...noAudits, ...change });

it('tells what became of audits, and nothing of what was so before', () => {
  const before = audits({ seated: [seated('seated')], own: [own('drawn')], epochs: [epoch('committed')] });
  const now = audits({ seated: [seated('missed')], own: [own('contested')], epochs: [epoch('paid')] });
  expect(compareAudits(before, now)).toEqual([
    { kind: 'auditMissed', about: { receiptHash: hash('1'), reason: 'the machine was not free in time' } }, { kind: 'auditPaid', about: { payWei: '7', votes: 3 } }, { kind: 'caseOpened', about: { receiptHash: hash('4'), jobId: hash('5') } },
  ]);
  expect(compareAudits(now, now)).toEqual([]);
  expect(compareAudits(noAudits, now)).toEqual([]);
  expect(compareAudits(now, audits({ own: [own('accepted')] }))).toEqual([{ kind: 'caseEnded', about: { receiptHash: hash('4'), jobId: hash('5'), outcome: 'accepted' } }]);
  expect(compareAudits(now, audits({ own: [own('rejected')] }))).toEqual([]);
});

it('tells that the practice network was started again, not that it was started', () => {
  const programs = (restarts: number): About['programs'] => [{ name: 'devnet', id: 'devnet', pid: 1, state: 'running', restarts, memoryBytes: null }];
  expect([comparePrograms([], programs(1)), comparePrograms(programs(0), programs(0)), comparePrograms(programs(0), programs(1))]).toEqual([[], [], [{ kind: 'practiceRestarted', about: {} }]]);
});

it('calls the stake used up from nine tenths on', () => expect([[0n, 0n], [89n, 100n], [90n, 100n], [100n, 100n]].map(([inFlightWei, inFlightLimitWei]) => isStakeFull({ inFlightWei: inFlightWei!, inFlightLimitWei: inFlightLimitWei! }))).toEqual([false, false, true, true]));
