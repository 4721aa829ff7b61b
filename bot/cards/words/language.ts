import { en, type Words } from './en.ts';
import { es } from './es.ts';
import type { Translation } from './translation.ts';

const TRANSLATIONS: Readonly<Record<string, Translation>> = { es };

/** Languages that are read, and how each writes dates and numbers where the reader names no country. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', es: 'es-ES' };

/** The words and the locale for a reader whose client says `asked` (BCP 47); `usual` where it says nothing that is known. */
export function languageFor(asked: string | undefined, usual: string): { readonly words: Words; readonly locale: string } {
  const locale = localeOf(asked) ?? localeOf(usual) ?? 'en-GB';
  return { words: wordsOf(languageOf(locale)), locale };
}

function localeOf(raw: string | undefined): string | undefined {
  if (raw === undefined || !/^[a-z]{2}(-[a-z0-9]{2,8})*$/i.test(raw)) return undefined;
  const [language = '', ...rest] = raw.split('-');
  const usual = LOCALES[language.toLowerCase()];
  if (usual === undefined) return undefined;
  return rest.length === 0 || Intl.DateTimeFormat.supportedLocalesOf(raw).length === 0 ? usual : raw;
}

const languageOf = (locale: string): string => locale.slice(0, 2).toLowerCase();

const whole = new Map<string, Words>([['en', en]]);

/** A word that a language does not have yet is read in English. */
function wordsOf(language: string): Words {
  const known = whole.get(language);
  if (known !== undefined) return known;
  const translated = over(en, TRANSLATIONS[language] ?? {}) as Words;
  whole.set(language, translated);
  return translated;
}

function over(english: unknown, translated: unknown): unknown {
  if (translated === undefined) return english;
  if (!isTable(english) || !isTable(translated)) return translated;
  return Object.fromEntries(Object.entries(english).map(([key, value]) => [key, over(value, translated[key])]));
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
