import type { AlertGroup } from './alert-group.ts';
import type { Silence } from './alert-silence.ts';
import type { Storm } from './alert-storm.ts';
import { toldLevels } from './levels.ts';
import type { Place, Wish } from './posts.ts';

/** Every card that a group must have somewhere, as it stands. What was posted before stays and is redrawn. */
export function postsOfGroup(group: AlertGroup): readonly Wish[] {
  const { request, repeats, incident, storm, to, firstToldAt } = group;
  if (firstToldAt === undefined) return [];
  const thread: Place = { kind: 'thread', of: group.id };
  const counted = (n: number) => Array.from({ length: n }, (_, place) => place + 1);
  const own: readonly Wish[] =
    storm === undefined ? to.map((key) => ({ view: 'alert', place: { kind: 'channel', key } }) as const) : [];
  return [
    ...own,
    ...(request === undefined ? [] : [{ view: 'alert', place: { kind: 'thread', of: request } } as const]),
    ...counted(repeats).map((n) => ({ view: `again-${n}`, place: thread }) as const),
    ...toldLevels(group).map((n) => ({ view: `escalation-${n}`, place: thread }) as const),
    ...(incident === undefined ? [] : [{ view: 'incident', place: thread } as const]),
    ...counted(incident?.updates.length ?? 0).map((n) => ({ view: `update-${n}`, place: thread }) as const),
    ...counted(incident?.reminders ?? 0).map((n) => ({ view: `reminder-${n}`, place: thread }) as const),
    ...(incident?.endedAt === undefined ? [] : [{ view: 'incident-summary', place: thread } as const]),
  ];
}

/** The card that counts, and a message in its thread for each level that was told. */
export const postsOfStorm = ({ id, channel, ...storm }: Storm): readonly Wish[] => [
  { view: 'storm', place: { kind: 'channel', key: channel } },
  ...toldLevels(storm).map((n) => ({ view: `escalation-${n}`, place: { kind: 'thread', of: id } }) as const),
];

/** The card that says it is quiet, and the message at its end: an edit would notify nobody. */
export function postsOfSilence({ channel, endedAt }: Silence): readonly Wish[] {
  const place: Place = { kind: 'channel', key: channel };
  return endedAt === undefined
    ? [{ view: 'silence', place }]
    : [
        { view: 'silence', place },
        { view: 'silence-ended', place },
      ];
}
