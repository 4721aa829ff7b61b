import assert from 'node:assert/strict';
import { adele, alex, isaiah, megan, nestor, patti, stories, textOf, type Story } from '../support/story.ts';

stories('explaining a request', (begin) => {
  let story: Story;
  beforeEach(async () => {
    story = await begin();
  });

  const answers = async (by: typeof alex, text: string, where = story.teams.personal(by)) =>
    (await story.says(by, text, where)).map((message) => message.text + textOf(message.card)).join('\n');
  const approval = (id: string) => story.card(story.approvals, new RegExp(id));
  const approves = (by: typeof alex, id: string) => story.approves(by, id);

  it('names what is in the way and who can help, before, between and after the votes', async () => {
    const id = await story.submits(alex);
    const before = await answers(nestor, `/deploy why ${id}`);
    assert.match(before, /Four things stand in the way/);
    assert.match(before, /CTO \/ Tech Director has not approved\s+Megan Bowen can/);

    for (const by of [patti, isaiah, adele]) await approves(by, id);
    const between = await answers(nestor, `/deploy why ${id}`);
    assert.match(between, /One thing stands in the way/);
    assert.match(between, /CTO \/ Tech Director has not approved\s+Megan Bowen can/);
    assert.doesNotMatch(between, /Database Administrator has not approved/);

    await approves(megan, id);
    const after = await answers(nestor, `/deploy why ${id}`);
    assert.doesNotMatch(after, /has not approved/);
    assert.match(after, /Nobody has started it\s+Alex Wilber/);
  });

  it('names the next starts that are free, in the zone of the policy and in UTC', async () => {
    const id = await story.submits(alex);
    assert.match(await answers(alex, `/deploy why ${id}`), /Mon 23 Nov, 09:15\s+CET \(08:15\sUTC\)[^]*Tue 24 Nov, 09:00/);
  });

  it('opens from a button on the card, and leads back', async () => {
    const id = await story.submits(alex);
    const seen = await story.taps(megan, approval(id), 'request/why');
    assert.match(textOf(seen.message.card), /Why is it waiting\?/);
    const back = await story.taps(megan, seen.message, 'request/brief');
    assert.match(textOf(back.message.card), /Review and approve/);
  });

  it('answers the one who asks, in a channel too', async () => {
    const id = await story.submits(alex);
    await answers(nestor, `/deploy why ${id}`, story.deployments);
    assert.equal(story.teams.messagesIn(story.deployments).at(-1)?.onlyFor, nestor.id);
  });

  it('says so when there is no such request, or none is named', async () => {
    assert.match(await answers(alex, '/deploy why DEP-4711'), /no such request/);
    assert.match(await answers(alex, '/deploy simulate DEP-4711'), /no such request/);
    assert.match(await answers(alex, '/deploy why'), /do not fit \/deploy/);
  });

  it('says who would have to approve a change that nobody has asked for', async () => {
    const text = await answers(alex, '/deploy simulate security-patch prod payments database');
    for (const line of [
      /CTO \/ Tech Director\s+Megan Bowen · for Security patch/,
      /Security Officer\s+Isaiah Langer · for Security patch/,
      /Database Administrator\s+Patti Fernandez · for What changes: Database/,
      /4 approvals, each from another person/,
      /Can be approved/,
      /Technical review · within 2 business days/,
      /Product Manager\s+Customer impact: Low, Medium or High/,
    ]) {
      assert.match(text, line);
    }
    assert.match(await answers(megan, '/deploy simulate security-patch'), /nobody else holds this role/);
  });

  it('says who would have to approve the plan of a request', async () => {
    const id = await story.submits(alex);
    assert.match(await answers(nestor, `/deploy simulate ${id}`), /4 approvals[^]*For a request by Alex Wilber/);
  });

  it('names the words that it does not understand, and the kinds of change that there are', async () => {
    const text = await answers(alex, '/deploy simulate security-patch quickly');
    assert.match(text, /Not understood: quickly\. Kinds of change are .*security-patch/);
    assert.match(text, /Who has to approve\?/);
    assert.match(await answers(alex, '/deploy simulate'), /Say what kind of change it is/);
    assert.match(await answers(alex, '/deploy simulate hotfix'), /Not understood: hotfix/);
  });
});
