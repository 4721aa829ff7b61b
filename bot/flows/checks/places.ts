import type { Finding } from '../../domain/finding.ts';
import type { ChannelKey } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Bindings, Reach, Reached } from '../ports.ts';
import type { Check } from '../examine.ts';

export interface PlacesPorts {
  readonly policy: Pick<Policy, 'channels'>;
  readonly bindings: Pick<Bindings, 'find'>;
  readonly reach: Reach;
}

/** Asks Teams for a member of every channel that policy names: only a bot that is installed there is told. */
export function checkPlaces({ policy, bindings, reach }: PlacesPorts): Check {
  return async () => {
    const tried = await Promise.all([...policy.channels].map(([key, name]) => tryPlace(key, name, { bindings, reach })));
    const reached = tried.filter(({ found }) => found === undefined).map(({ key }) => key);
    const wrong = tried.flatMap(({ found }) => found ?? []);
    return [...(reached.length === 0 ? [] : [{ code: 'channels-reached', channels: reached } as const]), ...once(wrong)];
  };
}

async function tryPlace(
  key: ChannelKey,
  name: string,
  { bindings, reach }: Pick<PlacesPorts, 'bindings' | 'reach'>,
): Promise<{ readonly key: ChannelKey; readonly found: Finding | undefined }> {
  const bound = await bindings.find(`channel:${key}`);
  if (bound === undefined) return { key, found: { code: 'channel-unbound', channel: key, name } };
  return { key, found: findingOf(await reach(bound.address), key, name) };
}

function findingOf(reached: Reached, channel: ChannelKey, name: string): Finding | undefined {
  switch (reached.kind) {
    case 'reached':
      return undefined;
    case 'closed':
      return { code: 'channel-closed', channel, name, because: reached.because };
    case 'silent':
      return reached.because === 'no-token' ? { code: 'teams-token' } : { code: 'teams-silent', because: reached.because };
  }
}

/** Teams as a whole is to blame once, however many channels it kept from being reached. */
const once = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ code }, n) => !code.startsWith('teams-') || findings.findIndex((earlier) => earlier.code === code) === n);
