import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { healthRoute } from '../../bot/http/probes.ts';
import { startProgram } from '../support/program.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n');
const instructions = (name: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());

/** What comes into the image from this folder, in its last stage. */
const copied = instructions('COPY')
  .filter((line) => !line.startsWith('--from') && !line.includes('package-lock.json'))
  .map((line) => line.split(/\s+/)[0] ?? '');

describe('the image', () => {
  it('copies what there is, and what is not kept out of it', () => {
    const kept = read('.dockerignore').split('\n');
    assert.ok(kept.includes('*'));
    for (const file of ['package.json', 'package-lock.json', '.npmrc', ...copied]) {
      assert.ok(existsSync(path.join(ROOT, file)), file);
      assert.ok(kept.includes(`!${file}`), `${file} is kept out`);
    }
  });

  it('runs the command that package.json starts with, on the Node that it is developed with', () => {
    const { scripts, devDependencies } = JSON.parse(read('package.json')) as Readonly<Record<string, Record<string, string>>>;
    assert.deepEqual(JSON.parse(instructions('CMD').at(-1) ?? '[]'), scripts?.['start']?.split(' '));
    const major = devDependencies?.['node']?.split('.')[0] ?? '';
    for (const base of instructions('FROM')) assert.match(base, new RegExp(`^node:${major}-slim`));
  });

  it('runs as nobody special, in production, and is asked whether it is alive', () => {
    assert.deepEqual(instructions('USER'), ['node']);
    assert.ok(lines.indexOf('USER node') > lines.findLastIndex((line) => line.startsWith('RUN ')));
    assert.deepEqual(instructions('ENV'), ['NODE_ENV=production']);
    assert.ok(instructions('HEALTHCHECK')[0]?.includes(`'${healthRoute().path}'`));
  });

  it('has every file that the program needs to become ready', async function () {
    this.timeout(60_000);
    const image = mkdtempSync(path.join(tmpdir(), 'signoff-image-'));
    try {
      for (const file of copied) cpSync(path.join(ROOT, file), path.join(image, file), { recursive: true });
      rmSync(path.join(image, 'bot/demo'), { recursive: true }); // .dockerignore
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(image, 'node_modules'));
      const program = await startProgram({ DATA_DIR: path.join(image, '.data') }, image);
      await program.ready();
      assert.equal(await program.terminate(), 0);
    } finally {
      rmSync(image, { recursive: true });
    }
  });
});
