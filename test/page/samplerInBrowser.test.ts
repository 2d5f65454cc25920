import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { build } from 'vite';
import { fromHex } from '../../electron/protocol/bytes.ts';
import { deriveSamplerKey } from '../../electron/protocol/keys.ts';
import { createSampler } from '../../electron/protocol/sampler.ts';
import { nodePrimitives } from '../../electron/services/primitives/nodePrimitives.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findChromium } from '../support/chromium.ts';
import { hexOf, logitsOf } from '../vectors/labels.ts';
import vectors from '../vectors/sampler.json' with { type: 'json' };
import type { Decode } from '../../electron/shared/decode.ts';
import { runSampler, type SamplerAnswer, type SamplerRun } from './samplerPage.ts';

const chromium = findChromium();
let browser: Browser | undefined;
let server: Server;
let address: string;
beforeAll(async () => {
  if (chromium.path === null) return;
  const entry = new URL('samplerPage.ts', import.meta.url).pathname;
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'samplerPage', fileName: 'page' } } });
  const [output] = Array.isArray(built) ? built : [built];
  const script = output && 'output' in output ? output.output[0].code : '';
  server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/page.js' ? 'text/javascript' : 'text/html');
    response.end(request.url === '/page.js' ? script : '<!doctype html><title>sampler</title><link rel="icon" href="data:,"><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchBrowser(chromium.path);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(({ skip }) => skip(chromium.path === null, chromium.reason ?? ''));

/** The same on the primitives that the worker uses. */
function tokensInNode({ nonce, jobId, decode, vocabSize, prompt, logits }: SamplerRun): number[] {
  const sampler = createSampler(nodePrimitives, { samplerKey: deriveSamplerKey(nodePrimitives, fromHex(nonce), jobId), decode, vocabSize });
  const history = [...prompt];
  return logits.map((values, position) => {
    history.push(sampler.choose(Float32Array.from(values), position, history));
    return history.at(-1)!;
  });
}

test('a browser draws the same tokens as Node, with the same margins and the same bits of ln and exp', async () => {
  const { page, wrong, close } = await openPage(browser!, address);
  for (const [i, { name, decode, vocabSize, prompt, ties }] of vectors.entries()) {
    const run: SamplerRun = {
      nonce: hexOf(`nonce ${i}`), jobId: hexOf(`job ${i}`), decode: decode as Decode, vocabSize, prompt, logits: Array.from({ length: 12 }, (_, position) => [...logitsOf(`logits ${position}`, vocabSize, ties)]),
    };
    const there = (await page.evaluate(`runSampler(${JSON.stringify(run)})`)) as SamplerAnswer;
    expect(there, name).toEqual(await runSampler(run));
    expect(there.tokens, name).toEqual(tokensInNode(run));
  }
  expect(wrong).toEqual([]);
  await close();
});
