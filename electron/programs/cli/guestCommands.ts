import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { formatSpan } from '../../../renderer/format/time.ts';
import { blindReason, formatLimits } from '../../../renderer/strings/guest.ts';
import { describeDecision, giveBackWords, ruleWords } from '../../../renderer/strings/rules.ts';
import { statusActions, statusWords } from '../../../renderer/strings/status.ts';
import { presetShape, rulesShape, type Decision, type Guest, type Rule, type RuleKind, type Simulation } from '../../shared/rules.ts';
import type { Device } from '../../shared/shapes.ts';
import { formatMoment, printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning, type RunningHearth } from './running.ts';

type Seen = { readonly guest: Guest; readonly devices: readonly Device[] };
const readGuest = async (hearth: RunningHearth): Promise<Seen> => ({ guest: await hearth.ask('readGuest', {}), devices: await readTopic(hearth, 'devices') });

const nameOf = (deviceId: string, devices: readonly Device[]): string => printable(devices.find((device) => device.deviceId === deviceId)?.name ?? deviceId);

/** One line for a rule, with its numbers as the page says them. */
function formatRule(rule: Rule): string {
  const { kind, deviceId, isOn, giveBack } = rule;
  return `  ${isOn ? 'on ' : 'off'}  ${ruleWords[kind].title}${deviceId ? ` (${printable(deviceId)})` : ''}: ${printable(formatLimits(rule))}; ${giveBackWords[giveBack]}`;
}

function explainDecision(decision: Decision, devices: readonly Device[]): string[] {
  return [
    `${nameOf(decision.deviceId, devices)}: ${describeDecision(decision, Date.now())}`,
    ...decision.blind.map(({ rule, reason }) => `  cannot obey "${ruleWords[rule].title}": ${printable(blindReason(rule, reason))}`),
  ];
}

/** @throws usage.invalid  the file is no list of rules */
function readRulesFile(path: string): Rule[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw usage((error as NodeJS.ErrnoException).code === 'ENOENT' ? `there is no file ${path}; hearth rules --json > ${path} makes one of the present rules` : `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'fault'})`);
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw usage(`${path} is no JSON: ${error instanceof Error ? error.message : 'fault'}`);
  }
  // What `hearth rules --json` prints is taken as it is.
  const parsed = rulesShape.safeParse(Array.isArray(raw) ? raw : (raw as { rules?: unknown } | null)?.rules);
  if (!parsed.success) throw usage(`${path}: ${z.prettifyError(parsed.error).slice(0, 500)}`);
  return parsed.data;
}

export async function runRules(dataFolder: string, options: { readonly explain: boolean; readonly simulate?: string; readonly set?: string }, output: Output): Promise<void> {
  const { simulate, set } = options;
  if (simulate !== undefined) {
    const rules = readRulesFile(simulate);
    const [simulation, devices] = await withRunning(dataFolder, async (hearth) => [await hearth.ask('simulateRules', { rules }), await readTopic(hearth, 'devices')] as const);
    return output.result(simulation, formatSimulation(simulation, devices));
  }
  if (set !== undefined) {
    const rules = readRulesFile(set);
    await withRunning(dataFolder, (hearth) => hearth.ask('setRules', { rules }));
    output.say(`${rules.length} rules taken.`);
  }
  const { guest, devices } = await withRunning(dataFolder, readGuest);
  const { promise } = guest;
  output.result(guest, [
    guest.preset ? `Preset ${guest.preset}.` : 'Rules of your own.',
    ...(options.explain ? guest.rules.map(formatRule) : []),
    ...guest.decisions.flatMap((decision) => explainDecision(decision, devices)),
    promise.count === 0 ? 'No memory had to be given back at once yet.' : `Memory given back ${promise.count === 1 ? 'once' : `${promise.count} times`}: half within ${Math.round(promise.p50Ms!)} ms, 95 % within ${Math.round(promise.p95Ms!)} ms.`,
  ].join('\n'));
}

function formatSimulation({ fromMs, toMs, samples, devices }: Simulation, known: readonly Device[]): string {
  if (fromMs === null || toMs === null) return 'Nothing was recorded yet. Hearth keeps a sample each minute while it runs.';
  const rows = devices.map((device) => [
    nameOf(device.deviceId, known), formatSpan(device.workMs), formatSpan(device.throttledMs), formatSpan(device.stoppedMs), formatSpan(device.unknownMs),
    Object.entries(device.byRule).sort(([, a], [, b]) => b - a).map(([rule, ms]) => `${ruleWords[rule as RuleKind].title} ${formatSpan(ms)}`).join(', ') || 'nothing',
  ]);
  return `${samples} samples from ${formatMoment(fromMs)} to ${formatMoment(toMs)}; pauses of yours are not replayed.\n${formatTable([['device', 'works', 'slowed', 'stopped', 'not seen', 'stopped by'], ...rows])}`;
}

