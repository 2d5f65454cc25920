import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/support/chromium.ts';

/**
 * Draws the PNGs that systems ask for from the SVGs beside this file: the app's icon, and the tray's in black and white, once and
 * twice. Run by hand when an SVG changes; the results are committed.
 */
const folder = import.meta.dirname;
const tray = { working: 'hearth', idle: 'hearth-out', paused: 'hearth-paused', ruled: 'hearth-ruled', offline: 'hearth-offline', attention: 'hearth-attention', starting: 'hearth-starting' };

const found = findChromium();
if (found.path === null) throw new Error(found.reason);
const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });

async function draw(svgFile: string, pixels: number, colour: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  const svg = await readFile(join(folder, svgFile), 'utf8');
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${pixels}px;height:${pixels}px;color:${colour}}</style>${svg}`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

await mkdir(join(folder, 'tray'), { recursive: true });
await writeFile(join(folder, 'app.png'), await draw('app.svg', 512, 'black'));
for (const [state, svg] of Object.entries(tray)) {
  for (const colour of ['black', 'white']) {
    await writeFile(join(folder, 'tray', `${state}-${colour}.png`), await draw(`${svg}.svg`, 16, colour));
    await writeFile(join(folder, 'tray', `${state}-${colour}@2x.png`), await draw(`${svg}.svg`, 32, colour));
  }
}
await browser.close();
