import { applyPause, applyResume, applySignals, stopsWork } from '../../services/rules/applySignals.ts';
import { presets } from '../../services/rules/presets.ts';
import { buildPromise } from '../../services/rules/promise.ts';
import type { Signals } from '../../shared/signals.ts';
import { simulateRules } from '../../services/rules/simulate.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Decision, Finding, GiveBack, Guest, Preset, Rule, Simulation } from '../../shared/rules.ts';

export type GuestDependencies = {
  readonly settings: SettingsFile;
  readonly nowMs: () => number;
  /** Everything the rules look at, now. */
  readonly readSignals: (deviceIds: readonly string[]) => Signals;
  /** Usable devices, switched on or not. */
  readonly deviceIds: () => readonly string[];
  readonly isEnabled: (deviceId: string) => boolean;
  /** Carries a decision out; fulfils when its memory is free where it is to be freed. `elsewhere`: another device may run its job. */
  readonly giveBack: (deviceId: string, finding: Finding, level: GiveBack, elsewhere: boolean) => Promise<{ readonly freed: boolean }>;
  readonly onDecided: (decisions: readonly Decision[], signals: Signals) => void;
  readonly onChanged: () => void;
  readonly onStopped: (finding: Finding) => void;
  readonly onEnded: (finding: Finding) => void;
  readonly record: (signals: Signals, isChange: boolean) => void;
  readonly readRecorded: () => readonly Signals[];
  readonly readGiveBackMs: () => readonly number[];
  readonly recordGiveBack: (deviceId: string, rule: string, tookMs: number) => void;
  readonly onProblem: (error: unknown, where: string) => void;
};

export type GuestSide = {
  /** Looks at the signals and carries out what the rules decide. Called every second, and whenever the owner says something. */
  tick(): void;
  /** @throws usage.invalid  no such device */
  pause(minutes: number | null, deviceId?: string, giveBack?: 'finish' | 'kill'): void;
  resume(deviceId?: string): void;
  setPreset(preset: Preset): void;
  setRules(rules: readonly Rule[]): void;
  simulate(rules: readonly Rule[]): Simulation;
  /** Whether a device may take jobs. */
  mayWork(deviceId: string): boolean;
  /** The finding that keeps every enabled device from work; null: one may work. */
  stoppedBy(): Finding | null;
  decisions(): readonly Decision[];
  rules(): readonly Rule[];
  describe(): Guest;
};

/** Stands for the machine while no device is known yet, so that pauses and the disk count from the first moment. */
const machineId = 'machine';

