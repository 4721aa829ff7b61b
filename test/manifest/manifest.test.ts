import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { ICONS, LANGUAGES } from '../../manifest/build-package.ts';
import { checkAgainst, SCHEMAS } from '../../manifest/check-manifest.ts';
import es from '../../manifest/es.json' with { type: 'json' };
import manifest from '../../manifest/manifest.json' with { type: 'json' };
import { fill } from '../../manifest/variables.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { contoso } from './contoso.ts';

const PUBLISHED = new URL('../../../shared/fixtures/schemas/teams-manifest-1.29.json', import.meta.url);
const [bot] = manifest.bots;

describe('manifest.json', () => {
  it('is right by the schema of version 1.29', async () => {
    assert.equal(manifest.$schema, SCHEMAS.manifest);
    assert.deepEqual(await checkAgainst('manifest', 'manifest.json', fill(manifest, contoso)), []);
  });

  it('is refused by that schema once it says what the schema does not know', async () => {
    const problems = await checkAgainst('manifest', 'manifest.json', { ...manifest, ...contoso });
    assert.match(problems.join('\n'), /manifest\.json: must NOT have additional properties/);
  });

  it('is checked without a network, against schemas that are installed', () => {
    const installed = path.dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'));
    for (const schema of Object.values(SCHEMAS)) assert.ok(existsSync(path.join(installed, new URL(schema).pathname)), schema);
  });

  it('is checked against the schema as Microsoft published it (needs ../shared/fixtures/schemas)', async function () {
    if (!existsSync(PUBLISHED)) return this.skip();
    // The validator reads `\v` in a pattern as the character that it stands for.
    const published: unknown = JSON.parse(readFileSync(PUBLISHED, 'utf8').replaceAll(String.raw`\v`, String.raw`\u000b`));
    assert.deepEqual(await AppManifestUtils.fetchSchema(SCHEMAS.manifest), published);
  });

  it('carries the version of the program, so that an upload of a new one is taken', () => {
    assert.equal(manifest.version, packageJson.version);
  });

  it('names the files that are packed beside it', () => {
    assert.deepEqual(Object.values(manifest.icons).sort(), [...ICONS]);
    assert.deepEqual(
      manifest.localizationInfo.additionalLanguages.map(({ file }) => file),
      [...LANGUAGES],
    );
  });

  it('puts the bot in teams, chats of one and of several, and hears what only its sender sees', () => {
    assert.deepEqual(bot?.scopes.toSorted(), ['groupChat', 'personal', 'team']);
    assert.equal(bot.supportsTargetedMessages, true);
    assert.equal(manifest.supportsChannelFeatures, 'tier1');
  });

  it('turns links to its own domain into cards, for people who have it only', () => {
    const [extension] = manifest.composeExtensions;
    const domains = ['${{BOT_DOMAIN}}'];
    assert.deepEqual(extension?.messageHandlers, [{ type: 'link', value: { domains, supportsAnonymizedPayloads: false } }]);
    assert.deepEqual(manifest.validDomains, domains);
  });

  it('asks for no permission over a team or chat and promises no capability but the bot and its compose box', () => {
    const others = ['authorization', 'webApplicationInfo', 'staticTabs', 'configurableTabs', 'activities'];
    assert.deepEqual(
      Object.keys(manifest).filter((key) => others.includes(key)),
      [],
    );
  });
});

describe('es.json', () => {
  const words: Readonly<Record<string, string>> = es;
  const english = englishWords();

  it('is right by the schema of language files', async () => {
    assert.equal(es.$schema, SCHEMAS.language);
    assert.deepEqual(await checkAgainst('language', 'es.json', es), []);
  });

  it('is refused by that schema once it has a key that Teams does not know', async () => {
    const problems = await checkAgainst('language', 'es.json', { ...es, 'bots[0].name': 'Signoff' });
    assert.match(problems.join('\n'), /es\.json: must NOT have additional properties/);
  });

  it('has every text that the manifest has in English, and no command, which is read as it is written', () => {
    const keys = Object.keys(words).filter((key) => key !== '$schema');
    assert.deepEqual(keys.sort(), [...english.keys()].sort());
  });

  it('is translated, but for the name', () => {
    const same = [...english].filter(([key, text]) => words[key] === text).map(([key]) => key);
    assert.deepEqual(same, ['name.short']);
  });

  it('says the same about a command wherever it is listed', () => {
    const pairs = [...english].filter(([key]) => key.startsWith('bots')).map(([key, text]) => [text, words[key]] as const);
    assert.equal(new Set(pairs.map(([text]) => text)).size, new Set(pairs.map((pair) => pair.join())).size);
  });
});

/** The texts of the manifest by the keys that a language file has for them; the manifest itself is the English one. */
function englishWords(): ReadonlyMap<string, string> {
  const texts = Object.entries({ name: manifest.name, description: manifest.description }).flatMap(([key, { short, full }]) => [
    [`${key}.short`, short] as const,
    [`${key}.full`, full] as const,
  ]);
  const described = manifest.bots.flatMap(({ commandLists }) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.map(
        ({ description }, at) => [`bots[0].commandLists[${list}].commands[${at}].description`, description] as const,
      ),
    ),
  );
  const composed = manifest.composeExtensions.flatMap(({ commands }) => commands.flatMap(composeWords));
  return new Map([...texts, ...described, ...composed]);
}

interface Titled {
  readonly title: string;
  readonly description: string;
}

function composeWords(command: Titled & { readonly parameters?: readonly Titled[] }, at: number) {
  const key = `composeExtensions[0].commands[${at}]`;
  const pair = (where: string, { title, description }: Titled) =>
    [
      [`${where}.title`, title],
      [`${where}.description`, description],
    ] as const;
  return [
    ...pair(key, command),
    ...(command.parameters ?? []).flatMap((parameter, n) => pair(`${key}.parameters[${n}]`, parameter)),
  ];
}
