import { pageAddress, pageOrigin } from './pageAnswer.ts';

/** The window shows one page and opens nothing. Pure decisions, each refusing what it does not know. */

/** True for the page itself, which may change its fragment; everything else stays out of the window. */
export function mayNavigate(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === pageOrigin && (url.pathname === '/' || url.pathname === '/index.html') && url.username === '' && url.search === '';
}

/** Hosts whose pages may open in the owner's own browser, on a click: where the sources and releases are. */
const externalHosts: ReadonlySet<string> = new Set(['nodejs.org', 'github.com']);

/** The address to hand to the owner's browser, or null. */
export function decideExternal(address: string): string | null {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  return externalHosts.has(url.hostname) ? url.href : null;
}

/** Who may ask main for a port: the top frame of the page, nothing else. */
export const maySpeak = (frame: { readonly url: string; readonly isTop: boolean } | null): boolean =>
  frame !== null && frame.isTop && frame.url.startsWith(pageAddress) && mayNavigate(frame.url);

/** The page copies text by a click; it needs no other permission, and gets none. */
export const mayUse = (permission: string, address: string): boolean => permission === 'clipboard-sanitized-write' && mayNavigate(address);
