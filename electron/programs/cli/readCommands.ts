import { formatCoins } from '../../../renderer/format/money.ts';
import { wordsOfReason } from '../../../renderer/strings/reasons.ts';
import { findAccelerator } from '../../services/broker/foundAccelerator.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { readDevices } from '../../services/devices/readDevices.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import { workerBridge } from '../../shared/workerBridge.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { askRuntimeHere } from './askRuntimeHere.ts';
import { readBenchmarks, speedsOf } from './benchCommand.ts';
import { formatMoment, isMeant, printable, usage, withElapsed, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { ownKeyFolders } from './places.ts';
import { readTopic, withRunning } from './running.ts';

const gib = (bytes: number | null): string => (bytes === null ? 'not reported' : `${(bytes / 2 ** 30).toFixed(1)} GiB`);
const orNone = (text: string | null): string => text ?? 'not reported';

/** Every device of this machine; needs no running Hearth, which adds what it measured. */
export async function showDevices(dataFolder: string, output: Output): Promise<void> {
  output.progress('Asking the runtime which execution providers work here…');
  const accelerator = findAccelerator(dataFolder, join(import.meta.dirname, '..'));
  const probe = await askRuntimeHere(accelerator);
  const devices = await readDevices({ probe: probe?.executionProviders ?? null });
  const benchmarks = await readBenchmarks(dataFolder);
  const measured = (deviceId: string): string => (benchmarks?.find((one) => one.deviceId === deviceId) ? speedsOf(benchmarks.find((one) => one.deviceId === deviceId)!) : benchmarks ? '' : 'Hearth does not run');
  const rows = devices.map((device) => [device.kind, printable(device.name), printable(orNone(device.vendor)), gib(device.memoryBytes), printable(orNone(device.driver)), device.executionProviders.join(', ') || `none: ${printable(wordsOfReason(device.reason ?? 'unknown'))}`, measured(device.deviceId), printable(device.deviceId)]);
  const integers = probe?.integerArithmetic ?? null;
  const exactTier = integers === null ? 'not tested' : describeIntegers(integers);
  const wantsCuda = accelerator === null && process.platform === 'linux' && process.arch === 'x64' && devices.some(({ vendor, executionProviders }) => vendor === 'NVIDIA' && !executionProviders.includes('cuda'));
  output.result(
    { onnxruntime: probe?.onnxruntime ?? null, devices, executionProviders: probe?.executionProviders ?? null, integerArithmetic: integers, benchmarks },
    `${formatTable([['kind', 'name', 'vendor', 'memory', 'driver', 'execution providers', 'speed', 'id'], ...rows])}\n\n${exactTier}${wantsCuda ? '\nNVIDIA cards compute by CUDA once its libraries are here: hearth accelerator cuda' : ''}`,
  );
}

/** What a model folder holds, told by a worker that opened it and ran nothing; needs no running Hearth. */
export async function inspectModel(folder: string, output: Output): Promise<void> {
  const worker = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders())('worker', [], {}, [resolve(folder)]);
  try {
    const model = await withElapsed(output, 'hashing the model', () => connectBridge(workerBridge, worker.port).ask('inspect', { folder: resolve(folder) }));
    const { report } = model;
    const sets = report.operatorSets.map(({ domain, version }) => `${domain} ${version}`).join(', ');
    output.result(model, [
      `${printable(model.title)} (${model.kind}, ${model.numericClass}), ${(model.sizeBytes / 1e6).toFixed(1)} MB`,
      `model id     ${model.modelId}`,
      `graph root   ${model.graphRoot}`,
      `weights root ${model.weightsRoot}`,
      `columns root ${model.columnsRoot ?? 'none: no contract can judge this model (fused operators, or tensors that no replay reads)'}`,
      `plan root    ${model.planRoot}`,
      `operator sets: ${printable(sets)}; IR ${report.irVersion}; ${report.nodes} nodes, ${report.weights} weights, ${report.functions} functions, ${report.subgraphs} subgraphs to depth ${report.subgraphDepth}`,
      `shadow only: ${report.opaque.length === 0 ? 'no' : `yes, no rule can follow ${printable(report.opaque.join(', '))}`}${report.decomposed > 0 ? `; ${report.decomposed} fused operators are opened up` : ''}`,
      `in a dispute: ${model.withoutRule.length === 0 ? 'every operator has a rule' : `no rule covers ${printable(model.withoutRule.join(', '))}; there a committee decides`}`,
      '', formatTable([['operator', 'count'], ...report.operators.map(({ domain, name, count }) => [printable(domain === 'ai.onnx' ? name : `${domain}/${name}`), String(count)])]),
    ].join('\n'));
  } finally {
    worker.kill();
  }
}

