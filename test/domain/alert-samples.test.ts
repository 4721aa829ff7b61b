import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { publishedBody } from '../support/alert-bodies.ts';
import { MONDAY } from '../support/given.ts';

const samples = new URL('../../../shared/fixtures/alerts/', import.meta.url);

describe('the samples that Microsoft and others have published', () => {
  const files = existsSync(samples)
    ? readdirSync(samples).filter((file) => /^(common|docs|legacy|testaction).*\.json$/.test(file))
    : [];
  if (files.length === 0) {
    it('are not tried here, because ../shared/fixtures/alerts is missing', function () {
      this.skip();
    });
  }

  for (const file of files) {
    it(`are read: ${file}`, () => {
      const body = publishedBody(file, JSON.parse(readFileSync(new URL(file, samples), 'utf8')));
      const { alert } = readAlert(body, MONDAY, 'abc');
      const over = /resolved|deactivated/.test(file) ? 'resolved' : 'fired';
      assert.equal(alert.condition, over);
      assert.equal(alert.signal === 'unrecognised', file === 'legacy-log-custom-payload.json');
      assert.notEqual(alert.rule, '');
      assert.equal(alert.isTest, /^(docs-)?testaction|^legacy-.*-2021|^legacy-budget-aip\.json/.test(file));
      for (const hidden of hiddenIn(body))
        assert.ok(!JSON.stringify(alert).includes(JSON.stringify(hidden).slice(1, -1)), hidden);
    });
  }
});

const NEVER_SHOWN = /^(claims|searchquery|httprequest|communication)$/i;

/** Texts under names that hold tokens and queries, and addresses of people wherever they stand. */
function hiddenIn(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return (NEVER_SHOWN.test(name) && value.length > 4) || /^\S+@\S+$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) => hiddenIn(held, Array.isArray(value) ? name : key));
}
