import { ALERT_SEVERITIES, type Alert, type Severity } from './alert.ts';
import type { AlertId } from './ids.ts';
import { firstText, textAt, textOf, type Json } from './json.ts';
import type { Instant } from './time.ts';

/** What one body says of an alert; whom it concerns is decided by correlation.ts. */
export interface AlertReading {
  readonly alert: Alert;
  /** Service and environment as the alert rule's custom properties name them; `''` when they do not. */
  readonly named: { readonly service: string; readonly environment: string };
  /** The time that was measured, when the body tells. */
  readonly measuredFrom: Instant | undefined;
  readonly measuredUntil: Instant | undefined;
}

/** What a reader of one envelope found; the rest is the same for all. */
export type Found = Omit<
  Alert,
  'id' | 'firedAt' | 'resolvedAt' | 'isTest' | 'affects' | 'request' | 'suspicion' | 'group' | 'runbook'
> & {
  readonly id: AlertId | undefined;
  readonly firedAt: Instant | undefined;
  readonly resolvedAt: Instant | undefined;
  readonly named: AlertReading['named'];
  /** Annotations of the rule besides its custom properties, where one kind of alert has them. */
  readonly annotations?: Json;
  readonly measuredFrom: Instant | undefined;
  readonly measuredUntil: Instant | undefined;
};

export const MOST_DESCRIPTION = 1_000;
const MOST_TARGETS = 50;

/** `Sev3`, and the bare `3` of older bodies. */
export function severityOf(raw: unknown): Severity | undefined {
  const text = textOf(raw).toLowerCase();
  return ALERT_SEVERITIES.find((severity) => [severity.toLowerCase(), severity.slice(3)].includes(text));
}

/** Those of the values that are Azure resource ids, lower case, each once. */
export function armIds(values: readonly unknown[]): readonly string[] {
  const ids = values.map((value) => textOf(value, 1_000).toLowerCase().replace(/\/+$/, ''));
  return [...new Set(ids.filter((id) => id.startsWith('/subscriptions/')))].slice(0, MOST_TARGETS);
}

/** One page of the portal: the one that the body gives when it is nothing but a page, else that of the first target. */
export function linkOf(given: unknown, targets: readonly string[]): string | undefined {
  const text = textOf(given, 1_000);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin === 'https://portal.azure.com' && url.username === '' && url.search === '' && !text.endsWith('…'))
    return url.href;
  const [target] = targets;
  return target === undefined ? undefined : new URL(`https://portal.azure.com/#resource${target}`).href;
}

/** The first source that names one counts. */
export function namedBy(...sources: readonly Json[]): AlertReading['named'] {
  const first = (names: readonly string[]) =>
    sources.map((source) => firstText(source, names)).find((text) => text !== '') ?? '';
  return { service: first(['service']), environment: first(['environment', 'env']) };
}

const MOST_PROPERTIES = 20;

/** The custom properties that are single values and no mail addresses, the first twenty of them. */
export const propertiesOf = (json: Json): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...json.keys()]
      .slice(0, MOST_PROPERTIES)
      .map((name) => [textOf(name, 60), textAt(json, name)] as const)
      .filter(([name, value]) => name !== '' && name !== '__proto__' && value !== '' && !value.includes('@')),
  );

/** A page that says what to do, as the rule names it; https, without credentials, whole or not at all. */
export function runbookIn(...sources: readonly Json[]): string | undefined {
  const named = sources.map((source) => firstText(source, ['runbook', 'runbook_url', 'runbookUrl'], 1_000));
  const text = named.find((given) => given !== '') ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' && url.username === '' && url.search === '' && !text.endsWith('…');
  return isSafe ? url.href : undefined;
}
