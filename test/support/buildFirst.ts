import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Before any test of real programs: the page they serve and the programs themselves, where their source is newer than what was built. */
export function setup(): void {
  for (const script of ['freshPage', 'freshPrograms']) execFileSync(process.execPath, [join(import.meta.dirname, '../../electron/programs/shell', `${script}.ts`)], { stdio: ['ignore', 'ignore', 'inherit'] });
}
