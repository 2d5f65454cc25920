import type { Preset, Rule } from '../../shared/rules.ts';

/** Room for a journal, a ledger and a log; models have a quota of their own. */
const diskLeastBytes = 64 * 2 ** 20;
const always = (stopCelsius: number): Rule[] => [
  { kind: 'temperature', deviceId: null, isOn: true, giveBack: 'kill', stopCelsius, bandCelsius: 8 },
  { kind: 'disk', deviceId: null, isOn: true, giveBack: 'finish', freeBytesLeast: diskLeastBytes },
];
/** A game gets its memory at once; what it fills stays its own for two minutes after it closed. */
const forGames: Rule[] = [
  { kind: 'apps', deviceId: null, isOn: true, giveBack: 'kill', names: [], resumeAfterSeconds: 120 },
  { kind: 'fullScreen', deviceId: null, isOn: true, giveBack: 'kill', resumeAfterSeconds: 120 },
  { kind: 'memory', deviceId: null, isOn: true, giveBack: 'kill', othersPercentMost: 85, resumeAfterSeconds: 60 },
  { kind: 'pressure', deviceId: null, isOn: true, giveBack: 'kill', availableBytesLeast: 256 * 2 ** 20, stalledPercentMost: 40, resumeAfterSeconds: 60 },
];
const onBattery: Rule = { kind: 'battery', deviceId: null, isOn: true, giveBack: 'finish', percentLeast: null, onSaver: true };

/**
 * Three ways to behave, in numbers instead of adjectives. Guest works only while nobody is there; Balanced steps aside for games and
 * battery; Dedicated leaves only what protects the machine.
 */
export const presets: Readonly<Record<Preset, readonly Rule[]>> = {
  guest: [
    ...always(70),
    { kind: 'power', deviceId: null, isOn: true, giveBack: 'throttle', percentMost: 60, wattsMost: null },
    { kind: 'idle', deviceId: null, isOn: true, giveBack: 'kill', minutes: 10 },
    { kind: 'load', deviceId: null, isOn: true, giveBack: 'kill', othersPercentMost: 30, resumeAfterSeconds: 60 },
    ...forGames, onBattery,
    { kind: 'metered', deviceId: null, isOn: true, giveBack: 'finish', megabytesPerDay: null },
  ],
  balanced: [
    ...always(78),
    { kind: 'power', deviceId: null, isOn: true, giveBack: 'throttle', percentMost: 80, wattsMost: null },
    ...forGames, onBattery,
    { kind: 'metered', deviceId: null, isOn: true, giveBack: 'finish', megabytesPerDay: null },
  ],
  dedicated: [...always(83), { kind: 'power', deviceId: null, isOn: true, giveBack: 'throttle', percentMost: 100, wattsMost: null }],
};
