/**
 * Draws the sample cards into one picture.
 * By hand: `node test/support/contact-sheet.ts out.png [light|dark] [width] [part of a card's name …]`
 */
import { argv, stdout } from 'node:process';
import { drawSheet, THEMES } from './card-sheet.ts';
import { CHROMIUM } from './chromium.ts';
import { sampleCards } from './samples.ts';

const [file = 'contact-sheet.png', theme = 'light', width = '360', ...wanted] = argv.slice(2);
if ((theme !== 'light' && theme !== 'dark') || CHROMIUM === undefined) {
  stdout.write(`drawing needs Chromium and a theme: ${Object.keys(THEMES).join(' or ')}\n`);
} else {
  const shown = [...sampleCards()].filter(([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  await drawSheet(
    shown.map(([name, { card }]) => [name, card] as const),
    { file, theme, width: Number(width) },
  );
  stdout.write(`${String(shown.length)} cards in ${file}\n`);
}
