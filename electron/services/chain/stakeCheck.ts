import { isHearthError } from '../../shared/errors.ts';
import type { Chain } from './chain.ts';

/**
 * How long an answer counts. A node without stake may have some any moment, and who believes an old no leaves its announcement alone for good: it is remembered
 * only for those that come together. How often strangers may make us ask is limited below, and by what each peer may bring of such nodes.
 */
const stakedForMs = 10 * 60_000;
const unstakedForMs = 1000;
const rememberedNodes = 4096;
/** Questions at once, and how soon one more: strangers who invent nodes cannot make us flood the chain. */
const questionBurst = 256;
const questionEveryMs = 50;

/**
 * Whether a node has stake on the chain, from memory where it was asked lately; null where the chain cannot be asked now. An answer that counted stays while the chain is away.
 * @effects chain
 */
export function createStakeCheck(chain: Pick<Chain, 'readStake'>, nowMs: () => number, signal?: AbortSignal): (node: string) => Promise<boolean | null> {
  const known = new Map<string, { readonly isStaked: boolean; readonly atMs: number }>();
  const asking = new Map<string, Promise<boolean | null>>();
  let questions = questionBurst;
  let filledAtMs = nowMs();
  const mayAsk = (): boolean => {
    questions = Math.min(questionBurst, questions + (nowMs() - filledAtMs) / questionEveryMs);
    filledAtMs = nowMs();
    return questions >= 1 && (questions -= 1, true);
  };
  async function ask(node: string): Promise<boolean | null> {
    const before = known.get(node)?.isStaked ?? null;
    if (!mayAsk()) return before;
    try {
      const isStaked = (await chain.readStake(node, signal)).activeWei > 0n;
      known.delete(node);
      known.set(node, { isStaked, atMs: nowMs() });
      if (known.size > rememberedNodes) known.delete(known.keys().next().value!);
      return isStaked;
    } catch (error) {
      if (!isHearthError(error) && !signal?.aborted) throw error;
      return before;
    }
  }
  return (node) => {
    const key = node.toLowerCase();
    const last = known.get(key);
    if (last && nowMs() - last.atMs < (last.isStaked ? stakedForMs : unstakedForMs)) return Promise.resolve(last.isStaked);
    const running = asking.get(key) ?? ask(key).finally(() => asking.delete(key));
    asking.set(key, running);
    return running;
  };
}
