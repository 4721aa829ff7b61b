import assert from 'node:assert/strict';
import autocannon, { type Options, type Result } from 'autocannon';

/** What one run of calls took. */
export interface Run {
  /** Of each call, in milliseconds, shortest first. */
  readonly latencies: readonly number[];
  readonly perSecond: number;
}

export interface Load {
  readonly connections: number;
  /** Of all connections together; as many as are answered when left out. */
  readonly perSecond?: number;
}

const CARD = '"type":"application/vnd.microsoft.card.adaptive"';

/** Taps, over so many connections; every one must be answered with a card. */
export const tapAll = (url: string, bodies: readonly string[], connections: number): Promise<Run> =>
  sendAll(url, bodies, { connections }, (body) => body.includes(CARD));

/** Sends each body once; every one must be answered with 200, and with what `isRight` takes. */
export async function sendAll(
  url: string,
  bodies: readonly string[],
  { connections, perSecond }: Load,
  isRight: (answer: string) => boolean = () => true,
): Promise<Run> {
  const latencies: number[] = [];
  const refused: string[] = [];
  let sent = 0;
  let [since, until] = [0, 0];

  const options: Options = {
    url,
    connections,
    amount: bodies.length,
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => {
          since ||= performance.now();
          sent += 1;
          return { ...request, body: bodies[sent - 1] };
        },
        onResponse: (status, body) => {
          until = performance.now();
          if (status !== 200 || !isRight(body)) refused.push(`${status} ${body.slice(0, 300)}`);
        },
      },
    ],
  };
  const { errors } = await new Promise<Result>((resolve, reject) => {
    const running = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
    running.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });

  assert.equal(refused[0], undefined);
  assert.deepEqual({ errors, sent, answered: latencies.length }, { errors: 0, sent: bodies.length, answered: bodies.length });
  return { latencies: latencies.sort((a, b) => a - b), perSecond: (bodies.length * 1_000) / (until - since) };
}
