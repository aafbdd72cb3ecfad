import type { Day, Moment } from '../calendar/moment.ts';
import type { Case } from '../case/case.ts';
import type { Context } from '../case/context.ts';
import type { Item } from '../case/fold.ts';
import type { Addressee } from '../message/message.ts';
import type { Ports } from '../ports.ts';
import type { Content, Page, Typed } from './page.ts';

/** What a browser asks of a debtor's page. */
export interface PageRequest {
  method: 'GET' | 'POST';
  /** What stands behind `/p/`: the link, and perhaps one of its forms. */
  path: string;
  query: Readonly<Record<string, string>>;
  fields: Typed;
  cookie?: string | undefined;
  /** Where the page is reached, like `https://betalen.example.nl`. */
  origin: string;
}

/** What it gets: a page, or the way to another address. */
export type PageReply = { cookie?: string } & (
  | { status: number; page: Page; failed?: string }
  | { status: 303; to: string }
);

/** One visit to one case, with all that deciding needs. */
export interface Visit {
  ports: Ports;
  request: PageRequest;
  c: Case;
  items: readonly Item[];
  ctx: Context;
  to: Addressee;
  now: Moment;
  day: Day;
  /** The way that is asked for, or empty. */
  way: string;
  at: string;
  /** Carries the chosen language on: empty, or `?lang=en`. */
  carried: string;
  page(content: Content): Page;
}

/** A page that was asked for. */
export function shown(visit: Visit, content: Content, status = 200): { status: number; page: Page } {
  return { status, page: visit.page(content) };
}

/** Where the visitor reads what came of a form. */
export function doneAt(visit: Visit, id: string): string {
  return `${visit.at}?done=${id}${visit.carried.replace('?', '&')}`;
}
