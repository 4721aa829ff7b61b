import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as cards from '../../bot/cards/cards.ts';
import { detailsCard, editCard } from '../../bot/cards/cards.ts';
import type { CardMessage, Context } from '../../bot/cards/context.ts';
import { NO_HOLDS } from '../../bot/domain/clearance.ts';
import { changesOf } from '../../bot/domain/difference.ts';
import { writeEvidence } from '../../bot/domain/evidence.ts';
import { explain } from '../../bot/domain/explanation.ts';
import { FIELDS, SECTIONS, type Answers } from '../../bot/domain/fields.ts';
import type { Plan } from '../../bot/domain/plan.ts';
import type { FieldProblem } from '../../bot/domain/refusal.ts';
import type { DeployRequest } from '../../bot/domain/request.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import {
  alex,
  approvedRequest,
  DRAFT,
  everyState,
  MONDAY,
  NAMES,
  pendingRequest,
  person,
  planLike,
  role,
} from '../support/given.ts';
import { AS_PLANNED, contextLike, formInput } from '../support/samples.ts';

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
  return { ...plan, version: '2.4.1', commit: 'a'.repeat(40), evidence: writeEvidence(fullEvidence(letter)) };
}

/** As much evidence as a form takes. */
const fullEvidence = (letter: string) =>
  Array.from({ length: 10 }, (_, n) => ({
    name: `${letter.repeat(Math.floor(90 / letter.length))} ${String(n)}`,
    link: `https://contoso.example/${'x'.repeat(70)}/${String(n)}`,
  }));

describe('the card that shows everything', () => {
  it('stays small however the longest texts are cut into lines, in any script, and however long the comments are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 4_000 }),
        fc.constantFrom('x', '"', 'ק', '漢', '👩'),
        fc.constantFrom(1, 2, 3),
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
      const edit = { revision: 2, by: alex, at: MONDAY, changes, voters, asksAgain: [] };
      const bytes = Buffer.byteLength(JSON.stringify(editCard(approvedRequest({ plan, edit }), 2, contextLike()).card));
      assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    }
  });

  it('has more pages when it is too large for one, and every section on one of them', () => {
    const request = approvedRequest({ plan: fullPlan('x', 3) });
    const pages = [1, 2, 3].map((page) => JSON.stringify(detailsCard(request, contextLike(), page).card)).join();
    for (const section of SECTIONS) assert.ok(pages.includes(JSON.stringify(contextLike().words.sections[section])), section);
    assert.match(pages, /Next page[^]*Next page[^]*First page/);
  });
});

/** Sixty people, the most that a picker lists, with names as long as they are kept. */
const manyPeople = (letter: string): Context['names'] =>
  new Map(
    [...NAMES.keys(), ...Array.from({ length: 60 }, (_, n) => person(100 + n))].map((id) => [
      id,
      letter.repeat(60 / letter.length),
    ]),
  );

const LETTERS = ['x', '"', '漢', '👩'] as const;

