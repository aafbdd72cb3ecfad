import { parseHTML } from 'linkedom';

/** A page that is tried in every way: its name for people and for files, and where it is. */
export interface Place {
  name: string;
  path: string;
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
    { name: 'clock', path: '/clock' },
    { name: 'not-found', path: '/nowhere' },
  ];
}

/** Turns the clock as a visitor would, so that it has something to tell. */
export async function letAWeekPass(origin: string): Promise<void> {
  await fetch(`${origin}/clock`, {
    method: 'POST',
    body: new URLSearchParams({ days: '7' }),
    headers: { origin },
  });
}

async function firstLink(origin: string, path: string, selector: string): Promise<string> {
  const { document } = parseHTML(await (await fetch(`${origin}${path}`)).text());
  const href = document.querySelector(selector)?.getAttribute('href');
  if (!href) throw new Error(`${path} leads nowhere`);
  return href;
}
