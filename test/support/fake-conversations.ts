/** Somebody as Teams knows them: an Entra object id, an id that only this bot can use, and a name. */
export interface FakePerson {
  readonly aadObjectId: string;
  readonly id: string;
  readonly name: string;
  /** Where their client says that they are; it says nothing when left out. */
  readonly zone?: string;
  /** The language that their client is set to; it says none when left out. */
  readonly locale?: string;
}

/** A chat or a channel. */
export interface FakePlace {
  readonly id: string;
  readonly scope: 'personal' | 'groupChat' | 'channel';
  /** A channel's or a group chat's; empty for General, as Teams lists it; of a personal chat the Teams user id. */
  readonly name: string;
  readonly members: readonly FakePerson[];
}

/** What a message shows, or showed before an edit. */
export interface Shown {
  readonly text: string;
  readonly summary: string;
  readonly card: object | undefined;
}

/** A message of the bot as it stands in its conversation. */
export interface FakeMessage extends Shown {
  readonly id: string;
  readonly place: FakePlace;
  /** The message that starts its thread, itself if it does; undefined in chats. */
  readonly thread: string | undefined;
  /** The Teams user id of the only reader of a targeted message; undefined when all of the place read it. */
  readonly onlyFor: string | undefined;
  /** Everything that it has shown, oldest first, the present included. */
  readonly history: readonly Shown[];
}

export interface NewMessage extends Omit<FakeMessage, 'id' | 'history' | 'thread'> {
  readonly thread: 'new' | { readonly of: string } | undefined;
}

export interface FakeConversations {
  readonly place: (id: string) => FakePlace | undefined;
  readonly write: (message: NewMessage) => FakeMessage;
  readonly edit: (place: FakePlace, id: string, shown: Shown) => FakeMessage | undefined;
  readonly messages: () => readonly FakeMessage[];
}

/** Everything that stands in Teams, in the order in which it was first written. */
export function createFakeConversations(places: readonly FakePlace[]): FakeConversations {
  const messages = new Map<string, FakeMessage>();

  return {
    place: (id) => places.find((place) => place.id === id.split(';')[0]),
    write: ({ thread, ...written }) => {
      const id = String(1_700_000_000_000 + messages.size);
      const { text, summary, card } = written;
      const message = { ...written, id, thread: thread === 'new' ? id : thread?.of, history: [{ text, summary, card }] };
      messages.set(id, message);
      return message;
    },
    edit: (place, id, shown) => {
      const before = messages.get(id);
      if (before?.place.id !== place.id) return undefined;
      const after = { ...before, ...shown, history: [...before.history, shown] };
      messages.set(id, after);
      return after;
    },
    messages: () => [...messages.values()],
  };
}
