import type { RestartKind } from '../../services/broker/restartCodes.ts';
import type { Deployment } from '../../services/chain/deployment.ts';
import type { Journal } from '../../services/jobs/journal.ts';
import { listJoined, networkFileOf, networkFolder, readJoined } from '../network/joinedNetworks.ts';
import type { SettingsFile } from '../../services/settings/settings.ts';
import type { PageBridge } from '../../shared/bridge.ts';
import type { Handlers } from '../../shared/bridgeKit.ts';
import { listenPort, type Listening, type listeningCommands } from '../../shared/listening.ts';
import type { networkCommands, WaitingAudits } from '../../shared/networks.ts';
import { HearthError, isHearthError } from '../../shared/errors.ts';
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
  /** Receipts that others may still ask to see; null: not known yet. */
  readonly waiting: () => WaitingAudits | null;
  /** From now on no order is taken, and nothing is begun. */
  readonly stopTaking: () => void;
  /** Orders are taken no more, or again; what was taken is done. */
  readonly closeToOrders: (isClosed: boolean) => void;
  /** For the status: where it goes, and the receipts it waits for; null: it stays. */
  readonly tell: (leaving: { readonly to: string | null; readonly waiting: WaitingAudits | null; readonly isClearing: boolean } | null) => void;
  readonly restart: (kind: RestartKind) => void;
  /** Whether the signer would work for a network. @throws signer.refused */
  readonly tryNetwork: (deployment: Deployment) => Promise<void>;
  readonly log: (line: string) => void;
  /** Default: 2 s. */
  readonly clearLookMs?: number;
};

/** How long jobs that compute may keep a node on the network it leaves: their clients wait for them. */
const finishMs = 10 * 60_000;
const lookMs = 500;
/** The answer goes out before the program ends. */
const answerMs = 200;

/** Networks this Hearth has joined, the change from one to another, and who may reach it. */
export function createJoinedSide({ dataFolder, settings, running, journal, network, waiting, stopTaking, closeToOrders, tell, restart, tryNetwork, log, clearLookMs = 2000 }: Dependencies): JoinedHandlers {
  let isLeaving = false;
  /** The present wait for receipts; another one, or none, ends it. */
  let wait: object | null = null;
  const restartSoon = (kind: RestartKind): void => void setTimeout(() => restart(kind), answerMs);
  const called = (name: string | null): string => (name === null ? 'the practice network of this Hearth' : `the network ${name}`);
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());

  async function leave(): Promise<void> {
    stopTaking();
    network()?.announceNow();
    const startMs = performance.now();
    // What only waits for a device is not begun any more, and would hold the node until its deadline.
    while (journal.live().some(({ started, result }) => started && !result) && performance.now() - startMs < finishMs) await sleep(lookMs);
  }

  function goOver(name: string | null): void {
    wait = null;
    settings.write({ network: name, goingTo: null });
    if (isLeaving) return;
    isLeaving = true;
    tell({ to: name, waiting: null, isClearing: false });
    log(`going over to ${called(name)}`);
    const begin = (): void => restartSoon('withSigner');
    void leave().then(begin, begin);
  }

  /** A network that the signer refuses would end Hearth at its next start. */
  const check = async (name: string | null): Promise<void> => {
    if (name !== null) await tryNetwork((await readJoined(dataFolder, name)).deployment);
  };

  function close(isClosed: boolean): void {
    closeToOrders(isClosed);
    network()?.announceNow();
  }

  function stay(): void {
    wait = null;
    settings.write({ goingTo: null });
    tell(null);
    close(false);
  }

  const goWhenClear = (name: string | null): void => void waitAndGo(name).catch((error: unknown) => log(`waiting for receipts: ${isHearthError(error) ? error.code : String(error)}`));

  async function waitAndGo(name: string | null): Promise<void> {
    const mine = (wait = {});
    close(true);
    log(`going over to ${called(name)} once no receipt waits to be audited`);
    const isClear = (): boolean => waiting()?.receipts === 0 && journal.live().every(({ signed }) => signed !== null);
    for (;;) {
      tell({ to: name, waiting: waiting(), isClearing: true });
      if (isClear()) break;
      await sleep(clearLookMs);
      if (wait !== mine) return;
    }
    try {
      await check(name);
    } catch (error) {
      log(`staying: ${called(name)} cannot be gone over to any more (${isHearthError(error) ? error.code : String(error)})`);
      return stay();
    }
    if (wait === mine) goOver(name);
  }

  const { goingTo } = settings.read();
  if (goingTo) goWhenClear(goingTo.name);
  return {
    readNetworks: async () => ({ current: settings.read().network, joined: [...(await listJoined(dataFolder))], goingTo: settings.read().goingTo, waiting: waiting() }),
    async switchNetwork({ name, whenClear = false }) {
      if (name === settings.read().network && !isLeaving) {
        if (wait) stay();
        return {};
      }
      await check(name);
      if (!whenClear || isLeaving) goOver(name);
      else {
        settings.write({ goingTo: { name } });
        goWhenClear(name);
      }
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