export async function runPreset(dataFolder: string, name: string, output: Output): Promise<void> {
  const preset = presetShape.safeParse(name);
  if (!preset.success) throw usage(`a preset is guest, balanced or dedicated, not ${name}`);
  const { guest, devices } = await withRunning(dataFolder, async (hearth) => {
    await hearth.ask('setPreset', { preset: preset.data });
    return readGuest(hearth);
  });
  output.result(guest, [`Preset ${preset.data}:`, ...guest.rules.map(formatRule), ...guest.decisions.flatMap((decision) => explainDecision(decision, devices))].join('\n'));
}

const spans: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440 };
/** Minutes of "90m", "2h", "1d". @throws usage.invalid */
function parseFor(text: string): number {
  const match = /^(\d{1,4})([mhd])$/.exec(text);
  const minutes = match ? Number(match[1]) * spans[match[2]!]! : 0;
  if (minutes < 1 || minutes > 7 * 1440) throw usage(`--for takes a time from 1m to 7d, such as 90m, 2h or 1d, not ${text}`);
  return minutes;
}
/** Minutes until the clock shows this next. Built from the local date, so that a changed clock moves nothing. @throws usage.invalid */
export function parseUntil(text: string, nowMs: number): number {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw usage(`--until takes a time of day such as 08:00, not ${text}`);
  const at = new Date(nowMs);
  const onDay = (day: number): number => new Date(at.getFullYear(), at.getMonth(), at.getDate() + day, Number(match[1]), Number(match[2])).getTime();
  return Math.max(1, Math.ceil(((onDay(0) > nowMs ? onDay(0) : onDay(1)) - nowMs) / 60_000));
}

export async function runPause(dataFolder: string, options: Readonly<Record<string, unknown>>, output: Output): Promise<void> {
  const { device, for: span, until, now } = options as { device?: string; for?: string; until?: string; now?: boolean };
  if (span !== undefined && until !== undefined) throw usage('--for and --until are two ways to say the same: give one');
  const minutes = span !== undefined ? parseFor(span) : until !== undefined ? parseUntil(until, Date.now()) : null;
  const seen = await withRunning(dataFolder, async (hearth) => {
    await hearth.ask('pause', { minutes, ...(device === undefined ? {} : { deviceId: device }), ...(now ? { giveBack: 'kill' as const } : {}) });
    return readGuest(hearth);
  });
  report(seen, device, output);
}

export async function runResume(dataFolder: string, device: string | undefined, output: Output): Promise<void> {
  const seen = await withRunning(dataFolder, async (hearth) => {
    await hearth.ask('resume', device === undefined ? {} : { deviceId: device });
    return readGuest(hearth);
  });
  report(seen, device, output);
}

function report({ guest, devices }: Seen, device: string | undefined, output: Output): void {
  const decisions = guest.decisions.filter(({ deviceId }) => device === undefined || deviceId === device);
  output.result(decisions, decisions.flatMap((decision) => explainDecision(decision, devices)).join('\n'));
}

/** The status sentence with its reason and its one action, then each device. */
export async function runWhy(dataFolder: string, output: Output): Promise<void> {
  const { status, guest, devices, jobs, pulse } = await withRunning(dataFolder, async (hearth) => ({
    status: await readTopic(hearth, 'status'), ...(await readGuest(hearth)), jobs: await readTopic(hearth, 'jobs'), pulse: await readTopic(hearth, 'pulse'),
  }));
  const waiting = jobs.filter(({ stage }) => stage === 'delivered' || stage === 'acknowledged' || stage === 'anchored').length;
  const { sentence, why } = statusWords[status.state](status.about, { nowMs: Date.now(), devices, jobs: { waiting }, tokensPerSecond: pulse.tokensPerSecond }, status.sinceMs);
  const action = status.action && { name: status.action, words: statusActions[status.action], command: commands[status.action] };
  output.result({ state: status.state, sentence, why, action, devices: guest.decisions }, [
    printable(sentence), printable(why), ...(action ? [`${action.words}: ${action.command}`] : []),
    ...guest.decisions.filter(({ winner, blind }) => winner !== null || blind.length > 0).flatMap((decision) => explainDecision(decision, devices)),
  ].join('\n'));
}

const commands = { pause: 'hearth pause', resume: 'hearth resume', showJobs: 'hearth jobs', enableDevice: 'hearth devices', showNetworks: 'hearth networks', retry: 'hearth resume' } as const;
