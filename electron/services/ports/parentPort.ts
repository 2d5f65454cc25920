import type { Port } from '../../shared/bridgeKit.ts';

/** What Electron's utilityProcess puts on `process`; absent under plain Node. */
type UtilityParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
};

/**
 * The port to the process that started this one: Node's IPC channel (fork with `serialization: 'advanced'`), or Electron's utility
 * port. Each message is one bridge message.
 *
 * @throws TypeError  this process was not started by a parent that talks
 */
export function parentPort(): Port {
  const utility = (process as unknown as { parentPort?: UtilityParentPort | null }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data)),
      // A utility process ends with its parent; there is no closing to hear of.
      onClose: () => undefined,
      close: () => process.exit(0),
    };
  }
  if (!process.send) throw new TypeError('start this program as a child process with an IPC channel');
  return {
    post: (message) => void (process.connected && process.send!(message, undefined, undefined, ignoreLostParent)),
    onMessage: (listener) => {
      process.removeAllListeners('message');
      process.on('message', listener);
    },
    onClose: (listener) => void process.on('disconnect', listener),
    close: () => process.disconnect(),
  };
}

/** A parent that died between the check and the write: the disconnect event follows and ends the program. */
const ignoreLostParent = (): void => undefined;
