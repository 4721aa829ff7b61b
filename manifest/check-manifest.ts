import { AppManifestUtils } from '@microsoft/app-manifest';
import type { Json } from './variables.ts';

/** The schemas that every package of this app is checked against; both come with @microsoft/app-manifest. */
export const SCHEMAS = {
  manifest: 'https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
  language: 'https://developer.microsoft.com/json-schemas/teams/v1.29/MicrosoftTeams.Localization.schema.json',
} as const;

/**
 * What Microsoft's schema has against a file of the package, a sentence each; none when it is right. It reads no network.
 * `name` is what the sentences call the file.
 */
export async function checkAgainst(kind: keyof typeof SCHEMAS, name: string, file: Json): Promise<readonly string[]> {
  const schema = await AppManifestUtils.fetchSchema(SCHEMAS[kind]);
  const problems = await AppManifestUtils.validateAgainstSchema(asManifest(file), mended(schema));
  return problems.map((problem) => `${name}: ${problem.trim()}`);
}

/** Two patterns of the language schema end in a bare `]`, which a Unicode expression, as the validator makes them, may not. */
const mended = <Schema>(schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll(String.raw`\\b]`, String.raw`\\b\\]`)) as Schema;

type Manifest = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];

/** What is still to be checked has the type only in name. */
const asManifest = (file: Json): Manifest => file as unknown as Manifest;
