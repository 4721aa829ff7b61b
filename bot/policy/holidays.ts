import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

const DAY_MS = 86_400_000;
const require = createRequire(import.meta.url);
let loaded: typeof Holidays | undefined;

/** The tables take longer to load than the rest of the policy, so they are loaded when a policy asks for them. */
const tables = () => (loaded ??= require('date-holidays') as typeof Holidays);

/** Whether the public holidays of this ISO 3166 country code are known. */
export const isCountry = (code: string): boolean => Object.hasOwn(new (tables())().getCountries(), code);

/** Tells whether a local date (`2026-12-25`) is a public holiday of the whole country. */
export function publicHolidays(country: string): (date: string) => boolean {
  const calendar = new (tables())(country);
  const years = new Map<number, ReadonlySet<string>>();
  const read = (year: number): ReadonlySet<string> => {
    const days = calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .flatMap(daysOf);
    return new Set(days);
  };
  return (date) => {
    const year = Number(date.slice(0, 4));
    const days = years.get(year) ?? read(year);
    years.set(year, days);
    return days.has(date);
  };
}

function daysOf({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): readonly string[] {
  const first = Date.parse(date.slice(0, 10));
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: count }, (_, n) => new Date(first + n * DAY_MS).toISOString().slice(0, 10));
}
