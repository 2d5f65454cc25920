import { told, unread, type Reading } from '../../shared/signals.ts';
import { isAbsent, openBus, readProperty, socketOfAddress, type BusClient } from './busClient.ts';
import type { BusValue } from './busMessage.ts';

/** What the services of a Linux desktop tell over D-Bus. */
export type BusReadings = { readonly isLocked: Reading<boolean>; readonly isMetered: Reading<boolean>; readonly isSaving: Reading<boolean>; readonly idleSeconds: Reading<number> };
export type DesktopBus = {
  /** The last answers; asks anew what is due, without waiting for it. */
  read(atMs: number): BusReadings;
  close(): void;
};
type Buses = { readonly system: BusClient; readonly session: BusClient };
type Question<T> = { readonly bus: keyof Buses; readonly everyMs: number; readonly service: string; readonly absent?: { readonly unread: string }; readonly ask: (bus: BusClient) => Promise<Reading<T>> };
type Answer<T> = { askedAtMs: number; dueAtMs: number; goodUntilMs: number; isAsking: boolean; reading: Reading<T> };

/** A service that is not there is looked for again after this, a bus too. */
const retryMs = 60_000;
/** An answer may be missed twice; after that it speaks of another moment. */
const answersKept = 3;
/** Where the system's bus listens unless the environment names another place. */
const systemBusAddress = 'unix:path=/run/dbus/system_bus_socket;unix:path=/var/run/dbus/system_bus_socket';

/** Where both buses are. session null: there is no desktop session around us. Pure. */
export function busAddresses(env: Readonly<Record<string, string | undefined>>): { readonly systemAddress: string; readonly sessionAddress: string | null } {
  return { systemAddress: env['DBUS_SYSTEM_BUS_ADDRESS'] ?? systemBusAddress, sessionAddress: env['DBUS_SESSION_BUS_ADDRESS'] ?? (env['XDG_RUNTIME_DIR'] ? `unix:path=${env['XDG_RUNTIME_DIR']}/bus` : null) };
}

const login = 'org.freedesktop.login1';
const isBoolean = (value: BusValue | undefined): value is boolean => typeof value === 'boolean';

/** NetworkManager's words for Metered: 1 yes, 3 probably (a phone's hotspot), 2 no, 4 probably not. Pure. */
export function parseMetered(value: BusValue): Reading<boolean> {
  if (value === 1 || value === 3) return told(true);
  return value === 2 || value === 4 ? told(false) : unread('metered.unknown');
}

/**
 * Session lock (logind), metered network (NetworkManager), power saver (power-profiles-daemon), and how long nobody was there on GNOME (Mutter) or
 * where a desktop tells logind. Services that do not run are not started.
 *
 * @param wantsIdle  another source tells it otherwise, and nothing is asked
 * @param onReturn   somebody has come back
 */
