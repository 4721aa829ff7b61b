import { readFileSync } from 'node:fs';
// Its index drags in TypeScript sources of another package, which do not compile under our flags.
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import type { AdaptiveCard } from './context.ts';
import type { CardViews } from './views.ts';

/** Binds cards/<name>.json to its view. Views are total: the engine prints a missing field as `${field}`. */
export function render<Name extends keyof CardViews>(name: Name, view: CardViews[Name]): AdaptiveCard {
  return template(name).expand({ $root: view }) as AdaptiveCard;
}

const compiled = new Map<keyof CardViews, Template>();

/** Compiling costs twenty times what binding does, so each template is compiled once. */
function template(name: keyof CardViews): Template {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const fresh = new Template(templateOf(name));
  compiled.set(name, fresh);
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
