import type { IncomingMessage } from 'node:http';
import { accept, refuse, type Result } from '../domain/result.ts';

/** Why a body was not read; the status to answer with. */
export type BodyProblem = { readonly status: 413 | 415; readonly reason: 'body-too-large' | 'unknown-encoding' };

const UTF8 = new TextDecoder();

/** The body as text. Bytes that are not UTF-8 become U+FFFD; a caller that goes away in the middle is a fault. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Result<string, BodyProblem>> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return refuse({ status: 415, reason: 'unknown-encoding' });
  const announced = Number(request.headers['content-length'] ?? 0);
  const bytes = announced > mostBytes ? undefined : await collect(request, mostBytes);
  if (bytes !== undefined) return accept(UTF8.decode(bytes));

  // A request that is destroyed takes the connection, and the answer, with it: the rest is read and thrown away.
  request.resume();
  return refuse({ status: 413, reason: 'body-too-large' });
}

function collect(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}

/** Any JSON value; undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