export function createDesktopBus(options: { readonly systemAddress: string; readonly sessionAddress: string | null; readonly userId: number; readonly wantsIdle: () => boolean; readonly onReturn: () => void }): DesktopBus {
  const addresses = { system: options.systemAddress, session: options.sessionAddress ?? '' };
  const open = new Map<keyof Buses, { client: BusClient | null; triedAtMs: number }>();
  let displaySession: string | null = null;
  let hintWasSeen = false;
  let idleBefore = 0;

  function busOf(name: keyof Buses, atMs: number): BusClient | null {
    const kept = open.get(name);
    if (kept && (kept.client?.isOpen() || atMs - kept.triedAtMs < retryMs)) return kept.client?.isOpen() ? kept.client : null;
    const socket = socketOfAddress(addresses[name]);
    const client = socket === null ? null : openBus(socket, options.userId);
    open.set(name, { client, triedAtMs: atMs });
    return client;
  }

  async function sessionPath(bus: BusClient): Promise<string | null> {
    if (displaySession !== null) return displaySession;
    const display = await readProperty(bus, login, '/org/freedesktop/login1/user/self', `${login}.User`, 'Display');
    const path = Array.isArray(display) ? (display as readonly BusValue[])[1] : undefined;
    return typeof path === 'string' && path !== '/' ? (displaySession = path) : null;
  }
  async function ofSession<T>(bus: BusClient, ask: (path: string) => Promise<Reading<T>>): Promise<Reading<T>> {
    const path = await sessionPath(bus);
    if (path === null) return unread('noSession');
    try {
      return await ask(path);
    } catch (error) {
      displaySession = null;
      throw error;
    }
  }
  const readSession = (bus: BusClient, path: string, name: string): Promise<BusValue> => readProperty(bus, login, path, `${login}.Session`, name);

  /** GNOME tells the milliseconds. Others tell logind at most that they call themselves idle: one that never did so may just not say it. */
  async function askIdle(bus: BusClient): Promise<Reading<number>> {
    try {
      const [idleMs] = await bus.call({ destination: 'org.gnome.Mutter.IdleMonitor', path: '/org/gnome/Mutter/IdleMonitor/Core', interface: 'org.gnome.Mutter.IdleMonitor', member: 'GetIdletime' });
      return typeof idleMs === 'bigint' ? told(Number(idleMs) / 1000) : unread('idle.untold');
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
    const system = open.get('system')?.client;
    return system?.isOpen() ? await askHint(system) : unread('idle.untold');
  }
  const askHint = (bus: BusClient): Promise<Reading<number>> => ofSession(bus, async (path) => {
    const isIdle = await readSession(bus, path, 'IdleHint');
    if (isIdle !== true) return hintWasSeen ? told(0) : unread('idle.notYet');
    hintWasSeen = true;
    const since = await readSession(bus, path, 'IdleSinceHint');
    return typeof since === 'bigint' && since > 0n ? told(Math.max(0, Date.now() / 1000 - Number(since) / 1e6)) : unread('idle.untold');
  });

  const questions: { readonly [Key in keyof BusReadings]: Question<BusReadings[Key] extends Reading<infer T> ? T : never> } = {
    isLocked: { bus: 'system', everyMs: 2000, service: 'logind', ask: (bus) => ofSession(bus, async (path) => {
      const isLocked = await readSession(bus, path, 'LockedHint');
      return isBoolean(isLocked) ? told(isLocked) : unread('system.lock');
    }) },
    isMetered: { bus: 'system', everyMs: 10_000, service: 'NetworkManager', ask: async (bus) => parseMetered(await readProperty(bus, 'org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager', 'org.freedesktop.NetworkManager', 'Metered')) },
    isSaving: { bus: 'system', everyMs: 10_000, service: 'power-profiles-daemon', ask: async (bus) => told((await readProfile(bus)) === 'power-saver') },
    idleSeconds: { bus: 'session', everyMs: 1000, service: 'D-Bus', absent: unread('idle.untold'), ask: askIdle },
  };
  const answers = new Map<keyof BusReadings, Answer<unknown>>();

  function ask<T>(key: keyof BusReadings, { bus: name, everyMs, service, absent = unread('service.notRunning:', service), ask: put }: Question<T>, atMs: number): void {
    const answer: Answer<unknown> = answers.get(key) ?? { askedAtMs: atMs, dueAtMs: atMs, goodUntilMs: atMs + everyMs * answersKept, isAsking: false, reading: unread('service.notYet:', service) };
    answers.set(key, answer);
    // A clock that was set back makes everything due.
    if (answer.isAsking || (atMs < answer.dueAtMs && atMs >= answer.askedAtMs)) return;
    const bus = busOf(name, atMs);
    const keep = (reading: Reading<unknown>, nextMs: number): void => void Object.assign(answer, { reading, dueAtMs: atMs + nextMs, goodUntilMs: atMs + nextMs * answersKept });
    answer.askedAtMs = atMs;
    if (!bus) return keep(unread('noBus:', name), everyMs);
    Object.assign(answer, { dueAtMs: atMs + everyMs, isAsking: true });
    put(bus).then((reading) => {
      keep(reading, everyMs);
      if (key === 'idleSeconds') noteIdle(reading as Reading<number>);
    }, (error: unknown) => isAbsent(error) && keep(absent, retryMs)).finally(() => (answer.isAsking = false));
  }
  function noteIdle(reading: Reading<number>): void {
    const seconds = 'value' in reading ? reading.value : 0;
    if ('value' in reading && seconds < idleBefore) options.onReturn();
    idleBefore = seconds;
  }
  function readingOf<T>(key: keyof BusReadings, { service }: Question<T>, atMs: number): Reading<T> {
    const { reading, goodUntilMs } = answers.get(key)! as Answer<T>;
    return atMs > goodUntilMs ? unread('service.silent:', service) : reading;
  }

  return {
    read(atMs) {
      for (const key of Object.keys(questions) as (keyof BusReadings)[]) if (key !== 'idleSeconds' || options.wantsIdle()) ask(key, questions[key] as Question<unknown>, atMs);
      return {
        isLocked: readingOf('isLocked', questions.isLocked, atMs), isMetered: readingOf('isMetered', questions.isMetered, atMs), isSaving: readingOf('isSaving', questions.isSaving, atMs),
        idleSeconds: options.wantsIdle() ? readingOf('idleSeconds', questions.idleSeconds, atMs) : unread('otherSource'),
      };
    },
    close() {
      for (const { client } of open.values()) client?.close();
    },
  };
}

/** The daemon moved to UPower's name in 2023; either may be there. */
async function readProfile(bus: BusClient): Promise<BusValue> {
  try {
    return await readProperty(bus, 'org.freedesktop.UPower.PowerProfiles', '/org/freedesktop/UPower/PowerProfiles', 'org.freedesktop.UPower.PowerProfiles', 'ActiveProfile');
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return readProperty(bus, 'net.hadess.PowerProfiles', '/net/hadess/PowerProfiles', 'net.hadess.PowerProfiles', 'ActiveProfile');
  }
}
