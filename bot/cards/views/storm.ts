import type { AlertGroup } from '../../domain/alert-group.ts';
import type { Storm } from '../../domain/alert-storm.ts';
import type { RoleId } from '../../domain/ids.ts';
import { button } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, exactMoment } from '../moments.ts';
import { badge, fact, factRow, noteOn, paragraph, plain, row, shortened, strong, subtle, type List } from '../pieces.ts';
import { overLine } from './alert.ts';
import type { NewsView } from './news.ts';
import { summoned } from './summoned.ts';

const MOST_ROWS = 10;

/** What came in a storm, counted, the worst first. `groups` are all that are counted on it, the worst first. */
export function stormView(storm: Storm, groups: readonly AlertGroup[], context: Context): NewsView {
  const { words } = context;
  const isOver = storm.closedAt !== undefined;
  const sum = (count: (group: AlertGroup) => number) => groups.reduce((total, group) => total + count(group), 0);
  const services = new Set(groups.map(({ affects }) => affects?.service ?? ''));
  const urgent = groups.some(({ mention }) => mention.length > 0);
  const called = summoned(urgent && !isOver ? mentionsOf(groups) : [], context);
  return {
    fallback: words.summaries.fallback(words.storm.heading, isOver ? words.storm.over : words.storm.on),
    head: {
      over: exactMoment(storm.openedAt, context),
      title: words.storm.heading,
      badge: badge(isOver ? words.storm.over : words.storm.on, isOver ? 'good' : 'attention'),
    },
    told: called.lines,
    paragraphs: [
      paragraph(
        plain(
          words.storm.counts(
            sum(({ total }) => total),
            groups.length,
            clock(storm.openedAt, context),
          ),
        ),
      ),
    ],
    facts: [
      factRow(
        fact(words.storm.firing, String(sum(({ firing }) => firing))),
        fact(words.storm.rules, String(groups.length)),
        fact(words.storm.services, String(services.size)),
      ),
    ],
    lists: groups.length === 0 ? [] : [worst(groups, context)],
    notes: noteOn(storm.id, words.storm.nothingLost),
    first: [button(words.storm.all, 'alerts/list')],
    asks: [],
    entities: called.entities,
  };
}

const mentionsOf = (groups: readonly AlertGroup[]): readonly RoleId[] => [...new Set(groups.flatMap(({ mention }) => mention))];

function worst(groups: readonly AlertGroup[], context: Context): List {
  const { words } = context;
  const left = groups.length - MOST_ROWS;
  const rows = groups
    .slice(0, MOST_ROWS)
    .map((group) =>
      row(
        group.firing > 0 ? 'wrong' : 'done',
        [paragraph(strong(shortened(group.rule, 60)), subtle(`  ${overLine(group, context)}`))],
        words.storm.row(group.firing, group.total),
      ),
    );
  return { heading: left > 0 ? `${words.storm.worst} (${words.alert.more(left)})` : words.storm.worst, rows };
}
