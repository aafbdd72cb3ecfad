import { parseHTML } from 'linkedom';
import type { Page } from 'playwright-core';
import { goToTheBank, openDebtorsPage } from './debtor.ts';

/** A page that is tried in every way: its name for people and for files, and where it is. */
export interface Place {
  name: string;
  path: string;
  /** Opens the debtor's page. It holds for a quarter of an hour of the virtual clock: no day may pass before. */
  cookie?: string;
  /** There is more behind the button of its form, which a link does not reach. */
  press?: true;
  /** What is typed into one of its forms, which is then sent. */
  type?: Readonly<Record<string, string>>;
}

/** One page of each kind. Whoever adds a kind of page adds one here. */
export async function placesOn(origin: string): Promise<Place[]> {
  const message = (channel: string) => firstLink(origin, `/outbox?channel=${channel}`, 'tbody th a');
  const settled = await firstLink(origin, '/cases?outcome=settled&profile=problem-payer', 'tbody th a');
  const waiting = await firstLink(origin, '/cases?outcome=waiting', 'tbody th a');
  return [
    { name: 'overview', path: '/' },
    { name: 'cases', path: '/cases' },
    { name: 'cases-found', path: '/cases?outcome=waiting&profile=arranger' },
    { name: 'cases-none', path: '/cases?find=nothing-like-it' },
    { name: 'case-settled', path: settled },
    { name: 'case-waiting', path: waiting },
    { name: 'case-whole', path: `${settled}?all=1` },
    { name: 'outbox', path: '/outbox' },
    { name: 'email', path: await message('email') },
    { name: 'text-message', path: await message('sms') },
    { name: 'letter', path: await message('letter') },
    ...(await debtorsPlaces(origin)),
    { name: 'score', path: '/score' },
    { name: 'clock', path: '/clock' },
    { name: 'not-found', path: '/nowhere' },
  ];
}

/** Behind a pay link: the question, the account, its forms, and the bank to which the first of them leads. */
async function debtorsPlaces(origin: string): Promise<Place[]> {
  const ways = [
    'pay',
    'plan',
    'promise',
    'direct-debit',
    'hardship',
    'dispute',
    'already-paid',
    'person',
    'messages',
  ];
  const opened = await openDebtorsPage(origin, ways);
  const { path, cookie } = opened;
  const others = ['not-me', 'information', 'complaint', 'why'];
  return [
    { name: 'debtor-question', path },
    { name: 'debtor-account', path, cookie },
    { name: 'debtor-account-english', path: `${path}?lang=en`, cookie },
    ...[...ways, ...others].map((way) => ({ name: `debtor-${way}`, path: `${path}/${way}`, cookie })),
    { name: 'debtor-plan-preview', path: `${path}/plan`, cookie, press: true },
    { name: 'debtor-plan-told', path: `${path}/plan`, cookie, type: { 'pay-day': '25', spare: '60' } },
    { name: 'debtor-plan-help', path: `${path}/plan`, cookie, type: { 'pay-day': '31', spare: '2' } },
    { name: 'debtor-wrong', path: `${path}/promise`, cookie, press: true },
    { name: 'debtor-unknown', path: '/p/nothing' },
    { name: 'bank', path: await goToTheBank(origin, opened) },
    { name: 'bank-nothing', path: '/bank/nothing' },
  ];
}

/** Goes to a place as somebody who may. */
export async function goTo(
  page: Page,
  origin: string,
  { path, cookie, press, type = {} }: Place,
): Promise<void> {
  await page.context().clearCookies();
  const [name, value] = cookie?.split('=') ?? [];
  if (name && value) await page.context().addCookies([{ name, value, url: `${origin}/p` }]);
  await page.goto(`${origin}${path}`);
  for (const [name, text] of Object.entries(type)) await page.locator(`#f-${name}`).fill(text);
  const last = Object.keys(type).at(-1);
  if (last) await page.locator(`#f-${last}`).press('Enter');
  if (press) await page.locator('main form button').first().click();
}

/** Turns the clock as a visitor would, so that it has something to tell. */
export async function letAWeekPass(origin: string): Promise<void> {
  const turned = await fetch(`${origin}/clock`, {
    method: 'POST',
    body: new URLSearchParams({ days: '7' }),
    headers: { origin },
  });
  let told = await turned.text();
  // It is shown how far it is when it takes longer than a visitor would wait.
  while (told.includes('<progress')) told = await (await fetch(`${origin}/clock`)).text();
}

async function firstLink(origin: string, path: string, selector: string): Promise<string> {
  const { document } = parseHTML(await (await fetch(`${origin}${path}`)).text());
  const href = document.querySelector(selector)?.getAttribute('href');
  if (!href) throw new Error(`${path} leads nowhere`);
  return href;
}
