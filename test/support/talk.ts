import assert from 'node:assert/strict';
import type { FieldId } from '../../bot/domain/fields.ts';
import type { FakeTeams } from './fake-teams.ts';
import { type FakeMessage, type FakePerson, type FakePlace } from './fake-teams.ts';
import { ANSWERS } from './form-answers.ts';
import { type Button, buttonOf, buttonsOf, choicesOf, textOf } from './read-card.ts';

/** What a person saw after a tap: a card in place of the tapped one, or a line. */
export interface Seen {
  readonly status: number;
  /** The tapped message, with what now stands in it for this person. */
  readonly message: FakeMessage;
  readonly notice: string | undefined;
}

/** What people do with the bot, wherever it runs. */
export interface Talk {
  /** Types something, and gives what the bot answered there or in private. */
  readonly says: (by: FakePerson, text: string, where?: FakePlace) => Promise<readonly FakeMessage[]>;
  readonly taps: (by: FakePerson, on: FakeMessage, verb: string, how?: Tapping) => Promise<Seen>;
  /** Goes through the form from the page given to the last one, each with `ANSWERS` and `changes` by section. */
  readonly fills: (
    by: FakePerson,
    page: FakeMessage,
    changes?: Readonly<Record<string, Partial<Record<FieldId, string>>>>,
  ) => Promise<FakeMessage>;
  /** Reviews a request on their own view, ticks the whole checklist and approves; `as` for who holds several asked roles. */
  readonly approves: (by: FakePerson, id: string, as?: string) => Promise<Seen>;
  /** What an approval of the request as it is now sends, with every line ticked; for taps that no card offers. */
  readonly voteData: (id: string, changes?: Readonly<Record<string, unknown>>) => object;
  /** Fills in a whole request and submits it; `changes` by section. Gives its id. */
  readonly submits: (by: FakePerson, changes?: Readonly<Record<string, Partial<Record<FieldId, string>>>>) => Promise<string>;
  /** The card of a kind that stands somewhere: the newest whose text matches. */
  readonly card: (where: FakePlace, matching: RegExp) => FakeMessage;
  readonly approvals: FakePlace;
  readonly deployments: FakePlace;
  readonly incidents: FakePlace;
}

export interface Tapping {
  /** Tells apart buttons with the same verb by what they send. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Sent instead of what the button has. */
  readonly data?: unknown;
}

export interface TalkPorts {
  readonly teams: FakeTeams;
  readonly url: () => string;
  /** Lets the bot deliver what it owes. */
  readonly settle: () => Promise<void>;
}

export function createTalk({ teams, url, settle }: TalkPorts): Talk {
  const messagesUrl = () => `${url()}/api/messages`;

  const says: Talk['says'] = async (by, text, where = teams.personal(by)) => {
    const places = [where, teams.personal(by)];
    const before = new Set(places.flatMap((place) => teams.messagesIn(place).map(({ id }) => id)));
    const answer = await teams.post(messagesUrl(), teams.message({ by, in: where, text }));
    assert.equal(answer.status, 200, answer.text);
    return [...new Set(places)].flatMap((place) => teams.messagesIn(place)).filter(({ id }) => !before.has(id));
  };

  const taps: Talk['taps'] = async (by, on, verb, { with: wanted = {}, inputs = {}, data } = {}) => {
    const sent = data ?? buttonOf(on.card, verb, wanted);
    const answer = await teams.post(messagesUrl(), teams.tap({ by, on, verb, data: sent, inputs }));
    const body = answer.body as { readonly type?: string; readonly value?: unknown } | undefined;
    const isCard = body?.type === 'application/vnd.microsoft.card.adaptive';
    return {
      status: answer.status,
      message: isCard ? { ...on, card: body.value as object } : on,
      notice: body?.type === 'application/vnd.microsoft.activity.message' ? String(body.value) : undefined,
    };
  };

  const fills: Talk['fills'] = async (by, form, changes = {}) => {
    let page = form;
    for (let turned = 0; turned <= Object.keys(ANSWERS).length + 1; turned += 1) {
      const next = buttonsOf(page.card).find(({ data }) => data['go'] === 'next' && data['slot'] === undefined);
      const section = String(next?.data['section']);
      if (next === undefined) return page;
      const inputs = { ...ANSWERS[section], ...changes[section] };
      const { message } = await taps(by, page, 'draft/save', { with: { go: 'next', section }, inputs });
      const stays = buttonsOf(message.card).some(({ data }) => data['go'] === 'next' && data['section'] === section);
      assert.ok(!stays, `the form stays on ${section}: ${textOf(message.card)}`);
      page = message;
    }
    return page;
  };

  const asking = (id: string): FakeMessage => {
    const cards = teams.messagesIn(teams.chat('Approvals')).filter(({ card }) => textOf(card).includes(`${id} ·`));
    const newest = cards.findLast(({ card }) => buttonsOf(card).some(({ verb }) => verb === 'request/vote')) ?? cards.at(-1);
    assert.ok(newest, `nobody is asked about ${id}`);
    return newest;
  };

  return {
    says,
    taps,
    fills,
    approves: async (by, id, as) => {
      const role = as === undefined ? {} : { as };
      const review = await taps(by, asking(id), 'request/review', { data: { request: id, ...role } });
      if (review.notice !== undefined) return review;
      const inputs = { ticked: choicesOf(review.message.card, 'ticked').join(',') };
      return taps(by, review.message, 'request/vote', { with: { choice: 'approve', ...role }, inputs });
    },
    voteData: (id, changes = {}) => {
      const { request, revision, policy } = { request: id, ...buttonOf(asking(id).card, 'request/vote') } as Button['data'];
      return { request, revision, policy, choice: 'approve', ticked: EVERY_LINE, ...changes };
    },
    submits: async (by, changes = {}) => {
      // A card that was owed may arrive just then.
      const form = (await says(by, '/deploy')).findLast(({ card }) =>
        buttonsOf(card).some(({ verb }) => verb === 'draft/save'),
      );
      assert.ok(form, 'no form');
      const page = await fills(by, form, changes);
      const submitted = await taps(by, page, 'draft/save', { with: { go: 'submit' } });
      const id = /DEP-\d+/.exec(textOf(submitted.message.card))?.[0];
      assert.ok(id, `not submitted: ${submitted.notice ?? textOf(submitted.message.card)}`);
      await settle();
      return id;
    },
    card: (where, matching) => {
      const found = teams.messagesIn(where).filter(({ card }) => matching.test(textOf(card)));
      const newest = found.at(-1);
      assert.ok(
        newest,
        `no card like ${matching} among: ${teams
          .messagesIn(where)
          .map(({ card }) => textOf(card))
          .join('\n---\n')}`,
      );
      return newest;
    },
    approvals: teams.chat('Approvals'),
    deployments: teams.channel('General'),
    incidents: teams.channel('incidents'),
  };
}

/** More lines than any checklist has. */
const EVERY_LINE = Array.from({ length: 40 }, (_, n) => n).join(',');
