import type { HookAnswer } from '../domain/rollback-hook.ts';
import type { TellHook } from '../flows/ports.ts';

export interface RollbackHookOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Signs what is sent, as GitHub signs its webhooks; undefined: nothing is signed. */
  readonly secret: string | undefined;
  /** Milliseconds for one answer; 10,000 unless told. */
  readonly timeout?: number;
}

const TIMEOUT_MS = 10_000;

/** POSTs to the address that policy names, once. Any 2xx is heard; a redirect leads nowhere. */
export function createTellHook({ fetch, secret, timeout = TIMEOUT_MS }: RollbackHookOptions): TellHook {
  return async ({ url, key, body }): Promise<HookAnswer> => {
    const text = JSON.stringify(body);
    const signature = secret === undefined ? undefined : await signed(text, secret);
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      ...(signature === undefined ? {} : { 'x-signoff-signature-256': `sha256=${signature}` }),
    };
    try {
      const signal = AbortSignal.timeout(timeout);
      const response = await fetch(url, { method: 'POST', headers, body: text, redirect: 'manual', signal });
      await response.body?.cancel();
      return response.ok ? { kind: 'heard' } : { kind: 'unheard', found: String(response.status) };
    } catch {
      return { kind: 'unheard', found: '' };
    }
  };
}

/** HMAC with SHA-256, in hex. */
async function signed(text: string, secret: string): Promise<string> {
  const bytes = (value: string) => new TextEncoder().encode(value);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, bytes(text))).toString('hex');
}
