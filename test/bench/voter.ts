import assert from 'node:assert/strict';
import type { RequestId } from '../../bot/domain/ids.ts';
import type { Child } from './child.ts';
import type { Question } from './signoff-bot.ts';
import type { Taps } from './taps.ts';

/** Everybody's votes, on requests that are made for them. */
export interface Voter {
  /** Tells the bot where it is. */
  readonly arrive: () => Promise<void>;
  /** Taps that were never made, four for each new request. */
  readonly taps: (requests: number) => Promise<readonly string[]>;
  /** What a first vote is answered with, as JSON. */
  readonly firstCard: () => Promise<string>;
  /** Throws unless every tap that was given out is a stored vote. */
  readonly checkVotes: () => Promise<void>;
}

export function createVoter({ url, ask }: Child, { arrivals, approving }: Taps): Voter {
  const put = (question: Question) => ask(question);
  let given = 0;

  const taps = async (requests: number) => {
    const bodies = approving((await put({ kind: 'seed', count: requests })) as readonly RequestId[]);
    given += bodies.length;
    return bodies;
  };
  const post = async (body: string): Promise<string> => {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    assert.equal(response.status, 200);
    return response.text();
  };

  return {
    taps,
    arrive: async () => {
      for (const body of arrivals) await post(body);
    },
    firstCard: async () => {
      const answers = [];
      for (const body of await taps(1)) answers.push(await post(body));
      const { value } = JSON.parse(answers[0] ?? '{}') as { readonly value?: object };
      return JSON.stringify(value);
    },
    checkVotes: async () => {
      assert.equal(await put({ kind: 'votes' }), given, 'votes that are stored, against taps');
    },
  };
}