/** The provider's good manners: one loop from signals to decisions to memory given back. Keeps what the rules remember in the settings. */
export function createGuestSide(dependencies: GuestDependencies): GuestSide {
  const { settings, nowMs } = dependencies;
  let state = settings.read().ruleState;
  let decisions: readonly Decision[] = [];
  let kept = JSON.stringify(state);
  const levels = new Map<string, GiveBack | null>();

  const rules = (): readonly Rule[] => settings.read().rules ?? presets[settings.read().preset ?? 'balanced'];
  const idsNow = (): readonly string[] => {
    const ids = dependencies.deviceIds();
    return ids.length > 0 ? ids : [machineId];
  };

  /** Values move every second; only what begins, ends or waits is worth a write. */
  function keepState(): void {
    const text = JSON.stringify({ ...state, latches: Object.entries(state.latches).map(([key, { sinceMs, calmSinceMs }]) => [key, sinceMs, calmSinceMs]) });
    if (text === kept) return;
    try {
      settings.write({ ruleState: state });
      kept = text;
    } catch (error) {
      dependencies.onProblem(error, 'keeping the rules');
    }
  }

  function tick(): void {
    const deviceIds = idsNow();
    const signals = dependencies.readSignals(deviceIds);
    const before = decisions;
    const applied = applySignals(state, rules(), signals, deviceIds);
    ({ state, decisions } = applied);
    keepState();
    const isChange = decisions.some((decision) => wordOf(decision) !== wordOf(before.find(({ deviceId }) => deviceId === decision.deviceId)));
    try {
      dependencies.record(signals, isChange);
    } catch (error) {
      // A disk without room loses samples; that is told elsewhere.
      if (!signals.isDiskFull) dependencies.onProblem(error, 'recording signals');
    }
    for (const decision of decisions) carryOut(decision, before.find(({ deviceId }) => deviceId === decision.deviceId) ?? null, signals.atMs);
    dependencies.onDecided(decisions, signals);
    if (isChange) dependencies.onChanged();
  }

  /** What the owner would notice of a decision. */
  const wordOf = (decision: Decision | undefined): string => (decision ? `${decision.giveBack} ${decision.winner?.rule} ${decision.winner?.endsAtMs} ${decision.winner?.isCalming}` : '');

  function carryOut(decision: Decision, before: Decision | null, triggeredAtMs: number): void {
    const { deviceId, giveBack, winner } = decision;
    const last = levels.get(deviceId) ?? null;
    levels.set(deviceId, giveBack);
    tellOwner(decision, before);
    if (!winner || !stopsWork(giveBack) || giveBack === last) return;
    const elsewhere = decisions.some((other) => other.deviceId !== deviceId && dependencies.isEnabled(other.deviceId) && !stopsWork(other.giveBack));
    dependencies.giveBack(deviceId, winner, giveBack!, elsewhere).then(({ freed }) => {
      if (freed && giveBack === 'kill') dependencies.recordGiveBack(deviceId, winner.rule, nowMs() - triggeredAtMs);
      dependencies.onChanged();
    }, (error: unknown) => dependencies.onProblem(error, `giving back ${deviceId}`));
  }

  /** Stops and ends are told once, not for every rule that joins. The owner knows of the own pause. */
  function tellOwner({ winner, giveBack }: Decision, before: Decision | null): void {
    const was = before?.winner && stopsWork(before.giveBack) ? before.winner : null;
    const is = winner && stopsWork(giveBack) ? winner : null;
    if (is && !was && is.rule !== 'pause') dependencies.onStopped(is);
    // A pause that its owner ended is known to them; one that ran out is not.
    if (was && !is && (was.rule !== 'pause' || (was.endsAtMs !== null && was.endsAtMs <= nowMs()))) dependencies.onEnded(was);
  }

  function known(deviceId: string | undefined): string | null {
    if (deviceId === undefined) return null;
    const known = dependencies.deviceIds();
    if (!known.includes(deviceId)) throw new HearthError('usage.invalid', { reason: `no device ${deviceId}; those that can compute: ${known.join(', ') || 'none'}` });
    return deviceId;
  }
  function keepRules(change: { readonly preset: Preset | null; readonly rules: Rule[] | null }): void {
    settings.write(change);
    tick();
    dependencies.onChanged();
  }

  return {
    tick,
    pause(minutes, deviceId, giveBack = 'finish') {
      state = applyPause(state, { sinceMs: nowMs(), untilMs: minutes === null ? null : nowMs() + minutes * 60_000, giveBack }, known(deviceId));
      tick();
    },
    resume(deviceId) {
      state = applyResume(state, known(deviceId), idsNow());
      tick();
    },
    setPreset: (preset) => keepRules({ preset, rules: null }),
    setRules: (next) => keepRules({ preset: null, rules: [...next] }),
    simulate: (next) => simulateRules(next, dependencies.readRecorded()),
    mayWork: (deviceId) => !stopsWork(decisions.find((one) => one.deviceId === deviceId)?.giveBack ?? null),
    stoppedBy() {
      const counted = decisions.filter(({ deviceId }) => dependencies.isEnabled(deviceId));
      const asked = counted.length > 0 ? counted : decisions;
      return asked.length > 0 && asked.every(({ giveBack }) => stopsWork(giveBack)) ? asked[0]!.winner : null;
    },
    decisions: () => decisions,
    rules,
    describe: () => ({ preset: settings.read().rules ? null : (settings.read().preset ?? 'balanced'), rules: [...rules()], decisions: decisions.filter(({ deviceId }) => deviceId !== machineId), promise: buildPromise(dependencies.readGiveBackMs()) }),
  };
}
