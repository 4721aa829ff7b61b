import assert from 'node:assert/strict';
import { foldAlert, worseOf, type Alert, type Severity } from '../../bot/domain/alert.ts';
import type { GroupId, RequestId } from '../../bot/domain/ids.ts';
import { changesIn } from '../support/changes.ts';
import { alertLike } from '../support/given-alerts.ts';
import { later } from '../support/given.ts';

describe('two bodies of one alert', () => {
  const plain = alertLike({ affects: undefined, request: undefined, suspicion: undefined, group: undefined });
  const over = { condition: 'resolved', resolvedAt: later(9) } as const;
  const found = alertLike();
  const other = alertLike({
    request: 'DEP-7' as RequestId,
    suspicion: undefined,
    group: 'AG-9' as GroupId,
    description: 'Other',
  });
  const { affects, request, suspicion, group } = found;

  const table: readonly (readonly [what: string, before: Alert, now: Alert, changes: Partial<Alert>])[] = [
    ['the first counts', plain, { ...plain, description: 'Other' }, {}],
    ['what was not known is learnt', plain, found, { affects, request, suspicion, group }],
    ['what was known is kept', found, other, {}],
    ['it resolves', plain, { ...plain, ...over, description: 'Other' }, over],
    ['what fired says more', { ...plain, ...over }, { ...plain, description: 'Other' }, { description: 'Other' }],
    [
      'it resolved the first time',
      { ...plain, ...over },
      { ...plain, ...over, resolvedAt: later(8), description: 'Other' },
      { resolvedAt: later(8) },
    ],
    ['it stays resolved then', { ...plain, ...over }, { ...plain, ...over, resolvedAt: later(10) }, {}],
    ['it is a test', plain, { ...plain, isTest: true }, { isTest: true }],
    ['it stays a test', { ...plain, isTest: true }, plain, {}],
  ];
  for (const [what, before, now, changes] of table) {
    it(`are one story: ${what}`, () => {
      assert.deepEqual(changesIn(before, foldAlert(before, now)), changes);
    });
  }

  it('are as severe as the worse of them', () => {
    const worse = (a: Severity | undefined, b: Severity | undefined) => [worseOf(a, b), worseOf(b, a)];
    assert.deepEqual(
      [worse('Sev1', 'Sev3'), worse('Sev2', undefined)],
      [
        ['Sev1', 'Sev1'],
        ['Sev2', 'Sev2'],
      ],
    );
  });
});
