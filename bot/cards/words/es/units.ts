import type { Words } from '../en.ts';

const either = new Intl.ListFormat('es', { type: 'disjunction' });
const both = new Intl.ListFormat('es', { type: 'conjunction' });

/** `A`, `A o B`, `A, B o C`; `siete u ocho`. */
export const orList = (names: readonly string[]): string => either.format(names);

/** `A`, `A y B`, `A, B y C`; `padre e hijo`. */
export const andList = (names: readonly string[]): string => both.format(names);

export const units = {
  minutes: (n) => `${n} min`,
  lasting: (minutes) =>
    minutes < 1
      ? 'menos de 1 min'
      : minutes < 60
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`,
  percent: (n, locale) => `${n.toLocaleString(locale)} %`,
  milliseconds: (n) => `${n} ms`,
  ms: (n) => `${n} ms`,
  perMinute: (n) => `${n} por minuto`,
  stay: (hours) => (hours < 48 ? `${Math.round(hours)} h` : `${Math.floor(hours / 24)} días`),
} satisfies Words['units'];
