/** What the window's own scheme answers. Pure: the page's files are read once at start. */
export const pageScheme = 'hearth-app';
export const pageOrigin = `${pageScheme}://page`;
export const pageAddress = `${pageOrigin}/`;

export type PageFile = { readonly bytes: Uint8Array; readonly type: string };
export type PageAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly bytes: Uint8Array | null };

/** Nothing from elsewhere, no inline script, and no connection at all: the page speaks through the port of the preload. */
export const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'none'", "object-src 'none'",
  "base-uri 'none'", "form-action 'none'", "frame-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');

const safetyHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** Answers one request: a lookup among the built files, so there is no path to climb out of. Refusals carry the same headers. */
export function answerPageRequest(files: ReadonlyMap<string, PageFile>, method: string, address: string): PageAnswer {
  const refuse = (status: number): PageAnswer => ({ status, headers: { ...safetyHeaders, 'content-type': 'text/plain; charset=utf-8' }, bytes: null });
  const url = URL.parse(address);
  if (url?.protocol !== `${pageScheme}:` || url.host !== 'page') return refuse(404);
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  const file = files.get(url.pathname === '' ? '/' : url.pathname);
  if (!file) return refuse(404);
  return { status: 200, headers: { ...safetyHeaders, 'content-type': file.type, 'cache-control': 'no-store' }, bytes: method === 'HEAD' ? null : file.bytes };
}
