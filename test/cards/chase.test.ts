import assert from 'node:assert/strict';
import { chaseCard } from '../../bot/cards/cards.ts';
import { es } from '../../bot/cards/words/es.ts';
import type { Chase } from '../../bot/domain/chase.ts';
import { adele, isaiah, later, lynne, megan, MONDAY, nestor, pendingRequest, policyLike } from '../support/given.ts';
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

  const managed = (changes: Partial<Chase>): Chase => ({ ...step('level-1', 2), ...changes });

  it('says whose managers are told, and of whom it could tell none and why', () => {
    const partly = managed({
      managersOf: [megan],
      unmanaged: [
        { of: lynne, because: 'none' },
        { of: adele, because: 'unknown' },
        { of: nestor, because: 'not-asked' },
      ],
    });
    assert.match(said(step('due', 1), partly), /they manage Megan Bowen, whose answer is missing/);
    assert.match(
      said(step('due', 1), partly),
      /names no manager .* for Lynne.*did not say who manages Adele.*one more person/s,
    );
    const spanish = textOf(chaseCard({ ...pendingRequest(), chases: [partly] }, 1, contextLike({ words: es }))?.card);
    assert.match(spanish, /son responsables de Megan Bowen.*ningún responsable a quien avisar por Lynne/s);
  });

  it('says that the path ends where its last level is the managers of people who have none', () => {
    const escalation = [{ managerOf: 'missing', afterDays: 1 }] as const;
    const ended = managed({ people: [], managersOf: [], unmanaged: [{ of: megan, because: 'none' }] });
    const context = contextLike({ policy: policyLike({ escalation }), now: MONDAY });
    const text = textOf(chaseCard({ ...pendingRequest(), chases: [ended] }, 1, context)?.card);
    assert.match(text, /path ends here: nobody is behind its last level.*no manager .* for Megan Bowen/s);
  });

  it('names none where each was told', () => {
    const all = [said(step('due', 1), step('level-1', 2)), said(step('level-1', 1), step('level-2', 2))];
    for (const text of all) assert.doesNotMatch(text, /nobody holds/i);
  });
});
