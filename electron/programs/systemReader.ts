import { cpu, graphics, mem } from 'systeminformation';
import { parentPort } from '../services/ports/parentPort.ts';

/**
 * Asks the system what it has, once, for a provider that may not start a process itself: in Electron only main may fork, and its executable does not run as Node. Killed by whoever
 * started it; see services/devices/readSystem.ts for why this must be a process.
 */
const port = parentPort();
port.onMessage(() => void read());

async function read(): Promise<void> {
  try {
    const [found, processor, memory] = await Promise.all([graphics(), cpu(), mem()]);
    port.post({ controllers: found.controllers, cpu: processor, memory });
  } catch (error) {
    port.post({ failed: error instanceof Error ? error.message.slice(0, 200) : 'fault' });
  }
}
