import type { MessagePortMain } from 'electron';
import type { Port } from '../shared/bridgeKit.ts';

/** Main's end of the port the page was given. */
export function messagePort(port: MessagePortMain): Port {
  port.start();
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.removeAllListeners('message');
      port.on('message', ({ data }) => listener(data));
    },
    onClose: (listener) => void port.once('close', listener),
    close: () => port.close(),
  };
}
