import { healthOf, type Finding, type Health } from '../../domain/finding.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { moment } from '../moments.ts';
import { namingFor } from '../naming.ts';
import type { CardOf } from '../parts.ts';
import { badge, note, paragraph, plain, row, shortened, strong, type Mark } from '../pieces.ts';

/** What was tried out, in lists: what to mend first, what is in order last. */
export type DoctorView = CardOf<'head' | 'lists' | 'notes' | 'first'>;

const ORDER = ['wrong', 'attention', 'good', 'off'] as const satisfies readonly Health[];
const MARKS = { wrong: 'wrong', attention: 'running', good: 'done', off: 'ended' } as const satisfies Record<Health, Mark>;
/** Rows of one list, and letters of one row: the worst that can be found still fits on a card. */
const MOST_ROWS = 12;
const MOST_LETTERS = 400;

export function doctorView(findings: readonly Finding[], context: Context): DoctorView {
  const { doctor } = context.words;
  const toMend = countToMend(findings);
  const lists = ORDER.map((health) => ({
    heading: doctor.groups[health],
    rows: findings
      .filter((finding) => healthOf(finding) === health)
      .slice(0, MOST_ROWS)
      .map((finding) => findingRow(finding, context)),
  }));
  return {
    fallback: doctor.fallback,
    head: {
      over: doctor.over,
      title: doctor.title,
      badge: toMend === 0 ? badge(doctor.allWell, 'good') : badge(doctor.toMend(toMend), 'attention'),
    },
    lists: lists.filter(({ rows }) => rows.length > 0),
    notes: note(doctor.note(moment(context.now, context))),
    first: [button(context.words.buttons.status, 'status/list')],
  };
}

export const doctorSummary = (findings: readonly Finding[], { words }: Context): string =>
  words.doctor.summary(countToMend(findings));

const countToMend = (findings: readonly Finding[]): number =>
  findings.filter((finding) => healthOf(finding) === 'wrong').length;

function findingRow(finding: Finding, context: Context) {
  const { what, says } = context.words.finding(finding, namingFor(context));
  return row(MARKS[healthOf(finding)], [paragraph(strong(what), plain(`  ${shortened(says, MOST_LETTERS)}`))]);
}
