import type { RpcAddress } from '../../shared/rpcAddresses.ts';
import { advise, printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { withRunning } from './running.ts';

const states: Readonly<Record<RpcAddress['state'], string>> = { unknown: 'not asked yet', answers: 'answers', resting: 'wants fewer requests', silent: 'silent', refused: 'set aside' };

/** The chain's addresses: shows them, adds one of the owner's or takes one out. */
export async function runRpc(dataFolder: string, [act, url]: readonly string[], output: Output): Promise<void> {
  if (act !== undefined && ((act !== 'add' && act !== 'remove') || url === undefined)) throw usage('say nothing, add URL, or remove URL');
  const addresses = await withRunning(dataFolder, async (hearth) => {
    const { addresses: now } = await hearth.ask('readRpcAddresses', {});
    if (act === undefined) return now;
    const owners = now.filter(({ isOwners }) => isOwners).map((one) => one.url);
    if (act === 'add') return (await advise({ 'chain.unreachable': 'It was not added: look at the address, and add it once it answers.' }, () => hearth.ask('setRpcAddresses', { urls: [...owners, url!] }))).addresses;
    // With or without the slash that a written address lacks.
    const gone = owners.find((one) => one === url || one === `${url}/`);
    if (gone === undefined) throw usage(now.some((one) => one.url === url) ? `${url} came with the list of contracts and stays` : `${url} is no address that was added here`);
    return (await hearth.ask('setRpcAddresses', { urls: owners.filter((one) => one !== gone) })).addresses;
  });
  const rows = addresses.map((one) => [printable(one.url), one.isOwners ? 'added here' : 'of the deployment', one.isInUse ? 'in use' : states[one.state], one.state === 'refused' || one.state === 'silent' ? printable(one.reason ?? '') : '']);
  output.result({ addresses }, formatTable([['address', 'whose', 'stands', 'because'], ...rows]));
}
