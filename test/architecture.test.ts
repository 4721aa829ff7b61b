import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

interface Room {
  /** Other rooms of bot/ that it may import. */
  readonly rooms: readonly string[];
  /** Packages that it may import; what stands in one room's list, no other room may have. */
  readonly packages: readonly string[];
}

const ROOMS: Readonly<Record<string, Room>> = {
  domain: { rooms: [], packages: [] },
  flows: { rooms: ['domain'], packages: [] },
  cards: { rooms: ['domain'], packages: ['adaptivecards-templating', 'node:fs'] },
  policy: {
    rooms: ['domain'],
    packages: [
      'yaml',
      'zod',
      'croner',
      'luxon',
      'date-holidays',
      'semver',
      'node:fs',
      'node:fs/promises',
      'node:crypto',
      'node:module',
    ],
  },
  chat: { rooms: ['domain', 'flows', 'cards'], packages: [] },
  store: {
    rooms: ['domain', 'flows'],
    packages: ['kysely', 'pg', 'pg-connection-string', '@electric-sql/pglite', 'canonicalize', 'node:*'],
  },
  teams: {
    rooms: ['domain', 'chat', 'flows'],
    packages: ['botbuilder', 'botframework-connector', '@microsoft/teams-ai', 'node:*'],
  },
  pipelines: { rooms: ['domain', 'flows'], packages: ['@octokit/core', '@octokit/app'] },
  azure: {
    rooms: ['domain', 'flows'],
    packages: [
      '@azure/identity',
      '@azure/arm-monitor',
      '@azure/monitor-query-logs',
      '@azure/monitor-opentelemetry',
      '@microsoft/microsoft-graph-client',
      '@opentelemetry/api',
    ],
  },
  http: { rooms: ['domain', 'flows'], packages: ['restify', 'jose', 'ical-generator', 'node:*'] },
};

const BOT = path.resolve(import.meta.dirname, '../bot');
const files = readdirSync(BOT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const roomOf = (file: string): string => file.split(path.sep)[0] ?? '';

describe('bot/', () => {
  for (const file of files) {
    const room = ROOMS[roomOf(file)];
    if (room === undefined) continue; // the files that put the rooms together, and the demo, belong to none

    it(`${file} imports only what its room may`, () => {
      for (const target of importsOf(path.join(BOT, file))) {
        const allowed = target.startsWith('.') ? mayEnter(file, target, room) : mayUse(target, room);
        assert.ok(allowed, `${file} may not import ${target}`);
      }
    });
  }

  it('has a rule for every room', () => {
    const rooms = readdirSync(BOT, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    assert.deepEqual(rooms.filter((name) => name !== 'demo').sort(), Object.keys(ROOMS).sort());
  });

  it('reads the environment in config.ts only', () => {
    const readers = files.filter(
      (file) => !file.startsWith('demo') && readFileSync(path.join(BOT, file), 'utf8').includes('process.env'),
    );
    assert.deepEqual(readers, ['config.ts']);
  });

  it('takes the time from a port in every room that decides or draws', () => {
    const rooms = ['domain', 'flows', 'cards', 'chat'];
    const clocks = files.filter(
      (file) =>
        rooms.includes(roomOf(file)) &&
        /Date\.now\(|new Date\(\)|Math\.random\(/.test(readFileSync(path.join(BOT, file), 'utf8')),
    );
    assert.deepEqual(clocks, []);
  });
});

function mayEnter(file: string, target: string, room: Room): boolean {
  const to = roomOf(path.relative(BOT, path.resolve(BOT, path.dirname(file), target)));
  return to === roomOf(file) || room.rooms.includes(to);
}

const mayUse = (target: string, { packages }: Room): boolean =>
  packages.some((name) =>
    name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name || target.startsWith(`${name}/`),
  );

/** Static, dynamic, side-effect and type-only imports alike. */
function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName);
}
