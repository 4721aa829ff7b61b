/** From Sunday on, in the languages in which people type, without accents. */
const DAYS: readonly (readonly string[])[] = [
  ['sunday', 'domingo'],
  ['monday', 'lunes'],
  ['tuesday', 'martes'],
  ['wednesday', 'miercoles'],
  ['thursday', 'jueves'],
  ['friday', 'viernes'],
  ['saturday', 'sabado'],
];
const DAY_MS = 86_400_000;

const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** In small letters and without accents. */
const plainly = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

const NEAR: Readonly<Record<string, number>> = { today: 0, hoy: 0, tomorrow: 1, manana: 1 };

/** `today`, `tomorrow`, `hoy` or `mañana` as 2026-11-26; undefined for another word. */
export function nearDay(word: string, today: string): string | undefined {
  const days = Object.hasOwn(NEAR, plainly(word)) ? NEAR[plainly(word)] : undefined;
  return days === undefined ? undefined : plusDays(today, days);
}

/**
 * The days that a word can mean, as 2026-11-26, seen from `today`: `tomorrow` or `mañana`, `thu` or `jue` (the next one),
 * `2026-11-26`, `26.11.`, and `3/12`, which has a meaning for those who put the month first and one for those who put it
 * last.
 */
export function daysMeant(typed: string, today: string): readonly string[] {
  const near = nearDay(typed, today);
  if (near !== undefined) return [near];
  const word = plainly(typed);
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return [word];
  const weekday = word.length < 3 ? -1 : DAYS.findIndex((names) => names.some((name) => name.startsWith(word)));
  if (weekday >= 0) {
    const ahead = (weekday - new Date(`${today}T12:00:00Z`).getUTCDay() + 7) % 7;
    return [plusDays(today, ahead === 0 ? 7 : ahead)];
  }
  const [, dayOfMonth, month] = /^(\d{1,2})\.(\d{1,2})\.$/.exec(word) ?? [];
  if (dayOfMonth !== undefined && month !== undefined)
    return [dayIn(today, month, dayOfMonth)].filter((day) => day !== undefined);
  const [, first, second] = /^(\d{1,2})\/(\d{1,2})$/.exec(word) ?? [];
  if (first === undefined || second === undefined) return [];
  return [...new Set([dayIn(today, second, first), dayIn(today, first, second)].filter((day) => day !== undefined))];
}

/** The next such day of a month, this year or the next; undefined when no month has it. */
function dayIn(today: string, month: string, day: string): string | undefined {
  const inYear = (year: number) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  const date = inYear(year) < today ? inYear(year + 1) : inYear(year);
  const at = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? undefined : date;
}

/** The time that a word means, as 09:00: `9:00`, `09:00`, `9am`, `9:30pm`. */
export function timesMeant(word: string): readonly string[] {
  const [, hour = '', minute = '00', half] = /^(\d{1,2})(?::([0-5]\d))?(am|pm)?$/.exec(word) ?? [];
  if (hour === '' || (half === undefined && !word.includes(':'))) return [];
  const number = Number(hour);
  if (half === undefined) return number < 24 ? [`${hour.padStart(2, '0')}:${minute}`] : [];
  if (number < 1 || number > 12) return [];
  return [`${String((number % 12) + (half === 'pm' ? 12 : 0)).padStart(2, '0')}:${minute}`];
}
