import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SigningKey } from 'ethers/crypto';
import { computeAddress } from 'ethers/transaction';
import { z } from 'zod';
import { decodeHashOf, inputRootOf } from '../../protocol/bundle.ts';
import { toHex } from '../../protocol/bytes.ts';
import { nonceCommitOf } from '../../protocol/keys.ts';
import { localDomain } from '../../protocol/localDomain.ts';
import { splitVersion, tauVersion } from '../../protocol/numericClass.ts';
import { inputTensor, type JobRequest } from '../../protocol/messages.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { dtype } from '../../protocol/tensor.ts';
import { signingDigest, type JobOrder } from '../../protocol/typedData.ts';
import type { OfferedModel } from '../../services/jobs/decideAdmission.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import type { RunnerModel } from '../../services/jobs/runner.ts';
import type { Hex } from '../../shared/units.ts';

const heldOutShape = z.object({ samples: z.array(z.object({ pixels: z.array(z.number().int().min(0).max(255)) })).min(1) });

/**
 * This machine's first receipt where there is no network: an order by a throw-away client key, for a held-out sample of a bundled classifier,
 * under the local domain. Free, unanchored, and verified like any other. Sent once: a journal that holds any job gets none.
 */
export async function sendLocalOrders(dependencies: {
  readonly primitives: Primitives; readonly journal: Journal; readonly node: string; readonly models: ReadonlyMap<string, OfferedModel>; readonly folders: ReadonlyMap<string, RunnerModel>;
  readonly classIdsOf: (modelId: string) => ReadonlySet<number>; readonly admit: (request: JobRequest) => Promise<unknown>; readonly nowMs: () => number;
}): Promise<void> {
  const { primitives: p, journal, nowMs } = dependencies;
  if (journal.list({ stage: 'all', search: '', limit: 1, beforeMs: null }).total > 0) return;
  const model = [...dependencies.models.values()].find(({ kind }) => kind === 'classify');
  const folder = model && dependencies.folders.get(model.modelId)?.folder;
  if (!model || !folder) return;
  const { samples } = heldOutShape.parse(JSON.parse(await readFile(join(folder, 'heldOut.json'), 'utf8')));
  const client: Hex = toHex(randomBytes(32));
  const nonce = randomBytes(32);
  const jobId = toHex(randomBytes(32));
  const pixels = Uint8Array.from(samples[0]!.pixels);
  const input: JobRequest['input'] = { kind: 'classify', dtype: dtype.uint8, dims: [1, pixels.length], body: toHex(pixels) };
  const nobody = `0x${'00'.repeat(20)}`;
  const [classId] = dependencies.classIdsOf(model.modelId);
  if (classId === undefined) return;
  const order: JobOrder = {
    jobId, client: computeAddress(client), provider: dependencies.node, app: nobody, reservationId: `0x${'00'.repeat(32)}`, modelId: model.modelId, tauVersion, splitVersion,
    inputRoot: inputRootOf(p, nonce, jobId, inputTensor(input)), decodeHash: decodeHashOf(p, null, classId), nonceCommit: nonceCommitOf(p, nonce), tier: 0, auditPolicy: 2,
    maxUnitsIn: 1, maxUnitsOut: 1, priceInWei: model.priceInWei, priceOutWei: model.priceOutWei, deadlineSeconds: Math.floor(nowMs() / 1000) + 120, deliveryKey: `0x${'00'.repeat(32)}`,
  };
  const orderSignature = new SigningKey(client).sign(signingDigest(localDomain, 'JobOrder', order)).serialized;
  await dependencies.admit({ domain: localDomain, order, orderSignature, nonce: toHex(nonce), classId, input });
}
