import type { LockHearing } from '../../shared/walletBridge.ts';
import { addMatch, openBus, readProperty, socketOfAddress, type BusClient, type BusSignal } from './busClient.ts';
import type { BusValue } from './busMessage.ts';
import type { SleepDelay } from './sleepDelay.ts';

export type DesktopLockOptions = {
  readonly systemAddress: string;
  /** null: Hearth was started outside a desktop session. */
  readonly sessionAddress: string | null;
  readonly userId: number;
  /** Holds sleep back until it is released; null: it cannot. */
  readonly takeDelay: () => Promise<SleepDelay | null>;
  /** The machine is about to sleep, and may when this is done. */
  readonly onSleep: () => Promise<void>;
  readonly onAwake: () => void;
  /** A session of ours is locked, or has ended. */
  readonly onLockScreen: () => void;
  /** What is heard from now on. */
  readonly onHearing: (hearing: LockHearing) => void;
  readonly retryMs?: number;
};

const login = 'org.freedesktop.login1';
const manager = '/org/freedesktop/login1';
const loginRules = [
  ...['PrepareForSleep', 'SessionNew', 'SessionRemoved'].map((member) => `type='signal',sender='${login}',path='${manager}',interface='${login}.Manager',member='${member}'`),
  `type='signal',sender='${login}',interface='${login}.Session',member='Lock'`,
  `type='signal',sender='${login}',path_namespace='${manager}/session',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='${login}.Session'`,
  `type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${login}'`,
];
/** Some desktops tell their own session that the screen went dark or was locked, and tell logind late or never. */
const screenSavers = ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver', 'org.cinnamon.ScreenSaver', 'org.mate.ScreenSaver', 'org.xfce.ScreenSaver'];
const saverRules = screenSavers.map((face) => `type='signal',interface='${face}',member='ActiveChanged'`);
const busRetryMs = 60_000;

/**
 * Hears of sleep and lock screen on Linux by signals of logind and of the desktop's screen saver. Asks nothing while nothing happens. A bus that is lost, or was
 * never there, is looked for again once a minute.
 *
 * @effects  two sockets, and one waiting process that holds sleep back until the wallet is locked
 * @source   org.freedesktop.login1(5)
 */
export function watchDesktopLocks(options: DesktopLockOptions): { close(): void } {
  const ourSessions = new Set<string>();
  let system: BusClient | null = null;
  let delay: SleepDelay | null = null;
  let isClosed = false;

  async function holdSleep(): Promise<void> {
    delay?.release();
    delay = null;
    const taken = await options.takeDelay();
    if (isClosed) return taken?.release();
    delay = taken;
    options.onHearing(taken ? 'heard' : 'late');
  }
  async function beginLogin(bus: BusClient): Promise<void> {
    const [hasOwner] = await bus.call({ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', member: 'NameHasOwner', args: [login] });
    if (hasOwner !== true) return options.onHearing('noLogind');
    const [sessions] = await bus.call({ destination: login, path: manager, interface: `${login}.Manager`, member: 'ListSessions' });
    // Each is id, user's number, user's name, seat, path.
    for (const [, userId, , , path] of (sessions ?? []) as readonly (readonly BusValue[])[]) if (userId === options.userId) ourSessions.add(String(path));
    await holdSleep();
  }
  /** A session that cannot be asked any more counts as ours: to lock too often costs a passphrase. */
  const isOurs = async (bus: BusClient, path: string): Promise<boolean> => ourSessions.has(path) || (await readProperty(bus, login, path, `${login}.Session`, 'User').then((user) => (user as readonly BusValue[])[0] === options.userId, () => true));

  async function hearLogin(bus: BusClient, { path, member, values }: BusSignal): Promise<void> {
    switch (member) {
      case 'PrepareForSleep': {
        if (values[0] !== true) {
          options.onAwake();
          return holdSleep();
        }
        return options.onSleep().finally(() => delay?.release());
      }
      case 'SessionNew': {
        if (await isOurs(bus, String(values[1]))) ourSessions.add(String(values[1]));
        return;
      }
      case 'SessionRemoved': return ourSessions.delete(String(values[1])) ? options.onLockScreen() : undefined;
      case 'NameOwnerChanged': return values[2] === '' ? options.onHearing('noLogind') : beginLogin(bus);
      case 'Lock': return (await isOurs(bus, path)) ? options.onLockScreen() : undefined;
      case 'PropertiesChanged': {
        const changed = (values[1] as readonly (readonly [string, BusValue])[]).some(([name, value]) => name === 'LockedHint' && value === true);
        return changed && (await isOurs(bus, path)) ? options.onLockScreen() : undefined;
      }
    }
  }

  const ends = [
    keepBus(options.systemAddress, options, {
      rules: loginRules,
      onOpen: (bus) => ((system = bus), beginLogin(bus)),
      onSignal: (signal) => system && void hearLogin(system, signal).catch(() => undefined),
      onEnd: () => options.onHearing('noBus'),
    }),
    keepBus(options.sessionAddress, options, { rules: saverRules, onOpen: async () => undefined, onSignal: ({ values }) => values[0] === true && options.onLockScreen(), onEnd: () => undefined }),
  ];
  return {
    close() {
      isClosed = true;
      for (const end of ends) end();
      delay?.release();
    },
  };
}

type Kept = { readonly rules: readonly string[]; readonly onOpen: (bus: BusClient) => Promise<void>; readonly onSignal: (signal: BusSignal) => unknown; readonly onEnd: () => void };

/** Stays subscribed to a bus, over its end. */
function keepBus(address: string | null, { userId, retryMs = busRetryMs }: Pick<DesktopLockOptions, 'userId' | 'retryMs'>, { rules, onOpen, onSignal, onEnd }: Kept): () => void {
  const socket = address === null ? null : socketOfAddress(address);
  let bus: BusClient | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  function open(): void {
    const opened = openBus(socket!, userId, {
      onSignal,
      onEnd() {
        if (isClosed) return;
        onEnd();
        timer = setTimeout(open, retryMs);
        timer.unref();
      },
    });
    bus = opened;
    // A daemon that refuses a rule, or a logind that does not answer, is tried again like one that is gone.
    Promise.all(rules.map((rule) => addMatch(opened, rule))).then(() => onOpen(opened)).catch(() => opened.close());
  }
  if (socket === null) onEnd();
  else open();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    bus?.close();
  };
}
