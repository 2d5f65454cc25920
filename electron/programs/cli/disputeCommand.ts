import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ElementFinding } from '../../protocol/operatorRules.ts';
import type { ReceiptFile } from '../../protocol/receiptFile.ts';
import { runLimits, startWatchdog } from '../../services/inference/watchdog.ts';
import { nodePrimitives as p } from '../../services/primitives/nodePrimitives.ts';
import { disputeTraces, type DisputeReport, type JudgedNode, type SideJudgement } from '../../services/replay/dispute.ts';
import { spotCheckTrace, type SpotLayer } from '../../services/replay/spotCheck.ts';
import { readTrace, type Trace } from '../../services/replay/traceFolder.ts';
import { fromHex } from '../../protocol/bytes.ts';
import type { Check } from '../../shared/shapes.ts';
import { checkCanonically, inTemporaryFolder, openForReplay, replayJob, type OpenedReplay } from './canonicalReplay.ts';
import { printable, usage, type Output } from './output.ts';
import { openRowFile, readReceiptFile } from './verifyCommand.ts';

export type DisputeOptions = {
  readonly model: string;
  /** The other side's trace: whoever is accused. */
  readonly against?: string;
  /** Keeps the own trace here. */
  readonly out?: string;
  readonly beacon?: string;
  /** File of the job's rows, to compare with the replay's. */
  readonly rows?: string;
  readonly explain: boolean;
  readonly nodes: number;
  /** Replay only the first so many tokens of the output. */
  readonly tokens?: number;
};

export type DisputeResult = {
  readonly ok: boolean;
  readonly modelId: string;
  readonly traceRoot: string;
  readonly trace: string | null;
  readonly peakBytes: number | null;
  /** What the receipt commits to, against the replay; null when no receipt was given or it was replayed in part. */
  readonly checks: readonly Check[] | null;
  readonly dispute: DisputeReport | null;
};

/**
 * Replays a receipt canonically, or takes a trace that was made before, and compares it with the trace of the other side. Works from files alone. This
 * process is killed when it takes more memory than the machine can spare.
 *
 * @param subject  a receipt file, or a trace folder
 */
export function runDispute(subject: string, options: DisputeOptions, output: Output): Promise<DisputeResult> {
  return startWatchdog().during(runLimits, () => disputeFiles(subject, options, output));
}

async function disputeFiles(subject: string, options: DisputeOptions, output: Output): Promise<DisputeResult> {
  const isTrace = existsSync(join(subject, 'trace.json'));
  // Said before anything is read: a model may take a minute to open.
  if (isTrace && options.rows !== undefined) throw usage('--rows needs a receipt, which commits to them');
  if (isTrace && options.against === undefined) throw usage('a trace alone cannot be disputed: give the other side with --against DIR');
  const replay = await openForReplay(resolve(options.model));
  const against = options.against === undefined ? null : await readTrace(p, resolve(options.against));
  if (isTrace) return finish(replay, await readTrace(p, resolve(subject)), against, options, { checks: null, peakBytes: null, kept: subject });
  const file = await readReceiptFile(subject);
  if (options.out !== undefined) return replayAndFinish(replay, file, resolve(options.out), against, options, output, options.out);
  return inTemporaryFolder((folder) => replayAndFinish(replay, file, folder, against, options, output, null));
}

async function replayAndFinish(replay: OpenedReplay, file: ReceiptFile, folder: string, against: Trace | null, options: DisputeOptions, output: Output, kept: string | null): Promise<DisputeResult> {
  const onProgress = (done: number, nodes: number): void => output.progress(`replaying operator ${done} of ${nodes}`);
  const { trace, peakBytes } = await replayJob(replay, file, folder, { onProgress, ...(options.tokens === undefined ? {} : { upTo: options.tokens }) });
  const opened = await openRowFile(file, options.rows);
  const checks = options.tokens === undefined ? [...opened.checks, ...(await checkCanonically(file, replay, trace, opened.rows))] : null;
  return finish(replay, trace, against, options, { checks, peakBytes, kept });
}

async function finish({ graph }: OpenedReplay, own: Trace, against: Trace | null, options: DisputeOptions, made: { readonly checks: readonly Check[] | null; readonly peakBytes: number | null; readonly kept: string | null }): Promise<DisputeResult> {
  const beacon = options.beacon === undefined ? new Uint8Array(32) : fromHex(options.beacon);
  const dispute = against ? await disputeTraces({ p, graph, accused: against, challenger: own, beacon, mostNodes: options.nodes }) : null;
  const passes = made.checks?.every(({ state }) => state !== 'failed') ?? true;
  const agrees = dispute === null || dispute.outcome === 'agree' || dispute.outcome === 'noFault';
  return { ok: passes && agrees, modelId: graph.modelId, traceRoot: own.index.traceRoot, trace: made.kept, peakBytes: made.peakBytes, checks: made.checks, dispute };
}

export type SpotResult = { readonly ok: boolean; readonly modelId: string; readonly traceRoot: string; readonly layers: readonly SpotLayer[] };

/** Checks the linear layers of a trace against the registered weights without running an operator. `ok` is false when one does not fit; that accuses nobody yet. */
export function runSpotCheck(folder: string, modelFolder: string, output: Output): Promise<SpotResult> {
  return startWatchdog().during(runLimits, async () => {
    const { graph } = await openForReplay(resolve(modelFolder));
    const trace = await readTrace(p, resolve(folder));
    const layers = await spotCheckTrace(p, graph, trace, (count) => new Uint8Array(randomBytes(count)), (done, nodes) => output.progress(`looked at operator ${done} of ${nodes}`));
    return { ok: layers.every(({ passes }) => passes), modelId: graph.modelId, traceRoot: trace.index.traceRoot, layers };
  });
}

