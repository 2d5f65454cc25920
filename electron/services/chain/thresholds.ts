import type { RegisteredThresholds } from '../../protocol/numericClass.ts';
import type { Chain } from './chain.ts';
import { interfaces } from './contracts.ts';
import { eventTopic } from './events.ts';

/** What governance accepted of a model for a class, in one version; null: nothing, so this program's own table holds. */
export type ThresholdReader = (modelId: string, classId: number, tauVersion: number) => Promise<RegisteredThresholds | null>;

type Kept = { readonly atMs: number; readonly answer: Promise<RegisteredThresholds | null> };
const freshMs = 60_000;
const keptVersions = 500;
const word = (value: number): string => `0x${value.toString(16).padStart(64, '0')}`;

/**
 * Reads the registry's thresholds, asked anew after a minute: a vote may have taken one back. A proposed one is shadow until governance accepts it, and
 * is nobody's to be judged by: a publisher could else shield a cheat, or accuse, by proposing.
 *
 * @throws chain.*  what the chain's methods throw; a verifier then waits, and never judges by something else
 */
export function createThresholdReader(chain: Chain, nowMs: () => number): ThresholdReader {
  const kept = new Map<string, Kept>();
  return (modelId, classId, tauVersion) => {
    const key = `${modelId} ${classId} ${tauVersion}`;
    const known = kept.get(key);
    if (known && nowMs() - known.atMs < freshMs) return known.answer;
    const answer = readThresholds(chain, modelId, classId, tauVersion);
    // A failure is no answer.
    answer.catch(() => kept.delete(key));
    kept.delete(key);
    kept.set(key, { atMs: nowMs(), answer });
    if (kept.size > keptVersions) kept.delete(kept.keys().next().value!);
    return answer;
  };
}

async function readThresholds(chain: Chain, modelId: string, classId: number, tauVersion: number): Promise<RegisteredThresholds | null> {
  const [newest] = await chain.readContract('ModelRegistry', 'tauVersionOf', [modelId, classId]);
  if (tauVersion < 1 || tauVersion > Number(newest)) return null;
  const [found] = await chain.readContract('ModelRegistry', 'thresholdOf', [modelId, classId, tauVersion]) as unknown as [
    { readonly chunkDistancePico: bigint; readonly maxMarginNano: bigint; readonly meanMarginNano: bigint; readonly isShadow: boolean; readonly calibrationRoot: string },
  ];
  if (found.isShadow) return null;
  const sinceSeconds = await readAcceptedSeconds(chain, modelId, classId, tauVersion);
  return {
    tauVersion, sinceSeconds, calibrationRoot: found.calibrationRoot,
    chunkDistance: Number(found.chunkDistancePico) / 1e12, hardMargin: Number(found.maxMarginNano) / 1e9, meanMargin: Number(found.meanMarginNano) / 1e9,
  };
}

/** When the vote that holds now was executed. */
async function readAcceptedSeconds(chain: Chain, modelId: string, classId: number, tauVersion: number): Promise<number> {
  const filter = { address: chain.deployment.contracts.ModelRegistry.address, topics: [eventTopic('ModelRegistry', 'ThresholdJudged'), modelId, word(classId), word(tauVersion)] };
  const logs = await chain.readLogs(filter, { fromBlock: chain.deployment.startBlock });
  const accepted = logs.findLast((log) => interfaces.ModelRegistry.parseLog({ topics: [...log.topics], data: log.data })?.args['isShadow'] === false);
  const block = accepted ? await chain.readBlock(Number(accepted.blockNumber)) : null;
  // Not shadow, and no vote that says so: the chain was rewound between two answers. Nothing is judged by it now.
  return block?.timeSeconds ?? Number.MAX_SAFE_INTEGER;
}
