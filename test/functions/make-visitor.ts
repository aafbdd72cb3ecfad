import { payLinkPath } from '../../core/case/ids.ts';
import type { MadeLaptop } from './make-laptop.ts';

/** What a browser gets, read. */
export interface Seen {
  status: number;
  headers: Record<string, string>;
  body: string;
  page?: string;
  failed?: string;
  /** Text of the page without its markup. */
  text: string;
}

/** Somebody with a browser who got a pay link: keeps cookies, follows what a form leads to. */
export interface Visitor {
  link: string;
  cookie: string | undefined;
  get(path?: string, query?: Record<string, string>): Promise<Seen>;
  /** Sends fields as they are. */
  send(
    path: string,
    fields: Record<string, string | string[]>,
    query?: Record<string, string>,
  ): Promise<Seen>;
  /** Opens a form and sends it with what it has hidden, as a browser would. */
  fill(path: string, fields?: Record<string, string | string[]>): Promise<Seen>;
  /** Follows a redirect within the page. */
  follow(seen: Seen): Promise<Seen>;
  /** Answers the second question. */
  answer(text?: string): Promise<Seen>;
}

interface Options {
  link?: string;
  origin?: string;
  /** Other secrets, clock or ports than the laptop's. */
  invoke?: (name: string, input: unknown) => Promise<unknown>;
}

export function makeVisitor(laptop: MadeLaptop, options: Options = {}): Visitor {
  const link = options.link ?? payLinkPath(laptop.ports.secrets.links, laptop.case);
  const invoke = options.invoke ?? laptop.invoke;
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    fields: Record<string, string | string[]>,
    query: Record<string, string>,
  ): Promise<Seen> => {
    const seen = (await invoke('debtor-page', {
      method,
      path: `${link}${path}`,
      query,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()])),
      ...(visitor.cookie && { cookie: visitor.cookie }),
      origin: options.origin ?? 'http://localhost:8080',
    })) as Omit<Seen, 'text'>;
    const cookie = seen.headers['set-cookie']?.split(';')[0];
    if (cookie) visitor.cookie = cookie;
    return { ...seen, text: textOf(seen.body) };
  };
  const visitor: Visitor = {
    link,
    cookie: undefined,
    get: (path = '', query = {}) => ask('GET', path, {}, query),
    send: (path, fields, query = {}) => ask('POST', path, fields, query),
    fill: async (path, fields = {}) => {
      const form = await visitor.get(path);
      return await visitor.send(path, { ...hiddenOf(form.body), ...fields });
    },
    follow: async (seen) => {
      const to = seen.headers.location ?? '';
      const [path = '', query = ''] = to.slice(`/p/${link}`.length).split('?');
      const pairs = query.split('&').map((pair) => pair.split('=') as [string, string]);
      return await visitor.get(path, query ? Object.fromEntries(pairs) : {});
    },
    answer: (text = '1234ab') => visitor.send('', { do: 'answer', answer: text }),
  };
  return visitor;
}

/** What the first form of a page sends without anybody filling it in. */
export function hiddenOf(body: string): Record<string, string> {
  const form = /<form[\s\S]*?<\/form>/.exec(body)?.[0] ?? '';
  const found = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g);
  return Object.fromEntries([...found].map(([, name = '', value = '']) => [name, value]));
}

/** What is read of a page. */
export function textOf(html: string): string {
  return html
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/[\s\u00A0]+/g, ' ');
}
