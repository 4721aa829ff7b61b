import { createHash, timingSafeEqual } from 'node:crypto';
import { parsePipelineId, type PipelineId } from '../domain/ids.ts';
import { jsonOf, textAt } from '../domain/json.ts';
import { accept, refuse, type Result } from '../domain/result.ts';
import { parseJson } from './body.ts';
import { refusal, type ValueRoute } from './route.ts';

/** A pipeline's bearer token, of which only the SHA-256 is known here. */
export interface ApiToken {
  readonly name: string;
  /** 64 hex digits, lower case. */
  readonly sha256: string;
  /** Services that it is good for; undefined for all. */
  readonly services?: readonly string[];
}

/** Reads API_TOKENS_FILE: a JSON list of `{ name, sha256 }`. The problem is a sentence that shows no digest. */
export function readApiTokens(text: string): Result<readonly ApiToken[], string> {
  const list = parseJson(text);
  if (!Array.isArray(list)) return refuse('API_TOKENS_FILE must hold a JSON list of { "name", "sha256" }');
  const tokens = list.map(jsonOf).map((entry) => ({
    name: textAt(entry, 'name'),
    sha256: textAt(entry, 'sha256').toLowerCase(),
    ...scopeOf(entry.get('services')),
  }));
  const bad = tokens.findIndex(({ name, sha256 }) => name === '' || !/^[0-9a-f]{64}$/.test(sha256));
  return bad < 0 ? accept(tokens) : refuse(`API_TOKENS_FILE[${bad}] needs a name and a sha256 of 64 hex digits`);
}

/** A scope that cannot be read opens nothing. */
function scopeOf(raw: unknown): Pick<ApiToken, 'services'> {
  if (raw === undefined) return {};
  return { services: Array.isArray(raw) ? raw.filter((one) => typeof one === 'string') : [] };
}

/** Whether a token that was let in is good for this service; nobody's token is where none is needed. */
export const mayTouch = (caller: ApiToken | undefined, service: string): boolean =>
  caller?.services === undefined || caller.services.includes(service);

/** How the record names whoever brought a token, or needed none. */
export const pipelineOf = (caller: ApiToken | undefined): PipelineId =>
  parsePipelineId(`pipeline:${caller?.name ?? 'local'}`) ?? UNNAMED;

const UNNAMED = 'pipeline:unnamed' as PipelineId;

export interface ApiLocks {
  readonly tokens: readonly ApiToken[];
  /** What happens without any token: `open` only where nobody but this machine can knock. */
  readonly unlocked: 'open' | 'shut';
}

/** Lets in whoever brings one of the tokens; every token is compared, each in constant time. */
export function admitPipelines({ tokens, unlocked }: ApiLocks): ValueRoute['admit'] {
  return ({ authorization }) => {
    if (tokens.length === 0) return Promise.resolve(unlocked === 'open' ? undefined : UNAUTHORISED);
    return Promise.resolve(callerOf({ tokens }, authorization) === undefined ? UNAUTHORISED : undefined);
  };
}

const UNAUTHORISED = refusal(401, 'unauthorised');

/** The token that was brought: every token is compared, each in constant time. */
export function callerOf({ tokens }: Pick<ApiLocks, 'tokens'>, authorization: string | undefined): ApiToken | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const given = createHash('sha256').update(bearer).digest();
  const matches = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), given));
  return bearer === '' ? undefined : matches[0];
}
