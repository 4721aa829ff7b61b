import assert from 'node:assert/strict';
import type { FakeMessage, FakePerson, FakePlace, FakeTeams } from './fake-teams.ts';
import { textOf } from './story.ts';

/** A dialog as its one reader sees it: a page, or the line with which it closed. */
export interface Dialog {
  readonly title: string;
  readonly card: object | undefined;
  readonly closing: string | undefined;
  /** The button whose data has all of `wanted`; what was typed is sent with it, as Teams does. */
  readonly taps: (wanted: Readonly<Record<string, unknown>>, inputs?: Readonly<Record<string, string>>) => Promise<Dialog>;
}

export interface Dialogs {
  /** Taps the button of a card that opens a dialog. */
  readonly fromButton: (by: FakePerson, on: FakeMessage, inputs?: Readonly<Record<string, string>>) => Promise<Dialog>;
  /** Chooses the command of the compose box, in a chat of which the bot may be no part. */
  readonly fromCompose: (by: FakePerson, place: FakePlace) => Promise<Dialog>;
}

/** Dialogs as Teams opens them: it asks for the first page, and sends each page under the name that goes with that. */
export function createDialogs(teams: FakeTeams, url: () => string): Dialogs {
  const asks = async (by: FakePerson, place: FakePlace, door: Door, name: string, value: object): Promise<Dialog> => {
    const answer = await teams.post(`${url()}/api/messages`, teams.invoke({ by, in: place, name, value }));
    assert.equal(answer.status, 200, answer.text);
    const task = taskOf(answer.body);
    const card = task.type === 'continue' ? task.value.card.content : undefined;
    return {
      title: task.type === 'continue' ? task.value.title : '',
      card,
      closing: task.type === 'continue' ? undefined : task.value,
      taps: (wanted, inputs = {}) =>
        asks(by, place, door, door.submit, { ...door.value, data: { ...submitOf(card, wanted), ...inputs } }),
    };
  };

  return {
    fromButton: (by, on, inputs = {}) => {
      const door = { submit: 'task/submit', value: {} };
      const [opener] = submitsIn(on.card).filter(({ msteams }) => msteams !== undefined);
      assert.ok(opener, `nothing opens a dialog on: ${textOf(on.card)}`);
      return asks(by, on.place, door, 'task/fetch', { data: { ...opener, ...inputs } });
    },
    fromCompose: (by, place) => {
      const value = { commandId: 'deploy', commandContext: 'compose' };
      return asks(by, place, { submit: 'composeExtension/submitAction', value }, 'composeExtension/fetchTask', value);
    },
  };
}

interface Door {
  readonly submit: string;
  readonly value: object;
}

type Task =
  | { readonly type: 'continue'; readonly value: { readonly title: string; readonly card: { readonly content: object } } }
  | { readonly type: 'message'; readonly value: string };

function taskOf(body: unknown): Task {
  const { task } = (body ?? {}) as { readonly task?: Task };
  assert.ok(task, `no dialog: ${JSON.stringify(body)}`);
  return task;
}

type Sent = Readonly<Record<string, unknown>>;

function submitOf(card: unknown, wanted: Sent): Sent {
  const found = submitsIn(card).find((data) => Object.entries(wanted).every(([key, value]) => data[key] === value));
  assert.ok(found, `no button ${JSON.stringify(wanted)} in the dialog: ${textOf(card)}`);
  return found;
}

/** What each button of a dialog's page sends. */
export function submitsIn(part: unknown): readonly Sent[] {
  if (typeof part !== 'object' || part === null) return [];
  const own = part as Sent;
  const self = own['type'] === 'Action.Submit' ? [own['data'] as Sent] : [];
  return [...self, ...Object.values(own).flatMap(submitsIn)];
}