describe('every card that shows what a request says, with every answer at its longest', () => {
  const crowded = (letter: string): Context => ({ ...contextLike(), names: manyPeople(letter) });

  function isSmall(what: string, drawn: CardMessage | object | undefined): void {
    const card = drawn !== undefined && 'card' in drawn ? drawn.card : drawn;
    const bytes = Buffer.byteLength(JSON.stringify(card ?? {}));
    assert.ok(bytes <= MOST_BYTES, `${what}: ${bytes} bytes`);
  }

  /** As long as each input lets it be typed, every list ticked, and something wrong with each. */
  function fullForm(letter: string): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
    const answers = FIELDS.map((field) => {
      if ('most' in field && field.kind !== 'minutes') return [field.id, letter.repeat(Math.floor(field.most / letter.length))];
      if (field.kind === 'people' || field.kind === 'person') return [field.id, [...NAMES.keys()].join(',')];
      return [field.id, field.kind === 'choices' ? 'frontend,backend,database,infrastructure' : 'yes'];
    });
    const relevant = {
      environment: 'prod',
      customerImpact: 'high',
      userImpact: 'brief',
      maintenance: 'yes',
      trafficIncrease: '35',
    };
    return {
      answers: { ...(Object.fromEntries(answers) as Answers), ...relevant },
      problems: FIELDS.map(({ id }) => ({ field: id, refusal: { code: 'too-long', most: 2_000 } })),
    };
  }

  for (const letter of LETTERS) {
    it(`is small on each page of the form, in the chat and in a dialog, in ${letter}`, () => {
      const { answers, problems } = fullForm(letter);
      for (const context of [crowded(letter), { ...crowded(letter), client: 'playground' as const }]) {
        for (const section of SECTIONS) {
          const input = { ...formInput(section, answers, problems), people: [...context.names.keys()].slice(0, 60) };
          const { card } = cards.formCard(input, context);
          isSmall(`form ${section}`, card);
          isSmall(`dialog ${section}`, cards.dialogCard(card));
        }
        const draft = { id: DRAFT, revision: 1, answers, editing: undefined, pull: undefined };
        const asks = [...NAMES.values()].map(() => ({ roles: 'DevOps Lead', names: [...context.names.values()].slice(0, 9) }));
        const window = AS_PLANNED;
        const ready = { plan: fullPlan(letter, 3), risk: approvedRequest().risk };
        isSmall(
          'check, refused',
          cards.checkCard({ draft, problems, ready: undefined, asks, window, channels: ['approvals'] }, context),
        );
        isSmall('check', cards.checkCard({ draft, problems: [], ready, asks, window, channels: ['approvals'] }, context));
      }
    });

    it(`is small on every card of a request, whatever state it is in, in ${letter}`, () => {
      const context = crowded(letter);
      for (const state of everyState()) {
        const request = full(state, letter);
        for (const [name, draw] of Object.entries(CARDS)) isSmall(`${name}, ${request.state}`, draw(request, context));
        if ('rollout' in request) {
          for (const [name, draw] of Object.entries(ROLLOUT_CARDS))
            isSmall(`${name}, ${request.state}`, draw(request, context));
        }
      }
    });
  }

  it('is small when it explains who is asked for thirty approvals, and counts those that it leaves out', () => {
    const context = crowded('漢');
    const held = Array.from({ length: 30 }, (_, n) => role(`role-${String(n)}`));
    const requirements = held.map((one) => ({ ...(pendingRequest().requirements[0] ?? assert.fail()), anyOf: [one] }));
    const holders = new Map(held.map((one) => [one, [...context.names.keys()]]));
    const facts = { policy: context.policy, holders, others: [], holds: NO_HOLDS };
    const calendar = createCalendar(context.policy.time);
    const request = pendingRequest({ requirements });
    const { card } = cards.whyCard(request, explain(request, { ...facts, calendar }, context.now), context);
    isSmall('why', card);
    assert.match(JSON.stringify(card), /22 more/);
  });

  function full(request: DeployRequest, letter: string): DeployRequest {
    const comments = Array.from({ length: 100 }, () => ({ by: alex, text: letter.repeat(1_000 / letter.length), at: MONDAY }));
    const votes = request.votes.map((vote) => ({ ...vote, comment: letter.repeat(1_000 / letter.length) }));
    const attached = fullEvidence(letter).map((one) => ({ ...one, link: `${one.link}/later`, by: alex, at: MONDAY }));
    return { ...request, plan: fullPlan(letter, 12), votes, comments, attached };
  }

  const CARDS: Readonly<Record<string, (request: DeployRequest, context: Context) => CardMessage>> = {
    request: cards.requestCard,
    news: cards.newsCard,
    root: cards.rootCard,
    found: cards.foundCard,
    'everything, first page': (request, context) => cards.detailsCard(request, context, 1),
    'everything, second page': (request, context) => cards.detailsCard(request, context, 2),
    'everything, last page': (request, context) => cards.detailsCard(request, context, 3),
    list: (request, context) =>
      cards.listCard(
        'status',
        Array.from({ length: 50 }, () => request),
        context,
      ),
    approval: cards.approvalCard,
    review: (request, context) =>
      cards.reviewCard(
        request,
        { as: role('cto'), brief: { last: undefined, similar: [], alerts: [] }, filled: cards.NOTHING_FILLED },
        context,
      ),
    ready: cards.readyCard,
    scheduled: cards.scheduledCard,
  };

  const ROLLOUT_CARDS: Readonly<Record<string, (request: cards.RolledOut, context: Context) => CardMessage>> = {
    live: cards.liveCard,
    success: cards.successCard,
    'rolled back': cards.rolledBackCard,
  };
});
