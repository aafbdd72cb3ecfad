import * as z from 'zod/mini';
import { answerRequest } from '../../core/api/answer-request.ts';
import { defineFunction } from '../define.ts';

/**
 * The creditor's API: who asks is proven by a signature, what they ask is checked, and every answer is theirs alone. A
 * plain web request in, a plain web response out; whoever hosts it only carries them.
 */
export const creditorApi = defineFunction({
  name: 'creditor-api',
  input: z.strictObject({
    method: z.string(),
    /** From the root, like `/api/v1/cases`; percent-encoded or decoded, as the host has it. */
    path: z.string(),
    /** Without the question mark; empty when there is none. */
    query: z.string(),
    /** Names in small letters. */
    headers: z.record(z.string(), z.string()),
    /** As it came: what is signed is this, byte for byte. Empty when there is none. */
    body: z.string(),
    /** Where the API is reached: from configuration, never from what the request says of its host. */
    origin: z.url(),
  }),
  output: z.strictObject({
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    /** Which route answered, like `GET /cases/{case}`, for the host's own notes and counts. */
    route: z.optional(z.string()),
    /** Public name of the key that signed, for the host's notes: so it is known afterwards what a key was used for. */
    key: z.optional(z.string()),
    /** Name of the error that the caller was spared. */
    failed: z.optional(z.string()),
  }),
  handle: (ports) => (request) => answerRequest(ports, request),
});
