import type { RestartKind } from '../../services/broker/restartCodes.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { listJoined, networkFileOf, networkFolder, readJoined } from '../network/joinedNetworks.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { listenPort, type Listening, type listeningCommands } from '../../shared/listening.ts';
import type { networkCommands } from '../../shared/networks.ts';
import { HearthError } from '../../shared/errors.ts';
import { refusals } from '../../shared/saidReasons.ts';
import type { NetworkSide } from './networkSide.ts';

/** Where the current network's own data lie, and the file it was joined with; null: this Hearth's own practice network, or what the command line said. */
export function currentNetwork(dataFolder: string, settings: SettingsFile): { readonly folder: string; readonly file: string } | null {
  const { network } = settings.read();
  return network === null ? null : { folder: networkFolder(dataFolder, network), file: networkFileOf(dataFolder, network) };
}

export type JoinedHandlers = Pick<Handlers<PageBridge>, keyof typeof networkCommands | keyof typeof listeningCommands>;

type Dependencies = {
  readonly dataFolder: string;
  readonly settings: SettingsFile;
  /** As this program was started with it. */
  readonly running: Listening;
  readonly journal: Pick<Journal, 'live'>;
  readonly network: () => NetworkSide | undefined;
  /** From now on no order is taken. */
  readonly stopTaking: () => void;
  readonly restart: (kind: RestartKind) => void;
  /** Whether the signer would work for a network. @throws signer.refused */
  readonly tryNetwork: (deployment: Deployment) => Promise<void>;
  readonly log: (line: string) => void;
};

/** How long jobs that compute may keep a node on the network it leaves: their clients wait for them. */
const finishMs = 10 * 60_000;
const lookMs = 500;
/** The answer goes out before the program ends. */
const answerMs = 200;

/** Networks this Hearth has joined, the change from one to another, and who may reach it. */
export function createJoinedSide({ dataFolder, settings, running, journal, network, stopTaking, restart, tryNetwork, log }: Dependencies): JoinedHandlers {
  let isLeaving = false;
  const restartSoon = (kind: RestartKind): void => void setTimeout(() => restart(kind), answerMs);

  async function leave(): Promise<void> {
    stopTaking();
    network()?.announceNow();
    const startMs = performance.now();
    // What only waits for a device is not begun any more, and would hold the node until its deadline.
    while (journal.live().some(({ started, result }) => started && !result) && performance.now() - startMs < finishMs) await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  return {
    readNetworks: async () => ({ current: settings.read().network, joined: [...(await listJoined(dataFolder))] }),
    async switchNetwork({ name }) {
      // A network that the signer refuses would end Hearth at its next start.
      if (name !== null) await tryNetwork((await readJoined(dataFolder, name)).deployment);
      if (name === settings.read().network && !isLeaving) return {};
      settings.write({ network: name });
      if (isLeaving) return {};
      isLeaving = true;
      log(`going over to ${name === null ? 'the practice network of this Hearth' : `the network ${name}`}`);
      const goOver = (): void => restartSoon('withSigner');
      void leave().then(goOver, goOver);
      return {};
    },
    readListening: () => ({ kept: settings.read().listening, running, reach: network()?.peer.reach() ?? 'nothing' }),
    setListening({ listening, restart: isNow }) {
      if (listening.port !== 0 && listening.port < 1024) throw new HearthError('usage.invalid', { reason: refusals.ports(listenPort) });
      settings.write({ listening });
      if (isNow) restartSoon('provider');
      return {};
    },
  };
}
