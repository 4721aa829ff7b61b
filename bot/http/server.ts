import { randomUUID } from 'node:crypto';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Log } from '../flows/ports.ts';
import { parseJson, readBody, type BodyProblem } from './body.ts';
import { refusal, type HttpReply, type RawRoute, type Route, type ValueRoute } from './route.ts';

export interface HttpServer {
  /** Resolves with the port that it listens on, once it does. */
  readonly listen: (port: number, host: string) => Promise<number>;
  /** Takes no new connection and resolves when what is running has been answered. */
  readonly close: () => Promise<void>;
}

/** Slow senders are cut off, so that they cannot hold every connection. */
const MOST_MS_FOR_HEADERS = 10_000;
const MOST_MS_FOR_REQUEST = 30_000;
const SWEEP_MS = 20;

/** The only place that knows the HTTP server; routes are functions from values to values. */
export function createServer(routes: readonly Route[], log: Log): HttpServer {
  const server = restify.createServer({ name: '' });
  server.server.headersTimeout = MOST_MS_FOR_HEADERS;
  server.server.requestTimeout = MOST_MS_FOR_REQUEST;
  for (const route of routes) {
    const serve = async (request: Request, response: Response) => {
      await answered(route, request, response, log);
    };
    if (route.method === 'GET') server.get(route.path, serve);
    else server.post(route.path, serve);
  }
  server.on('restifyError', (_request: Request, response: Response, error: unknown, done: () => void) => {
    send(response, unrouted(error));
    done();
  });
  return { listen: (port, host) => listen(server, port, host), close: () => close(server) };
}

async function answered(route: Route, request: Request, response: Response, log: Log): Promise<void> {
  const since = performance.now();
  try {
    if (route.kind === 'raw') await serveRaw(route, request, response);
    else await serveValue(route, request, response);
  } catch (error) {
    const fault = randomUUID();
    log.error({ fault, path: route.path, err: error }, 'request ended in a fault');
    send(response, route.kind === 'value' ? route.onFault : refusal(500, 'fault'));
  }
  if (!isLogged(route, response.statusCode)) return;
  // The path is the route's own: what a caller put into the query may be a secret.
  const ms = Math.round(performance.now() - since);
  log.info({ method: route.method, path: route.path, status: response.statusCode, ms }, 'request');
}

function isLogged(route: Route, status: number): boolean {
  if (route.method === 'GET') return false;
  return route.kind === 'raw' || route.logged !== 'refusals' || status >= 400;
}

async function serveValue(route: ValueRoute, request: Request, response: Response): Promise<void> {
  const query = new URLSearchParams(request.getQuery());
  const knock = { authorization: request.headers.authorization, query };
  const turnedAway = await route.admit(knock);
  if (turnedAway !== undefined) {
    send(response, turnedAway);
    return;
  }
  const path = request.path();
  if (route.method === 'GET') {
    send(response, await route.answer({ ...knock, path, body: '' }));
    return;
  }
  const body = await readBody(request, route.mostBytes);
  send(response, body.ok ? await route.answer({ ...knock, path, body: body.value }) : unread(body.problem));
}

async function serveRaw(route: RawRoute, request: Request, response: Response): Promise<void> {
  const body = await readBody(request, route.mostBytes);
  if (!body.ok) {
    send(response, unread(body.problem));
    return;
  }
  const parsed = parseJson(body.value);
  if (parsed === undefined) {
    send(response, refusal(400, 'body-not-json'));
    return;
  }
  request.body = parsed;
  await route.handle(request, response);
}

const unread = ({ status, reason }: BodyProblem): HttpReply => refusal(status, reason);

function unrouted(error: unknown): HttpReply {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 404) return refusal(404, 'unknown-path');
  if (status === 405) return refusal(405, 'wrong-method');
  return typeof status === 'number' && status < 500 ? refusal(status, 'unreadable') : refusal(500, 'fault');
}

function send(response: Response, { status, body, headers }: HttpReply): void {
  if (response.headersSent) return;
  const isText = typeof body === 'string';
  const text = isText ? body : JSON.stringify(body);
  response.sendRaw(status, text, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    ...headers,
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(server.address().port);
    });
  });
}

/** A connection is idle only after its last answer, so idle ones are closed until there are none. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => {
      server.server.closeIdleConnections();
    }, SWEEP_MS);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}
