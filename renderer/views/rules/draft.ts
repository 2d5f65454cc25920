import { rulesShape, type Rule } from '../../../electron/shared/rules.ts';

/** Edits not saved yet, each of which can be taken back. `base` is what they started from. */
export type Draft = { readonly base: readonly Rule[]; readonly past: readonly (readonly Rule[])[]; readonly present: readonly Rule[]; readonly future: readonly (readonly Rule[])[] };

export const startDraft = (base: readonly Rule[]): Draft => ({ base, past: [], present: base, future: [] });
const sameRules = (a: readonly Rule[], b: readonly Rule[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Pure. An edit that changes nothing is none, and one that breaks the form of rules is refused. */
export function applyEdit(draft: Draft, next: readonly Rule[]): Draft {
  if (sameRules(draft.present, next) || !rulesShape.safeParse(next).success) return draft;
  return { ...draft, past: [...draft.past, draft.present], present: next, future: [] };
}
export function applyUndo(draft: Draft): Draft {
  const last = draft.past.at(-1);
  return last ? { ...draft, past: draft.past.slice(0, -1), present: last, future: [draft.present, ...draft.future] } : draft;
}
export function applyRedo(draft: Draft): Draft {
  const [next, ...future] = draft.future;
  return next ? { ...draft, past: [...draft.past, draft.present], present: next, future } : draft;
}
export const isChanged = ({ base, present }: Draft): boolean => !sameRules(base, present);

const sameSlot = (a: Pick<Rule, 'kind' | 'deviceId'>, b: Pick<Rule, 'kind' | 'deviceId'>): boolean => a.kind === b.kind && a.deviceId === b.deviceId;
/** In the place of the one it follows, else at the end. */
export const withRule = (rules: readonly Rule[], rule: Rule): readonly Rule[] => (rules.some((one) => sameSlot(one, rule)) ? rules.map((one) => (sameSlot(one, rule) ? rule : one)) : [...rules, rule]);
export const withoutRule = (rules: readonly Rule[], rule: Pick<Rule, 'kind' | 'deviceId'>): readonly Rule[] => rules.filter((one) => !sameSlot(one, rule));

/** The rule of a kind that a device obeys: its own before the general one. */
export const ruleFor = (rules: readonly Rule[], kind: Rule['kind'], deviceId: string | null): Rule | null =>
  rules.find((rule) => rule.kind === kind && rule.deviceId === deviceId) ?? rules.find((rule) => rule.kind === kind && rule.deviceId === null) ?? null;

/** Every kind with the numbers it begins with; a kind that is missing here fails the build. */
const beginnings: { readonly [Kind in Rule['kind']]: Omit<Extract<Rule, { kind: Kind }>, 'kind' | 'deviceId' | 'isOn'> } = {
  temperature: { giveBack: 'kill', stopCelsius: 78, bandCelsius: 8 }, disk: { giveBack: 'finish', freeBytesLeast: 1024 ** 3 }, power: { giveBack: 'throttle', percentMost: 80, wattsMost: null }, energy: { giveBack: 'finish', wattHoursPerDay: 2000 },
  price: { giveBack: 'finish', mostPerKilowattHour: 0.35 }, profit: { giveBack: 'finish', leastPerHour: 0 }, hook: { giveBack: 'finish', path: '/path/to/allow-or-deny' }, metered: { giveBack: 'finish', megabytesPerDay: null },
  battery: { giveBack: 'finish', percentLeast: null, onSaver: true }, idle: { giveBack: 'kill', minutes: 10 }, apps: { giveBack: 'kill', names: [], resumeAfterSeconds: 120 }, fullScreen: { giveBack: 'kill', resumeAfterSeconds: 120 },
  memory: { giveBack: 'kill', othersPercentMost: 85, resumeAfterSeconds: 60 }, pressure: { giveBack: 'kill', availableBytesLeast: 256 * 2 ** 20, stalledPercentMost: 40, resumeAfterSeconds: 60 }, load: { giveBack: 'kill', othersPercentMost: 30, resumeAfterSeconds: 60 }, session: { giveBack: 'finish', stopsWhenLocked: false, stopsWhenDisplayAsleep: false },
  schedule: { giveBack: 'finish', windows: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 22 * 60, toMinute: 7 * 60 }], exceptions: [] },
};
export const ruleKinds = Object.keys(beginnings) as Rule['kind'][];
export const startRule = (kind: Rule['kind'], deviceId: string | null): Rule => ({ kind, deviceId, isOn: true, ...beginnings[kind] }) as Rule;
