import assert from 'node:assert/strict';
import { quiet } from '../support/holding.ts';
import { adele, alex, isaiah, megan, nestor, patti, stories, textOf } from '../support/story.ts';

stories('the calendar', (begin) => {
  it('shows in the week what is planned, and goes on to the next', async () => {
    const story = await begin({ policy: quiet });
    const id = await story.submits(alex);
    const [calendar] = await story.says(nestor, '/calendar');
    assert.ok(calendar);
    assert.match(
      textOf(calendar.card),
      new RegExp(`Mon 23 Nov to Sun 29 Nov[^]*Thu 26 Nov[^]*09:00–09:30[^]*Payments API 2.4.1[^]*${id}`),
    );
    const next = await story.taps(nestor, calendar, 'calendar/show', { with: { week: 1 } });
    assert.match(textOf(next.message.card), /Mon 30 Nov to Sun 6 Dec[^]*No deployment is planned/);
  });

  it('tells everybody who shares people with another deployment: requester, approvers, calendar, and once more a day before', async () => {
    const story = await begin({ preparation: 'demo', policy: (demo) => demo });
    const first = await story.submits(alex);
    const [form] = (await story.says(alex, '/deploy')).slice(-1);
    const check = await story.fills(alex, form ?? assert.fail(), {
      what: { service: 'orders', version: '1.8.0' },
      window: { time: '09:15' },
    });
    const shared = new RegExp(
      `On call for ${first} Payments API 2\\.4\\.1 too, Thu 26 Nov, 09:00–09:30: Adele Vance, Isaiah Langer and Lynne Robbins`,
    );
    assert.match(textOf(check.card), shared);
    await story.taps(alex, check, 'draft/save', { with: { go: 'submit' } });
    await story.settle();
    const second = /DEP-\d+/.exec(textOf(story.card(story.approvals, /Orders API/).card))?.[0] ?? '';
    assert.match(textOf(story.card(story.approvals, /Orders API/).card), shared);
    const [calendar] = await story.says(nestor, '/calendar');
    assert.match(textOf(calendar?.card), new RegExp(`shares people with ${second}[^]*shares people with ${first}`));

    for (const by of [megan, patti, isaiah, adele]) await story.approves(by, first);
    await story.advance(2 * 24 * 60);
    await story.settle();
    const ready = story.card(story.deployments, /Pre-deployment checklist/);
    assert.match(
      textOf(ready.card),
      new RegExp(`At the same time[^]*On call for ${second} Orders API 1\\.8\\.0 too, Thu 26 Nov, 09:15`),
    );
  });
});