export function formatSpotCheck({ traceRoot, layers }: SpotResult): string {
  const failed = layers.filter(({ passes }) => !passes);
  const worst = layers.reduce((most, { residual }) => Math.max(most, residual), 0);
  return [
    `trace root        ${traceRoot}`,
    ...failed.map(({ index, opType, output, residual, limit }) => `✗ operator ${index}  ${opType}  ${printable(output)}: residual ${residual.toExponential(2)}, ${limit} allowed`),
    layers.length === 0 ? '· no linear layer of this model can be spot checked' : failed.length === 0
      ? `✓ all ${layers.length} linear layers fit the registered weights, largest residual ${worst.toExponential(1)}`
      : `${failed.length} of ${layers.length} linear layers do not fit the registered weights. The vectors are secret, so this shows others nothing: dispute it with --against.`,
  ].join('\n');
}

const outcomes: Readonly<Record<DisputeReport['outcome'], string>> = {
  agree: 'Both traces are the same, bit for bit.',
  noFault: 'Every operator of both sides passes: the rows decide, by committee.',
  providerFault: 'The other side is at fault.',
  challengerFault: 'This side is at fault: the other one passes.',
  bothFault: 'Both sides are at fault at the same operator.',
  softFail: 'Soft fail: beyond what rounding probably does, within what it could do. Audits go up, nobody is slashed.',
  notJudged: 'The traces part at an operator that no rule judges: a committee decides.',
};
const marks = { passed: '✓', failed: '✗', notChecked: '·' } as const;

export function formatDispute(result: DisputeResult, explain: boolean): string {
  const { checks, dispute } = result;
  return [
    `trace root        ${result.traceRoot}`,
    ...(result.trace ? [`trace             ${printable(result.trace)}`] : []),
    ...(checks ?? []).map((check) => `${marks[check.state]} ${check.name.padEnd(17)} ${printable(check.reason)}`),
    ...(dispute ? formatReport(dispute, explain) : explain ? ["Operators are judged where two traces part: give the other side's with --against DIR."] : []),
  ].join('\n');
}

function formatReport(dispute: DisputeReport, explain: boolean): string[] {
  const { decisive } = dispute;
  return [
    `other trace root  ${dispute.accusedRoot}`,
    `${dispute.different} operators differ.`,
    '',
    ...(decisive ? formatNode(decisive) : []),
    ...(explain ? dispute.judged.filter((node) => node !== decisive).flatMap((node) => formatNode(node)) : []),
    outcomes[dispute.outcome],
  ];
}

function formatNode(node: JudgedNode): string[] {
  const head = `operator ${node.index}  ${node.opType}  ${printable(node.output)}${node.inputsAgree ? '' : '  (its inputs differ already)'}`;
  return [head, ...formatSide('other side', node.accused), ...formatSide('this side', node.challenger), ''];
}

function formatSide(who: string, side: SideJudgement): string[] {
  if (side.refused) return [`  ${who}: not judged, ${side.refused}: ${printable(side.reason ?? '')}. ${meanings[side.refused]}`];
  const { finding } = side;
  if (!finding) return [];
  const head = `  ${who}: ${words[side.verdict as keyof typeof words]} (${finding.rule} rule, ${finding.judged} elements judged, ${finding.faults} faults, ${finding.softFails} soft fails; ${side.judge} decides)`;
  return [head, ...(finding.reason ? [`    ${finding.reason}`] : []), ...(finding.worst && side.verdict !== 'noFault' ? [`    ${formatElement(finding.worst)}`] : [])];
}
/** What follows for whoever asks: the node was replayed and is in the trace like any other; only its inside is not looked into. */
const meanings: Readonly<Record<NonNullable<SideJudgement['refused']>, string>> = {
  opaqueOperator: 'It holds others (a branch, a loop, a local function, a fused kernel) and is replayed and sketched as one; no rule looks inside, so no contract slashes for it: a committee compares replays.',
  unknownOperator: 'It is replayed and sketched like any other; no rule says what it must give, so no contract slashes for it: a committee compares replays.',
  unsupportedType: 'Rules are for float32 and integers; what is computed in 16 bits is replayed and sketched, and no contract slashes for it: a committee compares replays.',
  badInputs: 'No rule can say what it must give for these inputs: a committee compares replays.',
};
const words = { slash: 'at fault', softFail: 'soft fail', noFault: 'passes' } as const;

const number = (value: number | bigint): string => (typeof value === 'bigint' ? String(value) : String(Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7 ? Number(value.toPrecision(9)) : value.toExponential(8)));

const formatElement = ({ element, index, claimed, expected, difference, softBound, hardBound }: ElementFinding): string =>
  `element ${element} [${index.join(', ')}]: claimed ${number(claimed)}, float64 gives ${number(expected)}, off by ${difference.toExponential(2)}; bounds ${softBound.toExponential(2)} (soft) ${hardBound.toExponential(2)} (fault)`;

export const parseBeacon = (text: string): string => {
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw usage('--beacon takes 32 bytes of lower-case hex with 0x');
  return text;
};

/** JSON that carries 64-bit integers, infinities and NaN as text. */
export const plainDispute = (result: DisputeResult | SpotResult): unknown =>
  JSON.parse(JSON.stringify(result, (_key, value: unknown) => (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)) ? String(value) : value)));
