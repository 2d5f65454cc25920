import type { UpdateProblem } from '../../shared/updates.ts';
import { decideStart, type KeptPackage, type StartFacts } from './decideStart.ts';
import type { UpdateRecordFile } from './updateRecord.ts';

export type BegunStart = {
  /** The version before is back and was started: this one ends. */
  readonly isLeaving: boolean;
  /** Of the update before this start. */
  readonly problem: { readonly why: UpdateProblem; readonly version: string } | null;
};

/**
 * The first thing a starting shell does: counts the start of a new version, or takes it back after two that did not become ready.
 * @param restore  see restorePackage; false: nothing was done
 * @effects disk
 */
export function beginStart(file: UpdateRecordFile, facts: StartFacts, restore: (kept: KeptPackage, installedAs: string | null) => boolean, log: (line: string) => void): BegunStart {
  const before = file.read();
  const { decision, record } = decideStart(before, facts);
  // Before the old version starts, which reads it.
  if (record !== before) file.write(record);
  switch (decision.kind) {
    case 'plain': case 'watch': return { isLeaving: false, problem: null };
    case 'notInstalled': return { isLeaving: false, problem: { why: 'notInstalled', version: decision.version } };
    case 'stay':
      log(`update: version ${facts.version} did not become ready twice and stays: ${decision.why === 'newerData' ? 'what it wrote is too new for the version before' : 'no package of the version before was kept'}`);
      return { isLeaving: false, problem: null };
    case 'rollBack':
      if (restore(decision.kept, decision.installedAs)) {
        log(`update: version ${facts.version} did not become ready twice; ${record.rolledBack!.to} is back`);
        return { isLeaving: true, problem: null };
      }
      file.write({ ...before, staged: before.staged && { ...before.staged, kept: null } });
      log('update: the kept package of the version before is gone or is not what was kept');
      return { isLeaving: false, problem: null };
  }
}
