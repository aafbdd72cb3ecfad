import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { openApi } from '../../../core/api/openapi.ts';
import { apiRoutes } from '../../../core/api/routes.ts';
import { callerOn } from '../../functions/make-caller.ts';
import { makeLaptop } from '../../functions/make-laptop.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content: Record<string, { schema?: object }> }>;
}

// Through JSON, as readers get it.
const document = JSON.parse(JSON.stringify(openApi(apiRoutes))) as {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  tags: { name: string }[];
  security: Record<string, unknown>[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, unknown> };
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);
const plain = (path: string) => path.replaceAll('+}', '}');

test('every route is in it, and nothing else but the document itself', () => {
  const routes = apiRoutes.map(({ method, path }) => `${method} ${plain(path)}`);
  const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(described.sort()).toEqual([...routes, 'GET /openapi.json'].sort());
  expect(new Set(described).size).toBe(described.length);
});

test('anybody may read it', async () => {
  const ask = await callerOn(await makeLaptop());
  const { status, body } = await ask('GET', '/openapi.json', undefined, { tamper: () => ({ headers: {} }) });
  expect(status).toBe(200);
  expect(body).toEqual(document);
});

describe('it is an OpenAPI document', () => {
  test('of version 3.1, with a title, a version and a server', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({ title: 'Amicable', version: '1' });
    expect(document.servers).toEqual([{ url: '/api/v1' }]);
  });

  test('whose operations have ids of their own, and groups that are listed', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const groups = document.tags.map(({ name }) => name);
    expect(operations.filter(({ operation }) => !groups.includes(operation.tags[0] ?? ''))).toEqual([]);
  });

  test.each(operations.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s: its parameters are those of its path, and its answers are described',
    (_, { path, method, operation }) => {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters ?? [];
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(named);
      expect(inPath.every(({ required }) => required)).toBe(true);
      const key = parameters.some(({ name }) => name === 'idempotency-key');
      expect(key).toBe(method !== 'get');
      expect(operation.summary.length).toBeGreaterThan(5);
      for (const [status, { description }] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[2-5]\d\d$/);
        expect(description.length).toBeGreaterThan(5);
      }
    },
  );

  test('signed as a whole, by headers that are described', () => {
    const [scheme = {}] = document.security;
    expect(Object.keys(scheme).sort()).toEqual(Object.keys(document.components.securitySchemes).sort());
    const free = operations.filter(({ operation }) => operation.security);
    expect(free.map(({ path }) => path)).toEqual(['/openapi.json']);
  });

  test('whose schemas are JSON Schema 2020-12, and whose references lead somewhere', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'https://example.nl/openapi', ...document });
    const schemas = operations.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content).flatMap(({ schema }) => (schema ? [schema] : [])),
      ),
    ]);
    expect(schemas.length).toBeGreaterThan(100);
    const all = new Set(
      [...schemas, ...Object.values(document.components.schemas)].map((one) => JSON.stringify(one)),
    );
    for (const schema of all) {
      const absolute = schema.replaceAll('"#/components', '"https://example.nl/openapi#/components');
      expect(() => ajv.compile(JSON.parse(absolute))).not.toThrow();
    }
  });
});

test('what is answered fits what is described', async () => {
  const laptop = await makeLaptop();
  const ask = await callerOn(laptop);
  await laptop.days(1);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const schema = document.components.schemas.Case ?? {};
  const { body } = await ask('GET', `/cases/${laptop.case}`);
  expect(ajv.validate(schema, body)).toBe(true);
  expect(ajv.validate(schema, { ...body, totals: {} })).toBe(false);
  const problem = (await ask('GET', '/cases/nobody-1')).body;
  expect(ajv.validate(document.components.schemas.Problem ?? {}, problem)).toBe(true);
});
