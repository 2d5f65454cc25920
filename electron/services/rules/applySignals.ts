import { classOfRule, giveBackLevels, ruleClasses, type BlindRule, type Decision, type Finding, type GiveBack, type Latch, type Pause, type Rule, type RuleState } from '../../shared/rules.ts';
import { isOfMonth } from '../../shared/dataLimits.ts';
import { checkRule, startOfTomorrow, type Check } from './checkRule.ts';
import { isTold, type Signals } from '../../shared/signals.ts';

/** Past this, a deadline is another moment here than for the client. Chains and computers agree within a few seconds. */
export const skewLimitSeconds = 30;

export const noRuleState: RuleState = { pauses: {}, latches: {}, muted: [] };

const everyDevice = '*';
const keyOf = (kind: string, deviceId: string): string => `${kind} ${deviceId}`;

/** What one look at the signals makes of the state, and what it means for each device. Pure; `signals.atMs` is the only clock. */
export function applySignals(state: RuleState, rules: readonly Rule[], signals: Signals, deviceIds: readonly string[]): { readonly state: RuleState; readonly decisions: readonly Decision[] } {
  const nowMs = signals.atMs;
  const pauses = Object.fromEntries(Object.entries(state.pauses).flatMap(([scope, pause]) => {
    const kept = keepPause(pause, nowMs);
    return kept ? [[scope, kept] as const] : [];
  }));
  const latches: Record<string, Latch> = {};
  const muted = new Set<string>();
  const decisions = deviceIds.map((deviceId): Decision => {
    const findings: Finding[] = [];
    const blind: BlindRule[] = [];
    const fault = signals.devices[deviceId]?.fault ?? null;
    if (fault !== null) {
      const key = keyOf('fault', deviceId);
      const latch = state.latches[key];
      latches[key] = { sinceMs: Math.min(latch?.sinceMs ?? nowMs, nowMs), value: fault, limit: null, calmSinceMs: null };
      findings.push({ rule: 'fault', deviceId, giveBack: 'kill', value: fault, limit: null, sinceMs: latches[key].sinceMs, endsAtMs: null, isCalming: false });
    }
    const clock = findClock(state.latches[keyOf('clock', deviceId)] ?? null, deviceId, signals);
    if (clock) {
      latches[keyOf('clock', deviceId)] = { sinceMs: clock.sinceMs, value: clock.value, limit: clock.limit, calmSinceMs: null };
      findings.push(clock);
    }
    if (signals.dataLimit) {
      const { name, limitBytes } = signals.dataLimit;
      const key = keyOf('dataLimit', deviceId);
      latches[key] = { sinceMs: Math.min(state.latches[key]?.sinceMs ?? nowMs, nowMs), value: name, limit: limitBytes, calmSinceMs: null };
      findings.push({ rule: 'dataLimit', deviceId, giveBack: 'finish', value: name, limit: limitBytes, sinceMs: latches[key].sinceMs, endsAtMs: isOfMonth(name) ? null : startOfTomorrow(nowMs), isCalming: false });
    }
    for (const scope of [deviceId, everyDevice]) {
      const pause = pauses[scope];
      if (pause) findings.push({ rule: 'pause', deviceId, giveBack: pause.giveBack, value: scope === everyDevice ? null : 'device', limit: null, sinceMs: pause.sinceMs, endsAtMs: pause.untilMs, isCalming: false });
    }
    for (const rule of rulesOf(rules, deviceId)) {
      const key = keyOf(rule.kind, deviceId);
      const check = checkRule(rule, signals, deviceId);
      if (check.state === 'unread') blind.push({ rule: rule.kind, deviceId, reason: check.reason.slice(0, 200) });
      const latch = followCheck(state.latches[key] ?? null, check, rule, nowMs);
      if (!latch) continue;
      latches[key] = latch;
      const finding = describe(rule, deviceId, latch, check, nowMs);
      if (state.muted.includes(key) && classOfRule[rule.kind] !== 'safety') muted.add(key);
      else findings.push(finding);
    }
    return decide(deviceId, findings, blind);
  });
  return { state: { pauses, latches, muted: [...muted] }, decisions };
}

/** Deadlines of orders mean nothing by a clock that is wrong; jobs under way end, and no new one begins. A chain that falls silent does not set it right. */
function findClock(latch: Latch | null, deviceId: string, { clockAheadSeconds: ahead, atMs }: Signals): Finding | null {
  if (isTold(ahead) ? Math.abs(ahead.value) < (latch ? skewLimitSeconds / 2 : skewLimitSeconds) : !latch) return null;
  return { rule: 'clock', deviceId, giveBack: 'finish', value: isTold(ahead) ? ahead.value : latch!.value, limit: skewLimitSeconds, sinceMs: Math.min(latch?.sinceMs ?? atMs, atMs), endsAtMs: null, isCalming: false };
}

/** A rule for this device stands in for the general one of its kind. */
function rulesOf(rules: readonly Rule[], deviceId: string): readonly Rule[] {
  const own = new Set(rules.filter((rule) => rule.deviceId === deviceId).map(({ kind }) => kind));
  return rules.filter((rule) => rule.isOn && (rule.deviceId === deviceId || (rule.deviceId === null && !own.has(rule.kind))));
}

