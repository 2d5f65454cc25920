import { formatRoute, parseRoute } from '../../renderer/route.ts';

export const linkScheme = 'hearth';
const longestLink = 200;

/**
 * The part of the page that a `hearth://` link names, as a fragment, or null. Any web site can offer such a link, so it can only show a screen: it
 * carries no command, no setting and no address.
 *
 * `hearth://jobs/0x…` shows a job, `hearth://earnings` a screen, `hearth://open` the first one.
 */
export function parseDeepLink(address: string): string | null {
  if (address.length > longestLink) return null;
  const url = URL.parse(address);
  if (url?.protocol !== `${linkScheme}:` || url.username !== '' || url.password !== '' || url.port !== '' || url.search !== '' || url.hash !== '') return null;
  const path = `${url.host}${url.pathname}`.replace(/\/$/, '');
  if (!/^[0-9a-z/]+$/.test(path)) return null;
  const route = parseRoute(path === 'open' ? '' : `#/${path}`);
  return route.screen === 'unknown' ? null : formatRoute(route);
}

/** The last link among a command line's words: systems append it, and a second start hands its words over. */
export const findDeepLink = (argv: readonly string[]): string | null => {
  const found = argv.findLast((word) => word.startsWith(`${linkScheme}:`));
  return found === undefined ? null : parseDeepLink(found);
};
