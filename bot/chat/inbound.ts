import type { Conversation, Message, Person } from '../flows/ports.ts';

/** Where something was said or tapped. */
export interface Here {
  readonly conversation: Conversation;
  readonly scope: 'personal' | 'group' | 'channel';
}

/** A file that Teams keeps where its sender chose: what it is called and where it is, as somebody else wrote it. */
export interface SentFile {
  readonly name: string;
  /** Empty for a picture that was pasted, which has no address of its own. */
  readonly link: string;
}

/** A message to the bot, its own mention removed, from somebody whom Teams has authenticated. */
export interface Said {
  readonly by: Person;
  readonly here: Here;
  /** Where the bot can write to this person alone: their own chat, opened with the first message. */
  readonly alone?: Conversation;
  readonly text: string;
  readonly files?: readonly SentFile[];
}

/** A button that was tapped. Who tapped is certain; verb and data are whatever their client sent. */
export interface Tapped {
  readonly by: Person;
  readonly here: Here;
  /** Where the bot can write to this person alone: their own chat, opened with the first message. */
  readonly alone?: Conversation;
  readonly verb: unknown;
  readonly data: unknown;
}

/** The bot was installed somewhere, or what is there has changed. */
export interface Arrived {
  readonly here: Here;
  /** Teams' name of a group chat; undefined elsewhere, or when it has none. */
  readonly chatName: string | undefined;
  /** The channels of the team, General under the name `General`; empty outside a team. */
  readonly channels: readonly { readonly name: string; readonly conversation: Conversation }[];
  /** Everyone in the conversation, or in the team. */
  readonly people: readonly Person[];
  readonly cause: 'installed' | 'changed';
}

/** `privately` reaches the person alone: in a channel as a targeted message, else in their own chat. */
export interface Reply {
  readonly to: 'here' | 'privately';
  readonly say: { readonly kind: 'text'; readonly text: string } | { readonly kind: 'card'; readonly message: Message };
}

/**
 * What takes the place of the tapped card, or a line shown to the one who tapped; always answered with 200.
 * `also` are messages sent besides, where the card must stay as it is. `ends` is the line with which a dialog closes
 * in place of the card, once nothing is left to do in it.
 */
export type TapReply =
  | { readonly kind: 'card'; readonly card: object; readonly also?: readonly Reply[]; readonly ends?: string }
  | { readonly kind: 'notice'; readonly text: string };

/** The page that a dialog shows next, or the line with which it closes. */
export type DialogReply =
  | { readonly kind: 'page'; readonly title: string; readonly card: object }
  | { readonly kind: 'closing'; readonly text: string };

/** What somebody typed into the search of the compose box, and which part of what is found they see. */
export interface Searched {
  readonly by: Person;
  readonly text: string;
  readonly skip: number;
  readonly most: number;
}

/** A request that was found: a card that anybody may read, and two plain lines to choose it by. */
export interface Found {
  readonly card: object;
  readonly title: string;
  readonly text: string;
}

/** A link that somebody pastes; what it leads to is looked up, whatever it says. */
export interface Pasted {
  readonly by: Person;
  readonly url: string;
}

/** The whole conversation, as bot/teams sees it. */
export interface Chat {
  readonly said: (said: Said) => Promise<readonly Reply[]>;
  readonly tapped: (tapped: Tapped) => Promise<TapReply>;
  /** A button that opens a dialog, or one in it. */
  readonly opened: (tapped: Tapped) => Promise<DialogReply>;
  /** Newest first; a sentence where there is nothing to choose from. */
  readonly searched: (searched: Searched) => Promise<readonly Found[] | string>;
  /** Undefined when the link leads to no request. */
  readonly pasted: (pasted: Pasted) => Promise<Found | undefined>;
  readonly arrived: (arrived: Arrived) => Promise<readonly Reply[]>;
  /** What is said where nothing can be done, to a client that is set to this language (BCP 47). */
  readonly line: (line: 'nameless' | 'notOffered', locale: string | undefined) => string;
  /** A fault while answering: gives the sentence for the person, with the id under which it was logged. */
  readonly fault: (error: unknown, locale: string | undefined) => string;
}
