import { createAzureAlerts } from '../../bot/azure/alerts-management.ts';
import type { AzureAlerts } from '../../bot/flows/alert-ports.ts';

/** One call to Azure Resource Manager. */
export interface ArmCall {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly authorization: string | null;
}

/** Alerts Management as far as the bot uses it: what it lists is in `alerts`, and what it was asked in `calls`. */
export interface FakeArm {
  readonly azureAlerts: AzureAlerts;
  readonly calls: readonly ArmCall[];
  readonly alerts: object[];
  /** The status of the next answers; 200 again with `mend`. */
  readonly fail: (status: number) => void;
  readonly mend: () => void;
}

const PAGE = 2;

export function createFakeArm(): FakeArm {
  const calls: ArmCall[] = [];
  const alerts: object[] = [];
  let status = 200;

  const answer = (url: URL): object => {
    if (url.pathname.endsWith('/changestate')) return {};
    const from = Number(url.searchParams.get('skip') ?? 0);
    const next = new URL(url);
    next.searchParams.set('skip', String(from + PAGE));
    const more = from + PAGE < alerts.length ? { nextLink: next.href } : {};
    return { value: alerts.slice(from, from + PAGE), ...more };
  };
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    calls.push({ method: init?.method ?? 'GET', url, body, authorization: new Headers(init?.headers).get('authorization') });
    return Promise.resolve(new Response(JSON.stringify(status === 200 ? answer(url) : { error: 'someone' }), { status }));
  };
  const credential = { getToken: () => Promise.resolve({ token: 'arm-token', expiresOnTimestamp: 0 }) };
  return {
    azureAlerts: createAzureAlerts({ credential, fetch, subscription: '11111111-2222-4333-8444-555555555555' }),
    calls,
    alerts,
    fail: (code) => {
      status = code;
    },
    mend: () => {
      status = 200;
    },
  };
}

/** An alert as Alerts Management lists it. */
export const listedAlert = (name: string, essentials: Readonly<Record<string, unknown>>): object => ({
  id: `/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/microsoft.web/sites/app-1/providers/Microsoft.AlertsManagement/alerts/${name}`,
  name,
  properties: {
    essentials: {
      severity: 'Sev1',
      signalType: 'Metric',
      monitorCondition: 'Fired',
      targetResource:
        '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/rg-pay-prod/providers/microsoft.web/sites/app-1',
      alertRule: `/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg/providers/microsoft.insights/metricAlerts/${name}`,
      ...essentials,
    },
  },
});
