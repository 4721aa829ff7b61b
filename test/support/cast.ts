import type { FakePerson } from './fake-teams.ts';

const person = (n: number, name: string): FakePerson => ({
  aadObjectId: `00000000-0000-0000-0000-0000000000${n}`,
  id: `29:${n}`,
  name,
});

/** The people of the demo policy. */
export const alex = person(20, 'Alex Wilber');
export const megan = person(21, 'Megan Bowen');
// CTO
export const adele = person(22, 'Adele Vance');
// DevOps Lead, on call
export const isaiah = person(23, 'Isaiah Langer');
// Tech Lead, Security Officer, VP Engineering
export const patti = person(24, 'Patti Fernandez');
// DBA
export const lynne = person(25, 'Lynne Robbins');
// Product Manager, Manager
/** Somebody of the organisation whom policy gives no role. */
export const nestor = person(26, 'Nestor Wilke');
export const EVERYONE = [alex, megan, adele, isaiah, patti, lynne, nestor];
