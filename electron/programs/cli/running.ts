import { connectControl } from '../../services/control/controlServer.ts';
import { connectBridge, type BridgeClient } from '../../shared/bridgeKit.ts';
import { pageBridge, type PageBridge } from '../../shared/bridge.ts';
import { HearthError } from '../../shared/errors.ts';
import type { TopicValue } from '../../shared/bridgeKit.ts';

export type RunningHearth = BridgeClient<PageBridge>;

/** Speaks with the Hearth that runs on this data folder. @throws host.notRunning */
export async function withRunning<T>(dataFolder: string, use: (hearth: RunningHearth) => Promise<T>): Promise<T> {
  const hearth = connectBridge(pageBridge, await connectControl(dataFolder));
  try {
    return await use(hearth);
  } finally {
    hearth.close();
  }
}

/** The present value of a topic, once it satisfies the test. @throws bridge.closed  Hearth ended first */
export function readTopic<K extends keyof PageBridge['topics'] & string>(
  hearth: RunningHearth, topic: K, isIt: (value: TopicValue<PageBridge, K>) => boolean = () => true, signal?: AbortSignal,
): Promise<TopicValue<PageBridge, K>> {
  return new Promise((resolve, reject) => {
    const stop = hearth.watch(topic, (value) => {
      if (!isIt(value)) return;
      queueMicrotask(() => stop());
      resolve(value);
    });
    hearth.onClose(() => reject(new HearthError('bridge.closed', {})));
    signal?.addEventListener('abort', () => {
      stop();
      reject(new HearthError('bridge.closed', {}));
    }, { once: true });
  });
}
