import { readFileSync } from 'node:fs';
import { binderOf, type Binder } from './bind.ts';
import type { AdaptiveCard } from './context.ts';
import type { CardViews } from './views.ts';

/** Binds cards/<name>.json to its view. Views are total: a missing field would be printed as `${field}`. */
export function render<Name extends keyof CardViews>(name: Name, view: CardViews[Name]): AdaptiveCard {
  return binder(name)(view) as AdaptiveCard;
}

const binders = new Map<keyof CardViews, Binder>();

/** Reading a template costs two hundred times what binding it does, so each is read once. */
function binder(name: keyof CardViews): Binder {
  const known = binders.get(name);
  if (known !== undefined) return known;
  const fresh = binderOf(templateOf(name));
  binders.set(name, fresh);
  return fresh;
}

/** The whole template of a card, parts put in, as the engine reads it. */
export const templateOf = (name: keyof CardViews): unknown => assembled(read(name));

/** `{ "part": "head" }` stands for cards/parts/head.json, so that a head looks the same on every card. */
function assembled(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(assembled);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'part') return assembled(read(`parts/${String(only[1])}`));
  return Object.fromEntries(entries.map(([key, value]) => [key, assembled(value)]));
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8'));
