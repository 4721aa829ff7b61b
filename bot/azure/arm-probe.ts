import type { TokenCredential } from '@azure/identity';
import { jsonOf, textOf } from '../domain/json.ts';
import type { Probe, ProbeAnswer } from '../domain/probe.ts';

export interface ArmProbeOptions {
  readonly credential: TokenCredential;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds for one answer with its token; 10,000 unless told. */
  readonly timeout?: number;
}

const ARM = 'https://management.azure.com';
const TIMEOUT_MS = 10_000;
const MOST_FOUND = 60;

/** GETs a resource of Azure Resource Manager, for which the identity needs Reader, and compares one value of it. */
export async function askArm(
  { resource, apiVersion, path, equals }: Extract<Probe, { kind: 'azure' }>,
  { credential, fetch, timeout = TIMEOUT_MS }: ArmProbeOptions,
): Promise<ProbeAnswer> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const token = await credential.getToken(`${ARM}/.default`, { abortSignal: signal });
    if (token === null) return failed('forbidden');
    const url = `${ARM}${new URL(resource, ARM).pathname}?${new URLSearchParams({ 'api-version': apiVersion }).toString()}`;
    const headers = { authorization: `Bearer ${token.token}` };
    const response = await fetch(url, { headers, signal, redirect: 'error' });
    if (response.status === 401 || response.status === 403) return failed('forbidden', String(response.status));
    if (!response.ok) return failed('other-answer', String(response.status));
    const found = textOf(valueAt(await response.json(), path), MOST_FOUND);
    return found === equals ? { kind: 'proved' } : failed('other-answer', found);
  } catch {
    return failed('unreachable');
  }
}

const failed = (because: Extract<ProbeAnswer, { kind: 'failed' }>['because'], found = ''): ProbeAnswer => ({
  kind: 'failed',
  because,
  found,
});

/** Names are compared without their letter case; a number is a place in a list. */
const valueAt = (body: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (Array.isArray(value) ? (value[Number(name)] as unknown) : jsonOf(value).get(name.toLowerCase())),
    body,
  );
