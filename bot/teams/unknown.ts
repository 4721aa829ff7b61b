/** The fields of an object that somebody else sent; none when it is no object. */
export function record(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Readonly<Record<string, unknown>>) : {};
}

/** Text that somebody else sent; empty when it is none. */
export const text = (raw: unknown): string => (typeof raw === 'string' ? raw : '');
