import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detailsCard } from '../../bot/cards/cards.ts';
import { fieldsOf, SECTIONS } from '../../bot/domain/fields.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import { approvedRequest, planLike } from '../support/given.ts';
import { contextLike } from '../support/samples.ts';

/** Teams takes more, but older webhooks and copies of a card do not (design: 28 KB). */
const MOST_BYTES = 28 * 1024;

const LISTS = SECTIONS.flatMap((section) => fieldsOf(section)).filter(({ kind }) => kind === 'lines');

describe('the card that shows everything', () => {
  it('stays small however the longest texts are cut into lines, and however long the comments are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 4_000 }), (lines, comment) => {
        const full = Object.fromEntries(
          LISTS.map((field) => {
            const each = Math.max(1, Math.floor(('most' in field ? field.most : 400) / lines) - 1);
            return [field.id, Array.from({ length: lines }, () => 'x'.repeat(each))];
          }),
        ) as Partial<Plan>;
        const plan = planLike({ ...full, summary: 'x'.repeat(600), migration: 'x'.repeat(1_200) });
        const votes = approvedRequest().votes.map((vote) => ({ ...vote, comment: 'x'.repeat(comment) }));
        const bytes = Buffer.byteLength(JSON.stringify(detailsCard(approvedRequest({ plan, votes }), contextLike()).card));
        assert.ok(bytes <= MOST_BYTES, `${bytes} bytes for ${lines} lines and comments of ${comment} characters`);
      }),
    );
  });
});
