import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseReceiptFile, receiptFileLimitBytes, type ReceiptFile } from '../../protocol/receiptFile.ts';
import { isVerified, verifyReceiptFile } from '../../protocol/verify.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import type { RegisteredThresholds } from '../../protocol/numericClass.ts';
import { openChain } from '../../services/chain/chain.ts';
import { readDeploymentFile } from '../../services/chain/deployment.ts';
import { createReceiptChain } from '../../services/chain/receiptChain.ts';
import { buildHashTree, formatHashTree, type HashNode } from '../../services/jobs/hashTree.ts';
import { askThresholds, checkWithChain, checkWithModel, type ReceiptChain } from '../../services/jobs/receiptChecks.ts';
import { checkRowBytes, rowWidthLimit, type OpenedRows } from '../../services/jobs/rowChecks.ts';
import { nodePrimitives } from '../../services/primitives/nodePrimitives.ts';
import { connectBridge } from '../../shared/bridgeKit.ts';
import { HearthError } from '../../shared/errors.ts';
import type { Check, VerifyReport } from '../../shared/shapes.ts';
import { workerBridge, type AuditRuntime } from '../../shared/workerBridge.ts';
import { printable, withElapsed, type Output } from './output.ts';
import { ownKeyFolders } from './places.ts';

export type VerifyOptions = {
  readonly model?: string;
  readonly runtime?: AuditRuntime;
  /** Replay canonically too, operator by operator. */
  readonly replay?: boolean;
  /** File of the job's rows, as its provider keeps them. */
  readonly rows?: string;
  readonly rpc?: string;
  readonly deployment?: string;
};

/** A report, and the path of hashes with what became of each; empty when the file is no receipt. */
export type VerifiedFile = VerifyReport & { readonly path: readonly HashNode[] };

/** A model may take this long to load and replay before its process is killed. */
const modelLimitMs = 180_000;
/** Operator by operator it takes longer. */
const canonicalLimitMs = 1_800_000;

/** Checks a receipt file from the file alone, and deeper with a model folder, the job's rows and a chain. A bad file is a report, not a crash. */
export async function verifyFile(path: string, options: VerifyOptions, output: Pick<Output, 'progress'>): Promise<VerifiedFile> {
  const parsed = parseReceiptFile(await readBounded(path));
  if (!parsed.ok) return { ok: false, checks: [], path: [], code: parsed.code, about: parsed.about };
  const { file } = parsed;
  const verified = verifyReceiptFile(nodePrimitives, file);
  const opened = await openRowFile(file, options.rows);
  const checks: Check[] = [...verified.checks, ...opened.checks];
  const chain = options.deployment ? await openOf(options.deployment, options.rpc) : null;
  const asked = chain && options.model ? await askThresholds(file, chain) : null;
  if (options.model) checks.push(...(await withElapsed(output, 'running the model again', () => replay(file, resolve(options.model!), options.runtime ?? 'native', opened.rows, asked?.thresholds ?? null))), ...(asked?.checks ?? []));
  else checks.push({ name: 'modelFiles', state: 'notChecked', reason: 'give --model DIR to replay the job', covers: ['model'] });
  if (options.model && options.replay && checks.some(({ name, state }) => name === 'modelFiles' && state === 'passed')) checks.push(...(await replayCanonically(path, resolve(options.model), options.rows)));
  checks.push(...(chain ? await checkWithChain(file, chain) : [{ name: 'chain', state: 'notChecked' as const, reason: 'give --deployment FILE to ask the chain', covers: ['anchor', 'payment'] }]));
  const first = checks.find(({ state }) => state === 'failed');
  return { ok: isVerified(checks), checks, path: buildHashTree(file, verified, checks), ...(first ? { code: 'receipt.failed', about: { check: first.name, reason: first.reason } } : {}) };
}

const noRows = 'the rows are the provider\'s to open: give --rows FILE (its owner writes one with hearth receipt ID --rows FILE)';

/** The rows of a file held against the receipt, or why there are none. @throws storage.unreadable */
export async function openRowFile(file: ReceiptFile, path: string | undefined): Promise<ReturnType<typeof checkRowBytes>> {
  if (path === undefined) return { checks: [], rows: { missing: noRows } };
  const tokens = file.bundle.kind === 'generate' ? file.bundle.tokens.length : 0;
  return checkRowBytes(nodePrimitives, file, await readBounded(path, 4 * rowWidthLimit * tokens, (cause) => new HearthError('storage.unreadable', { path, reason: 'there is no such file' }, cause)));
}

