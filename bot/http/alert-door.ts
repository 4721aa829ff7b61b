import { createHash, timingSafeEqual } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import type { StrangerKind } from '../domain/finding.ts';
import type { Clock } from '../flows/ports.ts';
import type { TurnedAway } from '../flows/turned-away.ts';
import type { Knock } from './route.ts';

/** `unsure`: the keys of Entra cannot be read now, so nobody can tell. */
export type AlertDoor = (knock: Knock) => Promise<'open' | 'shut' | 'unsure'>;

export interface AlertLocks {
  /** A secure webhook of this Entra tenant, asking for this audience. */
  readonly entra: { readonly audience: string; readonly tenantId: string } | undefined;
  readonly token: string | undefined;
  /** What happens with neither: `open` only where nobody but this machine can knock. */
  readonly unlocked: 'open' | 'shut';
  readonly clock: Clock;
  /** Told of a token that was not taken. */
  readonly turnedAway: Pick<TurnedAway, 'note'>;
  /** Where the signing keys are; Entra's own place for the tenant unless given. */
  readonly keysUrl?: string;
}

/** Microsoft's first-party application "AzNS AAD Webhook", and the role it is given on the bot's app registration. */
const ACTION_GROUPS_APP = '461e8683-5575-4561-ac7f-899cc907d62a';
const ACTION_GROUPS_ROLE = 'ActionGroupsSecureWebhook';
const CLOCK_SKEW_SECONDS = 300;

/** Who may hand in alerts: action groups with an Entra token (learn.microsoft.com, "Secure webhook"), or who knows the token. */
export function createAlertDoor(locks: AlertLocks): AlertDoor {
  const { token, unlocked } = locks;
  const isOurs = locks.entra === undefined ? undefined : createTokenCheck(locks.entra, locks);
  return async ({ authorization, query }) => {
    if (isOurs === undefined && token === undefined) return unlocked;
    const given = query.get('token');
    if (token !== undefined && given !== null && isSame(given, token)) return 'open';
    const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (isOurs !== undefined && bearer !== undefined) return isOurs(bearer);
    if (given !== null || bearer !== undefined) locks.turnedAway.note('alert-token');
    return 'shut';
  };
}

/** Takes the same time wherever the two differ. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const KEYS_PATIENCE_MS = 5_000;

/** Whether the keys that Entra signs this tenant's tokens with can be read now. Never rejects. */
export async function alertKeysAnswer(tenantId: string, fetch: typeof globalThis.fetch): Promise<boolean> {
  try {
    return (await fetch(keysUrlOf(tenantId), { signal: AbortSignal.timeout(KEYS_PATIENCE_MS) })).ok;
  } catch {
    return false;
  }
}

const keysUrlOf = (tenantId: string): string => `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`;

function createTokenCheck(
  { audience, tenantId }: NonNullable<AlertLocks['entra']>,
  { clock, keysUrl, turnedAway }: Pick<AlertLocks, 'clock' | 'keysUrl' | 'turnedAway'>,
): (bearer: string) => ReturnType<AlertDoor> {
  const keys = createRemoteJWKSet(new URL(keysUrl ?? keysUrlOf(tenantId)));
  const issuer = [`https://login.microsoftonline.com/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`];
  return async (bearer) => {
    try {
      const currentDate = new Date(clock.now());
      const limits = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['exp'], clockTolerance: CLOCK_SKEW_SECONDS };
      const { payload } = await jwtVerify(bearer, keys, { ...limits, currentDate });
      if (isActionGroup(payload, tenantId)) return 'open';
      turnedAway.note(payload['tid'] === tenantId ? 'alert-caller' : 'alert-tenant');
      return 'shut';
    } catch (error) {
      if (!isAboutToken(error)) return 'unsure';
      turnedAway.note(strangerOf(error));
      return 'shut';
    }
  };
}

/** The claim that was wrong says what is set up wrongly. */
function strangerOf(error: unknown): StrangerKind {
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  return claim === 'aud' ? 'alert-audience' : claim === 'iss' ? 'alert-tenant' : 'alert-token';
}

/** Version 2 tokens name the calling application in `azp`, version 1 tokens in `appid`. */
function isActionGroup(claims: JWTPayload, tenantId: string): boolean {
  const roles: unknown = claims['roles'];
  return (
    claims['tid'] === tenantId &&
    (claims['azp'] ?? claims['appid']) === ACTION_GROUPS_APP &&
    Array.isArray(roles) &&
    roles.includes(ACTION_GROUPS_ROLE)
  );
}

/** Anything else that jose reports is about the keys, and passes: those must be asked again. */
const isAboutToken = (error: unknown): boolean =>
  [
    errors.JWTClaimValidationFailed,
    errors.JWTExpired,
    errors.JWTInvalid,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
  ].some((kind) => error instanceof kind);
