import type { Conversation, Message, Person } from '../flows/ports.ts';

/** Where something was said or tapped. */
export interface Here {
  readonly conversation: Conversation;
  readonly scope: 'personal' | 'group' | 'channel';
}

/** A message to the bot, its own mention removed, from somebody whom Teams has authenticated. */
export interface Said {
  readonly by: Person;
  readonly here: Here;
  /** Where the bot can write to this person alone: their own chat, opened with the first message. */
  readonly alone?: Conversation;
  readonly text: string;
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
 * `also` are messages sent besides, where the card must stay as it is.
 */
export type TapReply =
  | { readonly kind: 'card'; readonly card: object; readonly also?: readonly Reply[] }
  | { readonly kind: 'notice'; readonly text: string };

/** The whole conversation, as bot/teams sees it. */
export interface Chat {
  readonly said: (said: Said) => Promise<readonly Reply[]>;
  readonly tapped: (tapped: Tapped) => Promise<TapReply>;
  readonly arrived: (arrived: Arrived) => Promise<readonly Reply[]>;
  /** A fault while answering: gives the sentence for the person, with the id under which it was logged. */
  readonly fault: (error: unknown) => string;
}