/** A receipt that another command needs whole. @throws receipt.notFound, and the codes of `parseReceiptFile` */
export async function readReceiptFile(path: string): Promise<ReceiptFile> {
  const parsed = parseReceiptFile(await readBounded(path));
  const reason = parsed.ok ? null : parsed.about['reason'];
  if (!parsed.ok) throw new HearthError('storage.unreadable', { path, reason: `not a receipt: ${typeof reason === 'string' ? reason : parsed.code}` });
  return parsed.file;
}

/** The canonical replay of `hearth dispute`, and its checks. */
async function replayCanonically(receiptPath: string, modelFolder: string, rows: string | undefined): Promise<Check[]> {
  const { runReplayApart } = await import('./replayApart.ts');
  const failed = (reason: string): Check[] => [{ name: 'canonicalTrace', state: 'failed', reason, covers: ['model'] }];
  try {
    const { stdout } = await runReplayApart(['dispute', resolve(receiptPath), '--model', modelFolder, '--json', ...(rows === undefined ? [] : ['--rows', resolve(rows)])], canonicalLimitMs, true);
    const printed = JSON.parse(stdout) as { readonly checks?: Check[]; readonly code?: string };
    // It looked at the rows alone once more.
    return printed.checks?.filter(({ name }) => name.startsWith('canonical')) ?? failed(`the canonical replay failed: ${printed.code ?? 'unknown'}`);
  } catch (error) {
    if (error instanceof HearthError) return failed(error.message);
    if (error instanceof SyntaxError) return failed('the canonical replay gave no report');
    throw error;
  }
}

/** Reads one byte more than `limitBytes` at most, whatever the file's size claims; the default is what a receipt may hold. */
export async function readBounded(path: string, limitBytes = receiptFileLimitBytes, missing = (cause: unknown): HearthError => new HearthError('receipt.notFound', { id: path }, cause)): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw missing(error);
  });
  try {
    const { size } = await file.stat();
    if (size > limitBytes) return new Uint8Array(limitBytes + 1);
    const bytes = new Uint8Array(Math.min(size + 1, limitBytes + 1));
    let filled = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw new HearthError('storage.unreadable', { path, reason: error instanceof Error ? error.message : 'unknown' }, error);
  } finally {
    await file.close();
  }
}

/** The model runs in a worker of its own: a stranger's file may hang or crash it, and only it. */
async function replay(file: ReceiptFile, folder: string, runtime: AuditRuntime, rows: OpenedRows, thresholds: RegisteredThresholds | null): Promise<Check[]> {
  const fork = createNodeFork(join(import.meta.dirname, '..'), import.meta.filename.endsWith('.ts') ? 'ts' : 'js', () => {}, ownKeyFolders());
  const worker = fork('worker', [], {}, [resolve(folder)]);
  const timer = setTimeout(() => worker.kill(), modelLimitMs);
  const failed = (reason: string): Check[] => [{ name: 'modelFiles', state: 'failed', reason, covers: ['model'] }];
  try {
    const client = connectBridge(workerBridge, worker.port);
    const loaded = await client.ask('load', { folder: resolve(folder), executionProvider: 'cpu', threads: 0, expectModelId: null, runtime });
    return await checkWithModel(file, client, loaded, rows, thresholds);
  } catch (error) {
    if (!(error instanceof HearthError)) throw error;
    if (error.code.startsWith('model.')) return failed(error.message);
    return failed(error.code === 'bridge.closed' ? 'the model could not be run: its process ended' : error.message);
  } finally {
    clearTimeout(timer);
    worker.kill();
  }
}

async function openOf(deploymentFile: string, rpcUrl: string | undefined): Promise<ReceiptChain> {
  const deployment = await readDeploymentFile(deploymentFile);
  return createReceiptChain(openChain({ deployment, ...(rpcUrl ? { rpcUrls: [rpcUrl] } : {}) }));
}

const marks = { passed: '✓', failed: '✗', notChecked: '·' } as const;

export function formatReport(report: VerifiedFile): string {
  const reason = report.about?.['reason'];
  if (report.path.length === 0) return `✗ not a receipt: ${printable(typeof reason === 'string' ? reason : (report.code ?? 'unknown'))}`;
  const lines = report.checks.map((check) => `${marks[check.state]} ${check.name.padEnd(17)} ${printable(check.reason)}`);
  const [passed, failed, open_] = (['passed', 'failed', 'notChecked'] as const).map((state) => report.checks.filter((check) => check.state === state).length);
  return [
    'Hashes: ✓ recomputed here and found right, ✗ wrong, · only as the file says', ...formatHashTree(report.path), '',
    'Checks', ...lines, '', report.ok ? `Verified: ${passed} checks passed, ${open_} not checked.` : `NOT verified: ${failed} of ${report.checks.length} checks failed.`,
  ].join('\n');
}
