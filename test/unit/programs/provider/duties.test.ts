import { describe, expect, it } from 'vitest';
import { createDuties, targetsOf } from '../../../../electron/programs/provider/duties.ts';
import { applySignals, noRuleState } from '../../../../electron/services/rules/applySignals.ts';
import type { WorkerClient } from '../../../../electron/services/jobs/workers.ts';
import type { Decision, GiveBack, Rule } from '../../../../electron/shared/rules.ts';
import { told, unread, type Signals } from '../../../../electron/shared/signals.ts';
import { calm, calmDevice, ruleCases } from '../../services/rules/samples.ts';

const at = (rule: Rule, giveBack: GiveBack): Rule => ({ ...rule, giveBack });
const decide = (rules: readonly Rule[], signals: Signals): readonly Decision[] => applySignals(noRuleState, rules, signals, ['gpu']).decisions;
const game: Signals = { ...calm, ...ruleCases.fullScreen.holds };

describe('throttling', () => {
  it('slows work for whatever rule asks for it, not only for watts and degrees', () => {
    const rules = [at(ruleCases.fullScreen.rule, 'throttle')];
    const [decision] = decide(rules, game);
    expect(decision).toMatchObject({ giveBack: 'throttle', winner: { rule: 'fullScreen' } });
    expect(targetsOf(rules, 'gpu', calmDevice, decision!)).toEqual([{ kind: 'share', most: 0.3 }]);
    expect(targetsOf(rules, 'gpu', calmDevice, decide(rules, calm)[0]!)).toEqual([]);
  });
  it('holds the watts beside it, and the stricter of the two counts', () => {
    const rules = [ruleCases.power.rule, at(ruleCases.fullScreen.rule, 'throttle')];
    const device = { ...calmDevice, powerWatts: told(130) };
    expect(targetsOf(rules, 'gpu', device, decide(rules, { ...game, devices: { gpu: device } })[0]!)).toEqual([{ kind: 'power', value: 130, most: 120 }, { kind: 'share', most: 0.3 }]);
  });
  it('slows where a system says only in words that it is hot, and leaves degrees to their own target', () => {
    const rules = [at(ruleCases.temperature.rule, 'throttle')];
    const blind = { ...calmDevice, temperatureCelsius: unread('processor.heatOnly') };
    const targets = (heat: 'serious' | 'nominal') => targetsOf(rules, 'gpu', blind, decide(rules, { ...calm, heat: told(heat), devices: { gpu: blind } })[0]!);
    expect(targets('serious')).toEqual([{ kind: 'share', most: 0.3 }]);
    expect(targets('nominal')).toEqual([]);
    const hot = { ...calmDevice, temperatureCelsius: told(79) };
    expect(targetsOf(rules, 'gpu', hot, decide(rules, { ...calm, devices: { gpu: hot } })[0]!)).toEqual([{ kind: 'temperature', value: 79, most: 75 }]);
  });
  it('is no slowing where the rule takes everything', () => {
    const rules = [ruleCases.fullScreen.rule];
    expect(targetsOf(rules, 'gpu', calmDevice, decide(rules, game)[0]!)).toEqual([]);
  });
  it('is told to the worker once, to one that was just started again, and taken back when the rule ends', () => {
    const shares: number[] = [];
    const workerOf = (): WorkerClient => ({ ask: (_: string, { share }: { share: number }) => (shares.push(share), Promise.resolve({})) }) as unknown as WorkerClient;
    let worker = workerOf();
    const duties = createDuties(() => worker, () => {});
    const rules = [at(ruleCases.fullScreen.rule, 'throttle')];
    for (const atMs of [0, 1000, 2000]) duties.follow({ ...game, atMs }, rules, decide(rules, game));
    expect(shares).toEqual([0.3]);
    worker = workerOf();
    duties.follow({ ...game, atMs: 3000 }, rules, decide(rules, game));
    expect(shares).toEqual([0.3, 0.3]);
    duties.follow({ ...calm, atMs: 4000 }, rules, decide(rules, calm));
    expect(shares).toEqual([0.3, 0.3, 1]);
  });
});
