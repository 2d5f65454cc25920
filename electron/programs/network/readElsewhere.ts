import { readFile } from 'node:fs/promises';
import { practiceFileShape } from '../../protocol/messages.ts';
import { readDeploymentFile, type Deployment } from '../../services/chain/deployment.ts';
import { parseNetworkFile, type NetworkFile } from '../../services/chain/networkFile.ts';
import { HearthError } from '../../shared/errors.ts';

/** What a node has to know of a network that runs elsewhere. */
export type Elsewhere = Pick<NetworkFile, 'practice' | 'seeds' | 'relays'> & { readonly deployment: Deployment };

/** From `network.json`, or from the `practice.json` of a Hearth on this machine. @throws usage.invalid · network.fileInvalid · network.incompatible · chain.deploymentInvalid */
export async function readElsewhere(path: string): Promise<Elsewhere> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const json = text === null ? null : parseJson(text);
  if (text !== null && (json as { format?: unknown } | null)?.format === 'hearth-network/1') return parseNetworkFile(text, path);
  const parsed = practiceFileShape.safeParse(json);
  if (!parsed.success) throw new HearthError('usage.invalid', { reason: `${path} is no file of a network` });
  const { deploymentFile, operatorsKey, operator, client, verifiers, clientAddresses } = parsed.data;
  return { deployment: await readDeploymentFile(deploymentFile), seeds: [], relays: [], practice: { clients: clientAddresses, operatorsKey: operatorsKey ?? '', operator: operator, client: client, verifiers } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
