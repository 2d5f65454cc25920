import { guardLimit, type Guards } from '../../../electron/shared/guards.ts';
import { addressShape, sameAddress } from '../../../electron/shared/units.ts';

export type GuardList = 'guards' | 'wards';
export type GuardChange = { readonly act: 'add' | 'remove'; readonly list: GuardList; readonly node: string };

const listsOf = ({ guards, wards }: Pick<Guards, 'guards' | 'wards'>) => ({ guards: guards.map(({ node }) => node), wards: wards.map(({ node }) => node) });

/** Both lists as they are to be. Pure. */
export function changeGuards(now: Pick<Guards, 'guards' | 'wards'>, { act, list, node }: GuardChange): { guards: string[]; wards: string[] } {
  const lists = listsOf(now);
  const others = lists[list].filter((one) => !sameAddress(one, node));
  return { ...lists, [list]: act === 'add' ? [...others, node] : others };
}

/** Why this cannot be added; null: it can. Pure. */
export function problemOfGuard(written: string, list: GuardList, now: Pick<Guards, 'guards' | 'wards'>, own: string | null): 'bad' | 'isOwn' | 'known' | 'full' | null {
  if (!addressShape.safeParse(written).success) return 'bad';
  if (own !== null && sameAddress(written, own)) return 'isOwn';
  const nodes = listsOf(now)[list];
  return nodes.some((one) => sameAddress(one, written)) ? 'known' : nodes.length >= guardLimit ? 'full' : null;
}
