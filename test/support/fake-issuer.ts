import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** How a token may be wrong. */
export type TokenKind = 'good' | 'wrong-audience' | 'wrong-issuer' | 'expired' | 'wrong-key' | 'other-service' | 'emulator';

export interface FakeIssuer {
  readonly sign: (kind: TokenKind) => Promise<string>;
  /** The documents of an OpenID issuer, by path. */
  readonly documents: Readonly<Record<string, object>>;
}

const KEY_ID = 'fake-teams-key';
/** Making a key takes long, and nothing depends on its being new. */
const keys = Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);

/** The second is one that the Bot Framework SDK takes for its Emulator's. */
const ISSUERS: Readonly<Partial<Record<TokenKind, string>>> = {
  'wrong-issuer': 'https://issuer.example',
  emulator: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
};

/** Signs what Teams would sign, and a few things that it would not. */
export async function createFakeIssuer(serviceUrl: string, appId: string): Promise<FakeIssuer> {
  const [own, foreign] = await keys;
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };

  const sign = (kind: TokenKind) =>
    new SignJWT({
      serviceurl: kind === 'other-service' ? `${serviceUrl}/elsewhere` : serviceUrl,
      ...(kind === 'emulator' ? { ver: '2.0', azp: appId } : {}),
    })
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
      .setIssuer(ISSUERS[kind] ?? serviceUrl)
      .setAudience(kind === 'wrong-audience' ? '00000000-0000-0000-0000-00000000dead' : appId)
      .setIssuedAt()
      .setExpirationTime(kind === 'expired' ? '-1h' : '1h')
      .sign(kind === 'wrong-key' ? foreign.privateKey : own.privateKey);
  const signed = new Map<TokenKind, Promise<string>>();

  return {
    sign: (kind) => {
      const token = signed.get(kind) ?? sign(kind);
      signed.set(kind, token);
      return token;
    },
    documents: {
      '/openid': { issuer: serviceUrl, jwks_uri: `${serviceUrl}/keys`, id_token_signing_alg_values_supported: ['RS256'] },
      '/keys': { keys: [jwk] },
    },
  };
}
