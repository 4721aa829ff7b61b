import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Policy } from '../../bot/domain/policy.ts';
import { unfillable } from '../../bot/domain/requirements.ts';
import { policyDirectory } from '../../bot/policy/directory.ts';
import { readPolicy } from '../../bot/policy/read.ts';

interface PlaygroundUser {
  readonly name: string;
  readonly aadObjectId: string;
}
interface PlaygroundFile {
  readonly currentUser: PlaygroundUser;
  readonly users: readonly PlaygroundUser[];
  readonly groupChat: { readonly name: string };
  readonly team: { readonly channels: readonly { readonly name: string }[] };
}

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const playground = parse(readFileSync(at('.m365agentsplayground.yml'), 'utf8')) as PlaygroundFile;

async function demoPolicy(): Promise<Policy> {
  const read = await readPolicy(at('bot/policy/demo.yaml').pathname);
  assert.ok(read.ok, read.ok ? '' : read.problem.join('\n'));
  return read.value;
}

describe('the demo', () => {
  it('gives every role to somebody of the Playground, and every one of its five to a role', async () => {
    const holders = await policyDirectory(await demoPolicy()).holders();
    const users = playground.users.map(({ aadObjectId }) => aadObjectId);
    assert.deepEqual(new Set([...holders.values()].flat()), new Set(users));
    for (const [role, members] of holders) assert.notEqual(members.length, 0, role);
  });

  it('names its people as the Playground does', () => {
    const named = readFileSync(at('bot/policy/demo.yaml'), 'utf8').matchAll(/&(\w+) ([0-9a-f-]{36})/g);
    for (const [, anchor = '', id] of named) {
      const user = playground.users.find(({ aadObjectId }) => aadObjectId === id);
      assert.equal(user?.name.split(' ')[0]?.toLowerCase(), anchor);
    }
  });

  it('lets Alex Wilber ask and gives him nothing to approve', async () => {
    assert.equal(playground.currentUser.name, 'Alex Wilber');
    const holders = await policyDirectory(await demoPolicy()).holders();
    assert.ok(![...holders.values()].flat().some((id) => id === playground.currentUser.aadObjectId));
  });

  it('sends everything to conversations that the Playground has', async () => {
    const places = ['General', playground.groupChat.name, ...playground.team.channels.map(({ name }) => name)];
    assert.deepEqual([...(await demoPolicy()).channels.values()].toSorted(), places.toSorted());
  });

  it('can fill every line of the authority matrix with distinct people', async () => {
    const policy = await demoPolicy();
    const holders = await policyDirectory(policy).holders();
    for (const { id, requires } of policy.changeTypes.values()) {
      const requirements = requires.map((anyOf) => ({
        anyOf,
        phase: '',
        because: { kind: 'change-type', changeType: id } as const,
        checklists: [],
      }));
      assert.deepEqual(
        unfillable(requirements, { holders, excluded: new Set(), personFills: 'one-role' }),
        { empty: [], short: [] },
        id,
      );
    }
  });
});
