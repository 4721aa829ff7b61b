import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { alertCard } from '../../bot/cards/cards.ts';
import type { CardMessage } from '../../bot/cards/context.ts';
import { readAlert } from '../../bot/domain/alert-body.ts';
import { openGroup, withAlert } from '../../bot/domain/alert-group.ts';
import { routeOf } from '../../bot/domain/alert-route.ts';
import { tied } from '../../bot/domain/correlation.ts';
import { groupId } from '../../bot/domain/ids.ts';
import { publishedBody } from '../support/alert-bodies.ts';
import { ALONE } from '../support/alert-samples.ts';
import { drawSheet } from '../support/card-sheet.ts';
import { CHROMIUM } from '../support/chromium.ts';
import { told } from '../support/given-alerts.ts';
import { MONDAY } from '../support/given.ts';
import { contextLike } from '../support/samples.ts';

const FOLDER = new URL('../../../shared/fixtures/alerts/', import.meta.url);
const present = existsSync(FOLDER);
const missing = [...(present ? [] : ['the published samples']), ...(CHROMIUM === undefined ? ['Chromium'] : [])];
const without = missing.length === 0 ? '' : `, which needs ${missing.join(' and ')}`;

function cardOf(name: string): CardMessage {
  const context = contextLike({ now: MONDAY });
  const body = publishedBody(name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
  const alert = tied(readAlert(body, MONDAY, name), context.policy, []);
  const group = withAlert(openGroup(groupId(1), alert, routeOf(alert, context.policy), MONDAY), undefined, alert, MONDAY);
  return alertCard(told(group), ALONE, context);
}

describe(`the cards of every alert that Microsoft and others have published${without}`, function () {
  this.timeout(120_000);

  before(function () {
    if (without !== '') this.skip();
  });

  it('are drawn in docs/alerts.png, each with a heading and nothing that was left unbound', async () => {
    const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.startsWith('api-'));
    assert.ok(names.length > 40);
    const cards = names.map((name) => [name.replace('.json', ''), cardOf(name).card] as const);
    const texts = await drawSheet(cards, { file: 'docs/alerts.png', theme: 'light', width: 340 });
    assert.equal(texts.length, cards.length);
    for (const [n, text] of texts.entries()) {
      assert.ok(text.trim().length > 30, names[n]);
      assert.doesNotMatch(text, /undefined|\$\{|\[object/, names[n]);
    }
  });
});
