import { Template } from 'adaptivecards-templating/lib/template-engine.js';
import { render, templateOf } from '../../bot/cards/render.ts';
import type { CardViews } from '../../bot/cards/views.ts';
import { approvalView, askingNow } from '../../bot/cards/views/approval.ts';
import { detailsView, WHOLE } from '../../bot/cards/views/details.ts';
import { formView } from '../../bot/cards/views/form.ts';
import { listView } from '../../bot/cards/views/list.ts';
import { SECTIONS } from '../../bot/domain/fields.ts';
import { approvedRequest, halfApproved, planLike } from '../support/given.ts';
import { contextLike, formInput } from '../support/samples.ts';
import { median } from './numbers.ts';

/** Milliseconds for one drawing of the largest card. */
export interface RenderTimes {
  readonly card: keyof CardViews;
  readonly bytes: number;
  readonly ours: number;
  readonly fresh: number;
}

const WARM_UP = 10;
const ROUNDS = 15;
const DRAWINGS = 20;

/** Draws the largest of the cards as the bot does, and with a template that is compiled each time. */
export function measureRender(): RenderTimes {
  const [largest] = candidates().sort((a, b) => b.bytes - a.bytes);
  if (largest === undefined) throw new Error('no card to draw');
  const { card, bytes, ours, fresh } = largest;
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => ({ ours: timed(ours, DRAWINGS), fresh: timed(fresh, 2) }));
  const measured = rounds.slice(WARM_UP);
  return { card, bytes, ours: median(measured.map((one) => one.ours)), fresh: median(measured.map((one) => one.fresh)) };
}

interface Candidate {
  readonly card: keyof CardViews;
  readonly bytes: number;
  readonly ours: () => unknown;
  readonly fresh: () => unknown;
}

function candidates(): Candidate[] {
  const context = contextLike();
  const plan = longPlan();
  const votes = approvedRequest().votes.map((vote) => ({ ...vote, comment: filled(1_000) }));
  const waiting = halfApproved({ plan, votes: votes.slice(0, 3) });
  return [
    candidate('approval', approvalView(waiting, askingNow(waiting), context)),
    candidate('details', detailsView(approvedRequest({ plan, votes }), WHOLE, context)),
    candidate(
      'list',
      listView(
        'status',
        Array.from({ length: 50 }, () => halfApproved({ plan })),
        context,
      ),
    ),
    ...SECTIONS.map((section) => candidate('form', formView(formInput(section), context))),
  ];
}

function candidate<Name extends keyof CardViews>(card: Name, view: CardViews[Name]): Candidate {
  const source = templateOf(card);
  const ours = () => render(card, view);
  return {
    card,
    bytes: Buffer.byteLength(JSON.stringify(ours())),
    ours,
    fresh: () => new Template(source).expand({ $root: view }) as unknown,
  };
}

/** Every field as long as the form takes it. */
const longPlan = () =>
  planLike({
    title: filled(80),
    summary: filled(600),
    link: `https://${'x'.repeat(392)}`,
    keyChanges: [filled(1_200)],
    migration: filled(1_200),
    risks: [filled(1_200)],
    mitigations: [filled(1_200)],
    stagingIssues: filled(200),
    rollbackSteps: [filled(1_500)],
    steps: [filled(1_500)],
  });

const filled = (length: number): string => 'Lorem ipsum dolor '.repeat(length).slice(0, length).trimEnd();

function timed(draw: () => unknown, times: number): number {
  const since = performance.now();
  for (let n = 0; n < times; n += 1) draw();
  return (performance.now() - since) / times;
}
