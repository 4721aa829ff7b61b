import type { ChannelKey, PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import type { Bindings, Conversation, Directory } from './ports.ts';

/** A channel or group chat as Teams names it. */
export interface NamedConversation {
  readonly name: string;
  readonly conversation: Conversation;
}

export interface BindChannels {
  /** Binds every channel key of policy to the conversation of that name; the others stay as they are. */
  readonly byName: (found: readonly NamedConversation[]) => Promise<readonly ChannelKey[]>;
  /** Binds one key to a conversation, because a person with a deploying role said so there. */
  readonly here: (by: PersonId, key: ChannelKey, conversation: Conversation) => Promise<Result<ChannelKey, Refusal>>;
  /** Which keys have a conversation, in policy's order. */
  readonly list: () => Promise<readonly { readonly key: ChannelKey; readonly bound: boolean }[]>;
}

export function createBindChannels(bindings: Bindings, directory: Pick<Directory, 'rolesOf'>, policy: Policy): BindChannels {
  const keys = [...policy.channels.keys()];
  return {
    byName: async (found) => {
      const matches = [...policy.channels].flatMap(([key, name]) =>
        found.filter((place) => sameName(place.name, name)).map(({ conversation }) => ({ key, conversation })),
      );
      for (const { key, conversation } of matches) await bindings.bind(`channel:${key}`, conversation);
      return matches.map(({ key }) => key);
    },

    here: async (by, key, conversation) => {
      const held = await directory.rolesOf(by, policy.deployers);
      if (!held.ok) return held;
      if (held.value.size === 0) return refuse({ code: 'not-operator' });
      if (!policy.channels.has(key)) return refuse({ code: 'unknown-channel', known: keys });
      await bindings.bind(`channel:${key}`, conversation);
      return accept(key);
    },

    list: async () => {
      const found = await Promise.all(keys.map((key) => bindings.find(`channel:${key}`)));
      return keys.map((key, n) => ({ key, bound: found[n] !== undefined }));
    },
  };
}

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
