import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { accept, refuse, type Result } from '../bot/domain/result.ts';
import { checkAgainst } from './check-manifest.ts';
import { fill, type Json, type Variables } from './variables.ts';

export const ICONS = ['color.png', 'outline.png'] as const;
export const LANGUAGES = ['es.json'] as const;

/** Zip counts from 1980 and in local time: this is the same moment in every zone. */
const MODIFIED = new Date(1980, 0, 1);

/**
 * Makes the app package for these variables: manifest, languages and icons, all at the root of the zip. The same input
 * gives the same bytes, on every machine and day. Refuses what Microsoft's schemas refuse, with every sentence at once.
 */
export async function buildPackage(variables: Variables): Promise<Result<Uint8Array, readonly string[]>> {
  const manifest = fill(await readJson('manifest.json'), variables);
  const languages = await Promise.all(LANGUAGES.map(async (name) => ({ name, file: await readJson(name) })));
  const problems = await Promise.all([
    checkAgainst('manifest', 'manifest.json', manifest),
    ...languages.map(({ name, file }) => checkAgainst('language', name, file)),
  ]);
  if (problems.flat().length > 0) return refuse(problems.flat());

  const icons = await Promise.all(ICONS.map(async (name) => [name, new Uint8Array(await readFile(beside(name)))] as const));
  const entries = [
    ['manifest.json', encode(manifest)] as const,
    ...languages.map(({ name, file }) => [name, encode(file)] as const),
    ...icons,
  ];
  return accept(zip(entries));
}

function zip(entries: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: MODIFIED });
}

/** A file of the manifest's folder, as it is kept. */
export const readJson = async (name: string): Promise<Json> => JSON.parse(await readFile(beside(name), 'utf8')) as Json;

const encode = (file: Json): Uint8Array => strToU8(`${JSON.stringify(file, null, 2)}\n`);
const beside = (name: string): string => path.join(import.meta.dirname, name);
