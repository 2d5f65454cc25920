import { bundleHashOf, inputRootOf, outputRootOf, bundleTaps, bundleTensors, bundleUnits, type Bundle } from '../../protocol/bundle.ts';
import { fromHex, toHex } from '../../protocol/bytes.ts';
import { jcsSha256 } from '../../protocol/jcs.ts';
import { deriveSamplerKey, seedHashOf } from '../../protocol/keys.ts';
import type { Primitives } from '../../protocol/primitives.ts';
import { sketchRoot } from '../../protocol/sketch.ts';
import { tapRootOf } from '../../protocol/taps.ts';
import { merkleRoot, treeTag } from '../../protocol/tree.ts';
import { signingDigest, type Receipt } from '../../protocol/typedData.ts';
import type { Hex } from '../../shared/units.ts';
import type { Job } from './job.ts';

export type Measured = {
  readonly planRoot: string;
  readonly classId: number;
  /** float rows' root; null for a job without tokens. */
  readonly rowRoot: string | null;
  readonly stopReason: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
  readonly firstUnitMs: number;
  readonly computeMs: number;
};

/** Declared for calibration and statistics, never trusted; hashed into the receipt. */
export type Runtime = Record<string, string | number>;

/**
 * Puts a result into the receipt of its order. Pure; the sequence comes from the signer's ledger.
 * @source docs/protocol/receipts.md section 1
 */
export function buildReceipt(
  p: Primitives, job: Job, bundle: Bundle, runtime: Runtime, measured: Measured,
  place: { readonly provider: string; readonly epoch: number; readonly seq: number; readonly prev: string },
): Receipt {
  const { order, domain } = job.request;
  const jobId = order.jobId as Hex;
  const nonce = fromHex(bundle.nonce);
  const tensors = bundleTensors(bundle);
  const { unitsIn, unitsOut } = bundleUnits(bundle);
  const sketches = bundle.kind === 'generate' ? bundle.sketches.map(fromHex) : [];
  const uint32 = (ms: number): number => Math.min(0xffff_ffff, Math.max(0, Math.round(ms)));
  return {
    orderHash: signingDigest(domain, 'JobOrder', order),
    exec: { modelId: order.modelId, planRoot: measured.planRoot, runtimeId: toHex(jcsSha256(p, runtime)), classId: measured.classId },
    io: {
      inputRoot: inputRootOf(p, nonce, jobId, tensors.input), outputRoot: outputRootOf(p, nonce, jobId, tensors.output),
      seedHash: seedHashOf(p, deriveSamplerKey(p, nonce, jobId)), unitsIn, unitsOut, stopReason: measured.stopReason,
    },
    trace: {
      rowRoot: measured.rowRoot ?? toHex(merkleRoot(p, treeTag.row, [])), sketchRoot: toHex(sketchRoot(p, sketches)),
      tapRoot: toHex(tapRootOf(p, bundleTaps(bundle).map(fromHex))),
    },
    meter: {
      startedAtMs: measured.startedAtMs,
      // A clock set back during the run must not make the receipt run backwards.
      finishedAtMs: Math.max(measured.startedAtMs, measured.finishedAtMs), queueMs: uint32(measured.startedAtMs - job.admittedAtMs),
      firstUnitMs: uint32(measured.firstUnitMs), computeMs: uint32(measured.computeMs),
    },
    provider: place.provider, epoch: place.epoch, seq: place.seq, prev: place.prev, bundleHash: bundleHashOf(p, bundle),
  };
}
