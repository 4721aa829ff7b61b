import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMANDS } from '../bot/chat/command.ts';
import { CONFIG_NAMES } from '../bot/config.ts';
import { gateRoute } from '../bot/http/gate-route.ts';
import { rolloutsRoute } from '../bot/http/rollouts-route.ts';
import { loadParser, readTemplate } from './infra/bicep.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...globSync('docs/{*,examples/*}.md', { cwd: ROOT }).sort()];
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };

/** Stands behind a door, where only what could be read comes. */
const understood = (): Promise<never> => Promise.reject(new Error('understood'));

/** Files that whoever installs it makes. */
const YOURS: readonly string[] = ['bot/policy/contoso.yaml', 'bot/policy/tokens.json'];

/** A block of commands belongs to the sentence before it. */
const paragraphsOf = (section: string): readonly string[] => section.replaceAll(/\n\n(?= *```)/g, '\n').split(/\n\n/);

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The names of the tests of a file, in which what differs from row to row of a table may be anything. */
const testsIn = (file: string): readonly RegExp[] =>
  [...read(file).matchAll(/\bit\(\s*(['"`])(.+?)\1,/g)].map(
    ([, , name = '']) =>
      new RegExp(
        `^${name
          .split(/\$\{[^}]*\}/)
          .map(literally)
          .join('.+')}$`,
      ),
  );

describe('the documentation', () => {
  before(loadParser);

  for (const page of PAGES) {
    const text = read(page);

    it(`${page} links to pages and pictures that there are`, () => {
      const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
      assert.deepEqual(
        targets.filter((target) => !existsSync(path.join(ROOT, path.dirname(page), target))),
        [],
      );
    });

    it(`${page} names npm scripts and files that there are`, () => {
      const named = [...text.matchAll(/npm run ([a-z][a-z:]*)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        named.filter((name) => scripts[name] === undefined),
        [],
      );
      const files = [...text.matchAll(/(?:^|[\s`(])((?:infra|manifest|bot|test)\/[\w./-]+\.\w+)/g)].map(
        ([, file = '']) => file,
      );
      const kept = files.filter((file) => !YOURS.includes(file) && (!file.includes('.env.') || file.endsWith('.sample')));
      assert.deepEqual(
        kept.filter((file) => !existsSync(path.join(ROOT, file))),
        [],
      );
    });

    it(`${page} names commands of the bot that there are`, () => {
      const typed = [...text.matchAll(/`(?:@Signoff )?\/([a-z]+)(?=[ `])/g)].map(([, name = '']) => name);
      const doors = ['healthz', 'readyz', 'metrics'];
      assert.deepEqual(
        typed.filter((name) => !doors.includes(name) && !COMMANDS.some((known) => known === name)),
        [],
      );
    });
  }

  it('names tests that there are, in the files that have them', () => {
    for (const page of PAGES) {
      for (const [, name = '', file = ''] of read(page).matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[\w./-]+\.test\.ts)\)/g)) {
        const named = name.replaceAll(/\s+/g, ' ');
        assert.ok(
          testsIn(file).some((test) => test.test(named)),
          `${page}: ${file} has no test "${named}"`,
        );
      }
    }
  });

  it('names no npm script that no test runs, but those that are tests themselves', () => {
    const tests = globSync('test/**/*.ts', { cwd: ROOT }).map(read).join('\n');
    const named = PAGES.flatMap((page) => [...read(page).matchAll(/npm run ([a-z][a-z:]*)/g)].map(([, name = '']) => name));
    const untried = [...new Set(named)].filter((name) => {
      const program = /^node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
      return program !== undefined && !program.startsWith('test/') && !tests.includes(path.basename(program));
    });
    assert.deepEqual(untried, []);
  });

  it('calls the doors for pipelines with bodies that they understand', async () => {
    const locks = { tokens: [], unlocked: 'open' } as const;
    const doors = [gateRoute(understood, locks), rolloutsRoute(understood, locks)];
    const calls = PAGES.flatMap((page) => [...read(page).matchAll(/https:\/\/[\w.]+(\/api\/\w+) -d '(\{[^']+\})'/g)]);
    assert.deepEqual(new Set(calls.map(([, door]) => door)), new Set(doors.map(({ path: door }) => door)));
    for (const [, called = '', body = ''] of calls) {
      const door = doors.find(({ path: known }) => known === called) ?? assert.fail(called);
      const asked = { path: called, query: new URLSearchParams(), authorization: undefined, body };
      await assert.rejects(async () => door.answer(asked), /understood/);
    }
  });

  it('marks every command that needs a tenant: in its line, its paragraph or the heading above', () => {
    for (const page of PAGES) {
      const sections = read(page).split(/^(?=## )/m);
      for (const section of sections) {
        const [heading = ''] = section.split('\n');
        for (const paragraph of /tenant/.test(heading) ? [] : paragraphsOf(section)) {
          if (/(^|`)(az|azd) [a-z]|^ *infra\/scripts\//m.test(paragraph))
            assert.match(paragraph, /tenant/, `${page}: ${paragraph}`);
        }
      }
    }
  });

  it('names parameters and outputs of the template, and variables of the program, that there are', () => {
    const { parameters, outputs } = readTemplate('main.bicep');
    const known = [...parameters, ...outputs].map(({ name }) => name);
    for (const page of ['docs/install.md', 'docs/operate.md', 'docs/security.md']) {
      const given = [...read(page).matchAll(/`([a-z]+[A-Z]\w*)(?:=[^`]*)?`/g)].map(([, name = '']) => name);
      assert.deepEqual(
        given.filter((name) => !known.includes(name)),
        [],
      );
      const upper = [...read(page).matchAll(/`([A-Z][A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g)].map(([, name = '']) => name);
      const elsewhere = ['ALERTS_APP_OBJECT_ID']; // deploy.sh reads it
      assert.deepEqual(
        upper.filter((name) => ![...CONFIG_NAMES, ...known, ...elsewhere].includes(name)),
        [],
      );
    }
  });
});
