import type { TokenCredential } from '@azure/identity';
import {
  AuthenticationHandler,
  Client,
  GraphError,
  RetryHandler,
  RetryHandlerOptions,
  type Context,
  type GraphRequest,
} from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const GRAPH = 'https://graph.microsoft.com';

/** Sends one request to a path of Microsoft Graph (v1.0), or to a full address that Graph gave for the next page. */
export type AskGraph = (path: string, ask: (request: GraphRequest) => Promise<unknown>) => Promise<unknown>;

export interface GraphOptions {
  readonly credential: TokenCredential;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds for one call with its token and its second try; 3,000 unless told. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 3_000;
const RETRIES = 1;
/** Seconds before the second try where Graph names none, and the longest `Retry-After` that fits into a call. */
const PAUSE = 1;
const LONGEST_PAUSE = 2;

/**
 * Microsoft Graph with the token of the credential on every request. A call rejects when no answer came in time, or
 * when it is anything but success; the error names status and code, and neither request nor body.
 */
export function connectGraph({ credential, fetch, timeout = TIMEOUT_MS }: GraphOptions): AskGraph {
  const client = Client.initWithMiddleware({
    middleware: [
      new AuthenticationHandler(new TokenCredentialAuthenticationProvider(credential, { scopes: [`${GRAPH}/.default`] })),
      new RetryHandler(new RetryHandlerOptions(PAUSE, RETRIES, isSoon)),
      { execute: (context) => send(context, fetch) },
    ],
  });
  return async (path, ask) => {
    if (!path.startsWith('/') && !path.startsWith(`${GRAPH}/`)) throw new Error('Graph named a next page that is not its own');
    const signal = AbortSignal.timeout(timeout);
    try {
      return await Promise.race([ask(client.api(path).option('signal', signal)), expiry(signal)]);
    } catch (error) {
      throw signal.aborted ? new Error('Graph did not answer in time') : faultOf(error);
    }
  };
}

/** The client leaves the token off wherever it does not take the address for Graph's; without one nothing is sent. */
async function send(context: Context, fetch: GraphOptions['fetch']): Promise<void> {
  const request: unknown = context.request;
  const headers = new Headers(context.options?.headers);
  if (!/^Bearer \S+$/.test(headers.get('authorization') ?? '')) throw new Error('there is no token to ask Graph with');
  if (typeof request !== 'string') throw new Error('there is no address to ask Graph at');
  context.response = await fetch(request, { ...context.options, headers, redirect: 'error' });
}

function isSoon(_delay: number, _attempt: number, _request: unknown, _options: unknown, response: Response): boolean {
  const named = response.headers.get('retry-after');
  return named === null || (/^\d+$/.test(named.trim()) && Number(named) <= LONGEST_PAUSE);
}

function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('too late'));
    });
  });
}

/** Graph has nothing of that name: an answer, where something else went wrong with every other error. */
export const isNotFound = (error: unknown): boolean => error instanceof Error && /^Graph answered 404\b/.test(error.message);

function faultOf(error: unknown): Error {
  if (!(error instanceof GraphError)) return error instanceof Error ? error : new Error('asking Graph went wrong');
  const { statusCode, code, message } = error;
  if (statusCode > 0) return new Error(`Graph answered ${[statusCode, code].filter(Boolean).join(' ')}`);
  return new Error(`Graph was not asked: ${[code, message.split('\n', 1)[0]].filter(Boolean).join(': ')}`);
}
