import * as z from 'zod/mini';
import { API_BASE, type Route } from './route.ts';

type Json = Record<string, unknown>;

const Problem = z.looseObject({
  type: z.literal('about:blank'),
  status: z.int(),
  code: z.string().check(z.describe('Stable, for programs.')),
  title: z.string(),
  detail: z.optional(z.string()),
  errors: z.optional(
    z.array(
      z.strictObject({
        pointer: z.string().check(z.describe('`#/claims/0/dueOn` in the body, `?limit` in the query.')),
        message: z.string(),
      }),
    ),
  ),
});

const signing = {
  key: 'The public name of your key.',
  timestamp: 'Seconds since 1970, at most five minutes from our clock.',
  signature:
    '`v1=` and HMAC-SHA256 in hexadecimal digits, by the secret of the key, over seven lines: `v1`, the timestamp, the method, the path decoded, the query as sent, the idempotency key, SHA-256 of the body in hexadecimal digits.',
} as const;

/** What can go wrong with every route, and with every write. */
const always: Readonly<Record<number, string>> = {
  400: 'Something in it is not as it must be; `errors` names the fields.',
  401: 'The signature is missing, wrong or too old.',
  404: 'There is nothing here for you: it does not exist, or is not yours.',
  500: 'Something went wrong on our side. Sending it again is safe.',
  503: 'Somebody else changes this at the same moment: send it again.',
};
const withBody: Readonly<Record<number, string>> = {
  413: 'The body is larger than 1 MB.',
  415: 'The body is not application/json.',
};
const writing: Readonly<Record<number, string>> = {
  422: 'The idempotency key came before with another request.',
};
const CONFLICT = 'It does not fit how things stand; `detail` says why.';

/**
 * The API as an OpenAPI 3.1 document, made of the schemas by which requests are checked and answers are made.
 *
 * @param routes all that can be asked
 */
export function openApi(routes: readonly Route[]): Json {
  const schemas: Json = { Problem: schemaOf(Problem, 'output') };
  const paths: Record<string, Json> = {
    '/openapi.json': {
      get: {
        operationId: 'readDocument',
        tags: ['Document'],
        summary: 'Read this document',
        security: [],
        responses: { 200: { description: 'OpenAPI 3.1.', content: { 'application/json': {} } } },
      },
    },
  };
  for (const route of routes) {
    const path = route.path.replaceAll('+}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Amicable',
      version: '1',
      summary: 'What a creditor’s systems can ask.',
      description:
        'Amounts are integer cents, days are YYYY-MM-DD, moments are UTC. Every request is signed; every write has an idempotency key, and sending it again is safe.',
    },
    servers: [{ url: API_BASE }],
    tags: [...new Set(['Document', ...routes.map(({ group }) => group)])].map((name) => ({ name })),
    security: [Object.fromEntries(Object.keys(signing).map((name) => [name, []]))],
    paths,
    components: {
      schemas,
      securitySchemes: Object.fromEntries(
        Object.entries(signing).map(([name, description]) => [
          name,
          { type: 'apiKey', in: 'header', name: `amicable-${name}`, description },
        ]),
      ),
    },
  };
}

function operation(route: Route, schemas: Json): Json {
  const write = route.method !== 'GET';
  const problems = {
    ...always,
    ...(route.body && withBody),
    ...(write && writing),
    ...(route.problems?.includes(409) && { 409: CONFLICT }),
  };
  return {
    operationId: operationId(route),
    tags: [route.group],
    summary: route.summary,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(write ? [idempotencyKey] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.statuses).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: outputOf(route.output, schemas) } } },
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          status,
          {
            description,
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: true,
  description: 'New for each thing you want done, the same for each try of it.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$' },
};

/** `POST /cases/{case}/pause` is `postCasesCasePause`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parameters(from: z.ZodMiniObject | undefined, where: 'path' | 'query'): Json[] {
  return Object.entries(from?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = schemaOf(schema, 'output');
    return {
      name,
      in: where,
      required: where === 'path' || !z.safeParse(schema, undefined).success,
      ...(description !== undefined && { description }),
      schema: rest,
    };
  });
}

/** What several routes answer has a title, and stands in the document once. */
function outputOf(output: z.ZodMiniType, schemas: Json): Json {
  const title = z.globalRegistry.get(output)?.title;
  if (!title) return schemaOf(output, 'output');
  schemas[title] = schemaOf(output, 'output');
  return { $ref: `#/components/schemas/${title}` };
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
