import type { Probe, ProbeAnswer } from '../domain/probe.ts';

export interface HttpProbeOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds for one answer; 10,000 unless told. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * GETs the address that the policy names, with nothing that would sign anybody in. A redirect is an answer like any other
 * and leads nowhere; what the answer says is not read.
 */
export async function askHttp(
  { url, status }: Extract<Probe, { kind: 'http' }>,
  { fetch, timeout = TIMEOUT_MS }: HttpProbeOptions,
): Promise<ProbeAnswer> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeout) });
    await response.body?.cancel();
    if (response.status === status) return { kind: 'proved' };
    return { kind: 'failed', because: 'other-answer', found: String(response.status) };
  } catch {
    return { kind: 'failed', because: 'unreachable', found: '' };
  }
}
