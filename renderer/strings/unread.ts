import type { UnreadCode } from '../../electron/shared/signals.ts';
import { plainText } from '../format/digest.ts';
import { localized } from './localized.ts';

/** Why a value of this machine cannot be read, on the page and in the command line. */
export const unreadWords = localized('unreadWords', {
  'unmetered': 'no meter of this device is read', 'firstLook': 'the first look at a counter says nothing yet', 'notRecorded': 'not recorded', 'deviceGone': 'the device is not there',
  'otherSource': 'another source tells it', 'noBlock': 'no block of the chain was seen to be born', 'noPowerMeter': 'no power meter of a device can be read here',
  'elsewhere:': (part: string) => `not read on ${part} yet`, 'card.temperature': 'the card does not tell its temperature', 'card.power': 'the card does not tell its power',
  'card.powerLimit': 'the card does not tell its power limit', 'card.busy': 'the card does not tell how busy it is', 'card.memory': 'the card does not tell how much of its memory is used',
  'card.cut': 'the card is cut into instances (MIG), and what it says of itself is of all of them', 'driver.whoseMemory': 'the driver does not tell whose memory it is',
  'driver.whoseWork': 'while a job runs here the driver does not tell whose work it is', 'processor.temperature': 'this machine shows no temperature of its processor',
  'processor.heatOnly': 'this system says only whether the machine is hot, not at how many degrees', 'processor.noMeter': 'no power meter of the processor is shown here', 'system.silent': 'the system did not answer in time',
  'processor.ownersOnly': 'the processor’s power can only be read by the system’s owner here', 'processor.limit': 'the processor’s power limit cannot be read here',
  'system.memory': 'the system does not say how much memory is used', 'system.busy': 'the system does not say how busy it is', 'system.network': 'the system does not count its network here',
  'system.programs': 'the system does not list its programs', 'system.disk': 'the data folder is on a disk that does not say',
  'system.lock': 'the system does not say whether the session is locked', 'noDisplay': 'no display is connected', 'noSession': 'no desktop session',
  'noDesktop': 'Hearth was started outside a desktop session', 'noX': 'this Wayland desktop has no X display beside it', 'idle.untold': 'this desktop does not say how long nobody was there',
  'idle.notYet': 'this desktop has not told yet how long nobody was there', 'metered.unknown': 'NetworkManager does not know whether the network is metered',
  'waylandHides': 'Wayland tells a program nothing of others’ windows; games that run on its X display are seen', 'hook.none': 'no hook file is set',
  'hook.unreadable': 'the hook file cannot be read', 'hook.unclear': 'the hook file says neither allow nor deny', 'service.notYet:': (part: string) => `${part} has not answered yet`,
  'service.notRunning:': (part: string) => `${part} does not run here`, 'service.silent:': (part: string) => `${part} does not answer`,
  'display.sleep': 'the system does not say whether the display sleeps', 'system.power': 'the system does not say what it is powered by', 'metered.untold': 'the system does not say whether the network is metered',
  'noX.library': 'the library to speak with an X display (libxcb) is not installed', 'noX.display': 'there is no X display here', 'noX.refused:': (part: string) => `the X display ${part} lets nobody in`, 'noX.gone:': (part: string) => `the X display ${part} has gone`,
  'addon.notBuilt': 'the native part of Hearth is not built for this system (npm run build:native)', 'addon.broken:': (part: string) => `the native part of Hearth does not load: ${part}`,
  'price.none': 'no electricity price is set', 'price.later': 'the price list begins later', 'price.ended': 'the price list has run out', 'price.newer': 'the price is newer than that', 'price.wrong': 'that is no price of a kilowatt-hour',
  'price.line:': (part: string) => `line ${part} of the price list makes no sense`, 'file.noNumber': 'the file holds no number', 'file.old': 'the file is too old', 'file.unreadable': 'the file cannot be read',
  'program.none:': (part: string) => `there is no program ${part} in the folder commands`, 'program.notAsked:': (part: string) => `${part} was not asked yet`, 'program.noNumber:': (part: string) => `${part} printed no number`,
  'program.failed:': (part: string) => `the program failed: ${part}`, 'program.old:': (part: string) => `the last answer of ${part} is too old`,
  'noBus:': (part: string) => `there is no D-Bus (${part}) here`,
} satisfies { readonly [Code in UnreadCode]: Code extends `${string}:` ? (part: string) => string : string });

const isCode = (code: string): code is UnreadCode => Object.hasOwn(unreadWords, code);

/** The reason in words. A driver, an owner's program or an older record speaks for itself, and is shown as it is. */
export function wordsOfUnread(reason: string): string {
  const colon = reason.indexOf(':') + 1;
  const code = colon > 0 ? reason.slice(0, colon) : reason;
  if (!isCode(code)) return plainText(reason, 200);
  const words = unreadWords[code];
  return typeof words === 'string' ? words : words(plainText(reason.slice(colon), 160));
}
