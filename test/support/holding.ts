import type { RequestId } from '../../bot/domain/ids.ts';
import type { Policy } from '../../bot/domain/policy.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { adele, alex, isaiah, megan, patti } from './cast.ts';
import type { FakeMessage, FakePerson } from './fake-teams.ts';
import { textOf } from './read-card.ts';
import type { Story } from './story-options.ts';

/** Without roll call and checklist; everything may start a week early, as in the demo. */
export const quiet = (demo: Policy): Policy => ({
  ...demo,
  execution: { ...demo.execution, rollCall: { people: 0, named: [] }, checklist: [], rollbackConfirmations: 0 },
});

/** What stories about freezes and locks do again and again, in whichever story is told now. */
export interface Holding {
  /** Types something, and gives all that it brings as text. */
  readonly answers: (by: FakePerson, text: string) => Promise<string>;
  /** Submits a request that everybody asked approves; gives its id. */
  readonly approved: (changes?: Parameters<Story['submits']>[1]) => Promise<string>;
  /** What the thread of a request says about something. */
  readonly inThread: (id: string, matching: RegExp) => readonly FakeMessage[];
  /** What a pipeline hears that asks for Payments in production: the status, and the reason of a no. */
  readonly gate: () => Promise<string>;
  readonly state: (id: string) => Promise<DeployRequest['state'] | undefined>;
}

export const holding = (story: () => Story): Holding => ({
  answers: async (by, text) => {
    const said = await story().says(by, text);
    await story().settle();
    return said.map((message) => `${message.text}\n${textOf(message.card)}`).join('\n');
  },
  approved: async (changes = {}) => {
    const id = await story().submits(alex, changes);
    for (const by of [megan, patti, isaiah, adele]) await story().approves(by, id);
    await story().settle();
    return id;
  },
  inThread: (id, matching) => {
    const { teams, card, deployments } = story();
    const thread = teams.thread(card(deployments, new RegExp(id)).thread ?? '');
    return thread.filter((message) => matching.test(textOf(message.card)));
  },
  gate: async () => {
    const body = JSON.stringify({ service: 'payments', environment: 'prod', version: '2.4.1', run: '8812' });
    const response = await fetch(`${story().url}/api/gate`, { method: 'POST', body });
    const { reason = '' } = (await response.json()) as { reason?: string };
    return `${response.status} ${reason}`.trim();
  },
  state: async (id) => (await story().store.requests.find(id as RequestId))?.request.state,
});
