import type { Delivery } from '../domain/delivery.ts';
import { isAllowedService } from './hosts.ts';
import { record } from './unknown.ts';

/** What came of one call to Teams. */
export type Called =
  { readonly kind: 'ok'; readonly body: Readonly<Record<string, unknown>> } | Exclude<Delivery, { kind: 'sent' }>;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Without a slash at its end. */
  readonly serviceUrl: string;
  /** From `/v3/` on. */
  readonly path: string;
  readonly body?: object;
}

/** One call, one request: whoever calls decides whether and when to try again. Never throws. */
export type Connector = (call: Call) => Promise<Called>;

export interface ConnectorPorts {
  /** The bot's token for Teams; undefined while nobody is authenticated. */
  readonly token: () => Promise<string | undefined>;
  readonly hosts: readonly string[];
}

const PATIENCE_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Speaks the Bot Connector REST API. Not the SDK's client: that one retries by itself up to half a minute, hides
 * Retry-After and knows no targeted messages.
 */
export function createConnector({ token, hosts }: ConnectorPorts): Connector {
  return async (call) => {
    if (!isAllowedService(call.serviceUrl, hosts)) return { kind: 'dead', because: 'host-not-allowed' };
    const bearer = await token().catch(() => 'none' as const);
    if (bearer === 'none') return { kind: 'retry', afterMs: 0, because: 'no-token' };
    try {
      return await read(await send(call, bearer));
    } catch {
      return { kind: 'retry', afterMs: 0, because: 'unreachable' };
    }
  };
}

const send = ({ method, serviceUrl, path, body }: Call, bearer: string | undefined): Promise<Response> =>
  fetch(serviceUrl + path, {
    method,
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });

async function read(response: Response): Promise<Called> {
  const body = await response.text();
  if (response.ok) return { kind: 'ok', body: record(parseJson(body)) };
  return outcomeOf(response.status, retryAfterMs(response.headers));
}

/**
 * 412 is two operations on one conversation at once. 401 is waited out: it is the bot's secret that is wrong, and
 * everything that was to be said is still to be said once that is put right.
 */
function outcomeOf(status: number, afterMs: number): Exclude<Delivery, { kind: 'sent' }> {
  if (status === 401 || status === 408 || status === 412 || status === 429 || status >= 500) {
    return { kind: 'retry', afterMs, because: `status-${status}` };
  }
  return { kind: 'dead', because: DEAD[status] ?? `status-${status}` };
}

const DEAD: Readonly<Record<number, string>> = { 403: 'forbidden', 404: 'gone', 413: 'too-large' };

/** Seconds, or a date, which is compared with the answer's own so that nobody's clock matters. */
function retryAfterMs(headers: Headers): number {
  const wanted = headers.get('retry-after') ?? '';
  const asked = /^\d+$/.test(wanted) ? Number(wanted) * 1_000 : Date.parse(wanted) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), LONGEST_WAIT_MS);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
