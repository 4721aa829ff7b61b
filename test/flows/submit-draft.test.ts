import assert from 'node:assert/strict';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import type { RuleFacts } from '../../bot/domain/rules.ts';
import type { Draft } from '../../bot/flows/ports.ts';
import { createSubmitDraft } from '../../bot/flows/submit-draft.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { versions } from '../../bot/policy/versions.ts';
import { alex, DRAFT, MONDAY, policyLike } from '../support/given.ts';

const policy = policyLike();
const draft: Draft = {
  id: DRAFT,
  owner: alex,
  revision: 3,
  answers: {},
  section: 'what',
  editing: undefined,
  updatedAt: MONDAY,
};

const calendar = createCalendar({ zone: 'Europe/Madrid' });

const factsLike = (): RuleFacts => ({
  policy,
  calendar,
  wall: calendar,
  versions,
  holders: new Map(),
  requester: alex,
  editing: undefined,
  people: new Set(),
  history: { isFirst: false, lastFailed: false },
  planned: [],
  others: [],
  running: [],
  holds: NO_HOLDS,
});

describe('handing in a draft', () => {
  it('says that it was handed in, when another tap did so while this one was looking at it', async () => {
    let stored: Draft | undefined = draft;
    const submit = createSubmitDraft({
      drafts: { find: () => Promise.resolve(stored) },
      requests: { nextId: () => assert.fail('not reached'), save: () => assert.fail('not reached') },
      changeRequest: () => assert.fail('not reached'),
      draftPull: (draft) => Promise.resolve(draft),
      askAlone: () => Promise.resolve([]),
      gatherFacts: () => {
        stored = undefined;
        return Promise.resolve(factsLike());
      },
      policy,
      clock: { now: () => MONDAY },
    });
    assert.deepEqual(await submit(alex, DRAFT, 3), { ok: false, problem: { code: 'unknown-draft' } });
  });
});
