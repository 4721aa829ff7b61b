/**
 * Text for a TextRun, which renders no Markdown but formats `{{DATE(…)}}` and `{{TIME(…)}}`, and obeys marks that turn the
 * direction of what follows (`gnp.exe` for `exe.png`): neither happens. Right-to-left words need no such marks.
 */
export const inert = (text: string): string =>
  LIVELY.test(text) ? text.replace(/\{\{(?=(?:DATE|TIME)\()/g, `{${JOINER}{`).replace(TURNING, '') : text;

/** Words without anything that a TextBlock takes for Markdown, a tag or a date to format. */
export const unmarked = (text: string): string =>
  text
    .replace(TURNING, '')
    .replace(/[<>[\]{}*_`~\\|#]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Nothing is seen of it, and what it joins is not taken for one mark. */
const JOINER = '\u2060';
/** Embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const LIVELY = /\{\{(?:DATE|TIME)\(|[\u202a-\u202e\u2066-\u2069]/;
