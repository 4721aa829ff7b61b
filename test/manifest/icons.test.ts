import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import manifest from '../../manifest/manifest.json' with { type: 'json' };
import { decodePng } from './png.ts';

const icon = (name: string) => decodePng(readFileSync(new URL(`../../manifest/${name}`, import.meta.url)));

describe('icons', () => {
  it('have a color icon of 192 by 192 pixels with nothing to see through', () => {
    const { width, height, pixels } = icon(manifest.icons.color);
    assert.deepEqual([width, height], [192, 192]);
    assert.ok(pixels.every(([, , , alpha]) => alpha === 255));
  });

  it('have the accent colour of the manifest as the ground of the color icon', () => {
    const [red = 0, green = 0, blue = 0] = icon(manifest.icons.color).pixels[0] ?? [];
    assert.equal(`#${Buffer.from([red, green, blue]).toString('hex').toUpperCase()}`, manifest.accentColor);
  });

  it('have an outline icon of 32 by 32 pixels, white on nothing', () => {
    const { width, height, pixels } = icon(manifest.icons.outline);
    const seen = pixels.filter(([, , , alpha]) => alpha > 0);
    assert.deepEqual([width, height], [32, 32]);
    assert.ok(seen.length > 0 && seen.length < pixels.length / 2, 'a drawing, not a block');
    assert.deepEqual(
      seen.filter(([red, green, blue]) => red < 255 || green < 255 || blue < 255),
      [],
    );
  });
});
