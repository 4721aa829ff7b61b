import type { TokenCredential } from '@azure/identity';
import type { AlertId } from '../domain/ids.ts';
import { jsonOf, listAt, textAt } from '../domain/json.ts';
import type { AzureAlerts } from '../flows/alert-ports.ts';
import { createCredential, type AzureIdentity } from './credential.ts';

/** Alerts Management as this identity may use it. */
export const azureAlerts = (identity: AzureIdentity, subscription: string): AzureAlerts =>
  createAzureAlerts({ credential: createCredential(identity), fetch, subscription });

export interface AzureAlertsOptions {
  readonly credential: TokenCredential;
  readonly fetch: typeof globalThis.fetch;
  /** The subscription whose alerts are listed. */
  readonly subscription: string;
  /** Milliseconds for one call with its token; 10,000 unless told. */
  readonly timeout?: number;
}

const ARM = 'https://management.azure.com';
/** The stable version of Microsoft.AlertsManagement (azure-rest-api-specs). */
const API_VERSION = '2019-03-01';
const TIMEOUT_MS = 10_000;
/** 250 alerts a page is the most that Azure gives; it lets a subscription be listed a hundred times a minute. */
const PAGE = 250;
const MOST_PAGES = 40;

/**
 * Alerts Management over Azure Resource Manager: it needs Monitoring Contributor to write, and Monitoring Reader to
 * list. A call rejects when no answer came in time or when it is anything but success; the error names the status only.
 */
export function createAzureAlerts(options: AzureAlertsOptions): AzureAlerts {
  return {
    changeState: async (id, to, comments) => {
      const query = new URLSearchParams({ 'api-version': API_VERSION, newState: to });
      await ask(
        `${ARM}${pathOf(id)}/changestate?${query.toString()}`,
        { method: 'POST', body: JSON.stringify({ comments }) },
        options,
      );
    },

    changedSince: async (from, until) => {
      const query = new URLSearchParams({
        'api-version': API_VERSION,
        customTimeRange: `${from}/${until}`,
        pageCount: String(PAGE),
        sortBy: 'lastModifiedDateTime',
        sortOrder: 'asc',
      });
      const path = `/subscriptions/${encodeURIComponent(options.subscription)}/providers/Microsoft.AlertsManagement/alerts`;
      return pages(`${ARM}${path}?${query.toString()}`, options);
    },
  };
}

/** An alert's id is a path by itself; whatever else it holds cannot lead anywhere else. */
const pathOf = (id: AlertId): string => new URL(id, ARM).pathname;

async function pages(first: string, options: AzureAlertsOptions): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  let next = first;
  for (let page = 0; page < MOST_PAGES && next !== ''; page += 1) {
    const answer = jsonOf(await ask(next, { method: 'GET' }, options));
    found.push(...listAt(answer, 'value'));
    next = textAt(answer, 'nextLink', 4_000);
    if (next !== '' && new URL(next).hostname !== new URL(ARM).hostname)
      throw new Error('Azure named a next page that is not its own');
  }
  return found;
}

async function ask(url: string, init: RequestInit, options: AzureAlertsOptions): Promise<unknown> {
  const signal = AbortSignal.timeout(options.timeout ?? TIMEOUT_MS);
  const token = await options.credential.getToken(`${ARM}/.default`, { abortSignal: signal });
  if (token === null) throw new Error('there is no token to ask Azure with');
  const headers = { authorization: `Bearer ${token.token}`, 'content-type': 'application/json' };
  const response = await options.fetch(url, { ...init, headers, signal, redirect: 'error' });
  if (!response.ok) throw new Error(`Azure answered ${response.status}`);
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
