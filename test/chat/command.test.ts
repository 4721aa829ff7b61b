import assert from 'node:assert/strict';
import fc from 'fast-check';
import { COMMANDS, parseCommand, type Command } from '../../bot/chat/command.ts';
import { parseIssueWords } from '../../bot/chat/issue-words.ts';
import { readSupposed } from '../../bot/chat/simulate-words.ts';
import { prefill } from '../../bot/chat/prefill.ts';
import { createCalendar } from '../../bot/policy/calendar.ts';
import { versions } from '../../bot/policy/versions.ts';
import { MONDAY, policyLike } from '../support/given.ts';

describe('a command', () => {
  const read: readonly (readonly [string, object])[] = [
    ['/deploy', { kind: 'deploy', words: [] }],
    ['deploy', { kind: 'deploy', words: [] }],
    ['  /DEPLOY payments 2.4.1 ', { kind: 'deploy', words: ['payments', '2.4.1'] }],
    ['/deploy edit dep-7', { kind: 'edit', request: 'DEP-7' }],
    ['/deploy show DEP-7', { kind: 'show', request: 'DEP-7' }],
    ['/deploy cancel DEP-7 not this week', { kind: 'cancel', request: 'DEP-7', reason: 'not this week' }],
    ['/deploy why dep-7', { kind: 'why', request: 'DEP-7' }],
    ['/deploy why', { kind: 'unclear', command: 'deploy' }],
    ['/deploy simulate DEP-7', { kind: 'simulate', request: 'DEP-7', words: [] }],
    ['/deploy Simulate security-patch uat', { kind: 'simulate', request: undefined, words: ['security-patch', 'uat'] }],
    ['/deploy simulate DEP-7 uat', { kind: 'unclear', command: 'deploy' }],
    ['/deploy edit everything', { kind: 'unclear', command: 'deploy' }],
    ['/status', { kind: 'status', words: [] }],
    ['/status payments', { kind: 'status', words: ['payments'] }],
    ['/status payments approved alex', { kind: 'status', words: ['payments', 'approved', 'alex'] }],
    ['/status DEP-7', { kind: 'show', request: 'DEP-7' }],
    ['/pending', { kind: 'pending' }],
    ['/start', { kind: 'start', request: undefined }],
    ['/step dep-12', { kind: 'step', request: 'DEP-12' }],
    ['/done DEP-0', { kind: 'unclear', command: 'done' }],
    ['/rollback DEP-7 errors everywhere', { kind: 'rollback', request: 'DEP-7', rest: 'errors everywhere' }],
    ['/issue high investigating 15 slow', { kind: 'issue', request: undefined, rest: 'high investigating 15 slow' }],
    ['/route Approvals', { kind: 'route', channel: 'approvals' }],
    ['/freeze payments 2h Load test', { kind: 'freeze', words: ['payments', '2h', 'Load', 'test'] }],
    ['/calendar', { kind: 'calendar', words: [] }],
    ['/gates payments', { kind: 'gates', words: ['payments'] }],
    ['/as cto', { kind: 'as', role: 'cto' }],
    ['/as', { kind: 'as', role: 'me' }],
    ['hi', { kind: 'hello' }],
    ['Hello', { kind: 'hello' }],
    ['help', { kind: 'help' }],
    ['/deployment now', { kind: 'unknown', word: '/deployment' }],
    ['please do not run /deploy', { kind: 'unknown', word: 'please' }],
    ['', { kind: 'hello' }],
  ];
  for (const [text, command] of read) {
    it(`"${text}" is ${JSON.stringify(command)}`, () => {
      assert.deepEqual(parseCommand(text), command);
    });
  }

  it('is always read as something, whatever is typed', () => {
    const kinds = new Set<Command['kind']>([...COMMANDS, 'edit', 'cancel', 'show', 'hello', 'unknown', 'unclear']);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (text) => kinds.has(parseCommand(text).kind)));
  });
});

