import assert from 'node:assert/strict';
import type { FeedEntry } from '../../bot/flows/ports.ts';
import { calendarRoute, type CalendarRoutePorts } from '../../bot/http/calendar-route.ts';
import { createServer } from '../../bot/http/server.ts';
import { later, MONDAY, WINDOW_START } from '../support/given.ts';
import { silent } from './silent.ts';

const FREEZE: FeedEntry = {
  id: 'FRZ-1-all-prod',
  summary: 'Frozen: Production',
  description: 'Year end; see\nthe memo',
  span: { start: WINDOW_START, end: later(60, WINDOW_START) },
  isBusy: true,
};

describe('GET /api/calendar.ics', () => {
  async function ask(query: string, changes: Partial<CalendarRoutePorts> = {}) {
    const route = calendarRoute({
      name: 'Contoso',
      readFeed: () => Promise.resolve([FREEZE]),
      token: 'open-sesame',
      unlocked: 'shut',
      clock: { now: () => MONDAY },
      ...changes,
    });
    const server = createServer([route], silent);
    const port = await server.listen(0, '127.0.0.1');
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/calendar.ics${query}`);
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    } finally {
      await server.close();
    }
  }

  it('gives a calendar to whoever knows the token, with moments in UTC', async () => {
    const { status, type, text } = await ask('?token=open-sesame');
    assert.equal(status, 200);
    assert.match(type ?? '', /^text\/calendar/);
    for (const part of [
      /BEGIN:VCALENDAR/,
      /DTSTART:20261126T080000Z/,
      /DTEND:20261126T090000Z/,
      /UID:FRZ-1-all-prod@signoff/,
    ]) {
      assert.match(text, part);
    }
    assert.match(text, /SUMMARY:Frozen: Production/);
    assert.match(text, /DESCRIPTION:Year end\\; see\\nthe memo/);
  });

  it('is shut without the token, with another one, and where none is configured', async () => {
    for (const query of ['', '?token=', '?token=open-sesam', '?token=open-sesame2'])
      assert.equal((await ask(query)).status, 401);
    assert.equal((await ask('?token=', { token: undefined })).status, 401);
    assert.equal((await ask('', { token: undefined, unlocked: 'open' })).status, 200);
  });

  it('says that nobody knows when the store cannot be read', async () => {
    const answer = await ask('?token=open-sesame', { readFeed: () => Promise.reject(new Error('connection lost')) });
    assert.equal(answer.status, 503);
    assert.doesNotMatch(answer.text, /connection/);
  });
});
