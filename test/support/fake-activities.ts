import { randomUUID } from 'node:crypto';
import type { FakeMessage, FakePerson, FakePlace } from './fake-conversations.ts';

export type Activity = Readonly<Record<string, unknown>> & { readonly from: object };

export interface FakeActivities {
  /** In a channel and a group chat the bot is mentioned, as it must be there, unless it is whispered to. */
  readonly message: (said: {
    readonly by: FakePerson;
    readonly in: FakePlace;
    readonly text: string;
    /** The message that it replies to in a channel; a thread of its own when left out. */
    readonly thread?: string;
    readonly how?: 'mentioned' | 'whispered' | 'unmentioned';
    /** As Teams describes what is sent with a message. */
    readonly attachments?: readonly object[];
  }) => Activity;
  /** A tap of the button with this verb; `inputs` are merged over what the card has for it, as Teams does. */
  readonly tap: (tapped: {
    readonly by: FakePerson;
    readonly on: FakeMessage;
    readonly verb: string;
    /** Tells apart buttons with the same verb. */
    readonly title?: string;
    /** Instead of what the card has. */
    readonly data?: unknown;
    readonly inputs?: Readonly<Record<string, string>>;
  }) => Activity;
  readonly invoke: (called: {
    readonly by: FakePerson;
    readonly in: FakePlace;
    readonly name: string;
    readonly value: unknown;
  }) => Activity;
  readonly install: (where: { readonly in: FakePlace; readonly by: FakePerson }) => Activity;
  /** `membersAdded` when people come, `eventType` when a channel does. */
  readonly change: (changed: {
    readonly in: FakePlace;
    readonly by: FakePerson;
    readonly eventType?: string;
    readonly added?: readonly { readonly id: string }[];
  }) => Activity;
}

export interface FakeActivitiesPorts {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
  readonly team: { readonly id: string; readonly name: string };
}

/** Makes the activities that Teams would send. */
export function createFakeActivities({ serviceUrl, tenantId, botId, team }: FakeActivitiesPorts): FakeActivities {
  const mention = '<at>Signoff</at>';

  const base = (type: string, by: FakePerson, place: FakePlace, conversationId = place.id): Activity => ({
    type,
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    timestamp: '2026-03-02T09:00:00.000Z',
    ...(by.zone === undefined ? {} : clientIn(by.zone, type)),
    ...(by.locale === undefined ? {} : { locale: by.locale }),
    from: { id: by.id, name: by.name, aadObjectId: by.aadObjectId },
    recipient: { id: botId, name: 'Signoff' },
    conversation: {
      id: conversationId,
      conversationType: place.scope,
      tenantId,
      ...(place.scope === 'personal' ? {} : { isGroup: true }),
      ...(place.scope === 'groupChat' ? { name: place.name } : {}),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(place.scope === 'channel' ? { team: { id: team.id, name: team.name }, channel: { id: place.id } } : {}),
    },
  });

  return {
    message: ({
      by,
      in: place,
      text,
      thread,
      attachments = [],
      how = place.scope === 'personal' ? 'unmentioned' : 'mentioned',
    }) => {
      const id = randomUUID();
      const conversationId = place.scope === 'channel' ? `${place.id};messageid=${thread ?? id}` : place.id;
      return {
        ...base('message', by, place, conversationId),
        id,
        textFormat: 'plain',
        attachments,
        text: how === 'mentioned' ? `${mention} ${text}` : text,
        entities: how === 'mentioned' ? [{ type: 'mention', text: mention, mentioned: { id: botId, name: 'Signoff' } }] : [],
        ...(how === 'whispered' ? { recipient: { id: botId, name: 'Signoff', isTargeted: true } } : {}),
      };
    },
    tap: ({ by, on, verb, title, data, inputs = {} }) => {
      const authored = data ?? findAction(on.card, verb, title);
      const merged = typeof authored === 'object' && authored !== null ? { ...authored, ...inputs } : authored;
      const conversationId = on.thread === undefined ? on.place.id : `${on.place.id};messageid=${on.thread}`;
      return {
        ...base('invoke', by, on.place, conversationId),
        name: 'adaptiveCard/action',
        replyToId: on.id,
        value: { action: { type: 'Action.Execute', verb, data: merged }, trigger: 'manual' },
      };
    },
    invoke: ({ by, in: place, name, value }) => ({ ...base('invoke', by, place), name, value }),
    install: ({ in: place, by }) => ({ ...base('installationUpdate', by, place), action: 'add' }),
    change: ({ in: place, by, eventType, added = [] }) => {
      const activity = base('conversationUpdate', by, place);
      const channelData = { ...(activity['channelData'] as object), ...(eventType === undefined ? {} : { eventType }) };
      return { ...activity, channelData, membersAdded: added };
    },
  };
}

/** A message says the zone itself; an invoke may say it of the client only. */
const clientIn = (zone: string, type: string): object =>
  type === 'message' ? { localTimezone: zone } : { entities: [{ type: 'clientInfo', timezone: zone }] };

/** The data of the button that a person would see; fails when the card has no such button. */
function findAction(card: unknown, verb: string, title: string | undefined): unknown {
  const found = actionsIn(card).find((action) => action['verb'] === verb && (title === undefined || action['title'] === title));
  if (found === undefined) throw new Error(`no button ${title ?? ''} with the verb ${verb} on the card`);
  return found['data'] ?? {};
}

function actionsIn(part: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Readonly<Record<string, unknown>>;
  return [...(own['type'] === 'Action.Execute' ? [own] : []), ...Object.values(own).flatMap(actionsIn)];
}
