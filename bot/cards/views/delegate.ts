import type { Delegation } from '../../domain/delegation.ts';
import type { PersonId } from '../../domain/ids.ts';
import { plusMinutes, type Instant } from '../../domain/time.ts';
import { button, INPUT, primary } from '../actions.ts';
import type { Context } from '../context.ts';
import { clock, day, exactSpan } from '../moments.ts';
import type { CardOf } from '../parts.ts';
import { badge, nameOf, note, paragraph, plain, roleTitle, row, strong, subtle, type Row } from '../pieces.ts';
import { pickerOf, type ChoiceInput } from './inputs.ts';
import { zoneTitle } from './window-echo.ts';

/** Who stands in for a person and for whom they do, with the questions of another delegation. */
export interface DelegateView extends CardOf<'head' | 'paragraphs' | 'lists' | 'notes' | 'first'> {
  readonly choices: readonly ChoiceInput[];
  readonly searches: readonly ChoiceInput[];
  readonly dates: readonly { readonly id: string; readonly label: string; readonly value: string }[];
  readonly scopes: readonly Picker[];
}

interface Picker {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface DelegateInput {
  readonly person: PersonId;
  /** Those that the person gave, and those that they were given. */
  readonly known: readonly Delegation[];
  /** Whom the picker offers. */
  readonly people: readonly PersonId[];
  /** The day that is today for the person. */
  readonly today: string;
}

/** With the way to delegate, six buttons are as many as fit. */
const MOST_REVOKED = 5;

export function delegateView({ person, known, people, today }: DelegateInput, context: Context): DelegateView {
  const { delegate } = context.words;
  const given = known.filter(({ giver }) => giver === person);
  const taken = known.filter(({ taker }) => taker === person);
  const asked = { id: INPUT.delegateTo, label: delegate.taker, hint: delegate.takerHint, value: '' };
  const others = people.filter((one) => one !== person);
  const taker = pickerOf(asked, 'person', others, context);
  const roles = [...context.policy.roles.keys()].filter((role) => context.holders.get(role)?.includes(person) === true);
  return {
    fallback: delegate.fallback,
    head: { over: '', title: delegate.title, badge: given.length === 0 ? [] : badge(String(given.length), 'quiet') },
    paragraphs: [paragraph(plain(delegate.intro))],
    lists: [
      { heading: delegate.given, rows: given.map((one) => delegationRow(one, one.taker, context)) },
      { heading: delegate.taken, rows: taken.map((one) => delegationRow(one, one.giver, context)) },
    ].filter(({ rows }) => rows.length > 0),
    choices: taker.choices,
    searches: taker.searches,
    dates: [
      { id: INPUT.delegateFrom, label: delegate.from, value: today },
      { id: INPUT.delegateUntil, label: delegate.to, value: today },
    ],
    scopes: [
      {
        id: INPUT.delegateRoles,
        label: delegate.roles,
        hint: delegate.rolesHint,
        choices: roles.map((role) => ({ title: roleTitle(role, context), value: role })),
      },
      {
        id: INPUT.delegateServices,
        label: delegate.services,
        hint: delegate.servicesHint,
        choices: [...context.policy.services.values()].map(({ id, title }) => ({ title, value: id })),
      },
    ].filter(({ choices }) => choices.length > 1),
    notes: note(context.words.form.times(zoneTitle(context.zone))),
    first: [
      primary(button(delegate.send, 'delegation/make')),
      ...given
        .slice(0, MOST_REVOKED)
        .map(({ id, taker }) => button(delegate.revoke(nameOf(taker, context)), 'delegation/revoke', { delegation: id })),
    ],
  };
}

function delegationRow(delegation: Delegation, who: PersonId, context: Context): Row {
  return row(
    delegation.span.start <= context.now ? 'running' : 'open',
    [paragraph(strong(nameOf(who, context)), subtle(`  ${scopeText(delegation, context)}`))],
    daysText(delegation, context),
  );
}

/** `CTO / Tech Director, for Payments API`. */
export function scopeText({ roles, services }: Pick<Delegation, 'roles' | 'services'>, { words, policy }: Context): string {
  if (roles.length + services.length === 0) return words.delegate.everything;
  return words.delegate.scope(
    words.join.and(roles.map((role) => roleTitle(role, { policy }))),
    words.join.and(services.map((service) => policy.services.get(service)?.title ?? service)),
  );
}

/** `Tue 1 Dec – Sat 5 Dec`, the last day being the one that it still covers; to the minute where its days are not the reader's. */
export function daysText({ span }: Pick<Delegation, 'span'>, context: Context): string {
  if (clock(span.start, context) !== '00:00' || clock(span.end, context) !== '00:00') return exactSpan(span, context);
  const last: Instant = plusMinutes(span.end, -1);
  return context.words.delegate.days(day(span.start, context), day(last, context));
}
