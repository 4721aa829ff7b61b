import assert from 'node:assert/strict';
import {
  approvalCard,
  checkCard,
  formCard,
  issueCard,
  liveCard,
  listCard,
  requestCard,
  rootCard,
  scheduledCard,
  withBanner,
} from '../../bot/cards/cards.ts';
import type { CardMessage } from '../../bot/cards/context.ts';
import {
  approvedRequest,
  deployedRequest,
  deployingRequest,
  DRAFT,
  everyState,
  halfApproved,
  later,
  pendingRequest,
  planLike,
  rolledBackRequest,
  rollingBackRequest,
  UAT,
  WINDOW_START,
} from '../support/given.ts';
import { SECTIONS } from '../../bot/domain/fields.ts';
import { contextLike, formInput } from '../support/samples.ts';

const context = contextLike();
const textOf = ({ card }: CardMessage): string => JSON.stringify(card);
const titles = ({ card }: CardMessage): readonly string[] =>
  (card['actions'] as readonly { readonly title: string }[]).map(({ title }) => title);

describe('the form', () => {
  it('keeps what was typed beside the sentence that says why it is turned down', () => {
    const problem = { field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: 80 } } as const;
    const drawn = textOf(formCard(formInput('testing', { unitCoverage: 'about 70' }, [problem]), context));
    assert.match(drawn, /"value":"about 70"/);
    assert.match(drawn, /at least 80 % coverage/);
  });

  it('asks about the migration only when the database changes', () => {
    assert.match(textOf(formCard(formInput('changes', { changes: 'database' }), context)), /"id":"migration"/);
    assert.doesNotMatch(textOf(formCard(formInput('changes', { changes: 'backend' }), context)), /"id":"migration"/);
  });

  it('offers no way back on its first section, and the last one leads to the check', () => {
    assert.doesNotMatch(titles(formCard(formInput('what'), context)).join(), /Back/);
    assert.equal(titles(formCard(formInput('on-call'), context))[0], 'Next: check');
  });

  it('leads straight to the check where nothing is left to do on any other page', () => {
    const first = (...unfinished: ReturnType<typeof formInput>['unfinished']) =>
      titles(formCard({ ...formInput('impact'), unfinished }, context)).slice(0, 3);
    assert.deepEqual(first(), ['Next: changes', 'Check and submit', 'Back']);
    assert.deepEqual(first('impact'), first());
    assert.deepEqual(first('impact', 'risk').slice(0, 2), ['Next: changes', 'Back']);
  });

  it('says why there is nobody to choose', () => {
    const alone = { ...formInput('on-call'), people: [pendingRequest().requester] };
    assert.match(textOf(formCard(alone, context)), /Only people of a team or chat that Signoff is in can be chosen/);
    assert.doesNotMatch(textOf(formCard(formInput('on-call'), context)), /Only people of a team/);
  });

  it('says that it edits, and what', () => {
    const editing = formInput('what');
    const { id } = pendingRequest();
    assert.match(
      textOf(formCard({ ...editing, draft: { ...editing.draft, editing: id } }, context)),
      /Editing DEP-1042 · 1 of 10/,
    );
  });
});

