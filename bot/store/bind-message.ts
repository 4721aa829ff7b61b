import type { Value } from './statement.ts';

const BIND = 'B'.charCodeAt(0);
/** The type, the length, and the name of the portal, which has none. */
const HEAD_BYTES = 1 + 4 + 1;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;

/**
 * PostgreSQL's Bind message for a prepared statement, all values and results as text (PostgreSQL, "Message Formats").
 * PGlite's own takes ten times as long over a few kilobytes, which is a twentieth of a vote.
 */
export function bindMessage(statement: string, values: readonly Value[]): Buffer {
  const texts = values.map((value) => (value === null ? null : String(value)));
  const lengths = texts.map((text) => (text === null ? 0 : Buffer.byteLength(text)));
  const bytes = lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, 0);
  const message = Buffer.alloc(HEAD_BYTES + Buffer.byteLength(statement) + 1 + 3 * COUNT_BYTES + bytes);

  let at = message.writeUInt8(BIND);
  at = message.writeInt32BE(message.length - 1, at) + 1;
  at += message.write(statement, at) + 1 + COUNT_BYTES;
  at = message.writeInt16BE(texts.length, at);
  for (const [n, text] of texts.entries()) {
    at = message.writeInt32BE(text === null ? -1 : (lengths[n] ?? 0), at);
    if (text !== null) at += message.write(text, at);
  }
  return message;
}
