import { NoToken } from '../flows/ports.ts';
import { codeOf } from './engine.ts';

const NO_ADDRESS = 'the host of DATABASE_URL has no address: correct it, or join the private network that knows it';

/** What an operator can do about a PostgreSQL that cannot be opened (postgresql.org, appendix A; Node's system errors). */
const PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at the host and port of DATABASE_URL: start PostgreSQL there, or correct the URL',
  ENOTFOUND: NO_ADDRESS,
  EAI_AGAIN: NO_ADDRESS,
  ETIMEDOUT: 'the host of DATABASE_URL does not answer: let this machine through its firewall or into its network',
  '28P01':
    'PostgreSQL does not take the password of DATABASE_URL, or the token of AZURE_CLIENT_ID: correct the URL, or make the ' +
    'identity an administrator of the server under the name in the URL',
  '28000': 'PostgreSQL lets nobody in under the name in DATABASE_URL: correct the name, or allow it in pg_hba.conf',
  '3D000': 'PostgreSQL has no database of the name in DATABASE_URL: create it, or correct the URL',
  '42501': 'PostgreSQL does not let the person in DATABASE_URL create tables: make it the owner of the database',
};

/** A whole sentence for the operator, without a secret; undefined for a fault that has none. */
export function storeProblem(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    const known = PROBLEMS[codeOf(cause)];
    if (known !== undefined) return known;
    if (cause instanceof NoToken) return cause.message;
    if (cause instanceof Error && cause.message === 'timeout expired') return PROBLEMS['ETIMEDOUT'];
  }
  return undefined;
}

const MOST_CAUSES = 5;

function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && causes.length < MOST_CAUSES;) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
