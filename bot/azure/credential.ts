import type { TokenCredential } from '@azure/identity';
import { NoToken } from '../flows/ports.ts';

/** As whom the program asks Azure: a managed identity of where it runs, or an app registration. */
export type AzureIdentity =
  | { readonly kind: 'managed-identity'; readonly clientId: string }
  | { readonly kind: 'secret'; readonly tenantId: string; readonly clientId: string; readonly secret: string };

/** Gives tokens of this identity, kept until shortly before they expire. The library is loaded with the first one. */
export function createCredential(identity: AzureIdentity): TokenCredential {
  let loaded: Promise<TokenCredential> | undefined;
  return { getToken: async (scopes, options) => (await (loaded ??= load(identity))).getToken(scopes, options) };
}

async function load(identity: AzureIdentity): Promise<TokenCredential> {
  const { ClientSecretCredential, ManagedIdentityCredential } = await import('@azure/identity');
  return identity.kind === 'managed-identity'
    ? new ManagedIdentityCredential({ clientId: identity.clientId })
    : new ClientSecretCredential(identity.tenantId, identity.clientId, identity.secret);
}

/** The scope of Azure Database for PostgreSQL (learn.microsoft.com, "Microsoft Entra authentication"). */
const DATABASE_SCOPE = 'https://ossrdbms-aad.database.windows.net/.default';

/** Gives a token that PostgreSQL takes for a password; rejects with `NoToken` when Entra gives none. */
export function databaseToken(credential: TokenCredential): () => Promise<string> {
  return async () => {
    const token = await credential.getToken(DATABASE_SCOPE).catch((error: unknown) => {
      throw new NoToken(NO_TOKEN, { cause: error });
    });
    if (token === null) throw new NoToken(NO_TOKEN);
    return token.token;
  };
}

const NO_TOKEN =
  'Entra gives no token for PostgreSQL: let AZURE_CLIENT_ID name a managed identity of the machine this runs on, or put a ' +
  'password into DATABASE_URL';
