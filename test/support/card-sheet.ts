import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.ts';

const COLUMNS = 4;

interface Theme {
  readonly page: string;
  readonly card: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly attention: string;
  readonly warning: string;
  readonly boxes: Readonly<Record<'emphasis' | 'good' | 'attention' | 'warning' | 'accent', string>>;
  readonly border: string;
  readonly input: string;
}

/** Colours of Teams' own host config. */
export const THEMES = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    text: '#242424',
    subtle: '#616161',
    accent: '#5b5fc7',
    good: '#237b4b',
    attention: '#c4314b',
    warning: '#835c00',
    boxes: { emphasis: '#f0f0f0', good: '#e7f2da', attention: '#fcf4f6', warning: '#fbf6d9', accent: '#e8ebfa' },
    border: '#d1d1d1',
    input: '#ffffff',
  },
  dark: {
    page: '#141414',
    card: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#9299f7',
    good: '#92c353',
    attention: '#f9526b',
    warning: '#f2d95c',
    boxes: { emphasis: '#1f1f1f', good: '#0d2e0d', attention: '#3e1f25', warning: '#463100', accent: '#2f2f4a' },
    border: '#525252',
    input: '#1f1f1f',
  },
} as const satisfies Readonly<Record<string, Theme>>;

function hostConfig(theme: Theme): object {
  const color = (hex: string) => ({ default: hex, subtle: theme.subtle });
  const foreground = {
    default: { default: theme.text, subtle: theme.subtle },
    accent: color(theme.accent),
    good: color(theme.good),
    attention: color(theme.attention),
    warning: color(theme.warning),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors: foreground });
  return {
    fontFamily: 'Segoe UI, Helvetica, Arial, sans-serif',
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.border },
    supportsInteractivity: true,
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      spacing: 'large',
      showCard: { actionMode: 'inline', inlineTopMargin: 12 },
    },
    containerStyles: {
      default: style(theme.card),
      ...Object.fromEntries(Object.entries(theme.boxes).map(([name, hex]) => [name, style(hex)])),
    },
    inputs: { label: { inputSpacing: 'small', optionalInputs: { size: 'default', color: 'default' } } },
  };
}

const css = (theme: Theme, width: number): string => `
  body { background: ${theme.page}; margin: 16px; font-family: "Segoe UI", Helvetica, Arial, sans-serif; color: ${theme.text};
    column-count: ${String(COLUMNS)}; column-gap: 20px; }
  figure { margin: 0 0 20px; break-inside: avoid; width: ${String(width)}px; }
  a { color: ${theme.accent}; }
  figcaption { color: ${theme.subtle}; font-size: 11px; margin-bottom: 4px; }
  .card { background: ${theme.card}; border: 1px solid ${theme.border}; border-radius: 6px; overflow: hidden; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .ac-pushButton { font: 600 14px "Segoe UI", Helvetica, Arial, sans-serif; padding: 5px 12px; border-radius: 4px; border: 1px solid ${theme.border};
    background: transparent; color: ${theme.text}; }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: white; }
  .ac-pushButton.style-destructive { color: ${theme.attention}; }
  .ac-input { background: ${theme.input}; color: ${theme.text}; border: 1px solid ${theme.border}; border-radius: 4px; padding: 5px 8px;
    font: 14px "Segoe UI", Helvetica, Arial, sans-serif; box-sizing: border-box; width: 100%; }
  .ac-input input { accent-color: #5b5fc7; }
  .ac-input:has(input) { border: 0; padding: 0; background: transparent; }
  textarea.ac-input { min-height: 68px; }`;

interface Sheet {
  readonly AdaptiveCards: {
    readonly AdaptiveCard: (new () => { hostConfig: unknown; parse: (card: unknown) => void; render: () => Node }) & {
      onProcessMarkdown: (text: string, result: { outputHtml: string; didProcess: boolean }) => void;
    };
    readonly HostConfig: new (config: unknown) => unknown;
  };
  readonly document: {
    readonly body: { readonly append: (node: unknown) => void };
    readonly createElement: (name: string) => Mutable;
  };
}
interface Mutable {
  className: string;
  textContent: string;
  readonly append: (...nodes: readonly unknown[]) => void;
  readonly innerText: string;
}
type Node = unknown;

/** Runs in the page. */
function draw({
  cards,
  config,
}: {
  readonly cards: readonly (readonly [string, unknown])[];
  readonly config: object;
}): readonly string[] {
  const { AdaptiveCards, document } = globalThis as unknown as Sheet;
  const frames: Mutable[] = [];
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text.replace(/<at>(.*?)<\/at>/g, '<a>$1</a>').replace(/\*\*(.*?)\*\*/g, '<b>$1</b>');
    result.didProcess = true;
  };
  for (const [name, json] of cards) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(config);
    card.parse(json);
    const [figure, caption, frame] = ['figure', 'figcaption', 'div'].map((tag) => document.createElement(tag));
    if (figure === undefined || caption === undefined || frame === undefined) return [];
    caption.textContent = name;
    frame.className = 'card';
    frame.append(card.render());
    figure.append(caption, frame);
    document.body.append(figure);
    frames.push(frame);
  }
  return frames.map(({ innerText }) => innerText);
}

export interface SheetOptions {
  readonly file: string;
  readonly theme: keyof typeof THEMES;
  /** Of one card, in pixels. */
  readonly width: number;
}

/** Draws cards with the Adaptive Cards renderer, styled as Teams styles it, into one picture. Gives what each says. */
export async function drawSheet(
  cards: readonly (readonly [name: string, card: unknown])[],
  { file, theme: name, width }: SheetOptions,
): Promise<readonly string[]> {
  if (CHROMIUM === undefined) throw new Error('drawing needs Chromium');
  const theme = THEMES[name];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: { width: (width + 20) * COLUMNS + 12, height: 900 } });
  await page.setContent('<!doctype html><html><body></body></html>');
  await page.addStyleTag({ content: css(theme, width) });
  await page.addScriptTag({
    content: readFileSync(new URL('../../node_modules/adaptivecards/dist/adaptivecards.min.js', import.meta.url), 'utf8'),
  });
  const texts = await page.evaluate(draw, { cards, config: hostConfig(theme) });
  await page.screenshot({ path: file, fullPage: true });
  await browser.close();
  return texts;
}
