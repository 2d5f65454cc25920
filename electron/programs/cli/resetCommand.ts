import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatBytes } from '../../../renderer/format/numbers.ts';
import { isHearthRunning, startControlServer } from '../../services/control/controlServer.ts';
import { beginReset, finishReset } from '../../services/reset/carryOutReset.ts';
import { isDataFolder, readResetPlan, refuseReset, type ResetPlan } from '../../services/reset/planReset.ts';
import { HearthError } from '../../shared/errors.ts';
import { resetParts, type ResetPart } from '../../shared/reset.ts';
import { modelFolderList } from '../host/resetFolder.ts';
import { advise, printable, usage, type Output } from './output.ts';
import { formatTable } from './table.ts';
import { openSecrets } from './walletSecrets.ts';

export type ResetOptions = { readonly parts: readonly ResetPart[]; readonly address?: string; readonly yes: boolean };

const partWords: Readonly<Record<ResetPart, { readonly name: string; readonly gone: string; readonly kept: string }>> = {
  app: { name: 'app data', gone: 'Jobs, receipts, rows, settings, prices, logs and the practice network. Receipts that no anchor holds yet are paid to nobody.', kept: 'Jobs, receipts, settings and logs stay.' },
  models: { name: 'models', gone: 'The list of folders you added, and what of them lies in the data folder. Folders elsewhere are forgotten, not deleted.', kept: 'Models and the list of them stay.' },
  node: { name: 'node key', gone: 'The next start is a new node: its stake stays bound to the old one, and what is due to that can be claimed by nobody else.', kept: 'The node stays who it is.' },
  wallet: { name: 'wallet', gone: 'Without its recovery phrase, a keystore file or the backup file nobody can spend what its accounts hold.', kept: 'The wallet stays.' },
};

/**
 * `hearth reset`: lists what lies in the data folder and, for parts that are named, lets them go. The wallet goes only for an address of it, typed.
 *
 * @throws host.alreadyRunning · usage.invalid · wallet.confirmationMissing · storage.unreadable
 */
export async function runReset(dataFolder: string, options: ResetOptions, output: Output): Promise<void> {
  if (!existsSync(dataFolder) || !isDataFolder(dataFolder)) throw usage(`${dataFolder} is no data folder of Hearth`);
  await advise({ 'host.alreadyRunning': 'Stop it first (Ctrl+C, or systemctl --user stop hearth), or use Settings, Reset on its page.' }, () => resetStopped(dataFolder, options, output));
}

async function resetStopped(dataFolder: string, options: ResetOptions, output: Output): Promise<void> {
  refuseWhileRunning(dataFolder);
  if (await isHearthRunning(gatewayFolder(dataFolder))) throw new HearthError('host.alreadyRunning', { dataFolder: gatewayFolder(dataFolder) });
  const hold = await startControlServer(dataFolder, (port) => port.close());
  try {
    finishReset(dataFolder, modelFolderList);
    const modelFolders = modelFolderList.read(dataFolder);
    const plan = readResetPlan(dataFolder, modelFolders);
    if (options.parts.length === 0) return output.result(plainPlan(plan), `${formatPlan(plan)}\n\nNothing was changed. To let parts go: hearth reset with one or more of ${resetParts.map((part) => `--${part}`).join(', ')}`);
    await confirm(plan, options, output);
    beginReset(dataFolder, options.parts, modelFolders);
    finishReset(dataFolder, modelFolderList);
    const goneBytes = options.parts.reduce((sum, part) => sum + sizeOf(plan, part), 0);
    output.result({ gone: options.parts, kept: resetParts.filter((part) => !options.parts.includes(part)), goneBytes }, `Gone: ${options.parts.map((part) => partWords[part].name).join(', ')} (${formatBytes(goneBytes)}).`);
  } finally {
    await hold.close();
  }
}

/** A gateway runs beside the Hearth of its data folder and holds its own part of it. */
const gatewayFolder = (dataFolder: string): string => join(dataFolder, 'gateway');

/** The practice network can run alone (hearth devnet), without anybody at the control socket. @throws host.alreadyRunning */
function refuseWhileRunning(dataFolder: string): void {
  const path = join(dataFolder, 'practice', 'chain', 'state.json.pid');
  const pid = existsSync(path) ? Number(/"pid":\s*(\d+)/.exec(readFileSync(path, 'utf8'))?.[1]) : NaN;
  if (!Number.isInteger(pid)) return;
  try {
    process.kill(pid, 0);
  } catch {
    return;
  }
  throw new HearthError('host.alreadyRunning', { dataFolder });
}

async function confirm(plan: ResetPlan, { parts, address, yes }: ResetOptions, output: Output): Promise<void> {
  for (const part of resetParts) output.say(parts.includes(part) ? `GOES   ${partWords[part].name}, ${formatBytes(sizeOf(plan, part))}. ${partWords[part].gone}` : `stays  ${partWords[part].name}. ${partWords[part].kept}`);
  const person = openSecrets(undefined);
  const isAsking = parts.includes('wallet') && plan.confirmations.length > 0 && address === undefined && person.isInteractive;
  if (isAsking) output.say(plan.addresses.length > 0 ? `Accounts: ${plan.addresses.join(', ')}` : 'Its accounts cannot be read.');
  const typed = address ?? (isAsking ? await person.input(plan.addresses.length > 0 ? 'Type the address of one of them to let the wallet go' : 'Type wallet to let it go') : null);
  const refusal = refuseReset(plan, parts, typed);
  if (refusal?.kind === 'usage') throw usage(refusal.reason);
  if (refusal) throw new HearthError('wallet.confirmationMissing', { what: `${refusal.reason} (--address)` });
  if (yes) return;
  if (!person.isInteractive) throw usage('without a terminal, say --yes');
  if (!(await person.confirm('Let it go?'))) throw usage('nothing was changed');
}

const sizeOf = (plan: ResetPlan, part: ResetPart): number => plan.parts[part].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
const plainPlan = (plan: ResetPlan) => ({ dataFolder: plan.dataFolder, parts: plan.parts, modelFoldersElsewhere: plan.modelFoldersElsewhere, leftAlone: plan.others, addresses: plan.addresses });

function formatPlan(plan: ResetPlan): string {
  const rows = resetParts.map((part) => [`--${part}`, partWords[part].name, formatBytes(sizeOf(plan, part)), plan.parts[part].map(({ path }) => printable(path)).join(' ') || 'nothing']);
  return [
    `${plan.dataFolder}\n`, formatTable([['', 'part', 'size', 'what'], ...rows]),
    ...(plan.addresses.length > 0 ? [`The wallet has the keys of ${plan.addresses.join(', ')}.`] : []),
    ...(plan.modelFoldersElsewhere.length > 0 ? [`Models of yours elsewhere, never deleted: ${plan.modelFoldersElsewhere.map(printable).join(', ')}`] : []),
    ...(plan.others.length > 0 ? [`Left alone whatever goes: ${plan.others.map(printable).join(', ')}`] : []),
  ].join('\n');
}
