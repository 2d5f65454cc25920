import type { Guards } from '../../shared/guards.ts';
import { addressShape, sameAddress } from '../../shared/units.ts';
import { formatAge } from './chainAccess.ts';
import { usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { readTopic, withRunning } from './running.ts';

const acts = ['add', 'remove', 'accept', 'drop'] as const;

/** Who answers disputes for this node while it is away, and for whom it does: shows them, or changes one of the two lists. */
export async function runGuards(dataFolder: string, [act, node]: readonly string[], output: Output): Promise<void> {
  if (act !== undefined && (!(acts as readonly string[]).includes(act) || node === undefined)) throw usage('say nothing, add NODE, remove NODE, accept NODE, or drop NODE');
  const parsed = node === undefined ? null : addressShape.safeParse(node);
  if (parsed && !parsed.success) throw usage(`'${node!.slice(0, 60)}' is not the address of a node (hearth guards there shows it)`);
  const found = await withRunning(dataFolder, async (hearth) => {
    const [now, { nodeAddress }] = [await hearth.ask('readGuards', {}), await readTopic(hearth, 'network')];
    return { ...(parsed ? await hearth.ask('setGuards', change(now, act as (typeof acts)[number], parsed.data)) : now), own: nodeAddress };
  });
  output.result(found, [`This node is ${found.own ?? 'not on a network yet'}`, format(found)].join('\n'));
}

function change({ guards, wards }: Guards, act: (typeof acts)[number], node: string): { guards: string[]; wards: string[] } {
  const lists = { guards: guards.map((one) => one.node as string), wards: wards.map((one) => one.node as string) };
  const of = act === 'add' || act === 'remove' ? 'guards' : 'wards';
  const others = lists[of].filter((one) => !sameAddress(one, node));
  if ((act === 'remove' || act === 'drop') && others.length === lists[of].length) throw usage(`${node} is not among them`);
  return { ...lists, [of]: act === 'add' || act === 'accept' ? [...others, node] : others };
}

const format = ({ guards, wards, heldBytes, keptMs }: Guards): string => [
  guards.length === 0
    ? 'Nobody was chosen to answer disputes for this node while it is away. hearth guards add NODE chooses one; it gets the evidence of the receipts, prompts included.'
    : formatTable([['guard', 'is', 'receipts held', 'did not take'], ...guards.map(({ node, isThere, held, declined, isRefused }) => [node, isRefused ? 'not accepting this node' : isThere ? 'there' : 'away', String(held), declined ?? ''])]),
  ...(guards.length === 0 ? [] : ['A guard gets the evidence of every receipt of this node, prompts included.']),
  ...(wards.length === 0 ? [] : ['', `It answers for ${wards.map(({ node }) => node).join(' ')}; it keeps their prompts as plain files that only this user can read${keptMs === null ? '' : `, each for ${formatAge(Math.round(keptMs / 1000))}`}`]),
  `Evidence of other nodes on this disk: ${(heldBytes / 1024 ** 2).toFixed(1)} MiB`,
].join('\n');
