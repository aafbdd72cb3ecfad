import { parseHTML } from 'linkedom';

/** A debtor's page that was opened: its address behind the origin, and the cookie that keeps it open. */
export interface Opened {
  path: string;
  cookie: string;
}

/**
 * Opens the page behind an e-mail of the outbox as its reader would: with the link in it, and the answer that the
 * demonstration gives away. The first e-mail whose bill offers every way that is asked for.
 */
export async function openDebtorsPage(origin: string, ways: readonly string[]): Promise<Opened> {
  const list = await read(`${origin}/outbox?channel=email&step=costs-added`);
  for (const message of list.querySelectorAll('tbody th a')) {
    const email = await read(`${origin}${message.getAttribute('href')}/email`);
    const path = new URL(email.querySelector('a[href*="/p/"]')?.getAttribute('href') ?? '', origin).pathname;
    const question = await (await fetch(`${origin}${path}`)).text();
    const answer = /invented person is ([^.<]+)\./.exec(question)?.[1] ?? '';
    const cookie = (await send(origin, path, { do: 'answer', answer })).headers.get('set-cookie');
    const opened = { path, cookie: cookie?.split(';')[0] ?? '' };
    const page = await read(`${origin}${path}`, opened.cookie);
    if (ways.every((way) => page.querySelector(`a[href="${path}/${way}"]`))) return opened;
  }
  throw new Error(`No e-mail leads to a page that offers ${ways.join(', ')}.`);
}

/** Goes to the bank with all that is open, and says where its page is. */
export async function goToTheBank(origin: string, { path, cookie }: Opened): Promise<string> {
  const form = await read(`${origin}${path}/pay`, cookie);
  const hidden = [...form.querySelectorAll('main input[type=hidden]')].map((field): [string, string] => [
    field.getAttribute('name') ?? '',
    field.getAttribute('value') ?? '',
  ]);
  const fields = { ...Object.fromEntries(hidden), what: 'all' };
  const toBank = await send(origin, `${path}/pay`, fields, cookie);
  return new URL(toBank.headers.get('location') ?? '').pathname;
}

async function read(address: string, cookie = '') {
  return parseHTML(await (await fetch(address, { headers: { cookie } })).text()).document;
}

async function send(origin: string, path: string, fields: Record<string, string>, cookie = '') {
  return await fetch(`${origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin, cookie },
    redirect: 'manual',
  });
}
