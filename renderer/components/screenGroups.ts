import type { Route } from '../route.ts';

/** Screens that belong together share one entry in the menu; the first one is where it leads. */
export const screenGroups = [
  ['earnings', 'usage'],
  ['wallet', 'staking', 'governance'],
  ['devices', 'models', 'fleet'],
  ['settings', 'network', 'log', 'about'],
] as const;

/** The menu's entry of a screen: its own, or that of the first of its group. */
export function groupOf(screen: Route['screen']): Route['screen'] {
  if (screen === 'job') return 'jobs';
  const own = screen === 'proposal' ? 'governance' : screen;
  return screenGroups.find((group) => (group as readonly string[]).includes(own))?.[0] ?? own;
}
