import { chromium, type Locator, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS } from './chromium.ts';

/** The conversations that `.m365agentsplayground.yml` gives the demo. */
export type Room = 'Personal Chat' | 'Approvals' | 'General' | 'incidents';

/**
 * The Playground in a browser, driven as a person would. Everything waits, for at most twenty seconds, until it can be
 * done. A reload starts the Playground over: it forgets every message, so a test keeps to one page.
 */
export interface Playground {
  readonly page: Page;
  /** The first visit is also when the bot learns that it was installed there. */
  readonly goTo: (room: Room) => Promise<void>;
  /** Types and sends; outside the personal chat with the bot mentioned first, because it hears nothing else there. */
  readonly say: (text: string) => Promise<void>;
  /** The newest card of this conversation that shows `text`. */
  readonly card: (text: string) => Promise<Locator>;
  /** Answers an input of the newest card that has it, by its label. Several choices are separated by `, `. */
  readonly fill: (label: string, value: string) => Promise<void>;
  /** Taps a button of the newest card that has it; one under `…` too. */
  readonly tap: (button: string) => Promise<void>;
  /** The line under a card that answers a tap without changing the card. */
  readonly notice: (text: string) => Promise<void>;
  /** A picture of one part of the page; `narrow` draws its cards as wide as a phone shows them. */
  readonly picture: (part: Locator, path: string, width: 'usual' | 'narrow') => Promise<void>;
  readonly close: () => Promise<void>;
}

const SIZE = { width: 1280, height: 1500 };
/** A thread is as wide as the window, its cards are not. */
const WIDEST = 540;
const WIDTHS = {
  usual: '.ac-adaptiveCard { width: auto; }',
  narrow: '.ac-adaptiveCard { width: 340px !important; box-sizing: border-box; }',
};

export async function openPlayground(address: string, executablePath: string): Promise<Playground> {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage({ viewport: SIZE });
  page.setDefaultTimeout(20_000);
  page.setDefaultNavigationTimeout(60_000);
  await page.goto(address);
  await page.getByRole('button', { name: 'Hide log panel' }).click();
  await page.getByText('Log Panel', { exact: true }).waitFor({ state: 'hidden' });
  let room: Room = 'Personal Chat';

  return {
    page,
    goTo: async (next) => {
      room = next;
      await page.getByRole('treeitem', { name: isChannel(next) ? `- ${next}` : next }).click();
      await page.waitForFunction(IS_SHOWN, next);
      await page.getByText('Start a new post').waitFor({ state: isChannel(next) ? 'visible' : 'hidden' });
    },
    say: (text) => say(page, room, text),
    card: async (text) => {
      const found = page.locator('.ac-adaptiveCard').filter({ hasText: text }).last();
      await found.waitFor();
      return found;
    },
    fill: (label, value) => fill(page, label, value),
    tap: (button) => tap(page, button),
    notice: (text) => page.getByText(text).last().waitFor(),
    picture: async (part, path, width) => {
      const style = await page.addStyleTag({ content: WIDTHS[width] });
      await page.mouse.move(0, 0);
      const { height: whole = 0 } = (await part.boundingBox()) ?? {};
      await page.setViewportSize({ ...SIZE, height: Math.max(SIZE.height, Math.ceil(whole) + 500) });
      await part.scrollIntoViewIfNeeded();
      const box = (await part.boundingBox()) ?? { x: 0, y: 0, ...SIZE };
      await page.screenshot({ path, clip: { ...box, width: Math.min(box.width, WIDEST) }, animations: 'disabled' });
      await page.setViewportSize(SIZE);
      await style.evaluate((node) => {
        (node as unknown as { readonly remove: () => void }).remove();
      });
    },
    close: () => browser.close(),
  };
}

const isChannel = (room: Room): boolean => room === 'General' || room === 'incidents';

/** In the page: whether the list marks this room, alone, as the one that is open. */
const IS_SHOWN = `(room) => {
  const rooms = [...document.querySelectorAll('[role=treeitem]')];
  const look = rooms.find((one) => one.getAttribute('aria-label').endsWith(room)).className;
  return rooms.filter(({ className }) => className === look).length === 1;
}`;