describe('words after /deploy', () => {
  const templates = new Map([
    ['add-index', { id: 'add-index', title: 'Add an index', services: [], answers: {} }],
    ['hot-fix', { id: 'hot-fix', title: 'Hot fix', services: [], answers: {} }],
  ]);
  const facts = { policy: policyLike({ templates }), versions, wall: createCalendar({ zone: 'Europe/Madrid' }) };
  const filled = (text: string) => prefill(text.split(' '), facts, MONDAY);

  it('fill in what each of them is, in any order', () => {
    const answers = { service: 'payments', version: '2.4.1', environment: 'prod', date: '2026-11-24', time: '09:00' };
    assert.deepEqual(filled('payments 2.4.1 prod tomorrow 9:00'), { answers, unread: [], unclear: [] });
    assert.deepEqual(filled('tomorrow prod 9:00 v2.4.1 payments'), { answers, unread: [], unclear: [] });
    assert.deepEqual(filled('payments 2.4.1 prod Mañana 9:00'), { answers, unread: [], unclear: [] });
  });

  it('name days in each language of the cards, with an accent or without', () => {
    for (const [word, date] of [
      ['hoy', '2026-11-23'],
      ['miércoles', '2026-11-25'],
      ['mie', '2026-11-25'],
      ['JUE', '2026-11-26'],
      ['thu', '2026-11-26'],
      ['sábado', '2026-11-28'],
    ] as const) {
      assert.equal(filled(word).answers.date, date, word);
    }
  });

  it('name kinds of change by a part of their name, several together', () => {
    assert.equal(filled('schema security').answers.changeTypes, 'database-schema,security-patch');
    assert.equal(filled('add-index').answers.template, 'add-index');
    assert.equal(filled('index').answers.template, 'add-index');
  });

  it('are named when nothing takes them', () => {
    assert.deepEqual(filled('ledger 2.4 payments payments 25:00 13pm 31/2 pa').unread, [
      'ledger',
      '2.4',
      'payments',
      '25:00',
      '13pm',
      '31/2',
      'pa',
    ]);
  });

  const unclear: readonly (readonly [string, readonly string[]])[] = [
    ['pro', ['prod']],
    ['3/12', ['2026-12-03', '2027-03-12']],
    ['new', ['new-feature-external']],
  ];
  for (const [word, meanings] of unclear) {
    it(`"${word}" can be ${meanings.join(' or ')}`, () => {
      const { answers, unclear: asked } = filled(word);
      const found = asked.length > 0 ? asked.flatMap((one) => one.meanings.map(({ value }) => value)) : Object.values(answers);
      assert.deepEqual(found, meanings);
    });
  }

  const days: readonly (readonly [string, string])[] = [
    ['today', '2026-11-23'],
    ['mon', '2026-11-30'],
    ['Friday', '2026-11-27'],
    ['24/11', '2026-11-24'],
    ['11/24', '2026-11-24'],
    ['1.1.', '2027-01-01'],
    ['2026-12-01', '2026-12-01'],
  ];
  for (const [word, date] of days) {
    it(`"${word}" is ${date}, seen from Monday 23 November`, () => {
      assert.equal(filled(word).answers.date, date);
    });
  }

  const times: readonly (readonly [string, string])[] = [
    ['9am', '09:00'],
    ['12am', '00:00'],
    ['12:30pm', '12:30'],
    ['9:05', '09:05'],
    ['23:59', '23:59'],
  ];
  for (const [word, time] of times) {
    it(`"${word}" is ${time}`, () => {
      assert.equal(filled(word).answers.time, time);
    });
  }
});

describe('words after /issue', () => {
  it('are severity, action and minutes in any order, then what is wrong', () => {
    const issue = { severity: 'critical', action: 'rolling-back', every: 15, text: 'high load on checkout' };
    assert.deepEqual(parseIssueWords('critical rolling-back 15 high load on checkout'), issue);
    assert.deepEqual(parseIssueWords('15m rolling-back critical high load on checkout'), issue);
  });

  it('are not guessed at when one is missing', () => {
    for (const text of ['', 'critical', 'critical 15 slow', 'critical mitigating slow', 'critical mitigating 15']) {
      assert.equal(parseIssueWords(text), undefined);
    }
  });
});

describe('the words after /deploy simulate', () => {
  const conditions = [
    { when: new Map([['changes', ['database']]]), requires: [] },
    { when: new Map([['touchesSecurity', ['yes']]]), requires: [] },
    { when: new Map([['customerImpact', ['low', 'medium', 'high']]]), requires: [] },
    { when: new Map([['riskLevel', ['high']]]), requires: [] },
  ];
  const read = (text: string) => readSupposed(text.split(' '), policyLike({ conditions }));

  it('are known by what they are, in any order, several of a kind together', () => {
    assert.deepEqual(read('database uat Security-Patch payments database-schema backend touchesSecurity'), {
      answers: {
        environment: 'uat',
        changeTypes: 'security-patch,database-schema',
        service: 'payments',
        changes: 'database,backend',
        touchesSecurity: 'yes',
      },
      unread: [],
    });
  });

  it('mean the last environment unless they name one', () => {
    assert.deepEqual(read('security-patch').answers, { environment: 'prod', changeTypes: 'security-patch' });
  });

  it('are not guessed when they answer two questions, and can say which', () => {
    assert.deepEqual(read('security-patch high yes quickly').unread, ['high', 'yes', 'quickly']);
    assert.equal(read('security-patch customerImpact=high').answers.customerImpact, 'high');
    assert.deepEqual(read('riskLevel=enormous').unread, ['riskLevel=enormous']);
  });
});
