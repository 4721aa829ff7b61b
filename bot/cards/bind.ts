// Its index drags in TypeScript sources of another package, which do not compile under our flags.
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import { inert, unmarked } from './inert.ts';

/** Makes a card of a view. Fields that the view does not have come out as they are written: `${field}`. */
export type Binder = (view: object) => unknown;

/**
 * Reads a template once, to bind it many times. One that only names fields (`${head.title}`, and `$data` to repeat a
 * part) is bound directly, which gives what the engine gives in a tenth of its time; any other is left to the engine.
 */
export function binderOf(template: unknown): Binder {
  if (isPlain(template)) return partOf(template);
  const engine = new Template(template);
  return (view) => engine.expand({ $root: view }) as unknown;
}

const FIELD = /\$\{([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\}/;
const ONLY_FIELD = new RegExp(`^${FIELD.source}$`);

function isPlain(node: unknown): boolean {
  if (typeof node === 'string')
    return !node.split(new RegExp(FIELD, 'g')).some((text, n) => n % 2 === 0 && text.includes('${'));
  if (typeof node !== 'object' || node === null) return true;
  if (Array.isArray(node)) return node.every(isPlain);
  return Object.entries(node).every(([key, value]) => {
    if (key === '$data') return typeof value === 'string' && ONLY_FIELD.test(value);
    return (!key.startsWith('$') || key === '$schema') && isPlain(value);
  });
}

/** A part of a card, made of what its fields are looked up in. */
type Part = (data: unknown) => unknown;

/** What names no field is the same on every card, and is not made again. */
function partOf(node: unknown): Part {
  if (typeof node === 'string') return textPart(node);
  if (typeof node !== 'object' || node === null || !FIELD.test(JSON.stringify(node))) return () => node;
  return Array.isArray(node) ? listPart(node.map(partOf)) : objectPart(node);
}

/** A field alone keeps its type; among other text it becomes text. */
function textPart(text: string): Part {
  const path = ONLY_FIELD.exec(text)?.[1];
  if (path !== undefined) return fieldPart(path);
  const [first = '', ...rest] = text.split(new RegExp(FIELD, 'g')).map((part, n) => (n % 2 === 0 ? part : fieldPart(part)));
  if (rest.length === 0) return () => first;
  return (data) => [first, ...rest].map((part) => String(typeof part === 'string' ? part : part(data))).join('');
}

function fieldPart(path: string): Part {
  const names = path.split('.');
  return (data) => names.reduce(fieldOf, data) ?? `\${${path}}`;
}

const fieldOf = (data: unknown, name: string): unknown =>
  (data as Readonly<Record<string, unknown>> | null | undefined)?.[name];

/** What was repeated stands in the list one by one. */
const listPart =
  (parts: readonly Part[]): Part =>
  (data) =>
    parts.flatMap((part) => part(data)).filter((item) => item !== null);

function objectPart({ $data, ...fields }: { readonly $data?: unknown }): Part {
  const isRun = Object.entries(fields).some(([name, value]) => name === 'type' && value === 'TextRun');
  const parts = Object.entries(fields).map(([name, value]) => [name, tamed(name, isRun, partOf(value))] as const);
  const one: Part = (data) => {
    const made: Record<string, unknown> = {};
    for (const [name, part] of parts) made[name] = part(data);
    return made;
  };
  if (typeof $data !== 'string') return one;
  const each = textPart($data);
  return (data) => {
    const found = each(data);
    return Array.isArray(found) ? found.map(one) : one(found);
  };
}

/** What people typed is nothing but text where it is bound, whatever a client would make of it there. */
function tamed(name: string, isRun: boolean, part: Part): Part {
  const tame = name === 'fallbackText' ? unmarked : isRun && name === 'text' ? inert : undefined;
  return tame === undefined ? part : (data) => tame(String(part(data)));
}
