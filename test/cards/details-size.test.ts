import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detailsCard, editCard } from '../../bot/cards/cards.ts';
import { changesOf } from '../../bot/domain/difference.ts';
import { FIELDS, SECTIONS } from '../../bot/domain/fields.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import { alex, approvedRequest, MONDAY, planLike } from '../support/given.ts';
import { contextLike } from '../support/samples.ts';

/** Teams takes more, but older webhooks and copies of a card do not (design: 28 KB). */
const MOST_BYTES = 28 * 1024;

const TEXTS = FIELDS.filter(({ kind }) => kind === 'lines' || kind === 'paragraph' || kind === 'line' || kind === 'link');

/** Every text of a request at its longest, in as many lines. */
function fullPlan(letter: string, lines: number): Plan {
  const texts = TEXTS.map((field) => {
    const most = 'most' in field ? field.most : 0;
    if (field.kind !== 'lines') return [field.id, letter.repeat(Math.floor(most / letter.length))];
    const each = Math.max(1, Math.floor(most / lines / letter.length) - 1);
    return [field.id, Array.from({ length: lines }, () => letter.repeat(each))];
  });
  const everything = { changes: ['frontend', 'backend', 'database', 'infrastructure'], trafficIncrease: 50, maintenance: true };
  const plan = planLike({ ...(Object.fromEntries(texts) as Partial<Plan>), ...everything });
  return { ...plan, version: '2.4.1', commit: 'a'.repeat(40) };
}

describe('the card that shows everything', () => {
  it('stays small however the longest texts are cut into lines, in any script, and however long the comments are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 4_000 }),
        fc.constantFrom('x', '"', 'ק', '漢', '👩'),
        fc.constantFrom(1, 2),
        (lines, comment, letter, page) => {
          const votes = approvedRequest().votes.map((vote) => ({ ...vote, comment: letter.repeat(comment) }));
          const request = approvedRequest({ plan: fullPlan(letter, lines), votes });
          const bytes = Buffer.byteLength(JSON.stringify(detailsCard(request, contextLike(), page).card));
          assert.ok(bytes <= MOST_BYTES, `${bytes} bytes for ${lines} lines and comments of ${comment} characters`);
        },
      ),
    );
  });

  it('stays small on the card of an edit that changed everything', () => {
    for (const [letter, lines] of [
      ['x', 3],
      ['漢', 40],
      ['"', 200],
    ] as const) {
      const plan = fullPlan(letter, lines);
      const changes = changesOf(planLike(), plan);
      const voters = approvedRequest().votes.map(({ by, as }) => ({ by, as, isKept: false }));
      const edit = { revision: 2, by: alex, at: MONDAY, changes, voters };
      const bytes = Buffer.byteLength(JSON.stringify(editCard(approvedRequest({ plan, edit }), 2, contextLike()).card));
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    }
  });

  it('has a second page when it is too large for one, and every section on one of them', () => {
    const request = approvedRequest({ plan: fullPlan('x', 3) });
    const pages = [1, 2].map((page) => JSON.stringify(detailsCard(request, contextLike(), page).card)).join();
    for (const section of SECTIONS) assert.ok(pages.includes(JSON.stringify(contextLike().words.sections[section])), section);
    assert.match(pages, /Next page[^]*First page/);
  });
});
