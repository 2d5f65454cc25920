import type { LogDescription } from 'ethers/abi';
import type { Chain } from './chain.ts';
import { interfaces, type ContractName } from './contracts.ts';
import { eventTopic } from './events.ts';

/** A chain takes back less than this. */
const reorgBlocks = 256;

export type FoundEvent = { readonly blockNumber: number; readonly transactionHash: string; readonly args: LogDescription['args'] };
export type EventReader = (signal?: AbortSignal) => Promise<readonly FoundEvent[]>;

/**
 * Reads every event of one kind, oldest first; the first time from the deployment's block on, then only what may have changed since. An answer is
 * whole: a reading that failed in between is not kept.
 *
 * @param topics   the indexed arguments to match, in order
 * @throws chain.*  what the chain's methods throw
 */
export function createEventReader(chain: Chain, contract: ContractName, event: string, topics: readonly (string | null)[] = []): EventReader {
  let known: readonly FoundEvent[] = [];
  let readTo = chain.deployment.startBlock - 1;
  return async (signal) => {
    const head = await chain.readBlockNumber(signal);
    // A chain that came back from an older state is shorter than what was read of it.
    const from = Math.max(chain.deployment.startBlock, Math.min(readTo, head) + 1 - reorgBlocks);
    const found: FoundEvent[] = [];
    const filter = { address: chain.deployment.contracts[contract].address, topics: [eventTopic(contract, event), ...topics] };
    for (const log of await chain.readLogs(filter, { fromBlock: from, toBlock: head }, signal)) {
      const parsed = interfaces[contract].parseLog({ topics: [...log.topics], data: log.data });
      if (parsed) found.push({ blockNumber: Number(log.blockNumber), transactionHash: log.transactionHash, args: parsed.args });
    }
    known = [...known.filter(({ blockNumber }) => blockNumber < from), ...found];
    readTo = head;
    return known;
  };
}
