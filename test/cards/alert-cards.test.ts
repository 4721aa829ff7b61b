import assert from 'node:assert/strict';
import { alertCard } from '../../bot/cards/cards.ts';
import type { Around } from '../../bot/cards/cards.ts';
import type { Alert } from '../../bot/domain/alert.ts';
import { ALONE } from '../support/alert-samples.ts';
import { alertLike, groupLike, told } from '../support/given-alerts.ts';
import { contextLike } from '../support/samples.ts';
import { textOf } from '../support/story.ts';

const drawn = (changes: Partial<Alert>, around: Partial<Around> = {}): string =>
  textOf(alertCard(told(groupLike({}, alertLike(changes))), { ...ALONE, ...around }, contextLike()).card);

const measured = (name: string, value: string, more: object = {}) => ({
  measure: { name, value, threshold: '', operator: '', ...more },
});

describe('the card of an alert', () => {
  const table = [
    ['a metric by its name', measured('Percentage CPU', '91'), /^Sev 1[^\n]*\nPercentage CPU\n/],
    [
      'a log search by its rule',
      { signal: 'other', rule: 'Service stopped', ...measured('ResultCount', '4') },
      /\nService stopped\n[^]*4\n +found by the search/,
    ],
    [
      'an expression by its rule',
      { rule: 'sql/down', ...measured('sql_up > 0', '0') },
      /\nsql\/\u200b?down\n[^]*0\n +sql_up > 0/,
    ],
    [
      'the health of a resource in words',
      { signal: 'activity-log', ...measured('currentHealthStatus', 'Unavailable') },
      /\nHealth of the resource\n[^]*Unavailable/,
    ],
    [
      'what it does not recognise as just that',
      { signal: 'unrecognised', rule: 'unrecognised', measure: undefined },
      /\nUnrecognised alert\n(?!unrecognised\n)/,
    ],
  ] as const satisfies readonly (readonly [string, Partial<Alert>, RegExp])[];
  for (const [what, changes, expected] of table) {
    it(`calls ${what}`, () => {
      assert.match(drawn(changes), expected);
    });
  }

  it('writes numbers in the unit that the body names', () => {
    const bytes = measured('Memory available', '1032190976', { threshold: '2147483648', operator: 'LessThan', unit: 'Bytes' });
    assert.match(drawn(bytes), /984\.37 MB\n +the rule fires below 2 GB/);
    assert.match(drawn(measured('Budget', '8000', { unit: 'USD' })), /8,000 USD/);
  });

  it('names the resources that it is about once each, and counts exactly how many more there are', () => {
    const targets = Array.from({ length: 12 }, (_, n) => `/subscriptions/0b1c/resourcegroups/rg/providers/x/y/app-${n}`);
    assert.match(drawn({ targets }, { affected: 1_500 }), /app-0, app-1, app-2 and 1497 more/);
    const twice = ['a', 'b'].map((group) => `/subscriptions/0b1c/resourcegroups/${group}/providers/x/y/vm`);
    assert.match(drawn({ targets: twice }), /Where\nvm\n/);
    assert.match(drawn({ targets: ['/subscriptions/0b1c7a2e-1111'] }), /Where\nsubscription 0b1c7a2e…\n/);
  });
});
