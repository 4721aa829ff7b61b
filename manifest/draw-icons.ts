import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from 'playwright-core';

/** `node manifest/draw-icons.ts`: draws color.png and outline.png anew from their SVG sources, in the sizes Teams asks for. */

const ICONS = [
  { name: 'color', side: 192 },
  { name: 'outline', side: 32 },
] as const;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
try {
  for (const { name, side } of ICONS) {
    const page = await browser.newPage({ viewport: { width: side, height: side }, deviceScaleFactor: 1 });
    const svg = readFileSync(path.join(import.meta.dirname, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: path.join(import.meta.dirname, `${name}.png`), omitBackground: true });
  }
} finally {
  await browser.close();
}
