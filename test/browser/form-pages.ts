import type { Playground } from '../support/playground.ts';

/** What Alex Wilber answers in the form, section by section. */

/** A section of the form: what is filled in, by label, and the button that ends it. */
export type Page = readonly [answers: Readonly<Record<string, string>>, next: string];

export const WHAT: Page = [
  { 'Feature or release': 'Ledger checkout', Summary: 'Moves checkout to the new ledger.' },
  'Next: impact',
];
export const IMPACT: Page = [{ 'What changes?': 'Backend, Database' }, 'Next: changes'];
export const CHANGES: Page = [
  {
    'Key changes, one per line': 'Checkout writes to the new ledger\nRefunds read from both',
    Migration: 'Two nullable columns on orders, filled in batches.',
    'How the migration is undone': 'Drop both columns; no data is lost.',
  },
  'Next: risk',
];
export const RISK: Page = [
  { 'Risks, one per line': 'The backfill slows orders', 'What is done about them, one per line': 'Small batches with pauses' },
  'Next: testing',
];
export const TESTING: Page = [
  { 'Unit coverage, %': '91', 'Unit tests passing': '412', 'Unit test status': 'All pass' },
  'Next: staging',
];
export const STAGING: Page = [
  { 'In staging since': '2026-11-20', 'Testing there completed': '2026-11-21', 'Staging went well': 'Yes' },
  'Next: security and review',
];
export const REVIEW: Page = [
  {
    'Security review completed': 'Yes',
    'PR review completed': 'Yes',
    'Architecture review': 'Yes',
    'Code approved by': 'Isaiah Langer, Patti Fernandez',
  },
  'Next: way back',
];
export const WAY_BACK: Page = [
  { 'Steps back, one per line': 'Swap the slots back\nStop the backfill', 'Rollback tested': 'Yes' },
  'Next: window and steps',
];
export const WINDOW: Page = [
  { 'Steps, one per line': 'Back up orders\nRun migration\nSwap slots' },
  'Next: communication and on-call',
];
export const ON_CALL: Page = [
  { 'On-call engineer': 'Adele Vance', 'Backup engineer': 'Isaiah Langer', 'Manager on call': 'Lynne Robbins' },
  'Next: check',
];

/** Fills a section in and leaves it. */
export async function answer({ fill, tap }: Playground, [answers, next]: Page): Promise<void> {
  for (const [label, value] of Object.entries(answers)) await fill(label, value);
  await tap(next);
}
