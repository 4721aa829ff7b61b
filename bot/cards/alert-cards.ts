import type { AlertGroup } from '../domain/alert-group.ts';
import type { Silence } from '../domain/alert-silence.ts';
import type { Storm } from '../domain/alert-storm.ts';
import type { CardMessage, Context } from './context.ts';
import { render } from './render.ts';
import { alertListView, type AlertList } from './views/alert-list.ts';
import { silenceEndedView, silenceView } from './views/alert-silence.ts';
import { againView, escalationView, incidentView, reminderView, summaryView, updateView } from './views/alert-thread.ts';
import { alertTitle } from './views/alert-title.ts';
import { alertView, overLine, stateOf, type Around } from './views/alert.ts';
import type { NewsView } from './views/news.ts';
import { silencesView } from './views/silences.ts';
import { stormEscalationView, stormView, type Counted } from './views/storm.ts';

export { ALERT_ROWS, type AlertList } from './views/alert-list.ts';
export type { Around } from './views/alert.ts';

/** A group of alerts, for its whole life. */
export const alertCard = (group: AlertGroup, around: Around, context: Context): CardMessage => ({
  card: render('alert', alertView(group, around, context)),
  summary: `${stateOf(group, context)}: ${alertTitle(group, context)} (${overLine(group, context)})`.slice(0, 190),
});

/** What is said in the thread of a group; undefined when the group has no such thing. */
export function alertNewsCard(group: AlertGroup, view: string, context: Context): CardMessage | undefined {
  const drawn = newsOf(group, view, context);
  return drawn && news(drawn);
}

function newsOf(group: AlertGroup, view: string, context: Context): NewsView | undefined {
  const { incident } = group;
  const [, kind, n] = /^(again|escalation|update)-(\d+)$/.exec(view) ?? [];
  switch (kind ?? view) {
    case 'again':
      return againView(group, context);
    case 'escalation':
      return escalationView(group, Number(n), context);
    case 'update':
      return updateView(group, Number(n), context);
    case 'incident':
      return incident && incidentView(group, incident, context);
    case 'incident-summary':
      return incident && summaryView(group, incident, context);
    default:
      return view.startsWith('reminder-') ? incident && reminderView(group, incident, context) : undefined;
  }
}

export const stormCard = (storm: Storm, counted: Counted, context: Context): CardMessage =>
  news(stormView(storm, counted, context));

/** What is said in its thread when nobody answers; undefined when policy has no such level. */
export function stormEscalationCard(storm: Storm, level: number, context: Context): CardMessage | undefined {
  const view = stormEscalationView(storm, level, context);
  return view && news(view);
}

export const silenceCard = (silence: Silence, context: Context): CardMessage => news(silenceView(silence, context));

/** For `/silence`: what is quiet now, and a form to make something quiet. */
export const silencesCard = (silences: readonly Silence[], context: Context): CardMessage => ({
  card: render('board', silencesView(silences, context)),
  summary: context.words.silence.list,
});

/** `groups` are those that it kept quiet. */
export const silenceEndedCard = (silence: Silence, groups: readonly AlertGroup[], context: Context): CardMessage =>
  news(silenceEndedView(silence, groups, context));

/** For `/alerts`. */
export const alertListCard = (list: AlertList, context: Context): CardMessage => ({
  card: render('list', alertListView(list, context)),
  summary: context.words.alerts.title,
});

const news = (view: NewsView): CardMessage => ({
  card: render('news', view),
  summary: `${view.head.title} (${view.head.over})`.slice(0, 190),
});
