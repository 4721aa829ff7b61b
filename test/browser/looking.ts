import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import type { Playground } from '../support/playground.ts';

/** With `SCREENSHOTS=1` the pictures of the README are taken anew. */
export const PICTURES =
  process.env['SCREENSHOTS'] === '1' ? fileURLToPath(new URL('../../docs/screenshots', import.meta.url)) : '';

/** Waits until it is there. */
export const seen = (what: Locator, withinMs = 20_000): Promise<void> => what.first().waitFor({ timeout: withinMs });

/** Whether it went well. */
export const happens = (what: Promise<void>): Promise<boolean> =>
  what.then(
    () => true,
    () => false,
  );

/** The whole post that a card is part of. */
export const threadOf = (card: Locator): Locator =>
  card.locator('xpath=ancestor::*[count(.//*[contains(@class,"ac-adaptiveCard")]) > 3][1]');

/** Takes a picture for the README, where pictures are taken. */
export async function picture(
  { picture: take }: Playground,
  name: string,
  part: Locator,
  widths: 'one' | 'both' = 'one',
): Promise<void> {
  if (PICTURES === '') return;
  mkdirSync(PICTURES, { recursive: true });
  await take(part, join(PICTURES, `${name}.png`), 'usual');
  if (widths === 'both') await take(part, join(PICTURES, `${name}-phone.png`), 'narrow');
}
