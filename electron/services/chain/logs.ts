import type { LogDescription } from 'ethers/abi';
import { toQuantity, type Chain } from './chain.ts';
import { interfaces, type ContractName } from './contracts.ts';
import { eventTopic, type RawLog } from './events.ts';

/** Public nodes refuse wider ranges of logs. */
const blocksPerQuery = 2000;

export type FoundEvent = { readonly blockNumber: number; readonly transactionHash: string; readonly args: LogDescription['args'] };

/**
 * Every event of one kind from the deployment's first block on, oldest first.
 *
 * @throws chain.*  what the chain's methods throw
 */
export async function readEvents(chain: Chain, contract: ContractName, event: string, signal?: AbortSignal): Promise<FoundEvent[]> {
  const head = await chain.readBlockNumber(signal);
  const found: FoundEvent[] = [];
  for (let from = chain.deployment.startBlock; from <= head; from += blocksPerQuery) {
    const filter = {
      address: chain.deployment.contracts[contract].address,
      topics: [eventTopic(contract, event)],
      fromBlock: toQuantity(from),
      toBlock: toQuantity(Math.min(head, from + blocksPerQuery - 1)),
    };
    for (const log of await chain.request<RawLog[]>('eth_getLogs', [filter], signal)) {
      const parsed = interfaces[contract].parseLog({ topics: [...log.topics], data: log.data });
      if (parsed) found.push({ blockNumber: Number(log.blockNumber), transactionHash: log.transactionHash, args: parsed.args });
    }
  }
  return found;
}
