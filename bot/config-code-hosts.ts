import type { ConfigReader } from './config.ts';

/** The code hosts whose pull requests are read. Undefined: none there. */
export interface CodeHosts {
  readonly gitHub:
    | {
        readonly identity:
          | { readonly kind: 'token'; readonly token: string }
          | { readonly kind: 'app'; readonly appId: string; readonly privateKey: string };
        readonly apiUrl: string;
      }
    | undefined;
  readonly azureDevOps: { readonly url: string; readonly token: string } | undefined;
}

export const readCodeHosts = (reader: ConfigReader): CodeHosts => ({
  gitHub: readGitHub(reader),
  azureDevOps: readAzureDevOps(reader),
});

/** An app goes before a token, which belongs to a person. */
function readGitHub(reader: ConfigReader): CodeHosts['gitHub'] {
  const token = reader.get('GITHUB_TOKEN');
  const appId = reader.get('GITHUB_APP_ID');
  const privateKey = reader.get('GITHUB_PRIVATE_KEY')?.replaceAll(String.raw`\n`, '\n');
  const apiUrl = readUrl('GITHUB_API_URL', 'https://github.contoso.com/api/v3', reader) ?? 'https://api.github.com';
  if (appId !== undefined && privateKey !== undefined) {
    if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey)) {
      reader.complain('GITHUB_PRIVATE_KEY must be the key of the app as GitHub gave it, -----BEGIN … PRIVATE KEY-----');
    }
    return { identity: { kind: 'app', appId, privateKey }, apiUrl };
  }
  if (appId !== undefined) reader.complain('GITHUB_PRIVATE_KEY is missing: GITHUB_APP_ID is of no use without it');
  if (privateKey !== undefined) reader.complain('GITHUB_APP_ID is missing: GITHUB_PRIVATE_KEY is of no use without it');
  return token === undefined ? undefined : { identity: { kind: 'token', token }, apiUrl };
}

function readAzureDevOps(reader: ConfigReader): CodeHosts['azureDevOps'] {
  const url = readUrl('AZURE_DEVOPS_URL', 'https://dev.azure.com/contoso', reader);
  const token = reader.get('AZURE_DEVOPS_TOKEN');
  if (url !== undefined && token !== undefined) return { url, token };
  if (url !== undefined) reader.complain('AZURE_DEVOPS_TOKEN is missing: AZURE_DEVOPS_URL is of no use without it');
  if (token !== undefined) reader.complain('AZURE_DEVOPS_URL is missing: AZURE_DEVOPS_TOKEN is of no use without it');
  return undefined;
}

/** Without a slash at its end. */
function readUrl(name: 'GITHUB_API_URL' | 'AZURE_DEVOPS_URL', example: string, reader: ConfigReader): string | undefined {
  const typed = reader.get(name)?.replace(/\/+$/, '');
  if (typed === undefined) return undefined;
  const url = URL.canParse(typed) ? new URL(typed) : undefined;
  if (url?.protocol === 'https:' && url.search === '' && url.hash === '' && url.username === '') return typed;
  reader.complain(`${name} must be an https:// address such as ${example}`);
  return undefined;
}