/** The receipt file itself, on stdout. `id` may be the start of a job id; `rowsPath` receives the job's rows. @throws rows.unavailable */
export async function showReceipt(dataFolder: string, id: string, rowsPath: string | undefined, output: Output): Promise<void> {
  const { text, jobId } = await withRunning(dataFolder, async (hearth) => {
    const { jobs } = await hearth.ask('readJobs', { stage: 'all', search: id.split('…')[0]!, limit: 50, beforeMs: null });
    const found = jobs.filter((job) => isMeant(job.jobId, id));
    if (found.length === 0) throw new HearthError('job.notFound', { jobId: id });
    if (found.length > 1) throw usage(`more than one job begins with ${id}`);
    return { jobId: found[0]!.jobId, text: (await hearth.ask('exportReceipt', { jobId: found[0]!.jobId })).text };
  });
  if (rowsPath !== undefined) await copyRows(dataFolder, jobId, rowsPath, output);
  output.result(JSON.parse(text), text.trimEnd());
}

/** Rows lie beside the journal of whoever made them, for as long as an audit may ask for them. */
async function copyRows(dataFolder: string, jobId: string, path: string, output: Output): Promise<void> {
  const bytes = await readFile(join(dataFolder, 'rows', `${jobId}.rows`)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new HearthError('rows.unavailable', { jobId, reason: 'none are kept here: a job without tokens has none, others go ten minutes after the job is over' }, error);
    throw error;
  });
  await writeFile(path, bytes, { mode: 0o600 });
  output.say(`${bytes.length} bytes of rows written to ${printable(path)}`);
}

export async function showEarnings(dataFolder: string, range: string, output: Output): Promise<void> {
  if (!['24h', '7d', '30d', '1y', 'all'].includes(range)) throw usage(`--range is one of 24h, 7d, 30d, 1y, all, not ${range}`);
  const [earnings, now] = await withRunning(dataFolder, async (hearth) => [await hearth.ask('readEarnings', { range: range as '24h' }), await readTopic(hearth, 'earnings')] as const);
  const bars = earnings.buckets.filter(({ jobs }) => jobs > 0).map((bucket) => [formatMoment(bucket.startMs), String(bucket.jobs), formatCoins(bucket.paidWei)]);
  output.result({ ...earnings, now }, [
    `Paid today ${formatCoins(now.todayWei)} EMBER for ${now.todayJobs} jobs; in all ${formatCoins(now.totalWei)} for ${now.totalJobs}. Test money.`,
    `Waiting: ${formatCoins(now.waitingVoucherWei)} for a voucher, ${formatCoins(now.waitingAnchorWei)} for the anchor, ${formatCoins(now.waitingWindowWei)} for the window.`,
    'What energy cost and what is left: hearth earnings --statement.',
    ...(bars.length > 0 ? ['', formatTable([['from', 'jobs', 'paid'], ...bars])] : []),
  ].join('\n'));
}

function describeIntegers({ weightBits, reason }: { readonly weightBits: 0 | 7 | 8; readonly reason: string | null }): string {
  if (weightBits === 8) return '8-bit products on the CPU are exact: integer models may run in the exact tier';
  const why = printable(reason ?? 'unknown');
  return weightBits === 7
    ? `8-bit products on the CPU are exact with weights of 7 bits: integer models with such weights may run in the exact tier, others not (${why})`
    : `8-bit products on the CPU are not exact: no model runs in the exact tier here (${why})`;
}