async function say(page: Page, room: Room, text: string): Promise<void> {
  const editors = page.locator('[contenteditable=true]');
  await (isChannel(room) ? editors.first() : editors.last()).click();
  if (room !== 'Personal Chat') {
    await page.keyboard.type('@');
    await page.getByRole('listbox', { name: 'Typeahead menu' }).getByRole('menuitem', { name: 'Signoff' }).click();
  }
  await page.keyboard.insertText(room === 'Personal Chat' ? text : ` ${text}`);
  await page
    .getByRole('button', { name: isChannel(room) ? 'Post' : 'Send Message' })
    .last()
    .click();
}

/** A card that is about to be drawn anew may still show the button itself. */
const BEFORE_OVERFLOW_MS = 5_000;

async function tap(page: Page, title: string): Promise<void> {
  const visible = page.locator('.ac-adaptiveCard').getByRole('button', { name: title, exact: true });
  const overflow = page.locator('.ac-adaptiveCard').getByRole('button', { name: 'More options' });
  const shown = await visible
    .last()
    .waitFor({ timeout: BEFORE_OVERFLOW_MS })
    .then(
      () => true,
      () => false,
    );
  if (shown) return visible.last().click();
  await overflow.last().click();
  await page.getByRole('menuitem', { name: title }).click();
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  const control = await controlOf(page, label);
  const [role, type, hint] = await Promise.all(['role', 'type', 'placeholder'].map((name) => control.getAttribute(name)));
  if (role === 'radiogroup') return control.getByRole('radio', { name: value, exact: true }).check({ force: true });
  if (type === 'checkbox') return tick(page, label, value);
  await control.hover(); // a message under the mouse for the first time is drawn anew, without what was typed
  if (role !== 'combobox' || hint?.startsWith('Select a ') === true) return control.fill(value);
  await opens(page, control);
  await choose(page, value);
}

/** A card that is drawn anew just then closes the list, so it is opened again. */
async function opens(page: Page, list: Locator): Promise<void> {
  const options = page.getByRole('option').or(page.getByRole('menuitemcheckbox'));
  for (let tries = 0; tries < 5; tries += 1) {
    await list.click();
    const opened = await options
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (opened) return;
  }
}

/** An input is named by its label, then by what is wrong with it or, if it is a box, by its own title. */
async function controlOf(page: Page, label: string): Promise<Locator> {
  const start = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const exact = inputs(page, new RegExp(`^${start}$`));
  const longer = inputs(page, new RegExp(`^${start}\\s`));
  await exact.or(longer).last().waitFor();
  return (await exact.count()) > 0 ? exact.last() : longer.last();
}

function inputs(page: Page, name: RegExp): Locator {
  const cards = page.locator('.ac-adaptiveCard');
  const [first, ...others] = (['textbox', 'combobox', 'spinbutton', 'radiogroup', 'checkbox'] as const).map((role) =>
    cards.getByRole(role, { name }),
  );
  return others.reduce((all, one) => all.or(one), first ?? cards);
}

/** Ticks the named boxes of a group, or a box of its own by `yes` and `no`. */
async function tick(page: Page, label: string, value: string): Promise<void> {
  const box = (title: string) =>
    page
      .locator('.ac-adaptiveCard')
      .getByRole('checkbox', { name: `${label} ${title}` })
      .last();
  if (value === 'yes' || value === 'no') return box('').setChecked(value === 'yes', { force: true });
  for (const choice of value.split(', ')) await box(choice).check({ force: true });
}

/** Picks from the open list of a choice. A list of several stays open, so it is closed. */
async function choose(page: Page, value: string): Promise<void> {
  for (const choice of value.split(', ')) {
    const option = page.getByRole('option', { name: choice, exact: true });
    await option.or(page.getByRole('menuitemcheckbox', { name: choice, exact: true })).click();
  }
  await page.keyboard.press('Escape');
}
