import type { Words } from './en.ts';

/** The words of another language, as far as it has them: the same names, the same values filled in, other sentences. */
export type Translation = TranslationOf<Words>;

type TranslationOf<Of> = Of extends string
  ? string
  : Of extends (...given: infer Given) => infer Result
    ? (...given: Given) => Result extends string ? string : Result
    : Of extends readonly unknown[]
      ? Of
      : { readonly [Key in keyof Of]?: TranslationOf<Of[Key]> };
