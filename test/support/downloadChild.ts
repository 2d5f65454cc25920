import { httpLimits } from '../../electron/services/models/download/httpBody.ts';
import { createDownloads } from '../../electron/services/models/download/downloads.ts';
import { createThrottle } from '../../electron/services/models/download/throttle.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import type { Hex } from '../../electron/shared/units.ts';

/** Downloads slowly until it is killed: `node downloadChild.ts FOLDER URL ROOT BYTES_PER_SECOND`. */
const [folder, url, root, rate] = process.argv.slice(2);
const downloads = createDownloads({
  primitives: nodePrimitives, folder: () => folder!, makeRoom: () => {}, freeBytes: () => null, isInstalled: () => false, install: () => new Promise(() => {}), onProblem: () => {}, onEnded: () => {},
  fetchOptions: { limits: httpLimits, retryMs: 10, take: createThrottle(() => Number(rate)) },
});
await downloads.start([url!], root as Hex, []);
setInterval(() => process.stdout.write(`${downloads.list()[0]!.doneBytes}\n`), 20);
