import { setTimeout as sleep } from 'node:timers/promises';
import { makeModelFiles, startModelServer } from './modelServer.ts';

/** A mirror as a process of its own, that gives parts of the weights slowly: `node mirrorChild.ts WEIGHT_BYTES`. Prints its address, then a dot for each piece it gave. */
const { files, list } = makeModelFiles(Number(process.argv[2]));
files.set('hearth-list.json', new TextEncoder().encode(JSON.stringify(list)));
const pieceBytes = 16_384;
const { url } = await startModelServer(() => files, (request, response, path) => {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const file = files.get(path);
  if (from === undefined || !file) return false;
  const part = file.subarray(Number(from), Number(to) + 1);
  response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${file.length}`, 'content-length': part.length });
  void (async () => {
    for (let at = 0; at < part.length; at += pieceBytes) {
      response.write(part.subarray(at, at + pieceBytes));
      process.stdout.write('.');
      await sleep(30);
    }
    response.end();
  })();
  return true;
});
process.stdout.write(`${url}\n`);
