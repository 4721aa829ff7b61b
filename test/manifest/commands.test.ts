import assert from 'node:assert/strict';
import { help } from '../../bot/cards/words/en/chat.ts';
import { COMMANDS, OFFERED, parseCommand } from '../../bot/chat/command.ts';
import { DEPLOY_COMMAND } from '../../bot/teams/invokes.ts';
import manifest from '../../manifest/manifest.json' with { type: 'json' };

interface CommandList {
  readonly scopes: readonly string[];
  readonly triggers?: readonly string[];
  readonly commands: readonly { readonly title: string; readonly description: string }[];
}

const lists: readonly CommandList[] = manifest.bots.flatMap(({ commandLists }) => commandLists);
const listOf = (scope: string, trigger: string): CommandList => {
  const found = lists.find(({ scopes, triggers = ['mention'] }) => scopes.includes(scope) && triggers.includes(trigger));
  assert.ok(found !== undefined, `no commands for ${trigger} in ${scope}`);
  return found;
};
const titles = ({ commands }: CommandList): readonly string[] => commands.map(({ title }) => title);

/** `as` exists in the demo only. */
const KNOWN = COMMANDS.filter((name) => name !== 'as');

describe('commands of the manifest', () => {
  for (const scope of ['team', 'groupChat']) {
    it(`are the most used, with the slash, where it is mentioned in a ${scope}`, () => {
      const expected = OFFERED.map((name) => `/${name}`);
      assert.deepEqual(titles(listOf(scope, 'mention')), expected);
    });

    it(`are the most used, without the slash, behind the slash in a ${scope}`, () => {
      assert.deepEqual(titles(listOf(scope, 'slash')), OFFERED);
    });
  }

  it('leave out /route in a personal chat, where no channel can be bound', () => {
    const expected = OFFERED.filter((name) => name !== 'route').map((name) => `/${name}`);
    assert.deepEqual(titles(listOf('personal', 'mention')), expected);
  });

  it('are read by the bot as what they are called', () => {
    for (const title of lists.flatMap(titles)) assert.equal(parseCommand(title).kind, title.replace('/', ''));
  });

  it('say the same about a command wherever it is listed', () => {
    const described = lists.flatMap(({ commands }) => commands.map((each) => [each.title.replace('/', ''), each.description]));
    assert.equal(new Set(described.map(([name]) => name)).size, new Set(described.map((each) => each.join())).size);
  });

  it('stay within what Teams lists', () => {
    assert.ok(lists.length <= 3);
    assert.ok(lists.every(({ commands }) => commands.length <= 12));
  });

  it('open the form behind the slash, and find requests, in a compose box', () => {
    const [extension] = manifest.composeExtensions;
    const commands = (extension?.commands ?? []).map(({ id, type }) => [id, type]);
    assert.deepEqual(commands, [
      [DEPLOY_COMMAND, 'action'],
      ['find', 'query'],
    ]);
    const [action] = extension?.commands ?? [];
    assert.deepEqual([action?.triggers, action?.fetchTask], [['slash'], true]);
    assert.deepEqual(
      extension?.commands.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name)),
      ['query'],
    );
  });

  it('are those of the help card, which is /help itself', () => {
    const shown = help.groups.flatMap(({ commands }) => commands.flatMap(([words]) => words.match(/\/[a-z]+/g) ?? []));
    const expected = KNOWN.filter((name) => name !== 'help').map((name) => `/${name}`);
    assert.deepEqual([...new Set(shown)].sort(), expected.sort());
  });
});
