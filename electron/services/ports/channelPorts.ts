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

/** A channel that this side closed is told of once more when its program ends: those names are never opened again. */
const rememberedEnds = 64;

/**
 * @param onOpened  hears of a channel the far side opened: its first frame names it
 * @param mayOpen   which names it may give
 */
export function splitPort(port: Port, onOpened: (channel: string, end: Port) => void = () => {}, mayOpen: (channel: string) => boolean = (channel) => channel.startsWith('page-')): ChannelPorts {
  type End = { hear: (message: unknown) => void; closers: (() => void)[]; onGone: (how: string) => void; early: unknown[]; heard: boolean };
  const ends = new Map<string, End>();
  let hearMain: (message: unknown) => void = () => {};
  const mainClosers: (() => void)[] = [];
  /** Ends of far programs that were heard of before their channel's name was: both may come at once, and whoever is about to open it would wait for ever. */
  const endedEarly = new Map<string, string>();

  port.onMessage((raw) => {
    const frame = channelFrameShape.safeParse(raw);
    if (!frame.success) return hearMain(raw);
    if (!ends.has(frame.data.channel) && 'message' in frame.data && mayOpen(frame.data.channel)) {
      onOpened(frame.data.channel, open(frame.data.channel));
    }
    const end = ends.get(frame.data.channel);
    if (!end) {
      if ('closed' in frame.data && !mayOpen(frame.data.channel)) noteEarly(frame.data.channel, frame.data.closed);
      return;
    }
    if ('closed' in frame.data) endChannel(frame.data.channel, end, frame.data.closed);
    else if (end.heard) end.hear(frame.data.message);
    else end.early.push(frame.data.message);
  });
  port.onClose(() => {
    for (const end of ends.values()) for (const close of end.closers) close();
    for (const close of mainClosers) close();
  });

  function endChannel(channel: string, end: End, how: string): void {
    ends.delete(channel);
    end.onGone(how);
    for (const close of end.closers) close();
  }
  function noteEarly(channel: string, how: string): void {
    endedEarly.set(channel, how);
    if (endedEarly.size > rememberedEnds) endedEarly.delete(endedEarly.keys().next().value!);
  }

  function open(channel: string, onGone: (how: string) => void = () => {}): Port {
    const end: End = { hear: () => {}, closers: [], onGone, early: [], heard: false };
    ends.set(channel, end);
    const how = endedEarly.get(channel);
    endedEarly.delete(channel);
    // After whoever opens it has said what it wants to hear.
    if (how !== undefined) queueMicrotask(() => ends.get(channel) === end && endChannel(channel, end, how));
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
