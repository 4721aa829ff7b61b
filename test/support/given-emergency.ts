import { decideDeclaration, type Declaration, type DeclarationFacts } from '../../bot/domain/declare.ts';
import type { PersonId, RequestId } from '../../bot/domain/ids.ts';
import { evolve, type DeployRequest, type RequestEvent } from '../../bot/domain/request.ts';
import type { Instant } from '../../bot/domain/time.ts';
import { versions } from '../../bot/policy/versions.ts';
import { adele, alex, changeType, later, lynne, megan, PAYMENTS, policyLike, pradeep, PROD } from './given.ts';

/** Ten minutes into Monday. */
export const DECLARED_AT = later(10);
export const EMERGENCY_ID = 'DEP-1042' as RequestId;
const policy = policyLike();
const holders = new Map([...policy.roles].map(([id, { members }]) => [id, members]));

export const declarationFacts: DeclarationFacts = {
  policy,
  versions,
  holds: (person, as) => holders.get(as)?.includes(person) === true,
  holders,
  twin: undefined,
};

export const voice = (by: PersonId | undefined, at: Instant | undefined = later(2)) => ({ by, at });

/** What Megan and Pradeep approved by voice and Lynne heard. */
export const saidInEmergency = (changes: Partial<Declaration> = {}): Declaration => ({
  service: PAYMENTS,
  environment: PROD,
  version: ' 2.4.2 ',
  changeType: changeType('security-patch'),
  reason: ' Anybody can read the orders of anybody.\r\nSeen in the logs since 08:30. ',
  rollback: 'Swap the slots back\r\n \nTell support',
  voices: [voice(megan), voice(pradeep, later(4))],
  heardBy: lynne,
  onCall: adele,
  ...changes,
});

/** What comes of it when Alex declares it. */
export const declareEmergency = (changes: Partial<Declaration> = {}, known: Partial<DeclarationFacts> = {}) =>
  decideDeclaration(EMERGENCY_ID, alex, saidInEmergency(changes), { ...declarationFacts, ...known }, DECLARED_AT);

export function declaredEmergency(...args: Parameters<typeof declareEmergency>): DeployRequest {
  const declared = declareEmergency(...args);
  const events: readonly RequestEvent[] = declared.ok ? declared.value : [];
  const request = events.reduce<DeployRequest | undefined>(evolve, undefined);
  if (request === undefined) throw new Error(`nothing was declared: ${JSON.stringify(declared)}`);
  return request;
}
