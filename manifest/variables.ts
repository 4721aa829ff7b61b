import { parseEnv } from 'node:util';
import { accept, refuse, type Result } from '../bot/domain/result.ts';

interface Variable {
  readonly form: 'guid' | 'https' | 'domain' | 'text';
  readonly means: string;
}

/** Every `${{NAME}}` of the manifest; `env/.env.sample` documents each of them. */
export const VARIABLES = {
  TEAMS_APP_ID: { form: 'guid', means: 'the id of this app in Teams, made once and kept for good' },
  BOT_ID: { form: 'guid', means: 'the application (client) id of the bot, its MicrosoftAppId' },
  BOT_DOMAIN: { form: 'domain', means: 'the host name under which people reach the bot, as in its PUBLIC_URL' },
  DEVELOPER_NAME: { form: 'text', means: 'who runs this bot, in at most 32 characters' },
  WEBSITE_URL: { form: 'https', means: 'a page with help for the people who use the bot' },
  PRIVACY_URL: { form: 'https', means: 'a page that says what is done with their data' },
  TERMS_URL: { form: 'https', means: 'a page with the terms of use' },
} as const satisfies Readonly<Record<string, Variable>>;
export type VariableName = keyof typeof VARIABLES;
export type Variables = Readonly<Record<VariableName, string>>;

const NAMES = Object.keys(VARIABLES) as readonly VariableName[];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the variables from the environment and, where that has none, from the text of a file of `NAME=value` lines. Blank
 * is unset. Gives every problem at once, each as a sentence that names its variable; `file` is what the sentences call it.
 */
export function readVariables(
  environment: Readonly<Partial<Record<string, string>>>,
  { file, text }: { readonly file: string; readonly text: string },
): Result<Variables, readonly string[]> {
  const kept: Readonly<Partial<Record<string, string>>> = parseEnv(text);
  const values = new Map(NAMES.map((name) => [name, environment[name]?.trim() || kept[name]?.trim() || '']));
  const problems = NAMES.flatMap((name) => problemOf(name, values.get(name) ?? '', file));
  return problems.length > 0 ? refuse(problems) : accept(Object.fromEntries(values) as Variables);
}

function problemOf(name: VariableName, value: string, file: string): readonly string[] {
  const { form, means } = VARIABLES[name];
  if (value === '') return [`${name} is missing: set it to ${means}, in the environment or in ${file}.`];
  if (form === 'guid' && !GUID.test(value)) return [`${name} must be a GUID: it is ${means}.`];
  if (form === 'https' && !isHttps(value)) return [`${name} must be an https:// address: it is ${means}.`];
  if (form === 'domain' && !DOMAIN.test(value))
    return [`${name} must be a host name such as signoff.contoso.com: it is ${means}.`];
  return [];
}

/** A name alone: no scheme, port, path or wildcard. */
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

const isHttps = (value: string): boolean => URL.canParse(value) && new URL(value).protocol === 'https:';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Puts the variables in the place of each `${{NAME}}`, in every text of a JSON value; names it does not know stay. */
export function fill(value: Json, variables: Variables): Json {
  if (typeof value === 'string')
    return value.replace(/\$\{\{(\w+)\}\}/g, (whole, name) => textOf(String(name), variables) ?? whole);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => fill(item, variables));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, variables)]));
}

const textOf = (name: string, variables: Variables): string | undefined =>
  NAMES.some((known) => known === name) ? variables[name as VariableName] : undefined;

const isList = (value: object): value is readonly Json[] => Array.isArray(value);
