import type { ChildProcess } from 'node:child_process';
import type { Port } from '../../shared/bridgeKit.ts';

/** The parent's end of a forked program's IPC channel. Messages sent after its death are dropped; `onClose` says so. */
export function childPort(child: ChildProcess): Port {
  return {
    post: (message) => {
      if (child.connected) child.send(message as never, () => {});
    },
    onMessage: (listener) => {
      child.removeAllListeners('message');
      child.on('message', listener);
    },
    onClose: (listener) => void child.once('exit', listener),
    close: () => void child.kill('SIGKILL'),
  };
}
