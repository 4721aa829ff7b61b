/** A whole number as people write it: `412`, `1,000`, `1 000`; undefined for anything else. At most nine digits. */
export function readNumber(text: string): number | undefined {
  const digits = /^\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3})+$/.test(text) ? text.replace(/\D/g, '') : text;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** `91`, `91.5`, `91,5 %`; undefined for anything else, and above `upTo`. */
export function readPercentage(text: string, upTo: number): number | undefined {
  const number = /^(\d{1,4}(?:[.,]\d{1,2})?)\s*%?$/.exec(text)?.[1]?.replace(',', '.');
  return number !== undefined && Number(number) <= upTo ? Number(number) : undefined;
}

const LASTING = /^(?:(\d{1,2})\s*(?:h|hours?|horas?|:))?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?|minutos?)?)?$/i;
const MOST_MINUTES = 24 * 60;

/** Minutes from `90`, `90 min`, `1 h 30` or `1:30`: from one minute to a day; undefined for anything else. */
export function readMinutes(text: string): number | undefined {
  const [whole, hours, minutes] = LASTING.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const total = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return total >= 1 && total <= MOST_MINUTES ? total : undefined;
}
