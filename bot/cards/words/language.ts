import { en, type Words } from './en.ts';
import { es } from './es.ts';

interface Language {
  readonly words: Words;
  /** BCP 47: how dates and numbers are written. */
  readonly locale: string;
}

const ENGLISH: Language = { words: en, locale: 'en-GB' };

/** The languages there are, each with the locale of a reader who names no country. */
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['en', ENGLISH],
  ['es', { words: es, locale: 'es-ES' }],
]);

/** The words and the locale for a reader whose client says `asked` (BCP 47); `usual` where it says nothing that is known. */
export function languageFor(asked: string | undefined, usual: string): Language {
  return languageOf(asked) ?? languageOf(usual) ?? ENGLISH;
}

const known = new Map<string, Language | undefined>();
/** A client may call its locale anything. */
const MOST_KNOWN = 1_000;

/** Looking up a locale costs as much as a whole line of a card. */
function languageOf(raw: string | undefined): Language | undefined {
  if (raw === undefined || known.has(raw)) return known.get(raw ?? '');
  const found = lookedUp(raw);
  if (known.size < MOST_KNOWN) known.set(raw, found);
  return found;
}

function lookedUp(raw: string): Language | undefined {
  if (!/^[a-z]{2}(-[a-z0-9]{2,8})*$/i.test(raw)) return undefined;
  const [name = '', ...rest] = raw.split('-');
  const language = LANGUAGES.get(name.toLowerCase());
  const named = rest.length > 0 && Intl.DateTimeFormat.supportedLocalesOf(raw).length > 0;
  return language === undefined || !named ? language : { ...language, locale: raw };
}
