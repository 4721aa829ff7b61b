import { everybody, refusal, type HttpReply, type ValueRoute } from './route.ts';

/** GET /healthz: the process is alive. Nothing else is looked at, so that a sick database restarts nobody. */
export const healthRoute = (): ValueRoute => probe('/healthz', () => Promise.resolve({ status: 200, body: { alive: true } }));

/** GET /readyz: `isReady` says whether the store can be reached and has the schema of this program. */
export const readyRoute = (isReady: () => Promise<boolean>): ValueRoute =>
  probe('/readyz', async () => ((await isReady()) ? { status: 200, body: { ready: true } } : NOT_READY));

/** GET /metrics in Prometheus' text format: the counters of this process, and how far behind all of them are. */
export const metricsRoute = (counters: () => string, lag: () => Promise<string>): ValueRoute =>
  probe('/metrics', async () => ({
    status: 200,
    body: counters() + (await lag()),
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  }));

const NOT_READY = refusal(503, 'not-ready');

const probe = (path: string, answer: () => Promise<HttpReply>): ValueRoute => ({
  kind: 'value',
  method: 'GET',
  path,
  mostBytes: 0,
  admit: everybody,
  answer,
  onFault: NOT_READY,
});
