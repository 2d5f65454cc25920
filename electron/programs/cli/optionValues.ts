import { CommanderError } from 'commander';

/** Collects addresses of peers, each with the peer's id. */
export const peerAddresses = (option: string) => (text: string, before: readonly string[]): readonly string[] => {
  if (!/^\/[\w./:-]{1,200}\/p2p\/[A-Za-z0-9]{40,70}$/.test(text)) throw new CommanderError(2, 'hearth.usage', `error: ${option} takes an address such as /ip4/192.0.2.7/tcp/4001/p2p/12D3Koo…, not '${text.slice(0, 80)}'`);
  return [...before, text];
};
/** Who may open a connection to the node, of the options every command takes for it. */
export const listenOptions = (options: Record<string, unknown>): { listen?: string; listenPort?: number; announce: readonly string[]; relay: boolean; upnp: boolean; region?: string } => ({
  ...(options['listen'] === undefined ? {} : { listen: options['listen'] as string }), ...(options['listenPort'] === undefined ? {} : { listenPort: options['listenPort'] as number }),
  announce: (options['announce'] as readonly string[] | undefined) ?? [], relay: options['relay'] === true, upnp: options['upnp'] === true, ...(options['region'] === undefined ? {} : { region: options['region'] as string }),
});
/** Reads a whole number, and says which option wanted one. */
export const wholeNumber = (name: string, least: number, most: number) => (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new CommanderError(2, 'hearth.usage', `error: ${name} takes a whole number from ${least} to ${most}, not '${text}'`);
  return value;
};
