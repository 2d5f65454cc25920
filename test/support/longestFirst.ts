import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files of half a minute and more, the longest first, so that no core waits at the end for the last of them. A clean checkout remembers no durations, by
 * which vitest itself would order. A name that is missing here costs time and nothing else.
 */
const longest = ['audits', 'screens', 'transactions', 'economyReal', 'faultsJobs', 'disputeGame', 'startup', 'main', 'otherSystems', 'faultsCrash', 'guest', 'wallet', 'networkNamespaces', 'gateway', 'disputeInvariants', 'health', 'page', 'dispute', 'lists', 'plugging', 'walletApp', 'walletCommands', 'watcher', 'silentClient', 'refund', 'disputeCheat', 'attacks', 'networkDevnet', 'exits', 'shell', 'cheat', 'networkHostile', 'invariants', 'economyCli', 'walletImports'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(basename(moduleId).replace(/\.test\.tsx?$/, ''));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
