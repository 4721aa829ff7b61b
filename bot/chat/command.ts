import {
  parseChannelKey,
  parseRequestId,
  parseSilenceId,
  type ChannelKey,
  type RequestId,
  type SilenceId,
} from '../domain/ids.ts';

/** What a person typed, read once. Words that no command takes end as `unclear`, never as a guess. */
export type Command =
  | { readonly kind: 'deploy'; readonly words: readonly string[] }
  | { readonly kind: 'edit' | 'copy' | 'why' | 'changes'; readonly request: RequestId }
  /** `text` is the whole review, or nothing. */
  | { readonly kind: 'review'; readonly request: RequestId; readonly text: string }
  | { readonly kind: 'comment'; readonly request: RequestId; readonly text: string }
  /** Evidence as it was typed; for the draft of whoever types where no request is named. */
  | { readonly kind: 'attach'; readonly request: RequestId | undefined; readonly text: string }
  /** Words that say when; none asks for the starts that are free. */
  | { readonly kind: 'move'; readonly request: RequestId; readonly words: readonly string[] }
  /** A request, or words that describe one. */
  | { readonly kind: 'simulate'; readonly request: RequestId | undefined; readonly words: readonly string[] }
  | { readonly kind: 'cancel'; readonly request: RequestId; readonly reason: string }
  | { readonly kind: 'show'; readonly request: RequestId }
  /** Words that say which requests; none means all on their way. */
  | { readonly kind: 'status'; readonly words: readonly string[] }
  | { readonly kind: 'pending' }
  | { readonly kind: 'start' | 'step' | 'done'; readonly request: RequestId | undefined }
  | { readonly kind: 'issue' | 'rollback'; readonly request: RequestId | undefined; readonly rest: string }
  | { readonly kind: 'delegate' | 'emergency'; readonly words: readonly string[] }
  | { readonly kind: 'alerts' | 'oncall'; readonly service: string | undefined }
  /** Without words, those that hold. */
  | { readonly kind: 'silence'; readonly words: readonly string[] }
  | { readonly kind: 'end-silence'; readonly silence: SilenceId }
  | { readonly kind: 'route'; readonly channel: ChannelKey | undefined }
  | { readonly kind: 'as'; readonly role: string }
  | { readonly kind: HoldCommandName; readonly words: readonly string[] }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'hello' }
  | { readonly kind: 'help' }
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'unclear'; readonly command: CommandName };

/** Every command by its name, as manifest, parser and help have it. */
export const COMMANDS = [
  'deploy',
  'status',
  'pending',
  'start',
  'step',
  'done',
  'issue',
  'rollback',
  'delegate',
  'alerts',
  'silence',
  'emergency',
  'freeze',
  'lock',
  'unlock',
  'calendar',
  'gates',
  'oncall',
  'route',
  'doctor',
  'as',
  'help',
] as const;

/** Those that Teams offers behind `/` and behind the mention, the most used first: it takes twelve. /help has them all. */
export const OFFERED = [
  'deploy',
  'status',
  'pending',
  'start',
  'step',
  'done',
  'issue',
  'rollback',
  'route',
  'doctor',
  'help',
] as const satisfies readonly CommandName[];
export type CommandName = (typeof COMMANDS)[number];
/** Read where they are answered, because services and environments are policy's. */
export type HoldCommandName = Extract<CommandName, 'freeze' | 'lock' | 'unlock' | 'calendar' | 'gates'>;

const MOST_CHARACTERS = 2_000;

/**
 * Reads `/deploy …`, `deploy …` or plain `hi`; the mention is already gone, and alone it is a `hi` too. The whole first
 * word must be a command, whatever its case: "please do not run /deployment now" is none.
 */
export function parseCommand(text: string): Command {
  const [first = '', ...words] = text.slice(0, MOST_CHARACTERS).trim().split(/\s+/);
  const name = first.replace(/^\//, '').toLowerCase();
  if (name === '' || name === 'hi' || name === 'hello') return { kind: 'hello' };
  if (!isCommandName(name)) return { kind: 'unknown', word: first.slice(0, 40) };

  const rest = words.join(' ');
  switch (name) {
    case 'help':
      return { kind: 'help' };
    case 'deploy':
      return parseDeploy(words);
    case 'status': {
      const request = words.length === 1 ? parseRequestId(words[0]) : undefined;
      return request === undefined ? { kind: 'status', words } : { kind: 'show', request };
    }
    case 'freeze':
    case 'lock':
    case 'unlock':
    case 'calendar':
    case 'gates':
      return { kind: name, words };
    case 'doctor':
      return words.length === 0 ? { kind: 'doctor' } : { kind: 'unclear', command: 'doctor' };
    case 'pending':
      return words.length === 0 ? { kind: 'pending' } : { kind: 'unclear', command: 'pending' };
    case 'start':
    case 'step':
    case 'done': {
      const request = parseRequestId(words[0]);
      const readable = words.length === 0 || (words.length === 1 && request !== undefined);
      return readable ? { kind: name, request } : { kind: 'unclear', command: name };
    }
    case 'issue':
    case 'rollback': {
      const request = parseRequestId(words[0]);
      return { kind: name, request, rest: request === undefined ? rest : words.slice(1).join(' ') };
    }
    case 'delegate':
    case 'emergency':
      return { kind: name, words };
    case 'alerts':
    case 'oncall':
      return words.length > 1 ? { kind: 'unclear', command: name } : { kind: name, service: words[0] };
    case 'silence': {
      if (words[0]?.toLowerCase() !== 'end') return { kind: 'silence', words };
      const silence = parseSilenceId(words[1]);
      return silence === undefined ? { kind: 'unclear', command: 'silence' } : { kind: 'end-silence', silence };
    }
    case 'route': {
      const channel = parseChannelKey(words[0]?.toLowerCase());
      return words.length > 1 ? { kind: 'unclear', command: 'route' } : { kind: 'route', channel };
    }
    case 'as':
      return words.length > 1 ? { kind: 'unclear', command: 'as' } : { kind: 'as', role: words[0]?.toLowerCase() ?? 'me' };
  }
}

const isCommandName = (name: string): name is CommandName => COMMANDS.some((known) => known === name);

function parseDeploy(words: readonly string[]): Command {
  const [first = '', second, ...rest] = words;
  const verb = first.toLowerCase();
  switch (verb) {
    case 'edit':
    case 'copy':
    case 'show':
    case 'changes':
    case 'why':
    case 'comment':
    case 'review':
    case 'move':
    case 'cancel': {
      const request = parseRequestId(second);
      if (request === undefined) return { kind: 'unclear', command: 'deploy' };
      if (verb === 'comment' || verb === 'review') return { kind: verb, request, text: rest.join(' ') };
      if (verb === 'move') return { kind: verb, request, words: rest };
      return verb === 'cancel' ? { kind: verb, request, reason: rest.join(' ') } : { kind: verb, request };
    }
    case 'attach': {
      const request = parseRequestId(second);
      return { kind: 'attach', request, text: words.slice(request === undefined ? 1 : 2).join(' ') };
    }
    case 'simulate': {
      const request = parseRequestId(second);
      if (request !== undefined && rest.length > 0) return { kind: 'unclear', command: 'deploy' };
      return { kind: 'simulate', request, words: request === undefined ? words.slice(1) : [] };
    }
    default:
      return { kind: 'deploy', words };
  }
}
