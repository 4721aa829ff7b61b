import type { Obstacle } from '../../../domain/clearance.ts';
import type { Lock } from '../../../domain/lock.ts';
import type { FieldRefusal, Refusal } from '../../../domain/refusal.ts';
import { explain, type Explained, type Naming } from './explained.ts';

/** Freezes, locks and gates, beside a field of the form. */
export type HeldField = Extract<FieldRefusal, { code: 'frozen' | 'locked' }>;

const HELD = [
  'not-in-policy',
  'frozen',
  'locked',
  'window-taken',
  'checkpoints-closed',
  'not-proven',
  'holds-unread',
  'unknown-freeze',
  'not-freezer',
  'not-overrider',
  'not-frozen',
  'span-unreadable',
  'lock-held',
  'lock-too-long',
  'not-locked',
  'not-locker',
  'no-item',
  'unknown-item',
  'item-probed',
  'not-of-the-owning-team',
  'link-unreadable',
  'not-rolled-back',
] as const satisfies readonly Refusal['code'][];

/** The same, where a command or a tap was turned down. */
export type HeldRefusal = Extract<Refusal, { code: (typeof HELD)[number] }>;

export const isHeldRefusal = (refused: Refusal): refused is HeldRefusal => HELD.some((code) => code === refused.code);

export function heldField(refusal: HeldField, naming: Naming): Explained {
  switch (refusal.code) {
    case 'frozen':
      return explain(`${frozen(refusal, naming)}.`, `Choose a window after ${naming.moment(refusal.until)}, or one before it.`);
    case 'locked':
      return explain(`${locked(refusal.lock, naming)}.`, 'Choose a later window.');
  }
}

export function heldRefusal(refused: HeldRefusal, naming: Naming): Explained {
  switch (refused.code) {
    case 'frozen':
      return explain(
        `${frozen(refused, naming)}, so nothing starts there.`,
        'Wait until it ends, or ask somebody entitled to set it aside with /freeze override.',
      );
    case 'locked':
      return explain(`${locked(refused.lock, naming)}, so nothing else starts there.`, unlocking(refused.lock));
    case 'window-taken':
      return explain(
        `${refused.by} has this service until ${naming.moment(refused.until)}, and two deployments do not overlap.`,
        'Edit the request and choose a window that starts after it.',
      );
    case 'not-in-policy':
      return explain(
        `The policy no longer has ${refused.service} in ${refused.environment}.`,
        'Ask whoever keeps the policy to put it back, or cancel the request.',
      );
    case 'not-proven':
      return explain(
        `Nobody has told that ${refused.version} ran well in ${naming.environment(refused.before)}, or it went back from there.`,
        'Deploy it there first; when that has succeeded, this can start.',
      );
    case 'checkpoints-closed':
      return explain(
        `Gate closed until all items are checked: ${list(refused.checkpoints.map(naming.checkpoint))}.`,
        'Type /gates to see who owes what.',
      );
    case 'holds-unread':
      return explain('Freezes and locks could not be read, so nothing starts.', 'Please try again in a moment.');
    case 'unknown-freeze':
      return explain('No such freeze is in force.', 'See which are with /freeze.');
    case 'not-freezer':
      return explain('Your roles do not let you declare or lift a freeze.', 'Ask somebody who may; the policy names them.');
    case 'not-overrider':
      return explain(
        refused.roles.length === 0
          ? 'The policy lets nobody set a freeze aside.'
          : `Only ${list(refused.roles.map(naming.role), ' or ')} may set a freeze aside.`,
        'Ask one of them, or choose a window after the freeze.',
      );
    case 'not-frozen':
      return explain('No freeze lies over this request.', 'It needs no override.');
    case 'span-unreadable':
      return explain(
        'This is not a time that lies ahead.',
        'Give a first and a last day, such as 2026-12-20 2027-01-03, or a time such as 2h.',
      );
    case 'lock-held':
      return explain(
        `${naming.person(refused.by)} holds this lock until ${naming.moment(refused.until)}: ${refused.reason}.`,
        'Talk to them first; whoever runs deployments can release it with /unlock and a reason.',
      );
    case 'lock-too-long':
      return explain(
        `A lock lasts at most ${lasting(refused.most)}.`,
        'Take it for less; it can be taken again before it ends.',
      );
    case 'not-locked':
      return explain('Nobody holds a lock there.', 'See which there are with /lock.');
    case 'not-locker':
      return explain('Only people who hold a deployment role lock and unlock.', 'Ask one of them; the policy names them.');
    case 'no-item':
      return explain('No line of the gates was chosen.', 'Choose at least one, then send it again.');
    case 'unknown-item':
      return explain('The policy has no such line.', 'Open the board again with /gates and the name of a service.');
    case 'item-probed':
      return explain(
        'One of these lines proves itself, so nobody vouches for it and none was recorded.',
        'Mend what the board says about it; it is looked at again by itself.',
      );
    case 'not-of-the-owning-team':
      return explain(
        `One of these lines belongs to ${naming.team(refused.team)}, and policy does not list you there, so none was recorded.`,
        'Ask somebody of that team, or choose only lines of your own.',
      );
    case 'link-unreadable':
      return explain(
        'The link is not a web address.',
        'Paste one of at most 200 characters that starts with https://, or leave it empty.',
      );
    case 'not-rolled-back':
      return explain('Only a deployment that was rolled back has a cause to record.', 'See where it stands with /status.');
  }
}

function frozen({ reason, by, until, freeze }: Extract<Obstacle, { code: 'frozen' }>, { person, moment }: Naming): string {
  const whose = by === undefined ? '' : `, declared by ${person(by)}`;
  return `Frozen until ${moment(until)}: ${reason} (${freeze}${whose})`;
}

function locked(lock: Lock, { person, moment }: Naming): string {
  switch (lock.kind) {
    case 'taken':
      return `Locked by ${person(lock.by)} until ${moment(lock.until)}: ${lock.reason}`;
    case 'running':
      return `Locked by ${lock.request}, which is being deployed`;
    case 'no-cause':
      return `Locked by ${lock.request}, which was rolled back without a cause on record`;
    case 'unreadable':
      return 'Locked, because what is recorded about its lock cannot be read';
  }
}

function unlocking(lock: Lock): string {
  switch (lock.kind) {
    case 'taken':
      return 'Ask them to type /unlock, or release it with a reason.';
    case 'running':
      return 'It opens when that deployment has ended.';
    case 'no-cause':
      return `Record the cause with /unlock ${lock.request} followed by what it was.`;
    case 'unreadable':
      return 'Ask whoever runs Signoff to look at it.';
  }
}

const list = (names: readonly string[], last = ' and '): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${last}${names.at(-1) ?? ''}`;

const lasting = (minutes: number): string =>
  minutes % 1440 === 0 ? `${minutes / 1440} days` : minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`;
