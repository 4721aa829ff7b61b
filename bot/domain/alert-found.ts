import { ALERT_SEVERITIES, type Alert, type Severity } from './alert.ts';
import type { AlertId } from './ids.ts';
import { firstText, textOf, type Json } from './json.ts';
import type { Instant } from './time.ts';

/** What one body says of an alert; whom it concerns is decided by correlation.ts. */
export interface AlertReading {
  readonly alert: Alert;
  /** Service and environment as the alert rule's custom properties name them; `''` when they do not. */
  readonly named: { readonly service: string; readonly environment: string };
  /** End of the time that was measured, when the body tells. */
  readonly measuredUntil: Instant | undefined;
}

/** What a reader of one envelope found; the rest is the same for all. */
export type Found = Omit<Alert, 'id' | 'firedAt' | 'resolvedAt' | 'isTest' | 'affects' | 'request'> & {
  readonly id: AlertId | undefined;
  readonly firedAt: Instant | undefined;
  readonly resolvedAt: Instant | undefined;
  readonly named: AlertReading['named'];
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
