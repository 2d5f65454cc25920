import { emptyMetricsState, formatMetrics, type MetricsState } from '../../services/metrics/hearthMetrics.ts';
import { startMetricsServer, type MetricsServer } from '../../services/metrics/metricsServer.ts';
import { createPortPair } from '../../services/ports/portPair.ts';
import { pageBridge } from '../../shared/bridge.ts';
import { connectBridge, type Port } from '../../shared/bridgeKit.ts';

const retryMs = 1000;

/**
 * Serves what the provider publishes as metrics, over every restart of it.
 *
 * @param connectPage  hands one end of a channel to the broker
 * @throws host.portBusy
 */
export async function serveMetrics(port: number, connectPage: (port: Port) => void): Promise<MetricsServer> {
  let state: MetricsState = emptyMetricsState;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let near: Port | null = null;
  const connect = (): void => {
    const [far, own] = createPortPair();
    near = own;
    const client = connectBridge(pageBridge, own);
    client.onClose(() => {
      state = emptyMetricsState;
      if (!isClosed) timer = setTimeout(connect, retryMs);
    });
    client.watch('status', (status) => (state = { ...state, status }));
    client.watch('devices', (devices) => (state = { ...state, devices }));
    client.watch('jobs', (jobs) => (state = { ...state, jobs }));
    client.watch('earnings', (earnings) => (state = { ...state, earnings }));
    client.watch('network', (network) => (state = { ...state, network }));
    client.watch('about', (about) => (state = { ...state, about }));
    client.watch('audits', (audits) => (state = { ...state, audits }));
    connectPage(far);
  };
  const server = await startMetricsServer(port, () => formatMetrics(state));
  connect();
  return {
    address: server.address,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      near?.close();
      await server.close();
    },
  };
}
