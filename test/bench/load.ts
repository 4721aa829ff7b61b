import assert from 'node:assert/strict';
import autocannon, { type Options, type Result } from 'autocannon';

/** What one run of taps took. */
export interface Run {
  /** Of each tap, in milliseconds, shortest first. */
  readonly latencies: readonly number[];
  readonly perSecond: number;
}

const CARD = '"type":"application/vnd.microsoft.card.adaptive"';

/** Sends each body once, over so many connections; every one must be answered with 200 and a card. */
export async function tapAll(url: string, bodies: readonly string[], connections: number): Promise<Run> {
  const latencies: number[] = [];
  const refused: string[] = [];
  let sent = 0;
  let [since, until] = [0, 0];

  const options: Options = {
    url,
    connections,
    amount: bodies.length,
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
          if (status !== 200 || !body.includes(CARD)) refused.push(`${status} ${body.slice(0, 300)}`);
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
