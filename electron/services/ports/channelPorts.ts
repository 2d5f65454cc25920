import type { Port } from '../../shared/bridgeKit.ts';
import { channelFrameShape } from '../../shared/brokerBridge.ts';

/**
 * Splits one port into named channels beside its own traffic, so that a provider reaches its worker, signer and practice
 * network through the one parent that may fork.
 */
export type ChannelPorts = {
  /** The traffic that belongs to no channel. */
  readonly main: Port;
  /** @param onGone  hears how the far program ended: a signal's name or "exit N" */
  open(channel: string, onGone?: (how: string) => void): Port;
};

/**
 * @param onOpened  hears of a channel the far side opened: its first frame names it
 * @param mayOpen   which names it may give
 */
export function splitPort(port: Port, onOpened: (channel: string, end: Port) => void = () => {}, mayOpen: (channel: string) => boolean = (channel) => channel.startsWith('page-')): ChannelPorts {
  type End = { hear: (message: unknown) => void; closers: (() => void)[]; onGone: (how: string) => void; early: unknown[]; heard: boolean };
  const ends = new Map<string, End>();
  let hearMain: (message: unknown) => void = () => {};
  const mainClosers: (() => void)[] = [];

  port.onMessage((raw) => {
    const frame = channelFrameShape.safeParse(raw);
    if (!frame.success) return hearMain(raw);
    if (!ends.has(frame.data.channel) && 'message' in frame.data && mayOpen(frame.data.channel)) {
      onOpened(frame.data.channel, open(frame.data.channel));
    }
    const end = ends.get(frame.data.channel);
    if (!end) return;
    if ('closed' in frame.data) {
      ends.delete(frame.data.channel);
      end.onGone(frame.data.closed);
      for (const close of end.closers) close();
    } else if (end.heard) end.hear(frame.data.message);
    else end.early.push(frame.data.message);
  });
  port.onClose(() => {
    for (const end of ends.values()) for (const close of end.closers) close();
    for (const close of mainClosers) close();
  });

  function open(channel: string, onGone: (how: string) => void = () => {}): Port {
    const end: End = { hear: () => {}, closers: [], onGone, early: [], heard: false };
    ends.set(channel, end);
    return {
      post: (message) => port.post({ channel, message }),
      onMessage(listener) {
        end.hear = listener;
        end.heard = true;
        for (const message of end.early.splice(0)) listener(message);
      },
      onClose: (listener) => void end.closers.push(listener),
      close() {
        if (ends.delete(channel)) port.post({ channel, closed: 'closed' });
      },
    };
  }

  return {
    main: { post: (message) => port.post(message), onMessage: (listener) => void (hearMain = listener), onClose: (listener) => void mainClosers.push(listener), close: () => port.close() },
    open,
  };
}
