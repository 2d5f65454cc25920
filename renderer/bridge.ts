import type { Port } from '../electron/shared/bridgeKit.ts';
import { HearthError } from '../electron/shared/errors.ts';

/** What the preload exposes in the Electron window. Absent in a browser. */
type WindowHearth = { readonly connect: (which: 'provider' | 'signer') => Port };

/**
 * Opens one port, in whichever of its two skins the page runs: a MessagePort handed out by Electron main, or a WebSocket to
 * the server this page came from.
 *
 * @throws bridge.forbidden  this browser has no session and the address holds no valid token
 * @throws bridge.closed     nobody answers
 */
export async function openPort(which: 'provider' | 'signer'): Promise<Port> {
  const { hearth } = window as unknown as { hearth?: WindowHearth };
  if (hearth) return hearth.connect(which);
  await openSession();
  return openSocket(which === 'signer' ? '/wallet' : '/bridge');
}

/** Exchanges the token in the address for the session cookie and takes it out of the address bar and the history. */
async function openSession(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  const asked =
    token === null
      ? fetch('/session', { cache: 'no-store' })
      : fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) });
  const answer = await asked.catch((cause: unknown) => {
    throw new HearthError('bridge.closed', {}, cause);
  });
  if (token !== null) history.replaceState(null, '', '#/');
  if (answer.ok) return;
  // A stale token in a bookmark does no harm while the cookie holds.
  if (token !== null) return openSession();
  throw new HearthError('bridge.forbidden', { reason: 'this browser holds no session' });
}

function openSocket(path: string): Promise<Port> {
  const socket = new WebSocket(`ws://${location.host}${path}`);
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new HearthError('bridge.closed', {}));
    socket.onclose = () => reject(new HearthError('bridge.closed', {}));
    socket.onopen = () => resolve(socketPort(socket));
  });
}

function socketPort(socket: WebSocket): Port {
  const closing = new Set<() => void>();
  socket.onerror = null;
  socket.onclose = () => closing.forEach((listener) => listener());
  return {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.onmessage = (event: MessageEvent<string>) => listener(JSON.parse(event.data));
    },
    onClose: (listener) => void closing.add(listener),
    close: () => socket.close(),
  };
}
