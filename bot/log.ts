import { destination, pino } from 'pino';
import type { Config } from './config.ts';
import type { Log } from './flows/ports.ts';

/** Never written, wherever in the fields of a line they stand (two levels deep). */
const SECRETS = ['authorization', 'token', 'query', 'password', 'cookie'];
const STANDARD_ERROR = 2;

/** JSON lines on standard error, written while answers go out; whatever could carry a secret is taken out. */
export function createLog(
  level: Config['logLevel'],
  sink: { write(line: string): void } = destination({ fd: STANDARD_ERROR, sync: false }),
): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths, censor: '[redacted]' } },
    sink,
  );
  return {
    info: (fields, message) => {
      logger.info(fields, message);
    },
    warn: (fields, message) => {
      logger.warn(fields, message);
    },
    error: (fields, message) => {
      logger.error(fields, message);
    },
  };
}
