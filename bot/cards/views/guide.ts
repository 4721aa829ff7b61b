import { button, primary, type CardButton } from '../actions.ts';
import type { Context } from '../context.ts';
import type { CardOf } from '../parts.ts';
import { paragraph, plain, strong, subtle, type Paragraph } from '../pieces.ts';

/** What can be typed, in groups. */
export interface HelpView extends CardOf<'head' | 'paragraphs' | 'first'> {
  readonly groups: readonly { readonly heading: string; readonly lines: readonly Paragraph[] }[];
}

export function helpView({ words }: Context): HelpView {
  const { help } = words;
  return {
    fallback: help.fallback,
    head: { over: words.list.over, title: help.title, badge: [] },
    paragraphs: [paragraph(plain(help.intro))],
    groups: help.groups.map(({ title, commands }) => ({
      heading: title,
      lines: commands.map(([command, does]) => paragraph(strong(command), subtle(`  ${does}`))),
    })),
    first: guideButtons(words),
  };
}

/** The first words of the bot where it was installed. */
export type WelcomeView = CardOf<'head' | 'paragraphs' | 'first'>;

export function welcomeView({ words, policy }: Context): WelcomeView {
  const { welcome } = words;
  return {
    fallback: welcome.summary,
    head: { over: policy.organisation, title: welcome.title, badge: [] },
    paragraphs: [paragraph(plain(welcome.text)), paragraph(subtle(welcome.first))],
    first: guideButtons(words),
  };
}

const guideButtons = ({ buttons }: Context['words']): readonly CardButton[] => [
  primary(button(buttons.newRequest, 'draft/open')),
  button(buttons.status, 'status/list'),
];
