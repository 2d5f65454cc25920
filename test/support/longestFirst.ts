import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files of half a minute and more, the longest first, so that no core waits at the end for the last of them. A clean checkout remembers no durations, by
 * which vitest itself would order. A name that is missing here costs time and nothing else.
 */
const longest = ['audits', 'screens', 'economyReal', 'faultsCrash', 'faultsJobs', 'wallet', 'page', 'gateway', 'disputeGame', 'silentClient', 'health', 'guest', 'main', 'startup', 'invariants', 'networkDevnet', 'walletCommands', 'dispute', 'networkNamespaces', 'disputeCheat', 'economyCli', 'walletApp', 'lists', 'shell', 'cheat', 'walletImports'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.indexOf(basename(moduleId).replace(/\.test\.tsx?$/, ''));
      return place === -1 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
