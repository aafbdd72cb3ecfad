import { epochSeconds, plusSeconds } from '../../core/calendar/moment.ts';
import { type SignedRequest, signedRequest } from '../../examples/sign-request.ts';
import { type Laptop, laptopSecrets } from '../../local/laptop.ts';
import { exampleCreditor } from './make-laptop.ts';

export const ORIGIN = 'https://api.example.nl';
export const OTHER_CREDITOR = 'andere-schuldeiser';

/** What a request is besides what it asks; all of it is right where nothing is said. */
export interface Sending {
  key?: string;
  secret?: string;
  /** Seconds from the clock of the one who is asked. */
  late?: number;
  idempotencyKey?: string;
  /** The path arrives decoded, as gateways do it. */
  decoded?: boolean;
  /** Changes what arrives after it was signed. */
  tamper?: (request: SignedRequest & { url: string }) => Partial<SignedRequest & { url: string }>;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer, field by field
  body: any;
}

export type Ask = (method: string, path: string, body?: unknown, sending?: Sending) => Promise<Answered>;

export const theirs = { key: 'their-key', secret: 'their secret' } as const;

/** Lets a laptop know a second creditor, and asks it as a creditor's system does. */
export async function callerOn(laptop: Laptop): Promise<Ask> {
  const [ours] = laptopSecrets.api;
  laptop.ports.secrets = {
    ...laptopSecrets,
    api: [
      ...laptopSecrets.api,
      { key: 'newer-key', creditor: ours?.creditor ?? '', secret: 'newer secret' },
      { ...theirs, creditor: OTHER_CREDITOR },
    ],
  };
  await laptop.creditors.put(exampleCreditor({ id: OTHER_CREDITOR }));
  let number = 0;
  return async (method, path, body, sending = {}) => {
    number += 1;
    const given = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const at = epochSeconds(plusSeconds(laptop.now(), sending.late ?? 0));
    const key = sending.idempotencyKey ?? `request-${number}`;
    const url = `${ORIGIN}/api/v1${path}`;
    const signed = signedRequest(
      sending.key ?? ours?.key ?? '',
      sending.secret ?? ours?.secret ?? '',
      method,
      url,
      given,
      method === 'GET' ? undefined : key,
      at,
    );
    const arrives = { url, ...signed, ...sending.tamper?.({ url, ...signed }) };
    const { pathname, search } = new URL(arrives.url);
    const answer = (await laptop.invoke('creditor-api', {
      method: arrives.method,
      path: sending.decoded ? decodeURIComponent(pathname) : pathname,
      query: search.slice(1),
      headers: arrives.headers,
      body: arrives.body ?? '',
      origin: ORIGIN,
    })) as { status: number; headers: Record<string, string>; body: string };
    await laptop.advance(laptop.now());
    return {
      status: answer.status,
      headers: answer.headers,
      text: answer.body,
      body: JSON.parse(answer.body),
    };
  };
}
