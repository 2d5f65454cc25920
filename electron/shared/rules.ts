import { z } from 'zod';
import { safeUintShape, timeMsShape } from './units.ts';

/**
 * How much is given back, least first. throttle: work goes on, slower. unload: work goes on, but no model stays in memory between jobs.
 * finish: no new job; the running one ends, then memory is freed. kill: the running job is handed back and memory is freed at once.
 */
export const giveBackShape = z.enum(['throttle', 'unload', 'finish', 'kill']);
export type GiveBack = z.infer<typeof giveBackShape>;
export const giveBackLevels = giveBackShape.options;

const minuteOfDayShape = z.number().int().min(0).max(1440);
const secondsShape = z.number().int().min(0).max(86_400);
const deviceIdShape = z.string().max(80);
const percentShape = z.number().min(0).max(100);

const rule = <const Kind extends string, const Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({
    kind: z.literal(kind),
    /** null: every device. A rule for one device stands in for the general one of its kind. */
    deviceId: deviceIdShape.nullable().default(null),
    isOn: z.boolean().default(true),
    giveBack: giveBackShape,
    ...shape,
  });

/** What the owner may ask of a guest. Times of day are minutes since local midnight; `toMinute` below `fromMinute` runs past midnight. */
export const ruleShape = z.discriminatedUnion('kind', [
  rule('temperature', { stopCelsius: z.number().min(30).max(120), bandCelsius: z.number().min(1).max(40).default(8) }),
  rule('disk', { freeBytesLeast: safeUintShape }),
  /** Percent of the device's own power limit, or watts; work is slowed until it holds. */
  rule('power', { percentMost: percentShape.min(5).nullable(), wattsMost: z.number().min(1).max(5000).nullable() }),
  rule('energy', { wattHoursPerDay: z.number().min(0).max(1_000_000) }),
  rule('price', { mostPerKilowattHour: z.number().min(-1000).max(1000) }),
  rule('profit', { leastPerHour: z.number().min(-1000).max(1000) }),
  /** A file that says "allow" or "deny": home automation, a solar inverter, anything. */
  rule('hook', { path: z.string().min(1).max(1000) }),
  rule('metered', { megabytesPerDay: z.number().min(0).nullable() }),
  rule('battery', { percentLeast: percentShape.nullable(), onSaver: z.boolean() }),
  rule('idle', { minutes: z.number().min(0).max(1440) }),
  rule('apps', { names: z.array(z.string().min(1).max(120)).max(200), resumeAfterSeconds: secondsShape }),
  rule('fullScreen', { resumeAfterSeconds: secondsShape }),
  /** Other programs hold more than this share of the device's memory. */
  rule('memory', { othersPercentMost: percentShape, resumeAfterSeconds: secondsShape }),
  /** The whole machine runs short of memory, whoever holds it. */
  rule('pressure', { availableBytesLeast: safeUintShape, stalledPercentMost: percentShape.nullable(), resumeAfterSeconds: secondsShape }),
  rule('load', { othersPercentMost: percentShape, resumeAfterSeconds: secondsShape }),
  rule('session', { stopsWhenLocked: z.boolean(), stopsWhenDisplayAsleep: z.boolean() }),
  rule('schedule', {
    windows: z.array(z.strictObject({ days: z.array(z.number().int().min(0).max(6)).min(1).max(7), fromMinute: minuteOfDayShape, toMinute: minuteOfDayShape })).max(50),
    /** Whole local days that differ, as YYYY-MM-DD. */
    exceptions: z.array(z.strictObject({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), allows: z.boolean() })).max(200),
  }),
]);
export type Rule = z.infer<typeof ruleShape>;
/** The owner's pause and limits on data, a device's fault and a clock that cannot be trusted are no settings here, but they stop work like any rule. */
export const ruleKindShape = z.enum(['fault', 'temperature', 'disk', 'clock', 'pause', 'dataLimit', 'power', 'energy', 'price', 'profit', 'hook', 'metered', 'battery', 'idle', 'apps', 'fullScreen', 'memory', 'pressure', 'load', 'session', 'schedule']);
export type RuleKind = z.infer<typeof ruleKindShape>;

/** At most one rule of a kind for each device, and one for all. */
export const rulesShape = z.array(ruleShape).max(200).refine((rules) => new Set(rules.map(({ kind, deviceId }) => `${kind} ${deviceId ?? ''}`)).size === rules.length, 'two rules of one kind for the same device');

export const presetShape = z.enum(['guest', 'balanced', 'dedicated']);
export type Preset = z.infer<typeof presetShape>;

