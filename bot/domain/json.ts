import { parseInstant, type Instant } from './time.ts';

/** An object that somebody else wrote, by lower-case name; empty for whatever is not an object. */
export type Json = ReadonlyMap<string, unknown>;

/** Names are compared without their letter case; of two that differ in nothing else the first counts. */
export function jsonOf(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value)
      .map(([name, held]) => [name.toLowerCase(), held] as const)
      .toReversed(),
  );
}

export const objectAt = (json: Json, name: string): Json => jsonOf(json.get(name.toLowerCase()));

/** A single value where a list was expected is a list of one. */
export function listAt(json: Json, name: string): readonly unknown[] {
  const value = json.get(name.toLowerCase());
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** Numbers and booleans as they are written; `''` for anything else. Safe to show and to store, at most `most` characters. */
export function textOf(value: unknown, most = 200): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  const text = value
    .slice(0, most * 2)
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .toWellFormed()
    .trim();
  return text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export const textAt = (json: Json, name: string, most?: number): string => textOf(json.get(name.toLowerCase()), most);

/** The first name that holds some text. */
export const firstText = (json: Json, names: readonly string[], most?: number): string =>
  names.map((name) => textAt(json, name, most)).find((text) => text !== '') ?? '';

/** A time without a zone is UTC. .NET writes an unset time as the year 1: that, too, is undefined. */
export function instantAt(json: Json, name: string): Instant | undefined {
  const raw = textAt(json, name, 40);
  const at = parseInstant(/(Z|[+-]\d\d:?\d\d)$/i.test(raw) ? raw : `${raw}Z`);
  return at !== undefined && at > '1971' ? at : undefined;
}
