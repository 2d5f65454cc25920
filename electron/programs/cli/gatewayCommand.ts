import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { formatCoins } from '../../../renderer/format/money.ts';
import { createNodeFork } from '../../services/broker/nodeFork.ts';
import { openAppKeys } from '../../services/gateway/appKeys.ts';
import { isLoopback } from '../../services/gateway/openaiServer.ts';
import { keysFile } from '../../services/gateway/readGatewayUsage.ts';
import { weiPerCoin } from '../../shared/units.ts';
import { startGateway } from '../gateway/startGateway.ts';
import { keyFoldersOf } from '../shell/dataFolder.ts';
import { printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { modelsFolder } from './places.ts';

/** Serves applications until Ctrl+C. */
export async function runGateway(dataFolder: string, options: { readonly port: number; readonly host?: string; readonly peers: readonly string[]; readonly models: readonly string[] }, output: Output): Promise<number> {
  const { host = '127.0.0.1' } = options;
  if (isIP(host) === 0) throw usage(`--listen takes an IP address of this machine, such as 192.168.1.20, or 0.0.0.0 for all of them, not '${host.slice(0, 80)}'`);
  const isOpen = !isLoopback(host);
  if (isOpen && openAppKeys(keysFile(dataFolder), Date.now).list().length === 0) throw usage(`--listen ${host} lets other machines ask, and there is no key yet: hearth gateway-key create NAME --budget EMBER`);
  const isSource = import.meta.filename.endsWith('.ts');
  const log = (line: string): void => output.say(line);
  const gateway = await startGateway({ dataFolder, modelsFolder, moreModels: options.models.map((folder) => resolve(folder)), port: options.port, host, peers: options.peers, log, fork: createNodeFork(join(import.meta.dirname, '..'), isSource ? 'ts' : 'js', log, keyFoldersOf(dataFolder)) });
  const keys = openAppKeys(keysFile(dataFolder), Date.now).list();
  output.result({ address: gateway.address, account: gateway.account, isOpen, keys: keys.map(({ name }) => name), pid: process.pid }, [
    'Hearth gateway on the practice network: all money is test money.',
    `  Base URL  ${gateway.address}`,
    `  Buys from ${gateway.account}`,
    keys.length > 0 ? `  Keys      ${keys.map(({ name }) => name).join(', ')}` : '  Keys      none yet: hearth gateway-key create NAME',
    ...(isOpen ? ['  Open      to every machine that reaches this address, with a key. Nothing is encrypted: keys, questions and answers can be read on the way. docs/gateway.md says how to put TLS before it.'] : []),
    '  Stop      Ctrl+C',
  ].join('\n'));
  await new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
  output.say('Stopping…');
  await gateway.stop();
  return 0;
}

export function runGatewayKey(dataFolder: string, options: { readonly act: string; readonly name?: string; readonly budget?: string; readonly maxPrice?: string; readonly hedge?: string; readonly audit?: string; readonly privacy?: string }, output: Output): void {
  const keys = openAppKeys(keysFile(dataFolder), Date.now);
  const named = (): string => {
    if (options.name === undefined) throw usage(`hearth gateway-key ${options.act} takes a name`);
    return options.name;
  };
  switch (options.act) {
    case 'create': {
      const name = named();
      const key = keys.create(name, { budgetWei: options.budget === undefined ? null : parseCoins(options.budget), maxPriceWei: options.maxPrice === undefined ? null : parseCoins(options.maxPrice), hedgeMs: options.hedge === undefined ? null : parseSeconds(options.hedge), auditPolicy: parseAudit(options.audit), privacy: parsePrivacy(options.privacy) });
      return output.result({ name, key }, `${key}\nShown this once. Use it as the API key, with the gateway's address as base URL.`);
    }
    case 'revoke': {
      const name = named();
      if (!keys.revoke(name)) throw usage(`there is no key named ${name}`);
      return output.result({ name, revoked: true }, `${name} is revoked; a running gateway refuses it within a second.`);
    }
    case 'list': {
      const all = keys.list();
      const coins = (wei: bigint | null): string => (wei === null ? 'no limit' : formatCoins(wei));
      return output.result({ keys: all.map(({ hash: _hash, ...key }) => key) }, all.length === 0
        ? 'No keys yet: hearth gateway-key create NAME'
        : formatTable([['name', 'requests', 'spent', 'budget', 'most a token', 'hedge', 'replays', 'receipts'], ...all.map((key) => [key.name, String(key.requests), formatCoins(key.spentWei), coins(key.budgetWei), coins(key.maxPriceWei), key.hedgeMs === null ? 'never' : `${key.hedgeMs / 1000} s`, key.auditPolicy, key.privacy])]));
    }
    case 'usage': {
      const name = named();
      const key = keys.list().find((one) => one.name === name);
      if (!key) throw usage(`there is no key named ${name}`);
      const models = Object.entries(key.models).map(([model, used]) => ({ model, ...used }));
      return output.result({ name, requests: key.requests, spentWei: key.spentWei, budgetWei: key.budgetWei, models }, [
        `${name}: ${key.requests} requests, ${formatCoins(key.spentWei)} spent`,
        ...(models.length === 0 ? [] : [formatTable([['model', 'answers', 'units in', 'units out', 'spent', 'for a thousand units'], ...models.map(({ model, answers, unitsIn, unitsOut, spentWei }) => [
          printable(model), String(answers), String(unitsIn), String(unitsOut), formatCoins(spentWei), unitsIn + unitsOut === 0 ? '' : formatCoins((1000n * spentWei) / BigInt(unitsIn + unitsOut)),
        ])])]),
      ].join('\n'));
    }
    default: throw usage('hearth gateway-key takes create, list, usage or revoke');
  }
}

function parseAudit(text = 'adaptive'): 'all' | 'adaptive' {
  if (text === 'none') throw usage("--audit none is not offered: a provider that knows nobody replays its answers may sell anything. 'adaptive' replays few of one with a good record");
  if (text !== 'all' && text !== 'adaptive') throw usage(`--audit takes all or adaptive, not '${text}'`);
  return text;
}
function parsePrivacy(text = 'keep'): 'keep' | 'forget' {
  if (text !== 'keep' && text !== 'forget') throw usage(`--privacy takes keep or forget, not '${text}'`);
  return text;
}

function parseSeconds(text: string): number {
  const seconds = /^\d{1,3}(?:\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  if (!(seconds >= 0.05 && seconds <= 600)) throw usage(`--hedge takes seconds from 0.05 to 600, not '${text}'`);
  return Math.round(seconds * 1000);
}

/** Coins as people write them, exactly: up to 18 decimals. */
function parseCoins(text: string): bigint {
  const found = /^(\d{1,30})(?:\.(\d{1,18}))?$/.exec(text);
  if (!found) throw usage(`'${text}' is no amount of EMBER`);
  return BigInt(found[1]!) * weiPerCoin + BigInt((found[2] ?? '').padEnd(18, '0'));
}
