import assert from 'node:assert/strict';
import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import { binderOf } from '../../bot/cards/bind.ts';
import { render, templateOf } from '../../bot/cards/render.ts';
import type { CardViews } from '../../bot/cards/views.ts';
import { alertView } from '../../bot/cards/views/alert.ts';
import { approvalView, askingNow } from '../../bot/cards/views/approval.ts';
import { detailsView, WHOLE } from '../../bot/cards/views/details.ts';
import { formView } from '../../bot/cards/views/form.ts';
import { helpView, welcomeView } from '../../bot/cards/views/guide.ts';
import { listView } from '../../bot/cards/views/list.ts';
import { liveView } from '../../bot/cards/views/live.ts';
import { requestView } from '../../bot/cards/views/request.ts';
import { rootView } from '../../bot/cards/views/root.ts';
import { SECTIONS } from '../../bot/domain/fields.ts';
import { ALONE } from '../support/alert-samples.ts';
import { groupLike, told } from '../support/given-alerts.ts';
import { approvedRequest, deployingRequest, everyState, halfApproved } from '../support/given.ts';
import { contextLike, formInput } from '../support/samples.ts';

const byEngine = (template: unknown, view: object): unknown => new Template(template).expand({ $root: view });

describe('binding a template to a view', () => {
  const templates: readonly (readonly [string, unknown, object])[] = [
    ['a field', { text: '${name}' }, { name: 'Ledger' }],
    ['a field of a field', { text: '${head.title}' }, { head: { title: 'Ledger' } }],
    ['fields among text', { text: 'Step ${n} of ${of}: ${name}' }, { n: 2, of: 5, name: 'Swap' }],
    [
      'a field that keeps its type',
      { wrap: '${wrap}', width: '${width}', data: '${data}' },
      { wrap: false, width: 2, data: { a: 1 } },
    ],
    ['a field that the view does not have', { text: '${name}', title: 'For ${name}' }, {}],
    [
      'a part for each item',
      { items: [{ $data: '${rows}', text: '${name}' }, { text: 'end' }] },
      { rows: [{ name: 'a' }, { name: 'b' }] },
    ],
    ['no part for no item', { items: [{ $data: '${rows}', text: '${name}' }] }, { rows: [] }],
    [
      'parts within parts',
      { items: [{ $data: '${rows}', cells: [{ $data: '${cells}', text: '${text}' }] }] },
      { rows: [{ cells: [{ text: 'x' }] }, { cells: [] }] },
    ],
    ['a part about one thing', { title: { $data: '${head}', text: '${title}' } }, { head: { title: 'Ledger' } }],
    ['a list in a list', { items: ['${all}', { text: 'end' }] }, { all: [{ text: 'a' }, { text: 'b' }] }],
    ['text that looks like a field', { text: '${name}' }, { name: '${other} ${1+1}' }],
    [
      'a condition',
      {
        items: [
          { $when: '${shown}', text: 'a' },
          { $when: '${!shown}', text: 'b' },
        ],
      },
      { shown: true },
    ],
    ['an expression', { text: '${toUpper(name)} ${count(list)}' }, { name: 'a', list: [1, 2] }],
    ['the root', { items: [{ $data: '${rows}', text: '${$root.name}' }] }, { name: 'a', rows: [{ b: 1 }] }],
  ];
  for (const [what, template, view] of templates) {
    it(`gives for ${what} what the engine gives`, () => {
      assert.deepEqual(binderOf(template)(view), byEngine(template, view));
    });
  }

  const same = <Name extends keyof CardViews>(name: Name, view: CardViews[Name]) => {
    it(`gives for "${name}" what the engine gives`, () => {
      assert.deepEqual(render(name, view), byEngine(templateOf(name), view));
    });
  };
  const context = contextLike();
  for (const section of SECTIONS) same('form', formView(formInput(section), context));
  for (const request of everyState()) same('request', requestView(request, context));
  same('approval', approvalView(halfApproved(), askingNow(halfApproved()), context));
  same('details', detailsView(approvedRequest(), WHOLE, context));
  same('root', rootView(approvedRequest(), context));
  same('live', liveView(deployingRequest(), context));
  same('list', listView('status', everyState(), context));
  same('alert', alertView(told(groupLike()), ALONE, context));
  same('help', helpView(context));
  same('welcome', welcomeView(context));
});