/** A clock that was set back must not lengthen a pause: the pause moves with it and keeps its length. Null: it has ended. */
function keepPause(pause: Pause, nowMs: number): Pause | null {
  if (pause.untilMs === null) return pause;
  if (nowMs < pause.sinceMs) return { ...pause, sinceMs: nowMs, untilMs: nowMs + Math.max(0, pause.untilMs - pause.sinceMs) };
  return nowMs >= pause.untilMs ? null : pause;
}

/** How long a rule waits after its cause has gone. */
function calmMsOf(rule: Rule): number {
  if ('resumeAfterSeconds' in rule) return rule.resumeAfterSeconds * 1000;
  return rule.kind === 'battery' ? 30_000 : 0;
}

/**
 * Hysteresis in value (the band) and in time (the wait). A safety rule whose sensor went silent while it held goes on holding: nobody knows
 * that the danger is over. Any other counts as over.
 */
function followCheck(latch: Latch | null, check: Check, rule: Rule, nowMs: number): Latch | null {
  if (check.state === 'holds') return { sinceMs: Math.min(latch?.sinceMs ?? nowMs, nowMs), value: check.value, limit: check.limit, calmSinceMs: null };
  if (!latch) return null;
  if (check.state === 'band') return { ...latch, value: check.value, limit: check.limit, calmSinceMs: null };
  if (check.state === 'unread' && classOfRule[rule.kind] === 'safety') return { ...latch, calmSinceMs: null };
  const calmSinceMs = Math.min(latch.calmSinceMs ?? nowMs, nowMs);
  return nowMs - calmSinceMs >= calmMsOf(rule) ? null : { ...latch, calmSinceMs };
}

function describe(rule: Rule, deviceId: string, latch: Latch, check: Check, nowMs: number): Finding {
  const byClock = check.state === 'holds' ? (check.endsAtMs ?? null) : null;
  const idleLeftMs = rule.kind === 'idle' && typeof latch.value === 'number' && latch.limit !== null ? nowMs + (latch.limit - latch.value) * 1000 : null;
  const endsAtMs = latch.calmSinceMs !== null ? latch.calmSinceMs + calmMsOf(rule) : (byClock ?? idleLeftMs);
  return {
    rule: rule.kind, deviceId, giveBack: rule.giveBack, value: latch.value, limit: latch.limit, sinceMs: latch.sinceMs,
    endsAtMs: endsAtMs === null ? null : Math.round(endsAtMs), isCalming: latch.calmSinceMs !== null,
  };
}

const levelOf = (giveBack: GiveBack): number => giveBackLevels.indexOf(giveBack);
export const stopsWork = (giveBack: GiveBack | null): boolean => giveBack === 'finish' || giveBack === 'kill';

/** The strictest level is done. What stops work speaks before what slows it, then the class decides, then the stricter level, then who was first. */
function decide(deviceId: string, findings: readonly Finding[], blind: readonly BlindRule[]): Decision {
  const ordered = [...findings].sort((a, b) =>
    Number(stopsWork(b.giveBack)) - Number(stopsWork(a.giveBack))
    || ruleClasses.indexOf(classOfRule[a.rule]) - ruleClasses.indexOf(classOfRule[b.rule])
    || levelOf(b.giveBack) - levelOf(a.giveBack) || a.sinceMs - b.sinceMs);
  const giveBack = findings.reduce<GiveBack | null>((most, one) => (most === null || levelOf(one.giveBack) > levelOf(most) ? one.giveBack : most), null);
  return { deviceId, giveBack, winner: ordered[0] ?? null, also: ordered.slice(1), blind: [...blind] };
}

// ---------------------------------------------------------------- what the owner does

/** @param deviceId  null: all devices, which ends pauses of single ones: the new word counts */
export function applyPause(state: RuleState, pause: Pause, deviceId: string | null): RuleState {
  return { ...state, pauses: deviceId === null ? { [everyDevice]: pause } : { ...state.pauses, [deviceId]: pause } };
}

/**
 * Ends pauses and overrules, until they end by themselves, the rules that stop work now. Safety is not overruled. Resuming one device while
 * all are paused leaves the others paused.
 */
export function applyResume(state: RuleState, deviceId: string | null, deviceIds: readonly string[]): RuleState {
  const resumed = deviceId === null ? deviceIds : [deviceId];
  const general = state.pauses[everyDevice];
  const kept = deviceId === null ? [] : Object.entries(state.pauses).filter(([scope]) => scope !== deviceId && scope !== everyDevice);
  const copied = deviceId !== null && general ? deviceIds.filter((id) => id !== deviceId && !state.pauses[id]).map((id) => [id, general] as const) : [];
  const overruled = Object.keys(state.latches).filter((key) => {
    const [kind, ...rest] = key.split(' ');
    return resumed.includes(rest.join(' ')) && classOfRule[kind as keyof typeof classOfRule] !== 'safety';
  });
  return { ...state, pauses: Object.fromEntries([...kept, ...copied]), muted: [...new Set([...state.muted, ...overruled])] };
}
