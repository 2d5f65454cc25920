import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * One start's secrets: the token that travels in the address (in its fragment, which browsers never send), and the
 * cookie it is exchanged for, so that a reload works and the token does not have to stay in the address bar.
 */
export type Session = {
  readonly token: string;
  /** The exchange: a Set-Cookie value for the right token, else null. */
  readonly exchange: (token: string) => string | null;
  readonly holds: (cookieHeader: string | undefined) => boolean;
};

/** Cookies are shared by all ports of a host, hence the port in the name: two Hearths do not log each other out. */
export const cookieName = (port: number): string => `hearth_session_${port}`;

/** Comparing digests takes the same time whatever the guess, its length included. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/** Opens a session with fresh 256-bit secrets. They live in memory only and end with the program. */
export function openSession(port: number): Session {
  const token = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  return {
    token,
    exchange: (given) => (sameSecret(given, token) ? `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict` : null),
    holds: (header) => sameSecret(readCookie(header ?? '', cookieName(port)), secret),
  };
}

function readCookie(header: string, name: string): string {
  for (const part of header.split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return '';
}
