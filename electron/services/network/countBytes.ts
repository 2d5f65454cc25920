import { isIP } from 'node:net';
import type { CounterGroup, Metrics, MultiaddrConnection } from '@libp2p/interface';
import type { Direction } from './dataMeter.ts';
import { reachOf } from './reach.ts';

export type CountBytes = (direction: Direction, bytes: number) => void;
/** Who counts the bytes of a connection with that address; null: nobody. */
export type MeterOf = (multiaddr: string) => CountBytes | null;

/** Whether a connection leaves this home. One through a relay is none of its own: its bytes are in the relay's. */
export const leavesHome = (multiaddr: string): boolean => reachOf(multiaddr) === 'internet' && !multiaddr.includes('/p2p-circuit');

/** Whether an address of a mirror lies outside this home; a name other than this machine's is one of the internet. */
export function urlLeavesHome({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const version = isIP(host);
  return version === 0 ? host !== 'localhost' : reachOf(`/ip${version}/${host}`) === 'internet';
}

type Counted = Pick<MultiaddrConnection, 'remoteAddr' | 'send'> & { readonly onData: (data: { readonly byteLength: number }) => void };

/**
 * libp2p's own place for those who count: it shows each connection before the first byte. What is counted is what TCP carries, encryption and multiplexing included.
 * Of the figures that libp2p would keep beside, none is kept.
 */
export function countingMetrics(meterOf: MeterOf): () => Metrics {
  const noCounter = { increment() {}, reset() {} };
  const noFigure = { ...noCounter, update() {}, decrement() {}, observe() {}, timer: () => () => {} };
  const register = (() => noFigure) as unknown as Metrics['registerMetric'];
  return () => ({
    trackMultiaddrConnection(connection) {
      const count = meterOf(connection.remoteAddr.toString());
      if (!count) return;
      const line = connection as unknown as { -readonly [Key in keyof Counted]: Counted[Key] };
      const { send, onData } = line;
      line.send = (data) => {
        count('sent', data.byteLength);
        return send.call(connection, data);
      };
      line.onData = (data) => {
        count('received', data.byteLength);
        onData.call(connection, data);
      };
    },
    trackProtocolStream() {},
    registerMetric: register, registerMetricGroup: register as unknown as Metrics['registerMetricGroup'], registerCounter: register as unknown as Metrics['registerCounter'],
    registerCounterGroup: (() => noCounter satisfies CounterGroup) as unknown as Metrics['registerCounterGroup'], registerHistogram: register as unknown as Metrics['registerHistogram'], registerHistogramGroup: register as unknown as Metrics['registerHistogramGroup'],
    registerSummary: register as unknown as Metrics['registerSummary'], registerSummaryGroup: register as unknown as Metrics['registerSummaryGroup'],
    traceFunction: ((_name: string, traced: unknown) => traced) as Metrics['traceFunction'], createTrace: () => undefined,
  });
}
