import type { ChangeTypeId, ChannelKey, DraftId, EnvironmentId, PersonId, RoleId, ServiceId } from '../../bot/domain/ids.ts';
import type { Absence } from '../../bot/domain/asked.ts';
import { type Instant, plusMinutes } from '../../bot/domain/time.ts';

/** Monday 23 November 2026, 09:00 in Madrid. */
export const MONDAY = '2026-11-23T08:00:00.000Z' as Instant;

/** Thursday of the same week, 09:00 in Madrid: when the sample plan's window opens. */
export const WINDOW_START = '2026-11-26T08:00:00.000Z' as Instant;
export const later = (minutes: number, from: Instant = MONDAY): Instant => plusMinutes(from, minutes);

export const person = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as PersonId;
export const [alex, megan, adele, isaiah, patti, lynne, diego, nestor, pradeep] = [
  person(1), // asks
  person(2), // cto
  person(3), // devops-lead
  person(4), // tech-lead
  person(5), // dba
  person(6), // product-manager, and devops-lead too
  person(7), // security-officer
  person(8), // writes and reviews code, holds no role
  person(9), // vp-engineering, director
] as const;

export const NAMES: ReadonlyMap<PersonId, string> = new Map([
  [alex, 'Alex Wilber'],
  [megan, 'Megan Bowen'],
  [adele, 'Adele Vance'],
  [isaiah, 'Isaiah Langer'],
  [patti, 'Patti Fernandez'],
  [lynne, 'Lynne Robbins'],
  [diego, 'Diego Siciliani'],
  [nestor, 'Nestor Wilke'],
  [pradeep, 'Pradeep Gupta'],
]);

export const role = (id: string) => id as RoleId;
export const channel = (key: string) => key as ChannelKey;
export const changeType = (id: string) => id as ChangeTypeId;
export const PAYMENTS = 'payments' as ServiceId;
export const [UAT, PROD] = ['uat' as EnvironmentId, 'prod' as EnvironmentId];
export const DRAFT = '6f1d0c4e-0000-4000-8000-000000000001' as DraftId;

export const NOBODY_ABSENT: Absence = { delegations: [], away: new Set() };