export const ruleClassShape = z.enum(['safety', 'user', 'money', 'presence', 'schedule']);
export type RuleClass = z.infer<typeof ruleClassShape>;
/** Whose word counts first. */
export const ruleClasses = ruleClassShape.options;
export const classOfRule: Readonly<Record<RuleKind, RuleClass>> = {
  fault: 'safety', temperature: 'safety', disk: 'safety', clock: 'safety', pause: 'user', dataLimit: 'user', power: 'money', energy: 'money', price: 'money', profit: 'money', hook: 'money', metered: 'money',
  battery: 'presence', idle: 'presence', apps: 'presence', fullScreen: 'presence', memory: 'presence', pressure: 'presence', load: 'presence', session: 'presence', schedule: 'schedule',
};

/** One rule that holds now, for one device, with all that is needed to say why and until when. */
export const findingShape = z.strictObject({
  rule: ruleKindShape,
  deviceId: deviceIdShape,
  giveBack: giveBackShape,
  /** What was read, and the rule's limit for it; a name (of a program, of a state) where it is no number. */
  value: z.union([z.number(), z.string().max(200), z.null()]),
  limit: z.number().nullable(),
  sinceMs: timeMsShape,
  /** When it ends by the clock alone; null: when what it watches changes. */
  endsAtMs: timeMsShape.nullable(),
  /** Whether what it watches is already in order again and only the wait is left. */
  isCalming: z.boolean(),
});
export type Finding = z.infer<typeof findingShape>;

/** A rule that is on but cannot be obeyed, because its signal cannot be read here. */
export const blindRuleShape = z.strictObject({ rule: ruleKindShape, deviceId: deviceIdShape, reason: z.string().max(200) });
export type BlindRule = z.infer<typeof blindRuleShape>;

export const decisionShape = z.strictObject({
  deviceId: deviceIdShape,
  /** null: nothing is given back. The strictest of all findings. */
  giveBack: giveBackShape.nullable(),
  /** The finding that speaks for the decision, and the others that hold as well, by precedence. */
  winner: findingShape.nullable(),
  also: z.array(findingShape),
  blind: z.array(blindRuleShape),
});
export type Decision = z.infer<typeof decisionShape>;

export const pauseShape = z.strictObject({ sinceMs: z.number().int(), untilMs: z.number().int().nullable(), giveBack: giveBackShape });
export type Pause = z.infer<typeof pauseShape>;
const latchShape = z.strictObject({
  sinceMs: z.number().int(), value: z.union([z.number(), z.string(), z.null()]), limit: z.number().nullable(),
  /** Since when it would be clear but for the wait; null: it still holds. */
  calmSinceMs: z.number().int().nullable(),
});
export type Latch = z.infer<typeof latchShape>;

/** All that the rules remember. Kept on disk, so that a restart or crash changes nothing. */
export const ruleStateShape = z.strictObject({
  /** By device, or "*" for all. */
  pauses: z.record(z.string().max(80), pauseShape),
  /** By "rule device": what holds, or waits to end. */
  latches: z.record(z.string().max(120), latchShape),
  /** Rules the owner overruled with Resume, as "rule device": silent until they have ended by themselves once. Never one of safety. */
  muted: z.array(z.string().max(120)).max(1000),
});
export type RuleState = z.infer<typeof ruleStateShape>;

/** How long from a trigger to memory really free, over the last hundred times. */
export const promiseShape = z.strictObject({
  count: z.number().int(),
  lastMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
});
export type KeptPromise = z.infer<typeof promiseShape>;

export const guestShape = z.strictObject({ preset: presetShape.nullable(), rules: rulesShape, decisions: z.array(decisionShape), promise: promiseShape });
export type Guest = z.infer<typeof guestShape>;

/** What a set of rules would have done with recorded signals. */
export const simulationShape = z.strictObject({
  fromMs: timeMsShape.nullable(),
  toMs: timeMsShape.nullable(),
  samples: z.number().int(),
  devices: z.array(z.strictObject({
    deviceId: deviceIdShape,
    workMs: z.number(),
    throttledMs: z.number(),
    stoppedMs: z.number(),
    /** No sample says what happened then. */
    unknownMs: z.number(),
    byRule: z.record(z.string(), z.number()),
    stops: z.array(z.strictObject({ rule: ruleKindShape, fromMs: timeMsShape, toMs: timeMsShape })).max(1000),
  })),
});
export type Simulation = z.infer<typeof simulationShape>;
