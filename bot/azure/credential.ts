import type { TokenCredential } from '@azure/identity';

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
