import type { Context } from '../context.ts';

/** The title of a fixed choice; the value itself when it has none. */
export function optionTitle(field: string, value: string, { words }: Pick<Context, 'words'>): string {
  const titles = (words.options as Readonly<Record<string, Readonly<Record<string, string>>>>)[field];
  return titles?.[value] ?? value;
}