describe('an input of the form', () => {
  it('has a key of its own, so that a client which redraws a page in place does not keep the choices of the one before', () => {
    for (const section of SECTIONS) {
      const drawn = JSON.stringify(formCard(formInput(section), context).card);
      const inputs = [...drawn.matchAll(/"type":"Input\.\w+","id":"(\w+)","key":"(\w+)"/g)].map(([, id, key]) => [id, key]);
      assert.equal(inputs.length, [...drawn.matchAll(/"type":"Input\./g)].length, section);
      assert.ok(inputs.every(([id, key]) => id === key));
    }
  });
});

describe('the form, where two inputs stand side by side', () => {
  const rows = (input: ReturnType<typeof formInput>) =>
    textOf(formCard(input, context))
      .split('"type":"ColumnSet"')
      .map((row) => [...row.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id).join('+'))
      .filter((ids) => ids !== '');

  it('leaves the others where they are when one has to be explained', () => {
    const problem = { field: 'unitCoverage', refusal: { code: 'coverage-too-low', minimum: 80 } } as const;
    const before = rows(formInput('testing', {}, [])).slice(1);
    const after = rows(formInput('testing', {}, [problem])).slice(1);
    assert.deepEqual(after, before);
  });
});

describe('the check', () => {
  const NO_WINDOW = { span: undefined, wrong: undefined, slots: [] };
  const draft = { id: DRAFT, revision: 1, answers: {}, editing: undefined, pull: undefined };

  it('can be submitted when nothing is wrong', () => {
    const drawn = checkCard({ draft, problems: [], ready: undefined, asks: [], window: NO_WINDOW, channels: [] }, context);
    assert.equal(titles(drawn)[0], 'Submit for approval');
  });

  it('says of each answer what it answers, and days as a calendar has them', () => {
    const answers = { riskLevel: 'low', rollbackMinutes: '10', date: '2026-11-26', time: '09:00' };
    const drawn = textOf(
      checkCard(
        { draft: { ...draft, answers }, problems: [], ready: undefined, asks: [], window: NO_WINDOW, channels: [] },
        context,
      ),
    );
    for (const said of [/Risk level: Low/, /Time to roll back: 10 min/, /Thu 26 Nov · 09:00/]) assert.match(drawn, said);
  });

  it('leads to what is wrong, and cannot be submitted', () => {
    const problems = [{ field: 'time', refusal: { code: 'window-past' } }] as const;
    const drawn = checkCard({ draft, problems, ready: undefined, asks: [], window: NO_WINDOW, channels: [] }, context);
    assert.equal(titles(drawn)[0], 'Go to window and steps');
    assert.doesNotMatch(textOf(drawn), /"go":"submit"/);
    assert.match(textOf(drawn), /This time has passed/);
  });
});

describe('the approval', () => {
  it('asks the people who are missing, and only while it waits', () => {
    const pending = textOf(approvalCard(halfApproved(), context));
    assert.match(pending, /<at>Megan Bowen<\/at>/);
    assert.doesNotMatch(pending, /<at>Patti Fernandez<\/at>/);
    for (const request of everyState().filter(({ state }) => state !== 'pending')) {
      const drawn = approvalCard(request, context);
      assert.doesNotMatch(textOf(drawn), /<at>|request\/vote/, request.state);
    }
  });

  it('never offers the vote of the requester', () => {
    const [cto] = context.holders.keys();
    assert.ok(cto !== undefined);
    const holders = new Map([...context.holders, [cto, [pendingRequest().requester]]]);
    assert.doesNotMatch(textOf(approvalCard(pendingRequest(), contextLike({ holders }))), /<at>Alex Wilber/);
  });

  it('says the day, the zone and UTC of the window', () => {
    assert.match(textOf(approvalCard(pendingRequest(), context)), /Thu 26 Nov, 09:00–09:30 CET \(08:00\sUTC\)/);
  });

  it('warns when the way back has not been tried', () => {
    const drawn = approvalCard(pendingRequest({ plan: planLike({ rollbackTested: false }) }), context);
    assert.match(textOf(drawn), /way back has not been tested/);
  });
});

describe("the requester's card", () => {
  const offered: Readonly<Record<string, readonly string[]>> = {
    pending: ['Edit', 'Cancel request', 'Comment', 'Everything', 'Who and why'],
    paused: ['Edit', 'Cancel request', 'Comment', 'Everything', 'Who and why'],
    approved: ['Start deployment', 'Edit', 'Cancel request', 'Everything', 'Who and why'],
    rejected: ['New deployment request', 'Everything', 'Who and why'],
    deploying: ['Everything', 'Who and why'],
    'rolled-back': ['New deployment request', 'Everything', 'Who and why'],
  };
  for (const request of everyState().filter(({ state }) => offered[state] !== undefined)) {
    it(`offers what can be done while it is ${request.state}`, () => {
      assert.deepEqual(titles(requestCard(request, context)), offered[request.state]);
    });
  }
});

describe('an approved request', () => {
  it('says from when it can start, and that it can once that has come', () => {
    const request = approvedRequest();
    const early = contextLike({ now: later(-60, WINDOW_START) });
    assert.match(textOf(requestCard(request, early)), /Its window lets it start from Thu 26 Nov, 09:00/);
    const due = contextLike({ now: WINDOW_START });
    assert.match(textOf(requestCard(request, due)), /Its window lets it start now, and until Thu 26 Nov, 09:30/);
  });
});

describe('the thread', () => {
  it('counts the steps, and ends with the button that ends it', () => {
    assert.match(textOf(liveCard(deployingRequest(), context)), /Step 3 of 5/);
    const done = deployingRequest({ rollout: { ...deployedRequest().rollout, ended: undefined } });
    assert.equal(titles(liveCard(done, context))[0], 'Deployment successful');
  });

  it('says on the older cards too that it is over', () => {
    assert.doesNotMatch(textOf(liveCard(deployedRequest(), context)), /IN PROGRESS|rollout\//);
    assert.match(
      textOf(
        scheduledCard(
          { ...approvedRequest(), state: 'cancelled', by: approvedRequest().requester, at: later(9), reason: '' },
          context,
        ),
      ),
      /Cancelled/,
    );
    const issue = issueCard(rolledBackRequest(), 1, context);
    assert.ok(issue !== undefined);
    assert.doesNotMatch(textOf(issue), /Every 15 minutes|<at>/);
  });

  it('has no issue that was not reported', () => {
    assert.equal(issueCard(rollingBackRequest(), 2, context), undefined);
  });

  it('shows the state of the request at its root', () => {
    for (const request of everyState()) assert.ok(textOf(rootCard(request, context)).includes('Badge'), request.state);
  });

  it('names the environment that it is about', () => {
    const drawn = liveCard(deployingRequest({ plan: planLike({ environment: UAT }) }), context);
    assert.match(textOf(drawn), /UAT DEPLOYMENT IN PROGRESS/);
  });
});

describe('a list', () => {
  it('shows twelve, and counts the rest', () => {
    const many = Array.from({ length: 40 }, () => pendingRequest());
    const drawn = textOf(listCard('status', many, context));
    assert.equal(drawn.match(/"verb":"request\/show"/g)?.length, 12);
    assert.match(drawn, /and 28 more/);
  });

  it('says once who is missing, and of what is over when that was', () => {
    assert.doesNotMatch(textOf(listCard('pending', [pendingRequest()], context)), /Waiting for \d/);
    assert.match(textOf(listCard('status', [deployedRequest()], context)), /Deployed · Thu 26 Nov, 09:2\d/);
  });

  it('says so when it is empty', () => {
    assert.match(textOf(listCard('pending', [], context)), /Nothing waits for approval/);
  });
});

describe('the banner', () => {
  it('is the first thing on the card, and changes nothing else', () => {
    const { card } = approvalCard(halfApproved(), context);
    const body = withBanner(card, 'Demo: acting as Megan Bowen')['body'] as readonly unknown[];
    assert.match(JSON.stringify(body[0]), /acting as Megan Bowen/);
    assert.deepEqual(body.slice(1), card['body']);
  });
});
