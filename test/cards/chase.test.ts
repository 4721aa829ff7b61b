import assert from 'node:assert/strict';
import { chaseCard } from '../../bot/cards/cards.ts';
import type { Chase } from '../../bot/domain/chase.ts';
import { isaiah, later, MONDAY, pendingRequest } from '../support/given.ts';
import { textOf } from '../support/read-card.ts';
import { contextLike } from '../support/samples.ts';

const step = (name: Chase['step'], minutes: number, people: Chase['people'] = [isaiah]): Chase => ({
  about: { kind: 'phase', phase: pendingRequest().opened[0]?.phase ?? '' },
  step: name,
  people,
  channel: undefined,
  at: later(minutes),
});

/** What the card of the last step says. */
const said = (...chases: readonly Chase[]) =>
  textOf(chaseCard({ ...pendingRequest(), chases }, chases.length, contextLike({ now: MONDAY }))?.card);

describe('the card of an escalation', () => {
  it('names the levels that nobody was behind', () => {
    const passed = /Level 2 of 2.*Nobody holds Tech Lead, so the path went on without/s;
    assert.match(said(step('due', 1), step('level-2', 2)), passed);
  });

  it('says that the path ends where nobody is behind its last level', () => {
    const ended = said(step('level-1', 1), step('level-2', 2, []));
    assert.match(ended, /The escalation path ends here: nobody holds .*Director/);
    assert.doesNotMatch(ended, /is told/);
  });

  it('names none where each was told', () => {
    const all = [said(step('due', 1), step('level-1', 2)), said(step('level-1', 1), step('level-2', 2))];
    for (const text of all) assert.doesNotMatch(text, /nobody holds/i);
  });
});
