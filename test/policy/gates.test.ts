import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parsePolicy, defaultText } from '../../bot/policy/parse.ts';

const shipped = parsePolicy(defaultText());
assert.ok(shipped.ok, JSON.stringify(shipped));
const { gates } = shipped.value;
const titled = (kind: 'phase' | 'checkpoint') => gates.gates.filter((gate) => gate.kind === kind);

describe('the quality gates of the policy that ships', () => {
  it('have the eleven teams, the nine phases and the four checkpoints of the workflow', () => {
    assert.equal(gates.teams.size, 11);
    assert.deepEqual(
      titled('phase').map(({ title }) => /^Phase (\w+):/.exec(title)?.[1]),
      ['1', '2', '2A', '3', '4', '5', '6', '6B', '7'],
    );
    assert.deepEqual(
      titled('checkpoint').map(({ items }) => items.length),
      [5, 5, 5, 6],
    );
  });

  it('give every line to a team that exists, and no two lines the same id', () => {
    const items = gates.gates.flatMap((gate) => gate.items);
    assert.deepEqual(
      items.filter(({ team }) => !gates.teams.has(team)),
      [],
    );
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  });

  it('shut production until all four are open', () => {
    assert.deepEqual([...gates.blocks], [['prod', titled('checkpoint').map(({ id }) => id)]]);
  });

  const seeds = new URL('../../../shared/seeds/', import.meta.url);
  const seed = existsSync(seeds) ? readdirSync(seeds).find((file) => file.startsWith('000')) : undefined;
  it('say what the process document says, which must be present', function () {
    if (seed === undefined) this.skip();
    const text = readFileSync(new URL(seed, seeds), 'utf8');
    const checked = [...text.matchAll(/^□ (.+)$/gm)].map(([, line]) => line?.trim());
    assert.deepEqual(
      titled('checkpoint').flatMap(({ items }) => items.map(({ title }) => title)),
      checked,
    );
    const steps = [...text.matchAll(/├─▶ (.+)|└─▶ (.+)/g)].map(([, a, b]) =>
      (a ?? b ?? '').replace(/ \((Identity|Security)\)$/, '').trim(),
    );
    for (const { title } of titled('phase').flatMap(({ items }) => items)) assert.ok(steps.includes(title), title);
  });
});
