import type * as z from 'zod/mini';
import type { Ports } from '../ports.ts';
import type { Problem } from './problem.ts';

/** Where the creditor's API lives on its host. */
export const API_BASE = '/api/v1';

/** What a creditor's system asks, after it has proven who it is and what it sent has been checked. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  ports: Ports;
  /** Whose key signed: the only source of the creditor. */
  creditor: string;
  /** Parts of the path, decoded. */
  params: Params;
  query: Query;
  body: Body;
  /**
   * Outside id of a write: made from creditor and idempotency key, so that the same request again has the same.
   * Empty for a GET.
   */
  id: string;
  /** Where the API is reached, for addresses that lead back to it. */
  origin: string;
}

/** What a route answers: one of its statuses with a body, or a problem. */
export type Told<Output> = { status: number; body: Output } | { problem: Problem };

/** One thing that a creditor's system can ask: what is documented, what is checked, and what is done. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `/api/v1`, like `/cases/{case}/payments`. A part may hold slashes where it is marked: `{claim+}`. */
  path: string;
  /** The heading under which it stands in the document. */
  group: string;
  /** One line for the document; imperative. */
  summary: string;
  /** An object with a schema for each part of the path. A part that does not fit is a 404. */
  params?: z.ZodMiniObject;
  query?: z.ZodMiniObject;
  /** Absent: a body is not looked at. */
  body?: z.ZodMiniType;
  /** What each status that is no problem means. */
  statuses: Readonly<Record<number, string>>;
  output: z.ZodMiniType;
  /** Statuses of problems of its own, beside those that every route has. */
  problems?: readonly (409 | 422)[];
  handle(call: Call): Promise<Told<unknown>>;
}

/** Says what a route is. Only fixes the types: what is handled is what was checked. */
export function defineRoute<
  Output extends z.ZodMiniType,
  Params extends z.ZodMiniObject = z.ZodMiniObject,
  Query extends z.ZodMiniObject = z.ZodMiniObject,
  Body extends z.ZodMiniType = z.ZodMiniUndefined,
>(
  route: Omit<Route, 'handle' | 'params' | 'query' | 'body' | 'output'> & {
    params?: Params;
    query?: Query;
    body?: Body;
    output: Output;
    handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Told<z.input<Output>>>;
  },
): Route {
  return route as unknown as Route;
}
