/**
 * Who may speak to the page server, and what the browser is told about the page. Pure.
 *
 * A web site the owner visits can make the browser send requests here, and by DNS rebinding under a name of its own; so
 * every request must carry a Host that is this machine's loopback with our port, and every request that could change or
 * read state an Origin of the same.
 */
export const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'] as const;

const authorities = (port: number): readonly string[] => loopbackNames.map((name) => `${name}:${port}`);

export const isOurHost = (host: string | undefined, port: number): boolean => host !== undefined && authorities(port).includes(host.toLowerCase());

/** An Origin of another loopback name is refused too: `localhost` and `127.0.0.1` are different origins to a browser. */
export const isOurOrigin = (origin: string | undefined, host: string | undefined, port: number): boolean =>
  origin !== undefined && isOurHost(host, port) && origin.toLowerCase() === `http://${host!.toLowerCase()}`;

/** No inline script or style, nothing from elsewhere; React and recharts set styles through the CSSOM, which CSP allows. */
export const contentSecurityPolicy = (port: number): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    // Not every browser lets 'self' cover ws: of the same host; a policy cannot name an IPv6 address.
    `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Headers of every answer, refusals included. */
export const safetyHeaders = (port: number): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(port),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), usb=()',
});
